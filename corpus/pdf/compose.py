"""Pages of a PDF into the stored text: headings, paragraphs, items under their lead-in, rows, notes.

A paragraph that runs over the end of a page is one block, on the page where it starts: half a sentence cannot be
quoted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.compose import Composer
from corpus.pdf.aligned import split_aligned
from corpus.pdf.headings import Headings, Style
from corpus.pdf.lines import Line, comparable
from corpus.pdf.page import Page
from corpus.pdf.paragraphs import Paragraph, Paragraphs
from corpus.pdf.tables import Carry, TableReader
from corpus.types import Role, Span

_NOTE_CALL = re.compile(r"[⁰¹²³⁴-⁹\d*(]")
_SMALLER = 0.92
"""Size, against the body's, under which the end of a page is footnotes."""
_FULL = 0.8
"""Share of the width from which the last line of a page was not ended by its author."""
_LINKS = frozenset(("ou", "et", "et/ou", "ou bien"))


@dataclass(slots=True)
class _Part:
    """A paragraph or the rows of a table, with the page where it starts."""

    page: int
    content: Paragraph | list[str]
    note: bool = False


def compose(composer: Composer, pages: Sequence[Page]) -> None:
    """Write what the pages hold; the composer's title is not repeated."""
    lines = [line for page in pages for line in page.lines]
    paragraphs = Paragraphs(lines, [link for page in pages for link in page.links])
    headings = Headings(_usual(pages, lines), paragraphs.hyphens)
    writer = _Writer(composer, headings)
    for part in _joined(list(_parts(pages, paragraphs, headings.body)), paragraphs):
        writer.write(part)
    writer.end()


def _usual(pages: Sequence[Page], lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that say which letters are usual: with those of the tables, where these hold most of the text.

    In a list of prices nearly all that stands outside of the tables are headings.
    """
    cells = [line for page in pages for table in page.tables for own in table.lines.values() for line in own]
    return [*lines, *cells] if _length(cells) > _length(lines) else lines


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _parts(pages: Sequence[Page], paragraphs: Paragraphs, body: float) -> Iterator[_Part]:
    """What the pages hold in order; a table that begins a page may continue the one that ended the page before."""
    reader = TableReader(paragraphs)
    carry: Carry | None = None
    for page in pages:
        found: list[_Part] = []
        waiting: list[Line] = []
        for item in page.items:
            if isinstance(item, Line):
                waiting.append(item)
                continue
            found += _text_parts(page.number, waiting, paragraphs)
            rows, carry = reader.rows(item, carry if not found else None)
            waiting = []
            found.append(_Part(page.number, rows))
        if waiting:
            carry = None
        found += _text_parts(page.number, waiting, paragraphs)
        _mark_notes(found, body)
        yield from found


def _text_parts(page: int, lines: Sequence[Line], paragraphs: Paragraphs) -> Iterator[_Part]:
    for text, rows in split_aligned(lines):
        yield from (_Part(page, paragraph) for paragraph in paragraphs.build(text))
        if rows:
            yield _Part(page, rows)


def _mark_notes(parts: Sequence[_Part], body: float) -> None:
    """Mark the footnotes: what ends a page in smaller letters, from the first that begins with a call."""
    for number, part in enumerate(parts):
        rest = parts[number:]
        if not isinstance(part.content, Paragraph) or not _NOTE_CALL.match(part.content.text):
            continue
        if all(isinstance(p.content, Paragraph) and p.content.lines[0].size < _SMALLER * body for p in rest):
            for own in rest:
                own.note = True
            return


def _joined(parts: Sequence[_Part], paragraphs: Paragraphs) -> Iterator[_Part]:
    """Join paragraphs cut by the end of a page; footnotes stay after what they are under."""
    gone: set[int] = set()
    before: _Part | None = None
    for part in parts:
        if part.note:
            continue
        if before and (halves := _halves(before, part)):
            first, second = halves
            first.text = paragraphs.hyphens.join(first.text, second.text)
            first.lines += second.lines
            gone.add(id(part))
        else:
            before = part
    yield from (part for part in parts if id(part) not in gone)


def _halves(before: _Part, after: _Part) -> tuple[Paragraph, Paragraph] | None:
    """Two paragraphs that are one: a page ends on a full line with an open sentence, and the next one goes on."""
    first, second = before.content, after.content
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph) or before.page + 1 != after.page:
        return None
    last = first.lines[-1]
    full = last.x1 - last.x0 > _FULL * (last.right - last.x0)
    return (first, second) if full and first.ends_open and second.continues else None


class _Writer:
    """Writes parts in order, and remembers what introduces the items to come."""

    def __init__(self, composer: Composer, headings: Headings) -> None:
        self._composer = composer
        self._headings = headings
        self._title = comparable(composer.title)
        self._first_page: int | None = None
        self._leads: list[tuple[float, Span]] = []
        self._bare: list[int] = []
        """Pages of the innermost headings under which nothing has been written yet."""

    def write(self, part: _Part) -> None:
        """Write one part on its page."""
        self._composer.page = part.page
        self._first_page = part.page if self._first_page is None else self._first_page
        if not isinstance(part.content, Paragraph):
            for row in part.content:
                self._add(row, role="row", lead=[span for _, span in self._leads])
            self._leads = []
        elif part.note:
            self._add(part.content.text, role="note")
        elif not (part.page == self._first_page and comparable(part.content.text) in self._title):
            self._write_paragraph(part.content)

    def _add(self, text: str, *, role: Role = "text", lead: Sequence[Span] = ()) -> Span:
        self._bare = []
        return self._composer.add(text, role=role, lead=lead)

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        if style := self._headings.style(paragraph):
            self._open(paragraph.text, style)
        elif run_in := self._headings.run_in(paragraph):
            heading, rest, style = run_in
            self._open(heading, style)
            self._write_text(rest)
        elif paragraph.mark == "*" and not self._leads:
            self._write_text(f"* {paragraph.text}")  # the note that a star in the text calls
        elif paragraph.is_item:
            self._write_item(paragraph)
        else:
            self._write_text(paragraph.text)

    def _open(self, heading: str, style: Style) -> None:
        """Go under a heading, and out of those that it ends."""
        before = self._headings.path
        ended = self._headings.open(heading, style, at_once=bool(self._bare))
        self._keep(before, min(len(ended), len(self._bare)))
        self._bare.append(self._composer.page or 1)
        self._composer.at(self._headings.path)
        self._leads = []

    def end(self) -> None:
        """Write the headings at the very end, under which nothing came."""
        self._keep(self._headings.path, len(self._bare))

    def _keep(self, path: Sequence[str], count: int) -> None:
        """Make texts of the last headings of the path, under which nothing stands, for they would be lost."""
        if not count:
            return
        page = self._composer.page
        self._composer.at(path[: len(path) - count])
        for heading, own in zip(path[-count:], self._bare[-count:], strict=True):
            self._composer.page = own
            self._composer.add(heading)
        self._composer.page = page
        self._bare = []

    def _write_text(self, text: str) -> None:
        """A paragraph; it ends the list before it, unless it merely links two items."""
        if not text:
            return
        span = self._add(text)
        if text.endswith(":"):
            self._leads = [(float("-inf"), span)]
        elif text.lower() not in _LINKS:
            self._leads = []

    def _write_item(self, paragraph: Paragraph) -> None:
        indent = paragraph.lines[0].x0
        self._leads = [(own, span) for own, span in self._leads if own < indent - 2]
        span = self._add(paragraph.text, role="item", lead=[span for _, span in self._leads])
        if paragraph.text.endswith(":"):
            self._leads.append((indent, span))
