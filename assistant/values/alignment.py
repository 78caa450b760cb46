"""Where a text says what a sentence says: a value may stand in the text, and belong to something else."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.words import words

_BREAK = re.compile(r"(?<=[.;?!])\s+(?=\S)|\n+")
_ITEM = re.compile(r"-\s|\d°\s|[a-z]\)\s")


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause of a text, and the stems of its words and of the line that introduces it."""

    start: int
    end: int
    stems: frozenset[str]


def segments(text: str) -> list[Segment]:
    """Cut a flat text in sentences, list items and lines; the words of "Vous devez fournir :" go with each item."""
    found: list[Segment] = []
    lead: frozenset[str] = frozenset()
    for start, end in _pieces(text):
        piece = text[start:end]
        stems = content(piece)
        if _ITEM.match(piece):
            stems |= lead
        else:
            lead = stems if piece.rstrip().endswith(":") else frozenset()
        found.append(Segment(start, end, stems))
    return found


def content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that are not numbers."""
    return frozenset(word for word in words(text) if not word[0].isdigit())


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)
