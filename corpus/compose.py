"""Builds the stored text of a document, block by block, with the offsets of each.

Readers say what a thing is (a heading, an item, a row); how it looks in the stored text is decided here alone:
the title first, a blank line around headings and paragraphs, one line for each item, row or field.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from corpus.types import About, Block, Document, Kind, Provenance, Role, Span

# Unicode's categories Cc and Cf, white space excepted: asking each character for its own is ten times slower.
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n ?")


def tidy(text: str) -> str:
    """NFC, one space between words (no-break spaces become plain ones), no space around line ends.

    Control and zero-width characters go: no reader sees them, and they would break exact quotations. Those that part
    words (a vertical tab, a page break) become spaces.
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


class Composer:
    """Collects the blocks of one document in reading order.

    >>> page = Composer("Carte d'identité")
    >>> with page.section("Démarche"):
    ...     lead = page.add("Vous devez fournir :")
    ...     page.add("une photo", role="item", lead=(lead,))
    """

    def __init__(self, title: str) -> None:
        self.title = tidy(title).replace("\n", " ")
        self._parts: list[str] = [self.title] if self.title else []
        self._length = len(self.title)
        self._path: tuple[str, ...] = ()
        self._written: tuple[str, ...] = ()
        self._last_role: Role | None = None
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self.page: int | None = None

    @contextmanager
    def section(self, heading: str) -> Iterator[None]:
        """Put what is added inside under this heading; an empty heading changes nothing.

        The heading enters the text with its first block: a section without content leaves no trace.
        """
        before = self._path
        if heading := tidy(heading).replace("\n", " "):
            self._path = (*before, heading)
        try:
            yield
        finally:
            self._path = before

    def at(self, path: Sequence[str]) -> None:
        """Set the whole heading path at once, for formats whose headings are not nested (Markdown, PDF)."""
        self._path = tuple(h for h in (tidy(h).replace("\n", " ") for h in path) if h)

    def add(self, text: str, *, role: Role = "text", lead: Sequence[Span] = (), url: str = "") -> Span:
        """Append a block and return its span; a text without any character gives an empty span and no block."""
        text = tidy(text)
        if not text:
            return Span(self._length, self._length)
        self._write_headings()
        close = (role == self._last_role and role in ("item", "row", "field")) or (role == "item" and bool(lead))
        self._append(("\n" if close else "\n\n") if self._parts else "")
        bullet = "- " if role == "item" else ""
        self._append(bullet)
        start = self._length
        self._append(text)
        span = Span(start, self._length)
        self.blocks.append(
            Block(
                start=span.start, end=span.end, section=self._path, role=role, lead=tuple(lead), page=self.page, url=url
            )
        )
        self._last_role = role
        return span

    def finish(self, *, id: str, kind: Kind, provenance: Provenance) -> Document:
        """Return the document. The caller checks first that `blocks` is not empty."""
        return Document(
            id=id,
            kind=kind,
            title=self.title,
            text="".join(self._parts),
            blocks=tuple(self.blocks),
            provenance=provenance,
            notes=tuple(self.notes),
        )

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _write_headings(self) -> None:
        if self._path == self._written:
            return
        shared = 0
        while shared < min(len(self._path), len(self._written)) and self._path[shared] == self._written[shared]:
            shared += 1
        for heading in self._path[shared:]:
            self._append(("\n\n" if self._parts else "") + heading)
        self._written = self._path
        self._last_role = None


def complete(provenance: Provenance, about: About) -> Provenance:
    """What the file says of itself wins; what it does not say comes from the person who adds it."""
    return Provenance(
        publisher=provenance.publisher or about.publisher,
        licence=provenance.licence or about.licence,
        url=provenance.url or about.url,
        published=provenance.published,
        retrieved=provenance.retrieved or about.retrieved,
    )
