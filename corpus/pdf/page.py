"""One page of a PDF, from what is painted to lines and tables in reading order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.pdf.canvas import Painting, Piece
from corpus.pdf.grid import grids
from corpus.pdf.lines import Line, lines_in_order
from corpus.pdf.tables import Table, take_tables

_WHOLE_PAGE = 0.5
"""Share of the page from which a picture is a scan of it."""
_STAMPS = 0.25
"""Visible letters on a scan, against those laid under it, that may be stamps and numbers added since."""
_MOST_GARBLED = 0.15
"""Share of characters without meaning from which a page is not readable."""

Item = Line | Table


@dataclass(slots=True, kw_only=True)
class Page:
    """What can be quoted from one page, and what had to be left out of it.

    `hidden` counts the letters that a reader does not see. `blank`: nothing is painted; `bare`: nothing but text is.
    `scanned`: a picture fills the page; with `recognised`, the text is the one that character recognition laid under
    that picture. `garbled`: the fonts do not say which letters they draw. `damaged`: the library gave the page up.
    `links` are the addresses that its links lead to.
    """

    number: int
    items: list[Item] = field(default_factory=list)
    hidden: int = 0
    blank: bool = False
    bare: bool = False
    scanned: bool = False
    recognised: bool = False
    garbled: bool = False
    damaged: bool = False
    links: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside of tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def tables(self) -> list[Table]:
        """The ruled tables."""
        return [item for item in self.items if isinstance(item, Table)]


def read_page(number: int, painting: Painting) -> Page:
    """Keep what a reader sees, sort it into tables and lines, and put these in order."""
    page = Page(number=number, scanned=painting.picture_share >= _WHOLE_PAGE)
    seen = [piece for piece in painting.pieces if not piece.unseen and not piece.running]
    under = [piece for piece in painting.pieces if piece.unseen in ("invisible", "covered")]
    if page.scanned and _letters(seen) < _STAMPS * _letters(under):
        seen += under
        page.recognised = True
    page.blank = not painting.pieces and not painting.areas and not painting.rules
    page.bare = bool(seen) and not page.scanned
    page.hidden = 0 if page.recognised else _letters(piece for piece in painting.pieces if piece.unseen)
    if _is_garbled(seen):
        page.garbled = True
        return page
    tables, others = take_tables(grids(painting.rules), seen, painting.areas)
    page.items = _in_order(tables, others)
    return page


def _in_order(tables: Sequence[Table], pieces: Sequence[Piece]) -> list[Item]:
    """Cut the page at each table: the lines above it, the table, the lines below."""
    items: list[Item] = []
    left = list(pieces)
    for table in tables:
        above = [piece for piece in left if not piece.turn and piece.baseline > table.baseline]
        left = [piece for piece in left if piece.turn or piece.baseline <= table.baseline]
        items += [*lines_in_order(above), table]
    return [*items, *lines_in_order(left)]


def _letters(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _is_garbled(pieces: Sequence[Piece]) -> bool:
    """Whether the fonts of a page do not say which letters they draw."""
    text = "".join(piece.text for piece in pieces)
    lost = sum(c == "\ufffd" or "\ue000" <= c <= "\uefff" or c < " " for c in text)
    return len(text) > 20 and lost > _MOST_GARBLED * len(text)
