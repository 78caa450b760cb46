"""Sees when two documents give different values for what is asked, so that both are quoted and neither is chosen."""

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.quote import Candidate
from assistant.values.reading import read
from index.fold import fold
from index.words import words

_REFERENCE = re.compile(r"\b([lrd])\s?\*?\s?\.?\s?(\d{1,4}(?:-\d{1,3})+)\b")
_TIMES = ("month", "minute")
"""The two dimensions of time: months and years, minutes to weeks."""

_ALIKE = 0.5
"""Share of the words of the shorter sentence that the other holds, from which both speak of the same thing.

Numbers, references and headings are left out of it. Chosen on the guides of ../shared/corpora and the sample corpus.
"""


_FEWEST = 4
"""Words below which two texts are too short to be compared."""


def _references(candidate: Candidate) -> set[str]:
    """Return the articles that a sentence names; of an article of law, its own number."""
    text = candidate.hit.title if candidate.hit.kind == "law" else _sentence(candidate)
    return {letter + number for letter, number in _REFERENCE.findall(fold(text))}


def _amounts(candidate: Candidate) -> set[str]:
    return _measured(candidate, "euro")


def _durations(candidate: Candidate) -> set[str]:
    return _measured(candidate, *_TIMES)


def _measured(candidate: Candidate, *dimensions: str) -> set[str]:
    """Return how much, however it is written: "deux mois et demi" and "2,5 mois" are one duration."""
    found = read(_sentence(candidate)).quantities
    return {f"{one.size} {one.dimension}" for one in found if one.dimension in dimensions}


_VALUES = {"article": _references, "amount": _amounts, "duration": _durations}


def disagreement(question: Question, chosen: Sequence[Candidate], others: Sequence[Candidate]) -> Candidate | None:
    """Return a sentence that contradicts the best one: another document, the same words, other values; or None.

    `others` are all the candidates, best first. Only the values that the question asks for are compared.
    """
    if not chosen:
        return None
    best = chosen[0]
    for want in question.wants:
        values_of = _VALUES.get(want.name)
        if values_of is None:
            continue
        values = values_of(best)
        if not values:
            continue
        for other in others:
            if other.hit.passage.document == best.hit.passage.document:
                continue
            found = values_of(other)
            if found and not found & values and likeness(_sentence(best), _sentence(other)) >= _ALIKE:
                return other
    return None


def likeness(one: str, other: str) -> float:
    """Return the share of the words of the shorter text that the other holds, numbers left out; 0 where it has few."""
    first, second = ({word for word in words(text) if not any(c.isdigit() for c in word)} for text in (one, other))
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= _FEWEST else 0.0


def _sentence(candidate: Candidate) -> str:
    return candidate.text.split("\n", 1)[1]
