"""An entry drafted again because its documents changed: what a person wrote stays, and so does what has not moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.record.about import value_of
from assistant.record.citing import used, with_values
from assistant.record.draft import Drafting, draft
from assistant.record.exchange.export_entry import text_of
from assistant.record.schema import Field, Schema
from assistant.record.searching import Progress
from assistant.record.standing import is_there
from assistant.record.types import FieldValue, Record
from assistant.record.working.fill_field import drop
from assistant.record.working.reread import keep_marks, unmark
from assistant.record.working.trace import figures_of
from assistant.types import Citation
from corpus.types import Document

Outcome = Literal["kept", "by_person", "disputed", "confirmed", "changed", "filled", "lost", "open"]
"""What became of a field.

`kept`: its documents have not changed. `by_person`: somebody wrote it, or published it; `disputed`: the same, and a
document that changed gives another value or other figures. `confirmed`, `changed`, `filled`, `lost`: the documents as
they are now say it alike, otherwise, for the first time, no longer. `open`: still to be completed.
"""

_STAYS: tuple[Outcome, ...] = ("kept", "by_person", "disputed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field before and after.

    `said` is what documents that were not read before say of it, where it stays all the same; `conflicts` are those of
    the documents between them.
    """

    key: str
    label: str
    outcome: Outcome
    before: str
    after: str
    said: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrafted:
    """The new entry, and what became of every field; the documents by title: other versions, new ones, gone ones."""

    record: Record
    changes: tuple[Change, ...]
    updated: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


def redraft(
    record: Record, documents: Sequence[Document], parts: Drafting, progress: Progress | None = None
) -> Redrafted:
    """Draft an entry again from the documents as they are now."""
    return merge(record, draft(documents, record.request, parts, progress), parts.schema)


def merge(old: Record, new: Record, schema: Schema) -> Redrafted:
    """Bring into a new draft all that stands of the old entry; a sentence that a person dropped does not come back."""
    new = _dropped_again(old, new, schema)
    changes = tuple(_change(old, new, field) for field in schema.fields)
    merged = with_values(new, {c.key: old.fields[c.key] for c in changes if c.outcome in _STAYS}, old)
    disputes = (_dispute(change) for change in changes if change.outcome == "disputed")
    notes = (*new.notes, *disputes)
    whole = replace(merged, id=old.id, request=old.request, foreign=old.foreign, notes=notes, reread=old.reread)
    doubted = [change.key for change in changes if change.outcome == "disputed"]
    record = keep_marks(old, unmark(whole, doubted) if doubted else whole)
    before, after = ({source.document: source for source in one.documents} for one in (old, new))
    both = before.keys() & after.keys()
    return Redrafted(
        record=record,
        changes=changes,
        updated=tuple(after[id].title for id in after if id in both and before[id].version != after[id].version),
        added=tuple(after[id].title for id in after if id not in both),
        gone=tuple(before[id].title for id in before if id not in both),
    )


def redrafted_as_text(redrafted: Redrafted) -> str:
    """Return what moved: the documents, then the fields, what asks for a decision first."""
    documents = (("Nouvelle version", redrafted.updated), ("Nouveau", redrafted.added), ("Retiré", redrafted.gone))
    lines = [f"{what} : {', '.join(titles)}." for what, titles in documents if titles]
    parts = ["\n".join(lines or ["Les documents n'ont pas changé."])]
    for outcome, title in _TITLES.items():
        told = [_told(change) for change in redrafted.changes if change.outcome == outcome]
        parts += ["\n".join([f"{title} ({len(told)}) :", *told])] if told else []
    return "\n\n".join(parts)


_TITLES: dict[Outcome, str] = {
    "disputed": "À vérifier : une personne l'a écrit, et un document qui a changé dit autre chose",
    "changed": "Rédigé de nouveau",
    "lost": "À compléter de nouveau : aucun document ne le dit plus",
    "filled": "Rempli, car un document le dit maintenant",
    "by_person": "Gardé, car une personne l'a écrit ou publié",
    "confirmed": "Retrouvé à l'identique dans la nouvelle version",
    "kept": "Inchangé",
    "open": "Toujours à compléter",
}


def _dropped_again(old: Record, new: Record, schema: Schema) -> Record:
    """Take out of a new draft the sentences that a person took out of the old entry."""
    for field in schema.fields:
        for text in value_of(old, field).discarded:
            value = value_of(new, field)
            rank = next((n for n, one in enumerate(value.sentences, start=1) if one.text == text), 0)
            new = drop(new, field, rank) if rank and value.status == "drafted" else new
    return new


def _change(old: Record, new: Record, field: Field) -> Change:
    was, now = value_of(old, field), value_of(new, field)
    new_places = tuple(_new_places(old, new, now))
    outcome = _outcome(old, new, was, now, new_places)
    after = was if outcome in _STAYS else now
    return Change(
        key=field.key,
        label=field.label,
        outcome=outcome,
        before=_with_rows(was, now) if outcome == "changed" else text_of(was),
        after=_with_rows(now, was) if outcome == "changed" else text_of(after),
        said=tuple(map(_quoted, new_places)) if after is was and text_of(now) != text_of(was) else (),
        conflicts=tuple(conflict.about for conflict in after.conflicts),
    )


def _outcome(old: Record, new: Record, was: FieldValue, now: FieldValue, new_places: Sequence[Citation]) -> Outcome:
    if not is_there(was):
        return "filled" if is_there(now) else "open"
    if was.status in ("by_person", "published"):
        return "disputed" if new_places and _disagrees(was, now, new_places) else "by_person"
    if _unmoved(old, new, was) and not (new_places and now.conflicts):
        return "kept"
    if not is_there(now):
        return "lost"
    return "confirmed" if _same(was, now) else "changed"


def _unmoved(old: Record, new: Record, value: FieldValue) -> bool:
    """Whether every document that a field cites is still there, in the same version."""
    versions = {source.version for source in new.documents}
    return {old.citation(number).source.version for number in used(value)} <= versions


def _new_places(old: Record, new: Record, value: FieldValue) -> Iterator[Citation]:
    """Give what a field of the new draft cites in documents that the old entry had not read."""
    known = {source.version for source in old.documents}
    for number in used(value):
        citation = new.citation(number)
        if citation.source.version not in known:
            yield citation


def _disagrees(was: FieldValue, now: FieldValue, new_places: Iterable[Citation]) -> bool:
    """Whether the documents give another value of the choice, or other figures, a person's own not being there."""
    if was.choice and now.choice:
        return was.choice != now.choice
    own, theirs = figures_of(was.text), figures_of("\n".join(citation.quote for citation in new_places))
    return bool(own - theirs and theirs - own)


def _same(was: FieldValue, now: FieldValue) -> bool:
    rows = ([table.rows for table in value.tables] for value in (was, now))
    return text_of(was) == text_of(now) and next(rows) == next(rows)


def _with_rows(value: FieldValue, other: FieldValue) -> str:
    """Give the text of a field, and the rows of its tables that the other does not have."""
    theirs = {row for table in other.tables for row in table.rows}
    rows = [" ; ".join(row) for table in value.tables for row in table.rows if row not in theirs]
    return "\n".join(filter(None, [text_of(value), *rows]))


def _quoted(citation: Citation) -> str:
    return f"« {citation.quote} » — {citation.source.title}"


def _dispute(change: Change) -> str:
    return f"{change.label} : une personne a écrit « {change.before} », et un document dit {' ; '.join(change.said)}."


def _told(change: Change) -> str:
    lines = [f"- {change.label}"]
    if change.outcome in ("changed", "disputed", "lost"):
        lines.append(f"    avant : {change.before}")
    if change.outcome in ("changed", "filled"):
        lines.append(f"    maintenant : {change.after}")
    lines += [f"    les sources diffèrent : {conflict}" for conflict in change.conflicts]
    lines += [f"    un document dit : {quote}" for quote in change.said]
    return "\n".join(lines)
