"""Does a draft say what its documents say of a field, and leave open what they do not? Patterns alone: no model judges.

What a field holds is all that its reader sees in it: sentences, tables, and both sides of a conflict.
"""

from assistant.record.types import FieldValue, Record
from evals.measures.correctness import holds, matches
from evals.measures.shown import fold
from evals.types import DraftCase


def field_text(record: Record, key: str) -> str:
    """Return all that a field shows, white space folded; the rows of a table as "header: cell; header: cell"."""
    value = record.fields[key]
    return fold("\n".join((value.text, value.choice, *_rows(value), *_disputed(record, value))))


def invented(case: DraftCase, record: Record) -> float | None:
    """Filled among fields that no document covers: 1 if filled. None if covered."""
    return None if case.covered else float(_filled(case, record))


def left_open(case: DraftCase, record: Record) -> float | None:
    """Left open among fields that a document covers: 1 if open. None if not covered."""
    return float(not _filled(case, record)) if case.covered else None


def facts_drafted(case: DraftCase, record: Record) -> float | None:
    """Vital nuggets found / vital nuggets. None unless a covered field is filled."""
    if not (case.covered and _filled(case, record)):
        return None
    text = field_text(record, case.field)
    return sum(holds(nugget, text) for nugget in case.nuggets) / len(case.nuggets)


def wrongly_drafted(case: DraftCase, record: Record) -> float | None:
    """1 if the field matches a forbidden pattern, else 0, an open field included. None where nothing is forbidden."""
    return float(matches(case.forbidden, field_text(record, case.field))) if case.forbidden else None


def right_choice(case: DraftCase, record: Record) -> float | None:
    """1 if the value chosen is the one that the documents justify, 0 if it is another or none was chosen."""
    return None if case.choice is None else float(record.fields[case.field].choice == case.choice)


def wrong_choice(case: DraftCase, record: Record) -> float | None:
    """1 if a value was chosen that the documents do not justify, 0 if it was left open: the first is far worse."""
    chosen = record.fields[case.field].choice
    return None if case.choice is None else float(chosen not in ("", case.choice))


def _filled(case: DraftCase, record: Record) -> bool:
    value = record.fields[case.field]
    return bool(value.sentences or value.tables or value.choice)


def _rows(value: FieldValue) -> list[str]:
    return [
        " ; ".join(f"{head} : {cell}" if head else cell for head, cell in zip(table.header, row, strict=True))
        for table in value.tables
        for row in table.rows
    ]


def _disputed(record: Record, value: FieldValue) -> list[str]:
    numbers = (number for conflict in value.conflicts for number in (*conflict.one, *conflict.other))
    return [record.citation(number).quote for number in numbers]
