"""Whom a sentence is about: what holds for "non-résidents" is no answer to a resident, nor the reverse.

A reader of pairs gives both the same weight, and the words are the same but for three letters.
"""

from index.words import DENIED, words


def of_others(question: str, text: str) -> bool:
    """Tell whether a text speaks of what the question denies, or denies what it asks about, and of nothing else."""
    said = frozenset(words(text))
    return any(_opposite(word) in said and word not in said for word in words(question))


def _opposite(word: str) -> str:
    return word.removeprefix(DENIED) if word.startswith(DENIED) else f"{DENIED}{word}"
