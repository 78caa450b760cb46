"""Whom a sentence is about: what holds for "non-résidents" is no answer to a resident, nor the reverse.

A reader of pairs gives both the same weight, and the words are the same but for three letters.
"""

from functools import lru_cache

from index.words import DENIED, words


def of_others(question: str, text: str) -> bool:
    """Tell whether a text speaks of what the question denies, or denies what it asks about, and of nothing else."""
    said = frozenset(words(text))
    return any(opposite in said and word not in said for word, opposite in _opposites(question))


@lru_cache(maxsize=64)
def _opposites(question: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a question, each with its contrary: it is compared with every sentence that was found."""
    return tuple((word, _opposite(word)) for word in words(question))


def _opposite(word: str) -> str:
    return word.removeprefix(DENIED) if word.startswith(DENIED) else f"{DENIED}{word}"
