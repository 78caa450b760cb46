"""The citations of a record that changes: those of another one join them, and those that nothing uses any more go."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.record.types import FieldValue, Record
from assistant.types import Citation


def used(value: FieldValue) -> tuple[int, ...]:
    """Return the numbers of all that a field cites, tables and conflicts included, each once."""
    sentences = (number for sentence in value.sentences for number in sentence.citations)
    tables = (number for table in value.tables for number in table.citations)
    conflicts = (number for conflict in value.conflicts for number in (*conflict.one, *conflict.other))
    return tuple(dict.fromkeys([*sentences, *tables, *conflicts]))


def with_values(record: Record, values: Mapping[str, FieldValue], origin: Record | None = None) -> Record:
    """Return a record with these values in place of its own.

    The values cite by the numbers of `origin`, of the record itself where there is none. What is cited keeps its order
    and is numbered again.
    """
    known = list(record.citations)
    theirs = (origin or record).citations
    joined = {key: _renumbered(value, _join(known, theirs, used(value))) for key, value in values.items()}
    return _without_unused(replace(record, fields={**record.fields, **joined}, citations=tuple(known)))


def _join(known: list[Citation], theirs: Sequence[Citation], numbers: Sequence[int]) -> dict[int, int]:
    """Add citations to those known, the same place once; return the new number of each."""
    places = {_place(citation): number for number, citation in enumerate(known, start=1)}
    joined = {}
    for number in numbers:
        citation = theirs[number - 1]
        if _place(citation) not in places:
            known.append(replace(citation, number=len(known) + 1))
            places[_place(citation)] = len(known)
        joined[number] = places[_place(citation)]
    return joined


def _without_unused(record: Record) -> Record:
    numbers = {number for value in record.fields.values() for number in used(value)}
    kept = [citation for citation in record.citations if citation.number in numbers]
    new = {citation.number: number for number, citation in enumerate(kept, start=1)}
    return replace(
        record,
        fields={key: _renumbered(value, new) for key, value in record.fields.items()},
        citations=tuple(replace(citation, number=new[citation.number]) for citation in kept),
    )


def _renumbered(value: FieldValue, new: Mapping[int, int]) -> FieldValue:
    def each(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(new[number] for number in numbers)

    return replace(
        value,
        sentences=tuple(replace(sentence, citations=each(sentence.citations)) for sentence in value.sentences),
        tables=tuple(replace(table, citations=each(table.citations)) for table in value.tables),
        conflicts=tuple(replace(c, one=each(c.one), other=each(c.other)) for c in value.conflicts),
    )


def _place(citation: Citation) -> tuple[object, ...]:
    return citation.source.version, citation.span
