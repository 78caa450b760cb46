"""Tables without rules: successive lines cut by wide blanks at the same places, with figures in the last column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.marks import split_mark
from corpus.pdf.lines import Line, parts_of

_LEAST_LINES = 3
_ASIDE = 10.0
"""Distance, in points, that the edges or the middles of one column's texts may keep from one another."""


def split_aligned(lines: Sequence[Line]) -> Iterator[tuple[list[Line], list[str]]]:
    """Cut at each table: the ordinary lines before it, and its rows as text; after the last one there are no rows."""
    waiting: list[Line] = []
    start = 0
    while start < len(lines):
        table = _table_at(lines, start)
        if len(table) < _LEAST_LINES or not _has_figures(table):
            waiting.append(lines[start])
            start += 1
            continue
        start += len(table)
        if waiting and (header := _cut_like(waiting[-1], table[0])):
            waiting.pop()
            table.insert(0, header)
        yield waiting, _rows(table)
        waiting = []
    yield waiting, []


def _cut_like(line: Line, parts: Sequence[Line]) -> list[Line]:
    """Cut a header, whose blanks are narrow, where the columns under it begin; nothing if it does not fit them."""
    starts = [part.x0 for part in parts]
    places = [min(range(len(line.words)), key=lambda i: abs(line.words[i].x0 - x)) for x in starts]
    if sorted(set(places)) != places or any(abs(line.words[i].x0 - x) > 3 for i, x in zip(places, starts, strict=True)):
        return []
    ends = [*places[1:], len(line.words)]
    return [replace(line, words=line.words[a:b]) for a, b in zip(places, ends, strict=True)] if places[0] == 0 else []


def _table_at(lines: Sequence[Line], start: int) -> list[list[Line]]:
    """The lines from here that have as many parts as the first, under one another, and no bullet."""
    table: list[list[Line]] = []
    for line in lines[start:]:
        parts = parts_of(line)
        if len(parts) < 2 or split_mark(line.text)[0]:
            break
        if table and (len(parts) != len(table[0]) or not _under(table[-1], parts, strictly=len(table) > 1)):
            break
        table.append(parts)
    return table


def _under(above: Sequence[Line], below: Sequence[Line], *, strictly: bool) -> bool:
    """Whether each part stands under the one above; a header need not share an edge with its column."""
    for a, b in zip(above, below, strict=True):
        aside = min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2)
        if aside > _ASIDE and (strictly or a.x1 < b.x0 or b.x1 < a.x0):
            return False
    return True


def _has_figures(table: Sequence[Sequence[Line]]) -> bool:
    """Whether the last column holds figures, its header excepted."""
    return all(any(c.isdecimal() for c in parts[-1].text) for parts in table[1:])


def _rows(table: Sequence[Sequence[Line]]) -> list[str]:
    """Say "Entête : valeur ; Entête : valeur", or the values alone where the first line has figures like the others."""
    if any(c.isdecimal() for c in table[0][-1].text):
        return [" ; ".join(part.text for part in parts) for parts in table]
    headers = [part.text.rstrip(" :") for part in table[0]]
    return [
        " ; ".join(f"{header} : {part.text}" for header, part in zip(headers, parts, strict=True))
        for parts in table[1:]
    ]
