"""Ruled tables of a PDF into rows that stay true when they are read alone.

A cell that spans several rows is repeated in each; a title inside the table is repeated in the rows under it; a table
cut by the end of a page goes on with its headers and with the labels of its last row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.marks import split_mark
from corpus.pdf.canvas import Area, Piece
from corpus.pdf.colour import is_tinted
from corpus.pdf.facing import facing
from corpus.pdf.grid import Cell, Grid
from corpus.pdf.lines import Line, lines_in_order, parts_of
from corpus.pdf.paragraphs import Paragraphs

_AMOUNT = re.compile(r"[-–−+<>≤≥]?\s?\d[\d\s.,]*\s?(?:€|%|‰|euros?)?")
_SAME_SIDE = 6.0
"""Two tables whose sides differ by less, in points, may be one table cut by the end of a page."""
_LONGEST_TITLE = 90
_LONGEST_ALONE = 200
_MOST_BOLD = 0.6
"""Share of bold cells from which a bold first row is not a header."""
_BLANK_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with the lines of text of its cells; an empty cell has none."""

    grid: Grid
    lines: dict[Cell, list[Line]]
    shaded: frozenset[Cell] = frozenset()

    @property
    def text(self) -> str:
        """All of it, to recognise a table that comes back on every page."""
        return " ".join(line.text for lines in self.lines.values() for line in lines)

    @property
    def baseline(self) -> float:
        """Where it begins, as lines say it."""
        return self.grid.ys[0]


@dataclass(frozen=True, slots=True)
class _Label:
    """A text that holds for what is under it, from `x0` to `x1`."""

    x0: float
    x1: float
    text: str
    column: int = 0

    def covers(self, x: float) -> bool:
        return self.x0 - 1 <= x <= self.x1 + 1


@dataclass(slots=True)
class Carry:
    """What a table leaves to its continuation on the next page."""

    x0: float = 0.0
    x1: float = 0.0
    headers: list[_Label] = field(default_factory=list)
    titles: list[_Label] = field(default_factory=list)
    last: list[_Label] = field(default_factory=list)


def take_tables(
    grids: Iterable[Grid], pieces: Sequence[Piece], areas: Sequence[Area]
) -> tuple[list[Table], list[Piece]]:
    """Put pieces into the cells that hold them; return the tables, and the pieces outside of them.

    A grid with a long text in one cell and nothing in the others is there for its looks: its pieces stay outside.
    """
    tables: list[Table] = []
    outside = list(pieces)
    for grid in grids:
        cells: dict[Cell, list[Piece]] = {}
        others: list[Piece] = []
        for piece in outside:
            cell = None if piece.turn else grid.cell_at((piece.x0 + piece.x1) / 2, piece.baseline + 0.25 * piece.size)
            (others if cell is None else cells.setdefault(cell, [])).append(piece)
        if len(cells) > 1 or (cells and sum(len(p.text) for own in cells.values() for p in own) < _LONGEST_ALONE):
            outside = others
            lines = {cell: lines_in_order(cells[cell], _edge(grid, cell)) for cell in cells}
            shaded = frozenset(cell for cell in cells if any(_shades(area, grid, cell) for area in areas))
            tables.append(Table(grid, lines, shaded))
    return tables, outside


def _edge(grid: Grid, cell: Cell) -> float:
    """Where the lines of a cell may end: its border, less what authors and software leave blank before it."""
    left, right = grid.xs[cell.left], grid.xs[cell.right + 1]
    return right - 3 - _BLANK_SHARE * (right - left)


def _shades(area: Area, grid: Grid, cell: Cell) -> bool:
    """Whether a coloured surface lies under this very cell or its row, and not under the whole table."""
    box = grid.box_of(cell)
    centre = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    return area.box.holds(centre) and area.box.height < 1.5 * box.height and is_tinted(area.colour)


class TableReader:
    """Reads the tables of one document in order; what may continue goes from one to the next."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs

    def rows(self, table: Table, before: Carry | None) -> tuple[list[str], Carry]:
        """Return the rows as text, and what the table leaves; `before` comes from the table it may continue."""
        grid = table.grid
        carry = Carry(grid.box.x0, grid.box.x1)
        headers = self._headers(table)
        inherited: dict[Cell, str] = {}
        if before and abs(before.x0 - carry.x0) < _SAME_SIDE and abs(before.x1 - carry.x1) < _SAME_SIDE:
            carry.headers = before.headers
            inherited = {} if headers else self._inherited(table, before.last)
            carry.titles = before.titles if inherited else []
        carry.headers = headers or carry.headers
        rows: list[str] = []
        for number in range(1 if headers else 0, len(grid.owner)):
            cells = list(dict.fromkeys(grid.owner[number]))
            fresh = [cell for cell in cells if cell.top == number and cell in table.lines]
            if not fresh:
                continue
            carry.titles = self._titles_above(table, fresh[0], carry.titles)
            if self._is_title(table, cells, number):
                carry.titles.append(self._label(table, cells[-1]))
                continue
            carry.last = [self._label(table, cell, inherited.get(cell, "")) for cell in cells]
            rows += self._rows(table, cells, carry)
        return rows, carry

    def _inherited(self, table: Table, last: Sequence[_Label]) -> dict[Cell, str]:
        """For the empty first cells of a table cut by the end of a page, what stood above them on the page before."""
        found: dict[Cell, str] = {}
        for cell in dict.fromkeys(table.grid.owner[0]):
            if cell in table.lines:
                break
            middle = (table.grid.xs[cell.left] + table.grid.xs[cell.right + 1]) / 2
            found[cell] = next((label.text for label in last if label.covers(middle)), "")
        return found

    def _label(self, table: Table, cell: Cell, otherwise: str = "") -> _Label:
        text = self._paragraphs.in_one_line(table.lines.get(cell, [])) or otherwise
        return _Label(table.grid.xs[cell.left], table.grid.xs[cell.right + 1], text, cell.left)

    def _headers(self, table: Table) -> list[_Label]:
        """Texts of the first row, if its look says that they head the columns: bold over what is mostly not.

        A first cell beside all the rows is the label of the whole table, and no header.
        """
        first = _heads(table)
        if len(first) < 2 or any(cell.bottom for cell in first) or first[0] not in table.lines:
            return []
        shaded = all(cell in table.shaded for cell in first) and not any(cell.top for cell in table.shaded)
        others = [_is_bold(lines) for cell, lines in table.lines.items() if cell.top]
        bold = all(_is_bold(table.lines[cell]) for cell in first if cell in table.lines)
        if shaded or (bold and sum(others) < _MOST_BOLD * len(others)) or _is_over_figures(table):
            return [self._label(table, cell) for cell in first]
        return []

    def _is_title(self, table: Table, cells: Sequence[Cell], number: int) -> bool:
        """Whether the last cell of a row announces the rows under it, which are divided where it is not."""
        last = cells[-1]
        if last not in table.lines or last.left == last.right or number + 1 == len(table.grid.owner):
            return False
        if last.top != number or last.bottom != number or any(cell.bottom == number for cell in cells[:-1]):
            return False
        below = table.grid.owner[number + 1][last.left :]
        under = {cell for cell in below if cell in table.lines}
        text = self._label(table, last).text
        if _is_bold(table.lines.get(below[0], [])):
            return False
        return len(under) > 1 and len(text) < _LONGEST_TITLE and not text.endswith(".") and not _AMOUNT.search(text)

    def _titles_above(self, table: Table, first: Cell, titles: list[_Label]) -> list[_Label]:
        """Titles that still hold for a row whose first new cell is this one.

        A new label further left ends them; so does a bold label in their own column, set like them.
        """
        bold = _is_bold(table.lines[first])
        return [t for t in titles if t.column < first.left or (t.column == first.left and not bold)]

    def _rows(self, table: Table, cells: Sequence[Cell], carry: Carry) -> list[str]:
        """A row of the grid as one row of text, or as several where it pairs labels with amounts line by line."""
        rows = []
        for variant in self._pairs(table, cells) or [{}]:
            own = [replace(b, text=variant.get(c, b.text)) for c, b in zip(cells, carry.last, strict=True)]
            rows.append(_as_text(sorted([*carry.titles, *own], key=lambda label: label.column), carry.headers))
        return [row for row in rows if row]

    def _pairs(self, table: Table, cells: Sequence[Cell]) -> list[dict[Cell, str]]:
        """For each label and amount that face each other, the texts of the cells where they stand; empty if none do."""
        for cell in cells:
            labels, amounts = _sides(table.lines.get(cell, []))
            if pairs := self._matched(labels, amounts):
                return [{cell: f"{label} : {amount}"} for label, amount in pairs]
        for cell in cells:
            if texts := self._facing(table.lines.get(cell, [])):
                return [{cell: text} for text in texts]
        for left, right in pairwise(cells):
            if pairs := self._matched(table.lines.get(left, []), table.lines.get(right, [])):
                return [{left: label, right: amount} for label, amount in pairs]
        return []

    def _facing(self, lines: Sequence[Line]) -> list[str]:
        """Read a cell set in two columns without a rule between them: each text of the left with the one it faces.

        "Revenus : 3 000 € ; Montant : 128 €" where the first texts head the columns.
        """
        pairs = [
            (self._paragraphs.in_one_line(left), self._paragraphs.in_one_line(right)) for left, right in facing(lines)
        ]
        figures = [any(c.isdecimal() for c in right) for _, right in pairs]
        if len(pairs) < 2 or not all(figures[1:]):
            return []
        if figures[0]:
            return [f"{left} : {right}" for left, right in pairs]
        (first, second), *rest = pairs
        return [f"{first} : {left} ; {second} : {right}" for left, right in rest]

    def _matched(self, labels: Sequence[Line], amounts: Sequence[Line]) -> list[tuple[str, str]]:
        """Pair as many labels as there are amounts, in order; nothing when the counts differ."""
        if len(amounts) < 2 or not all(_AMOUNT.fullmatch(line.text) for line in amounts):
            return []
        texts: list[str] = []
        for line in labels:
            if texts and (line.text[0].islower() or texts[-1].endswith("-")):
                texts[-1] = self._paragraphs.hyphens.join(texts[-1], line.text)
            else:
                texts.append(split_mark(line.text)[1])
        return list(zip(texts, (line.text for line in amounts), strict=True)) if len(texts) == len(amounts) else []


def _sides(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Labels on the left of a cell and amounts on its right, where a wide blank runs between them."""
    parts = [part for line in lines for part in parts_of(line)]
    amounts = [part for part in parts if _AMOUNT.fullmatch(part.text)]
    labels = [part for part in parts if not _AMOUNT.fullmatch(part.text)]
    if not labels or not amounts or max(p.x1 for p in labels) >= min(p.x0 for p in amounts):
        return [], []
    return labels, amounts


def _heads(table: Table) -> list[Cell]:
    """The cells of the first row that may head columns; none where there is no row under them."""
    last = len(table.grid.owner) - 1
    first = list(dict.fromkeys(table.grid.owner[0]))
    return [cell for cell in first if cell is not first[0] or len(first) < 3 or cell.bottom < last] if last else []


def _is_over_figures(table: Table) -> bool:
    """Whether the last column has words in its first row and figures in every other, of which there are two or more."""
    last = dict.fromkeys(row[-1] for row in table.grid.owner)
    figures = [any(c.isdecimal() for line in table.lines.get(cell, []) for c in line.text) for cell in last]
    return len(figures) > 2 and next(iter(last)) in table.lines and not figures[0] and all(figures[1:])


def _as_text(labels: Sequence[_Label], headers: Sequence[_Label]) -> str:
    """Say "Entête : valeur ; Entête : valeur"; values under one header stand together."""
    text, current = "", ""
    for label in labels:
        if not label.text:
            continue
        middle = (label.x0 + label.x1) / 2
        header = next((h.text.rstrip(" :") for h in headers if h.covers(middle)), "")
        if text:
            text += " " if (header and header == current) or text[-1] in ".;,:" else " ; "
        text += label.text if not header or header == current else f"{header} : {label.text}"
        current = header
    return text


def _is_bold(lines: Sequence[Line]) -> bool:
    """Whether the first line is: headers often have a smaller second one."""
    return bool(lines) and lines[0].bold
