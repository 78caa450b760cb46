"""The sources of a publication, numbered in the order in which its reader meets them, and what each note says."""

import re
from collections.abc import Iterable, Iterator

from assistant.cite import place_in_a_list
from assistant.record.texts.layout import Note, Run, Runs, linked
from assistant.record.types import Record
from assistant.types import Citation, Source
from corpus.dates import french_day

_BREAKS = re.compile(r"[ \t\r\n]+")
_SHOWN_OF_HASH = 19
"""Characters of a version ("sha256:" and twelve more): enough to tell two versions apart."""


class Notes:
    """Gives each place its number the first time that it is mentioned."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._rows = _of_tables_only(record)
        self._numbers: dict[object, int] = {}
        self._made: list[Note] = []

    def cite(self, citations: Iterable[int]) -> tuple[int, ...]:
        """Numbers of the notes that hold these citations, each once.

        A note quotes; the one of a table says where it stands, once for all its rows, since these are shown whole.
        """
        return tuple(dict.fromkeys(self._number(number) for number in citations))

    @property
    def made(self) -> tuple[Note, ...]:
        """The notes mentioned up to now."""
        return tuple(self._made)

    def _number(self, cited: int) -> int:
        citation = self._record.citation(cited)
        is_row = cited in self._rows
        key = (citation.source.version, citation.section, citation.page) if is_row else cited
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._made.append(Note(self._numbers[key], tuple(_runs(citation, "" if is_row else citation.quote))))
        return self._numbers[key]


def document_runs(source: Source) -> Runs:
    """Say which version of which document was read."""
    return tuple(_document(source, "", source.version[:_SHOWN_OF_HASH]))


def _runs(citation: Citation, quote: str) -> Iterator[Run]:
    said = f"«\u00a0{_BREAKS.sub(' ', quote)}\u00a0» " if quote else "Tableau repris cellule par cellule. "
    yield Run(said, verbatim=bool(quote))
    yield from _document(citation.source, place_in_a_list(citation.section, citation.page))


def _document(source: Source, where: str, version: str = "") -> Iterator[Run]:
    yield Run(source.title or source.document, "emphasis")
    day = f"version du {french_day(source.published)}" if source.published else "version non datée"
    # Two versions without a day are told apart by their hash alone.
    version = version or ("" if source.published else source.version[:_SHOWN_OF_HASH])
    text = ", " + ", ".join(filter(None, (where, source.publisher, day, version))) + "."
    yield from linked(f"{text} {source.url}" if source.url else text)


def _of_tables_only(record: Record) -> set[int]:
    values = record.fields.values()
    rows = {number for value in values for table in value.tables for number in table.citations}
    sentences = {number for value in values for sentence in value.sentences for number in sentence.citations}
    conflicts = {number for value in values for c in value.conflicts for number in (*c.one, *c.other)}
    return rows - sentences - conflicts
