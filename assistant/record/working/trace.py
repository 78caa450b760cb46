"""From a figure, a few words or a field of an entry back to the places that say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.cite import place_in_a_list
from assistant.record.schema import Schema
from assistant.record.texts.filled import quote
from assistant.record.types import FieldValue, Origin, Record, Table
from assistant.types import Citation
from corpus.dates import french_day
from index.fold import fold

_NUMBER = re.compile(r"\d+(?:[ .\u00a0\u202f]\d{3})*(?:,\d+)?")
_SEPARATORS = re.compile(r"[ .\u00a0\u202f]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Something that a field says: a sentence, or a row of a table (`origin` is `None`), and the numbers it cites."""

    key: str
    text: str
    origin: Origin | None
    citations: tuple[int, ...]


def trace_field(record: Record, key: str) -> tuple[Trace, ...]:
    """Return all that a field says."""
    value = record.fields.get(key)
    return tuple(_traces(value)) if value else ()


def trace_words(record: Record, schema: Schema, said: str) -> tuple[Trace, ...]:
    """Return what says these words or, where they hold figures, what gives the same figures."""
    traces = (trace for field in schema.fields for trace in trace_field(record, field.key))
    figures, folded = figures_of(said), _spaced(said)
    if figures:
        return tuple(trace for trace in traces if figures <= figures_of(trace.text))
    return tuple(trace for trace in traces if folded and folded in _spaced(trace.text))


def figures_of(text: str) -> frozenset[str]:
    """Return the numbers of a text, written one way: "1 200", "1.200" and "1200" are the same."""
    return frozenset(_SEPARATORS.sub("", number) for number in _NUMBER.findall(text))


def citation_as_text(citation: Citation) -> str:
    """Return a citation on one line: quotation, document, section, page, version, address."""
    source = citation.source
    said = _BLANKS.sub(" ", citation.quote)
    where = (
        source.title or source.document,
        place_in_a_list(citation.section, citation.page),
        f"version du {french_day(source.published)}" if source.published else "version non datée",
        source.url,
    )
    return f"[{citation.number}] {quote(said)} — {', '.join(filter(None, where))}"


def _traces(value: FieldValue) -> Iterator[Trace]:
    for sentence in value.sentences:
        yield Trace(key=value.key, text=sentence.text, origin=sentence.origin, citations=sentence.citations)
    for table in value.tables:
        yield from _rows(value.key, table)


def _rows(key: str, table: Table) -> Iterator[Trace]:
    """Give the rows, each with its own place where the table cites one for each row."""
    each = len(table.citations) == len(table.rows)
    for number, row in enumerate(table.rows):
        cited = table.citations[number : number + 1] if each else table.citations
        yield Trace(key=key, text=" ; ".join(filter(None, row)), origin=None, citations=cited)


def _spaced(text: str) -> str:
    return _BLANKS.sub(" ", fold(text)).strip()
