"""The sources of a publication, numbered in the order in which its reader meets them, and what each note says."""

import re
from collections.abc import Iterable, Iterator

from assistant.record.layout import Note, Run, Runs, linked
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
        self._numbers: dict[object, int] = {}
        self._made: list[Note] = []

    def cite(self, citations: Iterable[int]) -> tuple[int, ...]:
        """Numbers of the notes that hold these citations, each with its quotation."""
        cited = [self._record.citation(number) for number in citations]
        return _once(self._number((c.source.version, c.span), c, c.quote) for c in cited)

    def point(self, citations: Iterable[int]) -> tuple[int, ...]:
        """Numbers of the notes that say where a table stands: one a place, without the rows, which are shown."""
        cited = [self._record.citation(number) for number in citations]
        return _once(self._number((c.source.version, c.section, c.page), c, "") for c in cited)

    @property
    def made(self) -> tuple[Note, ...]:
        """The notes mentioned up to now."""
        return tuple(self._made)

    def _number(self, key: object, citation: Citation, quote: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._made.append(Note(self._numbers[key], tuple(_runs(citation, quote))))
        return self._numbers[key]


def document_runs(source: Source) -> Runs:
    """Say which version of which document was read."""
    return tuple(_document(source, ()))


def _runs(citation: Citation, quote: str) -> Iterator[Run]:
    yield Run(f"« {_BREAKS.sub(' ', quote)} » " if quote else "Tableau repris cellule par cellule. ")
    place = (*citation.section, f"p. {citation.page}" if citation.page else "")
    yield from _document(citation.source, tuple(filter(None, place)))


def _document(source: Source, place: tuple[str, ...]) -> Iterator[Run]:
    yield Run(source.title or source.document, "emphasis")
    day = f"version du {french_day(source.published)}" if source.published else "version non datée"
    known = (*place, source.publisher, day, f"empreinte {source.version[:_SHOWN_OF_HASH]}")
    text = ", " + ", ".join(filter(None, known)) + "."
    yield from linked(f"{text} {source.url}" if source.url else text)


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
