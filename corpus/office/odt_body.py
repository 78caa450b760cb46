"""The body of an ODT into pieces: headings, lists with their numbers, tables row by row, notes, text boxes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.marks import raised
from corpus.office.numbers import Counters
from corpus.outline import Typed
from corpus.pieces import Piece
from corpus.rows import Cell, join_parts, span, table_lines

_UNSEEN = frozenset(
    """tracked-changes annotation annotation-end sequence-decls forms variable-decls user-field-decls hidden-text
    dde-connection-decls hidden-paragraph script title desc ruby-text event-listeners table-of-content
    illustration-index table-index object-index user-index alphabetical-index bibliography""".split()
)
_ROWS = frozenset(("table-header-rows", "table-rows", "table-row-group"))
_SPANS = ("number-columns-spanned", "number-rows-spanned")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of its text, with what it takes from the styles above it."""

    title: bool = False
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Inline:
    text: str = ""
    plain: bool = False
    notes: list[tuple[str, Any]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class OdtBody:
    """Walks the nodes of a document; `looks` are its styles by name."""

    looks: Mapping[str, Look]
    counters: Counters
    contents: bool = False
    """Whether a table of contents was left out."""
    _lists: int = 0
    _typed: Typed = field(default_factory=Typed)

    def pieces(self, parent: Any, depth: int = 0) -> Iterator[Piece]:
        """What the children of a node say, in order."""
        for node in parent.childNodes:
            name = local_name(node)
            if name == "table-of-content":
                self.contents = True
            if name in _UNSEEN or attribute(node, "display") == "none":
                continue
            if name in ("p", "h"):
                yield from self._paragraph(node, depth)
            elif name == "list":
                yield from self._list(node, depth, "")
            elif name == "table":
                yield from self._table(node, depth)
            elif name:
                yield from self.pieces(node, depth)

    def _paragraph(self, node: Any, depth: int, number: str | None = None) -> Iterator[Piece]:
        """A paragraph or a heading; `number` is that of the item which it begins, empty for a bullet."""
        look, inline = self._look(node), _Inline()
        if not look.hidden:
            self._inline(node, inline, look.bold)
        text = " ".join(filter(None, (number, inline.text.strip())))
        if not inline.text.strip():
            pass
        elif local_name(node) == "h" or look.title:
            level = int(attribute(node, "outline-level") or "1")
            yield Piece(text=text, heading=1 if look.title else min(level + 1, 6))
        elif number is not None:
            yield Piece(text=text, role="item", depth=depth)
        else:
            yield from self._typed.pieces(inline.text, bold=not inline.plain, depth=depth)
        for call, body in inline.notes:
            yield Piece(text=f"{raised(call)} {self._flat(body)}", role="note", depth=depth)
        for box in inline.boxes:
            yield from self.pieces(box, depth)

    def _inline(self, parent: Any, found: _Inline, bold: bool) -> None:
        """Gather the text of a paragraph, and what hangs on it."""
        for node in parent.childNodes:
            name = local_name(node)
            if not name:
                found.text += node.data
                found.plain = found.plain or not (bold or not node.data.strip())
            elif name == "s":
                found.text += " "
            elif name in ("tab", "line-break"):
                found.text += "\n" if name == "line-break" else " "
            elif name == "note":
                self._call(node, found)
            elif name == "text-box":
                found.boxes.append(node)
            elif name not in _UNSEEN and not self._look(node).hidden:
                self._inline(node, found, bold or self._look(node).bold)

    def _call(self, note: Any, found: _Inline) -> None:
        parts = {local_name(node): node for node in note.childNodes}
        call = self._flat(parts["note-citation"]) if "note-citation" in parts else "*"
        found.text += raised(call)
        if "note-body" in parts:
            found.notes.append((call, parts["note-body"]))

    def _list(self, node: Any, depth: int, style: str) -> Iterator[Piece]:
        """The items of a list, each with what it holds: its first paragraph is the item, the others go on with it."""
        style = attribute(node, "style-name") or style
        if not depth and attribute(node, "continue-numbering") != "true":
            self._lists += 1
        for item in node.childNodes:
            first = True
            for child in item.childNodes if local_name(item) in ("list-item", "list-header") else ():
                if local_name(child) == "list":
                    yield from self._list(child, depth + 1, style)
                elif local_name(child) in ("p", "h"):
                    number = self.counters.next(style, depth, run=self._lists) if first else None
                    yield from self._paragraph(child, depth + 1, (number or "") if first else None)
                    first = False

    def _table(self, table: Any, depth: int) -> Iterator[Piece]:
        rows = list(_rows(table, header=False))
        if all(len(_cells(row)) < 2 for row, _ in rows):  # a frame around ordinary paragraphs
            for row, _ in rows:
                for cell in _cells(row):
                    yield from self.pieces(cell, depth)
            return
        lines = [
            [Cell(self._flat(cell), header, *(span(attribute(cell, name)) for name in _SPANS)) for cell in _cells(row)]
            for row, header in rows
        ]
        for group, line in table_lines(lines):
            yield Piece(text=line, role="row", depth=depth, box=(group,) if group else ())

    def _flat(self, node: Any) -> str:
        """All the text of a node on one line."""
        if any(local_name(child) in ("p", "h", "list", "table") for child in node.childNodes):
            return join_parts(" ".join(piece.text.split()) for piece in self.pieces(node))
        inline = _Inline()
        self._inline(node, inline, False)
        return " ".join(inline.text.split())

    def _look(self, node: Any) -> Look:
        return self.looks.get(attribute(node, "style-name"), Look())


def local_name(node: Any) -> str:
    """Local name of an element; empty for a run of text."""
    return node.qname[1] if node.nodeType == node.ELEMENT_NODE else ""


def attribute(node: Any, name: str) -> str:
    """An attribute by its local name; empty if it is not there."""
    attributes = getattr(node, "attributes", None) or {}
    return next((str(value) for (_, own), value in attributes.items() if own == name), "")


def _rows(parent: Any, *, header: bool) -> Iterator[tuple[Any, bool]]:
    for node in parent.childNodes:
        if local_name(node) == "table-row":
            yield node, header
        elif local_name(node) in _ROWS:
            yield from _rows(node, header=header or local_name(node) == "table-header-rows")


def _cells(row: Any) -> list[Any]:
    """The cells that a reader sees; those that a merged cell covers are not among them."""
    return [node for node in row.childNodes if local_name(node) == "table-cell"]
