"""The lines of a text given as blocks: paragraphs, lists under their lead-in, sentences cut to fit a width."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.marks import is_numbered, split_mark
from corpus.sentences import split
from corpus.types import Block, Span

_CUT = 40
"""Characters from which a line that ends without a stop may have been cut to fit a width."""

_GOES_ON = re.compile(r"[\w,)'’-]\Z")
_HANGS = re.compile(
    r"\b(?:et|ou|ni|de|du|des|le|la|les|un|une|à|au|aux|en|par|pour|sur|sous|dans|avec|est|sont|que|qui|dont)\Z"
)
"""What no sentence ends with, nor a heading: the next line goes on, whatever it begins with."""

_ENDS = re.compile(r"[.!?…][»\")]?\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its bullet: where it stands, its text, what begins it and what is before it."""

    start: int
    text: str
    marked: bool
    after_blank: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDS.search(self.text))


def blocks_of(text: str) -> Iterator[Block]:
    """Yield each paragraph and each item of a text; an item has the line before its list that ends with a colon."""
    lead: Span | None = None
    items: list[_Line] = []
    for line in _whole(text):
        if not _goes_on(items, line):
            lead = None
        introduces = line.text.endswith(":")
        own = () if lead is None or introduces else (lead,)
        yield Block(start=line.start, end=line.end, role="item" if own else "text", lead=own)
        items = [*items, line] if own else []
        if introduces:
            last = split(line.text)[-1]
            lead = Span(line.start + last.start, line.start + last.end)


def _goes_on(items: list[_Line], line: _Line) -> bool:
    """Tell whether a line is one more item: of the same sort as the first, and before what ends the list."""
    if line.after_blank:
        return line.marked and all(item.marked for item in items)
    if not items:
        return True
    first, last = items[0], items[-1]
    if first.marked:
        return line.marked
    if first.ends:
        return line.ends
    return not last.ends and (not line.ends or len(split(line.text)) == 1)


def _whole(text: str) -> Iterator[_Line]:
    """Yield the lines, those of one sentence together: the next begins in small letters where nothing stopped it."""
    before: _Line | None = None
    listed = False
    for line in _lines(text):
        if before and _is_cut(before, line) and (before.marked or not listed):
            before = replace(before, text=text[before.start : line.end])
            continue
        if before:
            yield before
            # Items without a mark begin in small letters too: "une photo", "un justificatif".
            listed = (listed or before.text.endswith(":")) and not line.after_blank
        before = line
    if before:
        yield before


def _is_cut(line: _Line, following: _Line) -> bool:
    if following.marked or following.after_blank or len(line.text.rpartition("\n")[2]) < _CUT:
        return False
    return bool(_HANGS.search(line.text) or (following.text[0].islower() and _GOES_ON.search(line.text)))


def _lines(text: str) -> Iterator[_Line]:
    at, blank = 0, False
    for whole in text.split("\n"):
        stripped = whole.strip()
        said = split_mark(stripped)[1]
        if said:
            end = at + len(whole.rstrip())
            yield _Line(end - len(said), said, said != stripped or is_numbered(said), blank)
        blank = not said
        at += len(whole) + 1
