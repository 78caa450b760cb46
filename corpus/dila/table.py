"""Tables of service-public.fr sheets: one line for each row, every value with its headers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.dila.tree import Element
from corpus.dila.words import words
from corpus.rows import row_text

_MAX_SPAN = 100
"""No real cell spans more; a larger figure would only fill the memory."""

_PLAIN_COLUMNS = 2
"""A table of two columns needs no header ("Taxe de gestion : 4 €"); a wider one does."""


class Row(NamedTuple):
    """A row as one line; `heads` says that it is a single cell over the whole width, the title of what follows."""

    text: str
    heads: bool = False


class _Cell(NamedTuple):
    """A cell and where it starts: a merged cell is the same in every place of the grid that it covers."""

    line: int
    column: int
    text: str


_Line = Sequence[_Cell]


def table_rows(table: Element) -> list[Row]:
    """Return the rows in order; a merged cell is said again on each row it covers, an empty one is left out."""
    lines = list(table.elements("Rangée"))
    undeclared = 0 if any(map(_is_header, lines)) else _header_depth(lines)
    rows: list[Row] = []
    headers: list[_Line] = []
    unsaid = False
    for is_header, group in groupby(enumerate(lines), lambda pair: pair[0] < undeclared or _is_header(pair[1])):
        for line in _grid([element for _, element in group]):
            if _heads(line):
                rows.append(Row(line[0].text, heads=True))
            elif is_header:
                headers = [*headers, line] if unsaid else [line]
                unsaid = True
            else:
                rows.append(Row(_sentence(line, headers)))
                unsaid = False
    if unsaid:
        rows += [Row(_sentence(line, [])) for line in headers]
    return [row for row in rows if row.text]


def _is_header(line: Element) -> bool:
    return line.get("type") == "header"


def _header_depth(lines: Sequence[Element]) -> int:
    """Rows that head a table which declares no header row: its first ones, where nothing else can name the columns."""
    first = list(lines[0].elements("Cellule")) if lines else []
    if sum(_span(cell, "fusionHorizontale") for cell in first) <= _PLAIN_COLUMNS:
        return 0
    return max(_span(cell, "fusionVerticale") for cell in first)


def _grid(lines: Sequence[Element]) -> Iterator[_Line]:
    """Yield the cells in the place of each column. No cell hangs below the rows given, as in the sections of HTML."""
    taken: dict[tuple[int, int], _Cell] = {}
    for number, line in enumerate(lines):
        column = 0
        for element in line.elements("Cellule"):
            while (number, column) in taken:
                column += 1
            cell = _Cell(number, column, _text(element))
            for below in range(number, min(number + _span(element, "fusionVerticale"), len(lines))):
                for beside in range(column, column + _span(element, "fusionHorizontale")):
                    taken.setdefault((below, beside), cell)
        yield [taken[place] for place in sorted(taken) if place[0] == number]


def _span(cell: Element, attribute: str) -> int:
    value = cell.get(attribute)
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() else 1


def _heads(line: _Line) -> bool:
    return len(line) > 1 and len(set(line)) == 1


def _sentence(line: _Line, headers: Sequence[_Line]) -> str:
    """Write a row: "Âge : 3 ans ; Tarif (le matin : 1 € ; le soir : 2 €)"; a merged cell is under all its headers."""
    cells = list(dict.fromkeys(line))
    paths = {cell: _path(cell, line, headers) for cell in cells}
    if not any(paths.values()):
        return row_text(*_first_names_the_rest([cell.text for cell in cells]))
    labels: list[str] = []
    texts: list[str] = []
    for top, under in groupby(cells, lambda cell: paths[cell][:1]):
        parts = [(path, _together(same)) for path, same in groupby(under, paths.__getitem__)]
        if len(parts) == 1:
            labels.append(", ".join(parts[0][0]))
            texts.append(parts[0][1])
        elif inside := row_text([", ".join(path[1:]) for path, _ in parts], [text for _, text in parts]):
            labels.append("")
            texts.append(f"{top[0]} ({inside})")
    return row_text(labels, texts)


def _together(cells: Iterable[_Cell]) -> str:
    return " – ".join(cell.text for cell in cells if cell.text)


def _path(cell: _Cell, line: _Line, headers: Sequence[_Line]) -> tuple[str, ...]:
    """The headers over a cell, from the top; side by side over a merged one: "Taux / Durée"."""
    columns = [number for number, other in enumerate(line) if other == cell]
    levels = []
    for header in headers:
        over = dict.fromkeys(header[number].text for number in columns if number < len(header))
        levels.append(" / ".join(filter(None, over)))
    return tuple(dict.fromkeys(filter(None, levels)))


def _first_names_the_rest(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Without headers, the first cell is the label of the second."""
    if len(texts) < 2 or not all(texts[:2]):
        return ["" for _ in texts], list(texts)
    return [texts[0], *("" for _ in texts[2:])], list(texts[1:])


def _text(cell: Element) -> str:
    """The paragraphs and the items of a cell on one line, without the dashes that are typed before some of them."""
    text = ""
    for part in _parts(cell):
        comma = (text[-1:].isalnum() or text[-1:] in "€%)»") and not part.startswith("(")
        text += (", " if comma else " ") + part if text else part
    return text


def _parts(element: Element) -> Iterator[str]:
    if element.name in ("Cellule", "Liste", "Item") and not element.has_text:
        for child in element.elements():
            yield from _parts(child)
    elif text := words(element).removeprefix("- "):
        yield text
