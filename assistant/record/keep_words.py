"""What a person put into a kept entry is not lost when the same entry is drafted or imported again."""

from dataclasses import replace
from pathlib import Path

from assistant.record.redraft import merge
from assistant.record.schema import Schema
from assistant.record.store import file_of, load
from assistant.record.types import Record

_BESIDE = "-importee"


def drafted_over(home: Path, record: Record, schema: Schema) -> tuple[Record, str]:
    """Bring a person's words from the kept entry of that id into a new draft; say which fields, in French."""
    old = _kept(home, record.id)
    theirs = [field.label for field in schema.fields if old and _is_theirs(old, field.key)]
    if old is None or not theirs:
        return record, ""
    told = f"Cette fiche existait : ce qu'une personne y a écrit est gardé ({' ; '.join(theirs)})."
    return merge(old, record, schema).record, f"{told} Les autres rubriques n'ont changé que si un document a changé."


def imported_beside(home: Path, record: Record) -> tuple[Record, str]:
    """Give an entry that comes back without its sources an id of its own: the draft that cites them stays."""
    old = _kept(home, record.id)
    if old is None or not old.citations or record.citations:
        return record, ""
    beside = replace(record, id=record.id + _BESIDE)
    told = f"le projet {old.id}, qui cite ses sources, est gardé tel quel ; pour les comparer : "
    return beside, f"{told}glose record compare {old.id} {beside.id}"


def _kept(home: Path, id: str) -> Record | None:
    return load(home, id).session.record if file_of(home, id).exists() else None


def _is_theirs(record: Record, key: str) -> bool:
    value = record.fields.get(key)
    return value is not None and value.status == "by_person"
