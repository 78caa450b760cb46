"""Whom a sentence is about: what holds for "non-résidents" is no answer to a resident, nor the reverse.

A reader of pairs gives both the same weight, and the words are the same but for three letters. It does not see either
that "en Guyane" is not the case of whoever does not say so, nor that what is paid on top of a price is not the price.
"""

import re
from functools import lru_cache

from index.fold import fold
from index.words import DENIED, words


def of_others(question: str, text: str) -> bool:
    """Tell whether a text speaks of what the question denies, or denies what it asks about, and of nothing else."""
    said = frozenset(words(text))
    return any(opposite in said and word not in said for word, opposite in _opposites(question))


_ELSEWHERE = re.compile(
    r"\b(?:guyane|mayotte|guadeloupe|martinique|outre-mer|polynesie|caledonie|wallis|saint-pierre|"
    r"saint-martin|saint-barthelemy|alsace|moselle|corse|paris|lyon|marseille|etranger|agricole|msa)\b"
)
"""Territories and schemes of few, which sheets set apart under a heading of their own."""

_ON_TOP = re.compile(
    r"\d ?(?:€|euros?) (?:de plus|en plus|supplementaires?|par (?:jour|mois) de retard)|\bsupplement\b|"
    r"\bmajor(?:e|ation)|\bpenalites?\b|\bamendes?\b|\bcontraventions?\b|\bfrais de retard\b|\bindemnite de retard\b"
)
_ASKED_ON_TOP = re.compile(
    r"\bplus\b|suppl|major|penalit|amend|contravention|\bpv\b|retard|sanction|risqu|oubli|fraud|reserv|verbalis|\bp[eu]n"
)


def of_a_case(question: str, headings: str) -> bool:
    """Tell whether headings name a case of few that the question does not."""
    asked = fold(question)
    return any(case not in asked for case in _ELSEWHERE.findall(fold(headings)))


def on_top(question: str, text: str) -> bool:
    """Tell whether a text gives a supplement or a fine and not a price, and the question asks for no such thing."""
    return bool(_ON_TOP.search(fold(text))) and not _ASKED_ON_TOP.search(fold(question))


@lru_cache(maxsize=64)
def _opposites(question: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a question, each with its contrary: it is compared with every sentence that was found."""
    return tuple((word, _opposite(word)) for word in words(question))


def _opposite(word: str) -> str:
    return word.removeprefix(DENIED) if word.startswith(DENIED) else f"{DENIED}{word}"
