"""Finds what an acronym stands for where a document spells it out: "caisse d'allocations familiales (CAF)".

Its letters must be the initials of the words, in order: nothing is expanded that no document expands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.types import Span
from index.fold import fold

_LETTERS = r"(?:[A-Z]{2,8}|(?:[A-Z]\.){2,7}[A-Z]?\.?)"
_AFTER = re.compile(rf"\s\(\s?(?:dite? |ci-après |ou |la |le |l['’])?[«“\"]?\s?(?P<acronym>{_LETTERS})\s?[»”\"]?\s?\)")
_BEFORE = re.compile(
    rf"(?<![\w.])(?P<acronym>{_LETTERS})\s?(?:\(\s?(?P<inside>[^()\n]{{5,140}}?)\s?\)|:\s(?P<listed>[^()\n:;.]{{5,140}}))"
)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a au aux avec d de des du en et l la le les ou par pour sans sous sur un une".split())
"""Words that an acronym may leave out, and sometimes counts: "accueil de loisirs sans hébergement" is ALSH."""

_FEWEST = 2
_FARTHEST = 140
"""Characters before an acronym in which what it stands for may begin."""

_ARTICLE = re.compile(r"(?:[Ll][ae]s?\s|[Ll]['’]|[Dd][eu]s?\s|[Dd]['’]|[Aa]ux?\s|[Uu]ne?\s)+")


@dataclass(frozen=True, slots=True)
class Spelled:
    """An acronym without its points, and where a text has it with what it stands for."""

    acronym: str
    span: Span


def spelled_out(text: str) -> Iterator[Spelled]:
    """Give the acronyms of a text that it spells out, in order, each with the words and the acronym in one span."""
    for found in _AFTER.finditer(text):
        acronym = found["acronym"].replace(".", "")
        if (start := _start(text, found.start(), acronym)) is not None:
            yield Spelled(acronym, Span(start, found.end()))
    for found in _BEFORE.finditer(text):
        acronym, group = found["acronym"].replace(".", ""), "inside" if found["inside"] else "listed"
        if (end := _end(found[group], acronym)) is not None:
            whole = group == "inside"
            yield Spelled(acronym, Span(found.start(), found.end() if whole else found.start(group) + end))


def _start(text: str, end: int, acronym: str) -> int | None:
    """Return where the nearest words before a place begin that an acronym stands for."""
    least = max(0, end - _FARTHEST, text.rfind("\n", 0, end) + 1)
    words = list(_WORD.finditer(text, least, end))
    for first in reversed(words):
        if _stands_for([word[0] for word in words if word.start() >= first.start()], acronym):
            return first.start()
    return None


def _end(text: str, acronym: str) -> int | None:
    """Return where the words end that an acronym stands for and that a text begins with."""
    words = list(_WORD.finditer(text, (article.end() if (article := _ARTICLE.match(text)) else 0)))
    for last in words:
        if _stands_for([word[0] for word in words if word.end() <= last.end()], acronym):
            return last.end()
    return None


def _stands_for(words: list[str], acronym: str) -> bool:
    """Whether letters are the initials of words that are not the acronym itself, small words counted or not."""
    folded = [fold(word) for word in words]
    whole = [word for word in folded if word not in _SMALL]
    long_enough = len(whole) >= _FEWEST and folded[0] not in _SMALL and folded[-1] not in _SMALL
    return long_enough and _spells(folded, fold(acronym))


def _spells(words: list[str], letters: str) -> bool:
    """Whether letters are the initials of all the words, but small ones that may be left out."""
    if not words or not letters:
        return not letters and all(word in _SMALL for word in words)
    first, rest = words[0], words[1:]
    if first[0] == letters[0] and _spells(rest, letters[1:]):
        return True
    return first in _SMALL and _spells(rest, letters)
