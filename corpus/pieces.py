"""The parts of a page, before they become the blocks of a document.

HTML, Markdown and the articles of a code are all brought to this one list; how headings nest, which sentence
introduces which item and how the row of a table reads are decided here, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.compose import Composer, tidy
from corpus.sentences import split
from corpus.types import Role, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A heading (`heading` is its level, 1 to 6) or, when that is 0, something to quote.

    `depth` counts the lists that it stands in: an item of a list has 1, a paragraph inside that item too. `box` are
    the titles of what it is set in (a tab, a tip, a folded part), outermost first. `bold`: the whole of it is.
    """

    text: str
    role: Role = "text"
    heading: int = 0
    depth: int = 0
    box: tuple[str, ...] = ()
    url: str = ""
    bold: bool = False


def write(pieces: Iterable[Piece], page: Composer, *, path: Sequence[str] = (), lead: Sequence[Span] = ()) -> None:
    """Add pieces to a page under a heading path; `lead` is what every one of them must be read with."""
    writer = _Writer(page, tuple(path), tuple(lead))
    for piece in pieces:
        writer.write(piece)


def take_title(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Return the first heading of level 1 and the pieces without it: what follows stands under no heading."""
    at = next((place for place, piece in enumerate(pieces) if piece.heading == 1), None)
    if at is None:
        return "", list(pieces)
    return pieces[at].text, [*pieces[:at], replace(pieces[at], text=""), *pieces[at + 1 :]]


class _Writer:
    def __init__(self, page: Composer, path: tuple[str, ...], lead: tuple[Span, ...]) -> None:
        self.page = page
        self.path = path
        self.lead = lead
        self.headings: list[tuple[int, str]] = []
        self.openers: list[tuple[int, Span]] = []
        """What introduces the pieces that are deeper, with its own depth."""
        self.announced = False
        """Whether the last piece ended with ":"."""

    def write(self, piece: Piece) -> None:
        if piece.heading:
            self._open_heading(piece)
            return
        self.page.at((*self.path, *(text for _, text in self.headings), *piece.box))
        self._close(piece)
        lead = (*self.lead, *(span for _, span in self.openers))
        span = self.page.add(piece.text, role=piece.role, lead=lead, url=piece.url)
        if piece.role == "row":
            self.announced = False
        elif span.start < span.end:
            self._open(piece, span)

    def _open_heading(self, piece: Piece) -> None:
        """A skipped level is no level: "####" right after "##" is one step down, and the next "###" closes it."""
        while self.headings and self.headings[-1][0] >= piece.heading:
            self.headings.pop()
        self.headings.append((piece.heading, piece.text))
        self.openers.clear()
        self.announced = False

    def _close(self, piece: Piece) -> None:
        """Forget what does not introduce this piece. A paragraph or a table inside an item goes on with that item."""
        if self.announced and not piece.depth:
            return
        if piece.role == "row" and not piece.depth:
            if any(depth for depth, _ in self.openers):
                self.openers.clear()  # they introduced the list above the table
            return
        own = piece.role == "item" or not piece.depth
        while self.openers and self.openers[-1][0] + own > piece.depth:
            self.openers.pop()

    def _open(self, piece: Piece, span: Span) -> None:
        """Keep what may introduce the next pieces: the sentence that announces them, or the item that they are in."""
        text = tidy(piece.text)
        self.announced = text.endswith(":")
        if piece.role == "item" and not self.announced:
            self.openers.append((piece.depth, span))
        elif _announces(text):
            self.openers.append((piece.depth, Span(span.start + split(text)[-1].start, span.end)))
        elif not piece.depth:
            self.openers.clear()


def _announces(text: str) -> bool:
    """A list right after a colon, a question or a line without a final stop is introduced by it."""
    return text.endswith((":", "?", ")", "»", '"')) or text[-1].isalnum()
