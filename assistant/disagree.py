"""Sees when two documents give different values for what is asked, so that both are quoted and neither is chosen."""

import re
from collections.abc import Callable, Sequence

from assistant.question import Question
from assistant.quote import Candidate
from index.fold import fold
from index.words import words

_VALUES: dict[str, Callable[[str], set[str]]] = {}

_REFERENCE = re.compile(r"\b([lrd])\s?\*?\s?\.?\s?(\d{1,4}(?:-\d{1,3})+)\b")
_MONEY = re.compile(r"(\d[\d  ]*(?:[,.]\d+)?)\s?(?:€|euros?)")
_TIME = re.compile(r"(\d+|un|une|deux|trois|quatre|six)\s(heures?|jours?|semaines?|mois|ans?|annees?)\b")
_NUMERALS = {"un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4", "six": "6"}

_ALIKE = 0.5
"""Share of common words from which two sentences speak of the same thing; numbers and references are left out of it."""


def _references(text: str) -> set[str]:
    return {letter + number for letter, number in _REFERENCE.findall(text)}


def _amounts(text: str) -> set[str]:
    return {re.sub(r"[\s  ]", "", amount).replace(",", ".") for amount in _MONEY.findall(text)}


def _durations(text: str) -> set[str]:
    return {f"{_NUMERALS.get(number, number)} {unit.rstrip('s')}" for number, unit in _TIME.findall(text)}


_VALUES.update(article=_references, amount=_amounts, duration=_durations)


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
        values = values_of(fold(best.text))
        if not values:
            continue
        for other in others:
            if other.hit.passage.document == best.hit.passage.document:
                continue
            found = values_of(fold(other.text))
            if found and not found & values and _likeness(best.text, other.text) >= _ALIKE:
                return other
    return None


def _likeness(one: str, other: str) -> float:
    first, second = (frozenset(w for w in words(text) if not any(c.isdigit() for c in w)) for text in (one, other))
    return len(first & second) / (len(first | second) or 1)
