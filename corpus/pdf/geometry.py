"""Points, boxes and matrices of a PDF page, in points of 1/72 inch, y upwards."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
QUARTER_TURNS: Mapping[int, Matrix] = {
    0: IDENTITY,
    90: (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    270: (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
}
"""Turns by so many degrees, clockwise."""


class Box(NamedTuple):
    """An upright rectangle; an empty one has no width or no height."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Never negative."""
        return max(0.0, self.x1 - self.x0)

    @property
    def height(self) -> float:
        """Never negative."""
        return max(0.0, self.y1 - self.y0)

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether the point is inside, or out of it by at most `margin`."""
        x, y = point
        return self.x0 - margin <= x <= self.x1 + margin and self.y0 - margin <= y <= self.y1 + margin

    def common(self, other: "Box") -> "Box":
        """The part that both share."""
        return Box(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, and `then` to its result."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Where the matrix puts a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def around(points: Iterable[Point]) -> Box:
    """The smallest box that holds the points; there must be one at least."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def placed(matrix: Matrix, box: Sequence[float]) -> Box:
    """The smallest upright box around `box` once the matrix has moved it."""
    x0, y0, x1, y1 = box
    return around(apply(matrix, x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)))
