"""What a person put into a kept entry is not lost when the same entry is drafted or imported again."""

from dataclasses import replace
from pathlib import Path

from assistant.record.redraft import merge
from assistant.record.schema import Schema
from assistant.record.types import Record
from assistant.record.working.store import file_of, list_kept, load
from index.fold import fold

_BESIDE = "-importee"


def drafted_over(home: Path, record: Record, schema: Schema) -> tuple[Record, str]:
    """Bring a person's words from the kept entry of that id into a new draft; say which fields, in French."""
    old = _kept(home, record.id)
    theirs = words_of(old, schema) if old else ()
    if old is None or not theirs:
        return record, ""
    told = f"Cette fiche existait : ce qu'une personne y a écrit, relu ou écarté est gardé ({' ; '.join(theirs)})."
    return merge(old, record, schema).record, f"{told} Les autres rubriques n'ont changé que si un document a changé."


def words_of(record: Record, schema: Schema) -> tuple[str, ...]:
    """Return the labels of the fields that a person wrote, read again, or dropped a sentence of."""
    return tuple(field.label for field in schema.fields if _is_theirs(record, field.key))


def kept_before(home: Path, draft: Record) -> Record | None:
    """Return the kept entry that a new draft is of: the same request and documents, or an older version of one of them.

    A document is known by its file and its title. A kept file that is damaged is none.
    """
    kept = [one.session.record for one in list_kept(home)[0]]
    same = (one for one in kept if one.id == draft.id)
    alike = (one for one in kept if is_same_request(one.request, draft.request) and _read_by(one) & _read_by(draft))
    return next(same, None) or next(alike, None)


def is_same_request(one: str, other: str) -> bool:
    """Whether two requests differ in nothing but capitals, accents and blanks."""
    return bool(one) and fold(" ".join(one.split())) == fold(" ".join(other.split()))


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


def _read_by(record: Record) -> set[tuple[str, str]]:
    return {(source.document, source.title) for source in record.documents}


def _is_theirs(record: Record, key: str) -> bool:
    value = record.fields.get(key)
    return value is not None and bool(value.status == "by_person" or value.reread or value.discarded)
