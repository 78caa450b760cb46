"""The words that carry the logic of a rule, read from `words.fr.tsv`, and how a text is cut to meet them.

A line of the table is a list, a sense in that list, and the forms that have it. Forms are phrases, compared word for
word without case or accents, except in `meaning`, where single words are compared by stem.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from index.fold import fold
from index.words import stem

TABLE = Path(__file__).with_name("words.fr.tsv")

_PIECE = re.compile(r"[^\W\d_]+['’ʼ]|\d+(?:[.,   ]\d+)*|[^\W\d_][^\W_]*|[.,;:()!?\n]")
_NOT_FOLDED = {"à": "aa", "où": "ouh"}
"""Folding would take "à" for "a" (has) and "où" (where) for "ou" (or)."""
_UNREAD = re.compile(r"[^a-z0-9']+")
_SIGNS = frozenset(".,;:()!?\n")

_SHORT_ROOT = 5

BREAKS = frozenset([",", ";", ":", "(", ")", "mais", "car", "toutefois", "cependant", "sinon"])
"""What ends a clause."""

BEING = frozenset("est sont etes suis sera seront serez ete soit soient etait etaient reste restent devient".split())
"""What makes of a participle or an adjective something said of the subject."""


class Piece(NamedTuple):
    """A word, folded, or a sign, with its place in the text; an elided word keeps its apostrophe."""

    text: str
    start: int
    end: int


_ELIDED = {"de": "d'", "que": "qu'", "lorsque": "lorsqu'"}
_BEFORE_NOUNS = frozenset(["condition", "exception", "order", "role", "contrast"])
"""The lists whose phrases in "de" stand before a noun: elsewhere "droit de" is not in "droit du travail"."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form of the table means: the list it is in, and its sense there."""

    list: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of logic in a sentence, from word `start` to before word `end`."""

    sense: Sense
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a content word says: a stem or the name of a family, and -1 where it says the contrary of the family."""

    name: str
    sign: int = 1


def pieces(text: str) -> list[Piece]:
    """Return the words and the punctuation of a text."""
    found = (Piece(_folded(match[0]), match.start(), match.end()) for match in _PIECE.finditer(text))
    return [piece for piece in found if piece.text]


@lru_cache(maxsize=100_000)
def _folded(piece: str) -> str:
    """Return a folded word, a number without its separators, or a sign; empty if no letter remains."""
    lowered = unicodedata.normalize("NFC", piece).lower()
    return piece if piece in _SIGNS else _NOT_FOLDED.get(lowered) or _UNREAD.sub("", fold(lowered))


def _senses_at(words: Sequence[str], at: int) -> tuple[int, tuple[Sense, ...]]:
    """Return how many words the longest known phrase starting here has, and its senses; 0 where there is none."""
    for phrase, senses in phrases().get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase), senses
    return 0, ()


def marks_of(words: Sequence[str]) -> Iterator[Mark]:
    """Give the known phrases of a sentence, in order; of two that overlap, the first, then the longer."""
    at = 0
    while at < len(words):
        size, senses = _senses_at(words, at)
        for sense in senses:
            yield Mark(sense, at, at + size)
        at += max(size, 1)


@lru_cache(maxsize=50_000)
def meaning(word: str) -> Meaning:
    """Return what a folded content word says."""
    known = _meanings()
    root = _root(word)
    return known.get(word) or known.get(root) or Meaning(root)


@cache
def words_of(list_name: str, sense: str) -> frozenset[str]:
    """Return the one-word forms of a sense."""
    return frozenset(
        phrase[0]
        for found in phrases().values()
        for phrase, senses in found
        if len(phrase) == 1 and Sense(list_name, sense) in senses
    )


@cache
def phrases() -> Mapping[str, list[tuple[Phrase, tuple[Sense, ...]]]]:
    """Return every phrase under its first word, longest first, with its senses."""
    senses: dict[Phrase, tuple[Sense, ...]] = {}
    for list_name, sense, forms in _rows():
        if list_name != "meaning":
            for phrase in {phrase for form in forms for phrase in _endings(form, list_name)}:
                senses[phrase] = (*senses.get(phrase, ()), Sense(list_name, sense))
    table: dict[str, list[tuple[Phrase, tuple[Sense, ...]]]] = {}
    for phrase in sorted(senses, key=len, reverse=True):
        table.setdefault(phrase[0], []).append((phrase, senses[phrase]))
    return table


def _endings(form: str, list_name: str) -> Iterator[Phrase]:
    """Give a form and what its last word becomes before a vowel or an article: "à condition de", "d'", "du", "des"."""
    phrase = tuple(piece.text for piece in pieces(form))
    yield phrase
    if phrase[-1] in _ELIDED:
        yield (*phrase[:-1], _ELIDED[phrase[-1]])
    if len(phrase) > 1 and phrase[-1] == "de" and list_name in _BEFORE_NOUNS:
        yield from ((*phrase[:-1], article) for article in ("du", "des"))


@cache
def _meanings() -> Mapping[str, Meaning]:
    found: dict[str, Meaning] = {}
    for list_name, sense, forms in _rows():
        if list_name == "meaning":
            said = Meaning(sense.rstrip("-"), -1 if sense.endswith("-") else 1)
            for form in map(fold, forms):
                found[form] = said
                found.setdefault(_root(form), said)
    return found


@cache
def _rows() -> list[tuple[str, str, list[str]]]:
    lines = TABLE.read_text("utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(list_name, sense, forms.split(", ")) for list_name, sense, forms in cells]


def _root(word: str) -> str:
    """Return the stem of a folded word, the same for "notifie" and "notifiée": folded, stemming parts them."""
    root = stem(word)
    return root.rstrip("ei") if len(root) > _SHORT_ROOT else root.rstrip("e")
