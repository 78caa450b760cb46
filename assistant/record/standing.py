"""Whether a field of an entry says something."""

from assistant.record.types import FieldValue


def is_there(value: FieldValue) -> bool:
    """Whether nobody has to complete it; a field that sources dispute is there, with its conflict."""
    return value.status != "to_complete" and bool(value.sentences or value.choice or value.tables)
