"""A text cut into clauses: a value may stand in a text, and go there with other words than in the sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.values.compare import Value
from index.words import words

_BREAK = re.compile(r"(?<=[.?!])\s+(?=\S)|\n+")
_ITEM = re.compile(r"(?:-\s)?\d{1,2}°\s|-\s|[a-z]\)\s")
_HANGING = re.compile(r"[:,]\s*$|\s(?:suivant|suivante)s?\s?:?\s*$")

_LIMITS = frozenset(words("moins maximum minimum maximal minimal"))
"""Words of limits, which values keep."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A clause, with the line that introduces it: the stems of their words, and their values.

    `whole`: it is a list with all its items.
    """

    start: int
    end: int
    stems: frozenset[str]
    values: tuple[Value, ...]
    whole: bool = False


def segments(text: str, wording: str, values: Sequence[Value]) -> list[Segment]:
    """Cut a flat text into sentences, list items and lines; `wording` is the text with its values taken out.

    "Vous devez fournir :" goes with each of its items, and with all of them.
    """
    found: list[Segment] = []
    lead: Segment | None = None
    for start, end in _pieces(wording):
        own = _segment(wording, values, start, end)
        if lead and _ITEM.match(text, start, end):
            before = found.pop() if found[-1].whole else lead
            found += [_joined(lead, own), _joined(before, own, whole=True)]
        else:
            lead = own if _HANGING.search(text[start:end]) else None
            found.append(own)
    return found


def _segment(wording: str, values: Sequence[Value], start: int, end: int) -> Segment:
    held = tuple(value for value in values if start <= value.start < end)
    return Segment(start, end, frozenset(words(wording[start:end])) - _LIMITS, held)


def _joined(one: Segment, other: Segment, *, whole: bool = False) -> Segment:
    return Segment(one.start, other.end, one.stems | other.stems, (*one.values, *other.values), whole)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)
