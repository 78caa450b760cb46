"""Sees when two documents give different values for what is asked, so that both are quoted and neither is chosen."""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.asked.question import Question
from assistant.quoting.quote import Candidate
from assistant.values.reading import read
from index.fold import fold
from index.types import Hit
from index.words import words

_REFERENCE = re.compile(r"\b([lrd])\s?\*?\s?\.?\s?(\d{1,4}(?:-\d{1,3})+)\b")
_TIMES = ("month", "minute")
"""The two dimensions of time: months and years, minutes to weeks."""

_ALIKE = 0.5
"""Share of the words of the shorter sentence that the other holds, from which both speak of the same thing.

Numbers, references and headings are left out of it. Chosen on the guides of ../shared/corpora and the sample corpus.
"""


_OF_VALUES = frozenset(
    words(
        "an ans année mois semaine jour heure minute euro coûte coûter coût prix tarif montant payer paie paye gratuit "
        "délai durée temps quel combien fois maximum minimum"
    )
)
"""Words of units, and those that a value is asked with: they say nothing of what it is the value of."""

_FEWEST = 4
"""Words below which two texts are too short to be compared."""


def _references(hit: Hit, text: str) -> set[str]:
    """Return the articles that a text names; of an article of law, its own number."""
    return {letter + number for letter, number in _REFERENCE.findall(fold(hit.title if hit.kind == "law" else text))}


def _amounts(_: Hit, text: str) -> set[str]:
    return _measured(text, "euro")


def _durations(_: Hit, text: str) -> set[str]:
    return _measured(text, *_TIMES)


def _measured(text: str, *dimensions: str) -> set[str]:
    """Return how much, however it is written: "deux mois et demi" and "2,5 mois" are one duration."""
    return {f"{one.size} {one.dimension}" for one in read(text).quantities if one.dimension in dimensions}


_VALUES: Mapping[str, Callable[[Hit, str], set[str]]] = {
    "article": _references,
    "amount": _amounts,
    "duration": _durations,
}


def disagreement(question: Question, chosen: Sequence[Candidate], others: Sequence[Candidate]) -> Candidate | None:
    """Return a sentence that contradicts the best one: another document, the same words, other values; or None.

    `others` are all the candidates, best first. Only the values that the question asks for are compared.
    """
    for want in question.wants:
        if chosen and (values_of := _VALUES.get(want.name)):
            for other in others:
                if _contradicts(question, chosen[0], other, values_of):
                    return other
    return None


def _contradicts(
    question: Question, best: Candidate, other: Candidate, values_of: Callable[[Hit, str], set[str]]
) -> bool:
    # The words first: values are read from whole passages, and few sentences are alike.
    if other.hit.passage.document == best.hit.passage.document or likeness(_sentence(best), _sentence(other)) < _ALIKE:
        return False
    if not _of_one_thing(question, best, other):
        return False
    said, found = (values_of(one.hit, _sentence(one)) for one in (best, other))
    if not said or not found:
        return False
    # A passage that gives the other's value too speaks of two cases, and contradicts nobody.
    return not (said & values_of(other.hit, other.hit.text) or found & values_of(best.hit, best.hit.text))


def _of_one_thing(question: Question, one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences share a word of sense, and one of the question, with their titles and headings.

    "L'entrée de la piscine coûte 4 €, dès 12 ans" and "le permis coûte 180 € par an" share words, and no subject.
    """
    said = [set(words(_sentence(each))) - _OF_VALUES for each in (one, other)]
    under = [set(words(" ".join((each.hit.title, *each.hit.passage.section, each.text)))) for each in (one, other)]
    return bool(said[0] & said[1]) and bool(under[0] & under[1] & set(words(question.spelled)) - _OF_VALUES)


def likeness(one: str, other: str) -> float:
    """Return the share of the words of the shorter text that the other holds, numbers left out; 0 where it has few."""
    first, second = ({word for word in words(text) if not any(c.isdigit() for c in word)} for text in (one, other))
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= _FEWEST else 0.0


def _sentence(candidate: Candidate) -> str:
    return candidate.text.split("\n", 1)[1]
