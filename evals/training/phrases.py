"""Finds phrases of a list in a text, in one reading: an alternation of several hundred would be tried at each word."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_TOKEN = re.compile(r"(?<![\w-])\w+")
_BEFORE = re.compile(
    r"\b(?:(?:de la|à la|de|que|ne|se|je|le|la|du|au|ce|cet|cette|ma|sa|ta|les|des|aux) |"
    r"(?:de l|à l|l|d|qu|n|s|j)['’])$",
    re.I,
)


class Found(NamedTuple):
    """A phrase in a text; `before` is the determiner or the elided word that stands in front of it, with its space."""

    phrase: str
    before: str
    start: int
    end: int


class Phrases:
    """A set of phrases, found whole and whatever their case; the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            first = _TOKEN.search(phrase.lower())
            if first:
                self._by_word.setdefault(first[0], []).append(phrase)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the phrases of a text in order; none overlaps the one before."""
        end = 0
        for token in _TOKEN.finditer(text):
            if token.start() < end or token[0].lower() not in self._by_word:
                continue
            phrase = next((one for one in self._by_word[token[0].lower()] if _stands(text, token.start(), one)), None)
            if phrase is None:
                continue
            before = _BEFORE.search(text, end, token.start())
            end = token.start() + len(phrase)
            yield Found(phrase, before[0] if before else "", token.start(), end)


def _stands(text: str, start: int, phrase: str) -> bool:
    end = start + len(phrase)
    if text[start:end].lower() != phrase.lower():
        return False
    return phrase[-1] in "',." or not re.match(r"[\w’'-]", text[end : end + 1])
