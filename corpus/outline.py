"""Headings and items that an author typed by hand, with bold letters, hyphens and numbers in place of styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.marks import is_numbered, split_mark
from corpus.pieces import Piece

_LONGEST_HEADING = 120
_ENDS_NO_HEADING = tuple(".,;:…")
_COUNT = re.compile(r"\(?(\w+)")


@dataclass(slots=True)
class Typed:
    """Reads paragraphs set in an ordinary style, one after the other.

    Items by another sign than those before, under one that ends with ":", are items of that one.
    """

    _marks: list[str] = field(default_factory=list)
    _announced: bool = False

    def pieces(self, text: str, *, bold: bool = False, depth: int = 0) -> Iterator[Piece]:
        """What one paragraph says; `depth` counts the lists, set by styles, that it is in."""
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if len(lines) == 1 and bold and not depth and is_heading(lines[0]):
            self._marks.clear()
            yield Piece(text=lines[0], heading=6)
            return
        plain: list[str] = []
        for line in lines:
            mark, rest = split_mark(line)
            if not mark and not is_numbered(line):
                plain.append(line)
                continue
            yield from self._plain(plain, depth)
            plain = []
            yield Piece(text=rest if mark else line, role="item", depth=depth + self._level(mark or _kind(line)))
            self._announced = line.endswith(":")
        yield from self._plain(plain, depth)

    def _plain(self, lines: list[str], depth: int) -> Iterator[Piece]:
        if lines:
            self._marks.clear()
            yield Piece(text="\n".join(lines), depth=depth)

    def _level(self, mark: str) -> int:
        """How deep an item is, by its sign and by those of the items before it."""
        if mark in self._marks:
            del self._marks[self._marks.index(mark) + 1 :]
        elif self._announced or not self._marks:
            self._marks.append(mark)
        else:
            self._marks[-1] = mark
        return len(self._marks)


def is_heading(text: str) -> bool:
    """Whether a paragraph that is all bold reads like a heading: short, with words, and no sentence."""
    return len(text) <= _LONGEST_HEADING and not text.endswith(_ENDS_NO_HEADING) and sum(c.isalpha() for c in text) > 2


def _kind(line: str) -> str:
    """How an item is numbered: by figures, or by letters."""
    found = _COUNT.match(line)
    return "1" if found and found[1][0].isdecimal() else "a"
