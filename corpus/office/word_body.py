"""The body of a DOCX into pieces: headings by their styles, lists by their numbering, tables row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.marks import raised
from corpus.office.numbers import Counters
from corpus.office.word_text import W, is_on, read_inline
from corpus.outline import Typed
from corpus.pieces import Piece
from corpus.rows import Cell, join_parts, table_lines

_GONE = frozenset((f"{W}del", f"{W}moveFrom"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs: the level of a heading from 1 (0 for none), the list that it numbers."""

    name: str = ""
    heading: int = 0
    list: str = ""
    depth: int = 0


@dataclass(slots=True)
class Body:
    """Walks the elements of a document; `notes` are its footnotes and endnotes, by kind and id."""

    styles: Mapping[str, Style]
    counters: Counters
    notes: Mapping[tuple[str, str], str]
    contents: bool = False
    """Whether a table of contents was left out."""
    _calls: int = 0
    _typed: Typed = field(default_factory=Typed)

    def pieces(self, parent: Any, depth: int = 0) -> Iterator[Piece]:
        """What the children of an element say, in order."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, depth)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, depth)
            elif isinstance(element.tag, str) and element.tag not in _GONE:
                yield from self.pieces(element, depth)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Piece]:
        inline = read_inline(paragraph, calls_before=self._calls)
        self._calls += len(inline.calls)
        style = self._style(paragraph)
        if style.name.startswith("toc"):
            self.contents = True
        elif inline.text.strip():
            number = self.counters.next(style.list, style.depth) if style.list else None
            yield from self._text(inline.text, style, number, depth, bold=inline.bold)
        for call, (kind, name) in enumerate(inline.calls, self._calls - len(inline.calls) + 1):
            if note := self.notes.get((kind, name)):
                yield Piece(text=f"{raised(str(call))} {note}", role="note", depth=depth)
        for box in inline.boxes:
            yield from self.pieces(box, depth)

    def _text(self, text: str, style: Style, number: str | None, depth: int, *, bold: bool) -> Iterator[Piece]:
        numbered = f"{number} {text.strip()}" if number else text.strip()
        if style.name == "title" or style.heading:
            yield Piece(text=numbered, heading=1 if style.name == "title" else min(style.heading + 1, 6))
        elif number is not None:
            yield Piece(text=numbered, role="item", depth=depth + style.depth + 1)
        else:
            yield from self._typed.pieces(text, bold=bold, depth=depth)

    def _style(self, paragraph: Any) -> Style:
        """The paragraph's style, with what it says itself of its level and of its list."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self.styles.get("", Style())
        named = properties.find(f"{W}pStyle")
        style = self.styles.get(named.get(f"{W}val", "") if named is not None else "", Style())
        numbering, outline = properties.find(f"{W}numPr"), properties.find(f"{W}outlineLvl")
        heading, own, depth = style.heading, style.list, style.depth
        if outline is not None:
            heading = int(outline.get(f"{W}val", "9")) + 1 if outline.get(f"{W}val", "9") < "9" else 0
        if numbering is not None:
            own = _value(numbering, "numId", own)
            depth = int(_value(numbering, "ilvl", "0"))
        return Style(style.name, heading, "" if own == "0" else own, depth)

    def _table(self, table: Any, depth: int) -> Iterator[Piece]:
        rows = list(_rows(table))
        if all(len(row) < 2 for row in rows):  # a frame around ordinary paragraphs
            for row in rows:
                for cell in row:
                    yield from self.pieces(cell, depth)
            return
        for group, line in table_lines(list(self._cells(rows))):
            yield Piece(text=line, role="row", depth=depth, box=(group,) if group else ())

    def _cells(self, rows: list[list[Any]]) -> Iterator[list[Cell]]:
        """Rows of cells; one merged with the cell above is part of that cell."""
        below = _heights(rows)
        bold = len(rows[0]) > 1 and _is_bold(rows[0]) and not all(_is_bold(row) for row in rows[1:])
        for number, row in enumerate(rows):
            header = _is_header(row) or (number == 0 and bold and len(rows) > 1)
            yield [
                Cell(self._cell_text(cell), header, _width(cell), below[id(cell)]) for cell in row if id(cell) in below
            ]

    def _cell_text(self, cell: Any) -> str:
        return join_parts(" ".join(piece.text.split()) for piece in self.pieces(cell))


def _is_header(row: list[Any]) -> bool:
    """Whether the row of these cells is repeated at the top of each page."""
    properties = _nearest(row[0], "tr").find(f"{W}trPr") if row else None
    return properties is not None and is_on(properties, "tblHeader")


def _rows(table: Any) -> Iterator[list[Any]]:
    for row in table.iter(f"{W}tr"):
        if _nearest(row, "tbl") is table and not any(child.tag == f"{W}del" for child in row.iter(f"{W}trPr")):
            yield [cell for cell in row.iter(f"{W}tc") if _nearest(cell, "tr") is row]


def _nearest(element: Any, name: str) -> Any:
    return next(element.iterancestors(W + name), None)


def _heights(rows: list[list[Any]]) -> dict[int, int]:
    """For each cell that is not the continuation of the one above, how many rows it spans."""
    heights: dict[int, int] = {}
    above: dict[int, int] = {}
    for row in rows:
        column = 0
        for cell in row:
            merge = next(cell.iter(f"{W}vMerge"), None)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in above:
                heights[above[column]] += 1
            else:
                heights[id(cell)] = 1
                above[column] = id(cell)
            column += _width(cell)
    return heights


def _width(cell: Any) -> int:
    span = next(cell.iter(f"{W}gridSpan"), None)
    return int(span.get(f"{W}val", "1")) if span is not None else 1


def _is_bold(row: list[Any]) -> bool:
    texts = [read_inline(paragraph) for cell in row for paragraph in cell.iter(f"{W}p")]
    return all(inline.bold for inline in texts if inline.text.strip()) and any(inline.text.strip() for inline in texts)


def _value(parent: Any, name: str, otherwise: str) -> str:
    found = parent.find(W + name)
    return str(found.get(f"{W}val", otherwise)) if found is not None else otherwise
