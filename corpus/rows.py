"""Tables row by row: each row becomes one line that says which column each of its cells belongs to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WIDEST = 100
"""Columns or rows that one cell may span; a page that says more is wrong, and would fill the memory."""

_HEADS_NUMBERS = re.compile(
    r"(?:points?|montants?|tarifs?|prix|co[ûu]ts?|nombres?|nb|taux|plafonds?|parts?|coefficients?|[âa]ges?|dur[ée]es?|"
    r"d[ée]lais?|quotients?|effectifs?|total|ann[ée]es?|bar[èe]mes?|ressources|revenus?|loyers?|superficies?|surfaces?|"
    r"distances?|notes?(?! d[e'’])|scores?|rangs?|seuils?|pond[ée]rations?|poids|quantit[ée]s?|pourcentages?|"
    r"valeurs?)\b",
    re.IGNORECASE,
)
"""Nouns that name a column of numbers; a "note de service" is no mark."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as written: `wide` columns and `tall` rows; `header` says that it names others."""

    text: str
    header: bool = False
    wide: int = 1
    tall: int = 1


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, str]]:
    """Return `(group, line)` for each row that says something, under the header rows.

    A row that is one single cell over all columns names a group: it is no line of its own but the group of the next.
    """
    grid = _grid(rows)
    columns = max(map(len, grid), default=0)
    heads = _header_rows(grid)
    headers = [_header(grid[:heads], column) for column in range(columns)]
    lines = []
    group = ""
    for row in grid[heads:]:
        if columns > 1 and len(row) == columns and len(set(map(id, row))) == 1:
            group = row[0].text
        elif line := row_text(headers, _once(row, columns)):
            lines.append((group, line))
    return lines


def row_text(headers: Sequence[str], cells: Sequence[str]) -> str:
    """One row as a line that stands alone: "Quotient : moins de 400 € ; Tarif : 1 €".

    Empty cells are left out; a column without header gives its cell alone.
    """
    pairs = zip(headers, cells, strict=True)
    return join_parts(_named(header.rstrip(" :"), cell) for header, cell in pairs if cell)


def _named(header: str, cell: str) -> str:
    if header.endswith("?"):
        return f"{header} {cell}"
    return f"{header} : {cell}" if header else cell


def span(written: str) -> int:
    """How many columns or rows a file says that a cell spans; one where it gives no number."""
    # Python refuses to read a number of thousands of digits.
    return max(int(written[:9]), 1) if written.isdecimal() else 1


def join_parts(parts: Iterable[str]) -> str:
    """Join parts of one line with " ; ", or with a space after a part that has its own punctuation."""
    line = ""
    for part in parts:
        line += (" " if line.endswith((".", "!", "?", "…", ";", ":", ",")) else " ; ") + part if line else part
    return line


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """One cell for each place: a cell that spans several is repeated, as the same object."""
    grid: list[list[Cell]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        placed: list[Cell] = []
        waiting = list(row)
        reach = max(hanging, default=-1)
        while waiting or len(placed) <= reach:
            column, span = len(placed), 1
            if column in hanging:
                cell, left = hanging.pop(column)
            elif waiting:
                cell = waiting.pop(0)
                left, span = min(cell.tall, _WIDEST), min(cell.wide, _WIDEST)
            else:  # a row too short for what hangs into it from above
                cell, left = Cell("", header=bool(placed) and placed[-1].header), 1
            for offset in range(span):
                if left > 1:
                    hanging[column + offset] = (cell, left - 1)
                placed.append(cell)
        grid.append(placed)
    return grid


def _header_rows(grid: Sequence[Sequence[Cell]]) -> int:
    """Rows at the top whose cells are all headers; a table of headers alone has none, or it would say nothing."""
    heads = 0
    while heads < len(grid) and grid[heads] and all(cell.header for cell in grid[heads]):
        heads += 1
    return (heads or int(_heads_numbers(grid))) if heads < len(grid) else 0


def _heads_numbers(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether a first row is a header in a table that marks none: words alone, one of which names a column of numbers.

    Most tables typed in a word processor are of this kind, and "30" says nothing without "Points". Numbers alone tell
    nothing: "lundi, fermé" over "mardi, 9 h - 12 h" is a row like the others.
    """
    if any(cell.header for row in grid for cell in row):
        return False
    first, *others = grid
    if (
        len(set(map(id, first))) < 2
        or len(others) < 2
        or not all(cell.text and not _has_digit(cell.text) for cell in first)
    ):
        return False
    columns = [[row[at].text for row in others if at < len(row)] for at in range(len(first))]
    return any(
        _HEADS_NUMBERS.match(cell.text) and len(texts) == len(others) and all(map(_has_digit, texts))
        for cell, texts in zip(first, columns, strict=True)
    )


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _header(head_rows: Sequence[Sequence[Cell]], column: int) -> str:
    texts = [row[column].text for row in head_rows if column < len(row)]
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _once(row: Sequence[Cell], columns: int) -> list[str]:
    """Texts of a row, a cell over several columns being said once."""
    texts = [cell.text if at == 0 or row[at - 1] is not cell else "" for at, cell in enumerate(row)]
    return texts + [""] * (columns - len(texts))
