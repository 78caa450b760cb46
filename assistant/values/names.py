"""Names of persons, organisations and programmes, in full or by their letters, and what may stand for them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.values.flat import flat
from assistant.values.law import legal
from index.fold import fold
from index.lexicon import ACRONYMS, Key, expand, key, read_table
from index.words import stem, surfaces


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a name, as written."""

    start: int
    end: int
    text: str


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OPENING = re.compile(r"(?:^|[.!?:…«\"“(•\n]|\s[-–—]|^[-–—])\s*$")
_OPENING_WIDTH = 8
_ELISION = re.compile(r"^(?:[LlDdJjNnSsCcMmTt]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)['’]")
_ROMAN = re.compile(r"[IVXLC]+")
_UNNAMED = frozenset("madame monsieur mme mlle mr etat france internet vous".split())
"""Capitalised words that name nobody in particular, or whatever the whole text is about."""

_SHOUTED = 0.7
"""Share of capitals from which a text is a heading, where capitals say nothing."""

_ROOT, _LONGEST_ROOT = 4, 5


def names(text: str) -> Iterator[Name]:
    """Yield the words of a text that are capitalised although no sentence begins there, and those all in capitals."""
    letters = [char for char in text if char.isalpha()]
    if sum(char.isupper() for char in letters) > _SHOUTED * len(letters):
        return
    for match in _WORD.finditer(text):
        elided = _ELISION.match(match[0])
        start = match.start() + (elided.end() if elided else 0)
        word = text[start : match.end()]
        if not word[:1].isupper() or len(word) < 2 or _ROMAN.fullmatch(word):
            continue
        opening = _OPENING.search(text, max(0, match.start() - _OPENING_WIDTH), match.start())
        if not opening or any(char.isupper() for char in word[1:]):
            yield Name(start, match.end(), word)


class Vocabulary:
    """What the words of a text allow to be named: themselves, and the two forms of each acronym among them."""

    def __init__(self, text: str) -> None:
        self._words = surfaces(text)
        self._stems = {stem(word) for word in self._words} | set(self._words)
        self._keys = key(text)
        self._initials = "".join(word[0] for word in self._words)
        self.codes: set[str] = set()
        for acronym, long_form in _acronyms_in(self._keys):
            self.codes |= {found.key for found in legal(flat(long_form)) if found.sort == "code"}
            self._stems |= {stem(word) for word in (*surfaces(acronym), *surfaces(long_form))}

    def holds(self, name: str) -> bool:
        """Whether a name, or what it stands for, is in the text."""
        return self._holds_all(name) or self._spells(name) or any(map(self._holds_all, expand([name])))

    def _holds_all(self, name: str) -> bool:
        return all(self._holds_word(part) for part in surfaces(name) if part not in _UNNAMED)

    def _holds_word(self, word: str) -> bool:
        if word in self._stems or stem(word) in self._stems:
            return True
        root = word[: max(_ROOT, len(word) - 2)][:_LONGEST_ROOT]
        return len(root) >= _ROOT and any(other.startswith(root) for other in self._stems)

    def _spells(self, name: str) -> bool:
        letters = fold(name)
        return name.isupper() and len(letters) > 2 and letters in self._initials


@cache
def _by_first_word() -> Mapping[str, Sequence[tuple[Key, str, str]]]:
    """Return every acronym and every long form under its first word, with the pair that it belongs to."""
    table: dict[str, list[tuple[Key, str, str]]] = {}
    for acronym, long_form in read_table(ACRONYMS):
        for form in (key(acronym), key(long_form)):
            if form:
                table.setdefault(form[0], []).append((form, acronym, long_form))
    return table


def _acronyms_in(words: Key) -> Iterator[tuple[str, str]]:
    table = _by_first_word()
    for place, word in enumerate(words):
        for form, acronym, long_form in table.get(word, ()):
            if words[place : place + len(form)] == form:
                yield acronym, long_form


def long_forms(text: str) -> Iterator[str]:
    """Yield the long form of each organisation or scheme that a text names in full."""
    words = key(text)
    for _, long_form in _acronyms_in(words):
        form = key(long_form)
        if len(form) > 1 and any(words[place : place + len(form)] == form for place in range(len(words))):
            yield long_form
