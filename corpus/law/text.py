"""The paragraphs of an article and their enumerations: "I. -", "A. -", "1°", "a)", "i)" and dashes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.pieces import Piece

_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()

# The ranks are those of the texts themselves: a "1°" opens its own "a)" and never the reverse.
_PART, _LETTERED_PART, _NUMBER, _LETTER, _SMALL_ROMAN, _DASH = range(1, 7)

_MARKERS = (
    (_PART, re.compile(r"([IVX]+)(?: (?:bis|ter|quater))?\s?\.?\s?[-–—―]|([IVX]+)\.\s")),
    (_LETTERED_PART, re.compile(r"([A-Z])\s?\.?\s?[-–—―]|(\d{1,2})\.\s")),
    (_NUMBER, re.compile(r"(\d{1,3})\s?°")),
    (_LETTER, re.compile(r"([a-z]{1,5})(?: (?:bis|ter|quater))?\s?\)")),
    (_DASH, re.compile(r"([-–—―•])\s?(?=\S)")),
)


class _Marker(NamedTuple):
    rank: int
    ordinal: int


def paragraphs(pieces: Iterable[Piece]) -> list[Piece]:
    """One piece a paragraph, those of an enumeration as items whose depth is the rank of their mark.

    "I. -" and "A. -" number the parts of an article, and are items only when a paragraph announces them with ":". A
    paragraph between "1°" and "2°" belongs to "1°".
    """
    return list(_Enumeration([line for piece in pieces for line in _lines(piece)]).read())


def _lines(piece: Piece) -> Iterator[Piece]:
    if piece.role != "text" or piece.depth:
        yield piece
        return
    for line in piece.text.split("\n"):
        if line := line.strip():
            yield Piece(text=line)


class _Enumeration:
    def __init__(self, lines: Sequence[Piece]) -> None:
        self.lines = lines
        self.open: dict[int, int] = {}
        """Ordinal of the last item of each rank that is still open."""
        self.announcer = _DASH
        """Rank of the last paragraph that ended with ":", 0 for an unmarked one: the parts below it are its items."""

    def read(self) -> Iterator[Piece]:
        for at, line in enumerate(self.lines):
            if line.role != "text" or line.depth:
                yield line
            elif marker := self._marker(line.text):
                self.open = {rank: last for rank, last in self.open.items() if rank < marker.rank}
                self.open[marker.rank] = marker.ordinal
                yield Piece(text=line.text, role="item", depth=marker.rank)
            elif rank := self._goes_on(at):
                yield Piece(text=line.text, depth=rank)
            else:
                self.open.clear()
                self.announcer = _mark(line.text)[0] if line.text.endswith(":") else _DASH
                yield line

    def _marker(self, text: str) -> _Marker | None:
        rank, mark = _mark(text)
        if not rank or (rank <= _LETTERED_PART and rank <= self.announcer):
            return None
        return self._read_letter(mark) if rank == _LETTER else _Marker(rank, _ordinal(mark))

    def _read_letter(self, mark: str) -> _Marker | None:
        """After "h)", an "i)" is a letter; anywhere else it begins a list of its own."""
        if len(mark) == 1 and (mark not in _ROMAN or self.open.get(_LETTER) == _ordinal(mark) - 1):
            return _Marker(_LETTER, _ordinal(mark))
        if mark in _ROMAN:
            return _Marker(_SMALL_ROMAN, _ROMAN.index(mark) + 1)
        return _Marker(_LETTER, 0) if len(mark) == 2 else None

    def _goes_on(self, at: int) -> int:
        """Rank of the item that an unmarked paragraph belongs to: the list goes on after it; 0 if none."""
        if not self.open:
            return 0
        following = next(filter(None, (self._marker(line.text) for line in self.lines[at + 1 :])), None)
        if following and following.ordinal == self.open.get(following.rank, -1) + 1 > 1:
            return following.rank
        return 0


def _mark(text: str) -> tuple[int, str]:
    """Rank and mark that a paragraph begins with; 0 for none."""
    for rank, pattern in _MARKERS:
        if found := pattern.match(text):
            return rank, next(filter(None, found.groups()))
    return 0, ""


def _ordinal(mark: str) -> int:
    if mark.isdecimal():
        return int(mark)
    if mark.lower() in _ROMAN and mark.isupper():
        return _ROMAN.index(mark.lower()) + 1
    return ord(mark[0].lower()) - ord("a") + 1 if mark.isalpha() else 0
