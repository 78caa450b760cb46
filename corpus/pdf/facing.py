"""Two columns of text inside one cell of a table, without a rule between them: which text of each faces which."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.marks import split_mark
from corpus.pdf.lines import Line, parts_of

_GUTTER = 8.0
"""Least blank between the two columns, in points."""
_NEW_TEXT = 1.6
"""From one baseline to the next on the right, in sizes of letters, from which a text is another."""


def facing(lines: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Return what is on the left with what it faces on the right, from the top; nothing for any other cell.

    A text on the left begins beside the one that it faces, or a little lower, and goes on as far as it needs. A list
    on the left holds for more than what it faces.
    """
    left, right = _columns(lines)
    if any(split_mark(line.text)[0] not in ("", ">") or line.text.endswith(":") for line in left):
        return []
    pairs = [(list[Line](), text) for text in _texts(right)]
    for line in left:
        begun = [own for own, text in pairs if text[0].baseline >= line.baseline - line.size / 2]
        if not begun:
            return []
        begun[-1].append(line)
    return pairs if all(own and _beside(own[0], text) for own, text in pairs) else []


def _columns(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Cut all lines at the blank of the first, if it runs down the cell."""
    first = parts_of(lines[0]) if lines else []
    if len(first) != 2:
        return [], []
    parts = [part for line in lines for part in parts_of(line)]
    left = [part for part in parts if part.x0 < first[0].x1]
    right = [part for part in parts if part.x0 >= first[0].x1]
    if max(part.x1 for part in left) + _GUTTER > min(part.x0 for part in right):
        return [], []
    return left, right


def _texts(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one column into texts, at the blanks between them."""
    texts = [[line] for line in lines[:1]]
    for above, line in pairwise(lines):
        if above.baseline - line.baseline > _NEW_TEXT * max(above.size, line.size):
            texts.append([])
        texts[-1].append(line)
    return texts


def _beside(first: Line, text: Sequence[Line]) -> bool:
    """Whether a text on the left begins no lower than the one on the right ends."""
    return first.baseline >= text[-1].baseline - first.size / 2
