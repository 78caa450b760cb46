"""Columns of a PDF page: the blanks that run between two texts, and not between the cells of a table."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from corpus.pdf.canvas import Piece

WIDE_GAP = 1.5
"""Blank that may separate two columns, or two cells of a table without rules, as a share of the letters' size."""
_GUTTER = 8.0
"""Least width of the blank between two columns, in points."""
_LEAST_LINES = 4
"""Lines on each side from which a blank is a gutter by its shape alone."""
_LEAST_COLUMN = 90.0
"""Least usual width of a column's lines, in points: narrower ones are labels, numbers or the cells of a table."""


def find_columns(bands: Iterable[Sequence[Piece]]) -> tuple[float, float, float] | None:
    """Find a gutter: return its right edge, and the baselines of the first and the last line beside it.

    A band is all that stands on one line of the page, from left to right.
    """
    parts = [part for band in bands for part in _parts(band)]
    edges = {round(part[0].x0 / 3): part[0].x0 - 2 for part in parts}
    best: tuple[int, float, float, float] | None = None
    for edge in sorted(edges.values()):
        for run in _runs(parts, edge):
            left, right = [p for p in run if p[0].x0 < edge], [p for p in run if p[0].x0 >= edge]
            if (not best or len(run) > best[0]) and _is_pair(left, right):
                best = (len(run), edge, run[0][0].baseline + 1, run[-1][0].baseline - 1)
    return best[1:] if best else None


def _runs(parts: Sequence[Sequence[Piece]], edge: float) -> list[list[Sequence[Piece]]]:
    """Successive parts, from the top, of which none crosses the edge nor comes too near it."""
    runs: list[list[Sequence[Piece]]] = [[]]
    for part in sorted(parts, key=lambda p: -p[0].baseline):
        if part[0].x0 < edge < part[-1].x1 + _GUTTER:
            runs.append([])
        else:
            runs[-1].append(part)
    return runs


def _is_pair(left: Sequence[Sequence[Piece]], right: Sequence[Sequence[Piece]]) -> bool:
    """Whether these are two columns of running text, side by side: by their shape, or by the order of painting."""
    if min(len(left), len(right)) < 2:
        return False
    top = min(left[0][0].baseline, right[0][0].baseline)
    bottom = max(left[-1][0].baseline, right[-1][0].baseline)
    heights = [column[0][0].baseline - column[-1][0].baseline for column in (left, right)]
    if top - bottom < 0.5 * min(heights):
        return False
    return (_is_wide(left) and _is_wide(right)) or (
        _painted_apart(left, right) and (_is_prose(left) or _is_prose(right))
    )


def _is_wide(column: Sequence[Sequence[Piece]]) -> bool:
    """Whether it has the shape of a column: enough lines, most of them as wide as the widest."""
    widths = [part[-1].x1 - part[0].x0 for part in column]
    return len(column) >= _LEAST_LINES and median(widths) >= max(_LEAST_COLUMN, 0.6 * max(widths))


def _painted_apart(left: Sequence[Sequence[Piece]], right: Sequence[Sequence[Piece]]) -> bool:
    """Whether several lines of one side are painted before the other side's turn: so are text boxes, not table rows."""
    painted = sorted([(part[0].order, 0) for part in left] + [(part[0].order, 1) for part in right])
    switches = sum(a[1] != b[1] for a, b in pairwise(painted))
    return switches < min(len(left), len(right))


def _is_prose(column: Sequence[Sequence[Piece]]) -> bool:
    """Whether lines go on from one to the next: many begin with a small letter."""
    starts = [part[0].text[0].islower() for part in column[1:]]
    return sum(starts) >= 0.3 * len(starts)


def _parts(band: Sequence[Piece]) -> list[list[Piece]]:
    """Cut a line at its wide blanks."""
    parts = [[band[0]]]
    for before, piece in pairwise(band):
        if piece.x0 - before.x1 > WIDE_GAP * max(piece.size, before.size):
            parts.append([])
        parts[-1].append(piece)
    return parts
