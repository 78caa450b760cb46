"""Words of a PDF page into lines, and lines into reading order, columns included."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.marks import raised
from corpus.pdf.canvas import Piece
from corpus.pdf.columns import WIDE_GAP, find_columns

_GAP = 0.16
"""Blank between two pieces, as a share of the letters' size, from which they are two words."""
_SIGNS = re.compile(r"\W+")

_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u2028": " ", "\u2029": " "}
    | {chr(code): "" for code in range(0xE000, 0xF900)}
    | dict.fromkeys("\uf063\uf06f\uf071\uf072\uf0a8", "☐")
    | dict.fromkeys("\uf0d8\uf0e0\uf0e8\uf0f0", "→")
    | {"\uf0a7": "▪", "\uf0b7": "•", "\uf0fc": "✓", "\uf0fd": "☒", "\uf0fe": "☒"}
)
"""Ligatures as letters; the marks of symbol fonts as the signs that they draw, or as nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank between them."""

    text: str
    x0: float
    x1: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one baseline. `right` is where the column ends, however short this line is."""

    words: tuple[Word, ...]
    baseline: float
    right: float
    turn: int = 0
    running: bool = False

    @property
    def text(self) -> str:
        """The words with one space between."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def size(self) -> float:
        """Size of most of its letters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[round(word.size, 1)] = sizes.get(round(word.size, 1), 0) + len(word.text)
        return max(sizes, key=lambda size: sizes[size])

    @property
    def bold(self) -> bool:
        """Whether all of its letters are; numbers often are not."""
        words = [word for word in self.words if any(c.isalpha() for c in word.text)]
        return all(word.bold for word in words or self.words)


def lines_in_order(pieces: Iterable[Piece], right: float | None = None) -> list[Line]:
    """Lines as they are read, column after column; text turned a quarter, such as a mention in a margin, comes last.

    The direction of most of the text comes first. `right` is where lines may end, for a cell whose border says it.
    """
    turned: dict[int, list[Piece]] = {}
    for piece in pieces:
        turned.setdefault(piece.turn, []).append(piece)
    ordered = sorted(turned.values(), key=lambda group: -sum(len(p.text) for p in group))
    return [line for group in ordered for line in _read(group, right)]


def parts_of(line: Line) -> list[Line]:
    """Cut a line at its wide blanks."""
    parts: list[list[Word]] = []
    for word in line.words:
        if not parts or word.x0 - parts[-1][-1].x1 > WIDE_GAP * max(word.size, parts[-1][-1].size):
            parts.append([])
        parts[-1].append(word)
    return [replace(line, words=tuple(part)) for part in parts]


def comparable(text: str) -> str:
    """The letters and figures of a text alone: two lines that differ by spaces, signs or capitals say the same."""
    return _SIGNS.sub("", text).casefold()


def _read(pieces: Sequence[Piece], right: float | None) -> list[Line]:
    """Read one region: what is above its columns, each column, what is below."""
    bands = _bands(pieces)
    split = find_columns(bands) if right is None else None
    if split is None:
        edge = max((piece.x1 for piece in pieces), default=0.0) if right is None else right
        return [_line(band, edge) for band in bands]
    gutter, top, bottom = split
    regions: tuple[list[Piece], ...] = ([], [], [], [])
    for piece in pieces:
        level = 0 if piece.baseline > top else 3 if piece.baseline < bottom else 1 + (piece.x0 >= gutter)
        regions[level].append(piece)
    return [line for region in regions if region for line in _read(region, None)]


def _bands(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces that share a line, raised and lowered ones included; each group from left to right."""
    bands: list[list[Piece]] = []
    tallest: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-p.baseline, p.x0)):
        if bands and _overlap(piece, tallest[-1]):
            bands[-1].append(piece)
            tallest[-1] = max(tallest[-1], piece, key=lambda p: p.size)
        else:
            bands.append([piece])
            tallest.append(piece)
    return [_without_doubles(sorted(band, key=lambda p: p.x0)) for band in bands]


def _overlap(one: Piece, other: Piece) -> bool:
    """Whether letters from 0.2 below to 0.7 above the baselines share most of the smaller one's height."""
    low = max(one.baseline - 0.2 * one.size, other.baseline - 0.2 * other.size)
    high = min(one.baseline + 0.7 * one.size, other.baseline + 0.7 * other.size)
    return high - low >= 0.3 * min(one.size, other.size)


def _without_doubles(band: list[Piece]) -> list[Piece]:
    """Drop what is painted twice at one place, which some software does for bold or for shadows."""
    kept: list[Piece] = []
    for piece in band:
        if not any(_same_place(piece, other) for other in kept[-4:]):
            kept.append(piece)
    return kept


def _same_place(one: Piece, other: Piece) -> bool:
    near = 0.4 * (one.x1 - one.x0)
    return (
        one.text == other.text and abs(one.x0 - other.x0) < near and abs(one.baseline - other.baseline) < 0.3 * one.size
    )


def _line(band: Sequence[Piece], right: float) -> Line:
    size = max(piece.size for piece in band)
    level = max(band, key=lambda p: (p.size, len(p.text))).baseline
    words: list[Word] = []
    before: Piece | None = None
    for piece in band:
        glued = before is not None and not piece.spaced and piece.x0 - before.x1 < _GAP * min(size, piece.size * 1.3)
        text = piece.text.translate(_LETTERS)
        if _is_raised(piece, level, size, first=before is None):
            text = raised(text)
        if glued:
            last = words[-1]
            bold = all(letters.bold for letters in (last, piece) if letters.text.strip("’'.,:;") or last is letters)
            words[-1] = Word(last.text + text, last.x0, piece.x1, max(last.size, piece.size), bold)
        else:
            words.append(Word(text, piece.x0, piece.x1, piece.size, piece.bold))
        before = piece
    return Line(
        words=tuple(_unspaced(words)),
        baseline=level,
        right=right,
        turn=band[0].turn,
        running=all(piece.running for piece in band),
    )


def _is_raised(piece: Piece, level: float, size: float, *, first: bool) -> bool:
    """Whether figures stand above the line: the call of a note in small figures, or its number before the note."""
    if not piece.text.isdecimal():
        return False
    smaller = piece.size < 0.85 * size and piece.baseline > level + 0.15 * size
    return smaller or (first and len(piece.text) < 3 and piece.baseline > level + 0.3 * size)


def _unspaced(words: list[Word]) -> list[Word]:
    """Make one word of "S O M M A I R E", which is spaced out for its looks."""
    if len(words) < 4 or any(len(word.text) > 1 or not word.text.isalpha() for word in words):
        return words
    first = words[0]
    return [Word("".join(word.text for word in words), first.x0, words[-1].x1, first.size, first.bold)]
