"""Ruled lines of a PDF page into grids: which cells they close, and which rows and columns each cell spans."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.pdf.geometry import Box

_NEAR = 4.0
"""Lines this near are one (double borders), and lines this near each other's end meet. In points."""
_LEAST_LENGTH = 6.0
_MOST_RULES = 3000
"""A page with more is a map or a drawing."""
_MOST_PLACES = 20_000
"""Rows times columns: what has more is squared paper, or a plan."""
_OPEN_END = 8.0
_COVER = 0.6
"""Share of a side that a line must cover to close it."""

_Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell from row `top` to `bottom` and from column `left` to `right`, all included, counted from 0."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: `xs` from left to right, `ys` from top to bottom; `owner[row][column]` is the cell there."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[Cell, ...], ...]

    @property
    def box(self) -> Box:
        """Its outer border."""
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def box_of(self, cell: Cell) -> Box:
        """The borders of a cell."""
        return Box(self.xs[cell.left], self.ys[cell.bottom + 1], self.xs[cell.right + 1], self.ys[cell.top])

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell that holds a point, if any."""
        if not self.box.holds((x, y)):
            return None
        column = sum(edge <= x for edge in self.xs[1:-1])
        row = sum(edge >= y for edge in self.ys[1:-1])
        return self.owner[row][column]


@dataclass(slots=True)
class _Rule:
    """A line at `level`, across its direction, from `start` to `end`."""

    level: float
    start: float
    end: float

    def meets(self, other: "_Rule") -> bool:
        """Whether it touches a line of the other direction."""
        return (
            other.start - _NEAR <= self.level <= other.end + _NEAR
            and self.start - _NEAR <= other.level <= self.end + _NEAR
        )


def grids(rules: Iterable[Box]) -> list[Grid]:
    """Find the tables of a page, from top to bottom: two columns at least, closed by lines on every side."""
    flat, tall = [], []
    for box in rules:
        if box.width >= box.height:
            flat.append(_Rule((box.y0 + box.y1) / 2, box.x0, box.x1))
        else:
            tall.append(_Rule((box.x0 + box.x1) / 2, box.y0, box.y1))
    flat, tall = _joined(flat), _joined(tall)
    if len(flat) + len(tall) > _MOST_RULES:
        return []
    found = [grid for group in _groups(flat, tall) if (grid := _grid(*group))]
    return sorted(found, key=lambda grid: -grid.box.y1)


def _joined(rules: list[_Rule]) -> list[_Rule]:
    """Put together the pieces of dashed and of double lines; drop what stays too short."""
    joined: list[_Rule] = []
    levels = _clusters(rule.level for rule in rules)
    placed = [(_nearest(levels, rule.level), rule) for rule in rules]
    for at, rule in sorted(placed, key=lambda place: (place[0], place[1].start)):
        level = levels[at]
        if joined and joined[-1].level == level and rule.start <= joined[-1].end + _NEAR:
            joined[-1].end = max(joined[-1].end, rule.end)
        else:
            joined.append(_Rule(level, rule.start, rule.end))
    return [rule for rule in joined if rule.end - rule.start >= _LEAST_LENGTH]


def _clusters(levels: Iterable[float]) -> list[float]:
    """Mean of each group of levels that are near each other, in ascending order."""
    groups: list[list[float]] = []
    for level in sorted(levels):
        if groups and level - groups[-1][-1] <= _NEAR:
            groups[-1].append(level)
        else:
            groups.append([level])
    return [sum(group) / len(group) for group in groups]


def _nearest(levels: Sequence[float], level: float) -> int:
    """Index of the nearest of ascending levels."""
    after = bisect(levels, level)
    return min(range(max(after - 1, 0), min(after + 1, len(levels))), key=lambda i: abs(levels[i] - level))


def _groups(flat: list[_Rule], tall: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Lines that hang together, each group apart."""
    groups: list[tuple[list[_Rule], list[_Rule]]] = []
    waiting, others = list(flat), tall
    while waiting:
        rows, columns, fresh = [], [], [waiting.pop()]
        while fresh:
            rows += fresh
            met, others = _meeting(others, fresh)
            columns += met
            fresh, waiting = _meeting(waiting, met)
        groups.append((rows, columns))
    return groups


def _meeting(rules: list[_Rule], others: list[_Rule]) -> tuple[list[_Rule], list[_Rule]]:
    """The rules that touch one of the others, and those that touch none."""
    met, apart = [], []  # type: tuple[list[_Rule], list[_Rule]]
    for rule in rules:
        (met if any(map(rule.meets, others)) else apart).append(rule)
    return met, apart


def _grid(flat: list[_Rule], tall: list[_Rule]) -> Grid | None:
    """Lay the cells out; None for what is not a table."""
    if not tall:
        return None
    xs = _clusters(rule.level for rule in tall)
    ys = _with_open_ends(_clusters(rule.level for rule in flat), tall)[::-1]
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    places = [[(row, column) for column in range(len(xs) - 1)] for row in range(len(ys) - 1)]
    root = _merged(_open_sides(flat, tall, xs, ys), [place for row in places for place in row])
    members: dict[_Place, list[_Place]] = {}
    for place, first in root.items():
        members.setdefault(first, []).append(place)
    if len(members) < 2:
        return None
    cells = {first: _cell(group) for first, group in members.items()}
    return Grid(tuple(xs), tuple(ys), tuple(tuple(cells[root[place]] for place in row) for row in places))


def _open_sides(
    flat: list[_Rule], tall: list[_Rule], xs: list[float], ys: list[float]
) -> Iterator[tuple[_Place, _Place]]:
    """Neighbours without a line between them."""
    at_x, at_y = _by_level(tall, xs), _by_level(flat, ys)
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            if column + 2 < len(xs) and not _closed(at_x[column + 1], bottom, top):
                yield (row, column), (row, column + 1)
            if row + 2 < len(ys) and not _closed(at_y[row + 1], left, right):
                yield (row, column), (row + 1, column)


def _merged(pairs: Iterable[tuple[_Place, _Place]], places: Iterable[_Place]) -> dict[_Place, _Place]:
    """For each place, the one that stands for all those it is joined to."""
    parent = {place: place for place in places}

    def root(place: _Place) -> _Place:
        while parent[place] != place:
            place = parent[place]
        return place

    for one, other in pairs:
        parent[root(other)] = root(one)
    return {place: root(place) for place in parent}


def _with_open_ends(levels: list[float], tall: Sequence[_Rule]) -> list[float]:
    """Add an edge where columns go on past the last line: a table cut by a page often has no border there."""
    low, high = min(rule.start for rule in tall), max(rule.end for rule in tall)
    return [
        *([low] if levels[0] - low > _OPEN_END else []),
        *levels,
        *([high] if high - levels[-1] > _OPEN_END else []),
    ]


def _by_level(rules: Sequence[_Rule], levels: Iterable[float]) -> list[list[_Rule]]:
    """For each level, the lines at it."""
    return [[rule for rule in rules if abs(rule.level - level) <= _NEAR] for level in levels]


def _closed(rules: Iterable[_Rule], start: float, end: float) -> bool:
    """Whether lines at one level cover most of the side from `start` to `end`."""
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return covered >= _COVER * (end - start)


def _cell(members: Sequence[_Place]) -> Cell:
    rows, columns = [r for r, _ in members], [c for _, c in members]
    return Cell(min(rows), max(rows), min(columns), max(columns))
