"""A text made plain, one character for one, so that what is found in it has the same place in the text."""

import unicodedata
from collections.abc import Iterable
from typing import Protocol

BLANK = "#"
"""Stands for what has been read. Neither a word nor a space: no later pattern reads across it."""


class Placed(Protocol):
    """What has a place in a text: `text[start:end]`."""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """Offset after its last character."""
        ...


class _Plain(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_SIGNS = {
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\t", " "),
    **dict.fromkeys("’‘ʼ′`", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    "º": "°",
    "×": "x",
}


def _plain(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    parts = [part for part in unicodedata.normalize("NFKD", char.lower()) if not unicodedata.combining(part)]
    return parts[0] if len(parts) == 1 else char


_TABLE = _Plain()


def flat(text: str) -> str:
    """Lower case, no accents, one apostrophe, one hyphen, one space; the same length as the (NFC) text."""
    return text.translate(_TABLE)


def blank(text: str, found: Iterable[Placed]) -> str:
    """Return the text with what was found taken out of it, each character replaced."""
    pieces, at = [], 0
    for value in sorted(found, key=lambda value: value.start):
        pieces += [text[at : value.start], BLANK * (value.end - max(value.start, at))]
        at = max(at, value.end)
    return "".join([*pieces, text[at:]])
