"""Lines of a PDF into paragraphs and items, by the signs a reader goes by: blanks, indents, marks, sentence ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.marks import begins, is_numbered, split_mark
from corpus.pdf.hyphens import Hyphens
from corpus.pdf.lines import Line, parts_of

_LABEL = re.compile(r"(?:article|art\.|titre|chapitre|section|annexe|partie|étape)\s+\w", re.IGNORECASE)
_OUTLINE = re.compile(r"(?:[IVX]+|[A-Z])\s?[.)/]\s")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+\s")
_ENDS = re.compile(r"[.!?…:;][»\")\]’]*\s*$")
_PAUSES = re.compile(r"[.!?…:;,][»\")\]’]*$")
_DASHES = "-–—"
_CUT_WORD = re.compile(r"\w[-\u2010\u00ad]$")
_NEW_BLOCK = 1.4
"""Blank above a line, in usual line spacings, from which it begins something new."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or an item of a list if it has a `mark`: `text` is without its bullet, and with its number.

    `gap` is the blank above, in usual line spacings; the first of a column has a large one.
    """

    lines: list[Line]
    text: str
    mark: str = ""
    gap: float = 9.0

    @property
    def ends_open(self) -> bool:
        """Whether its last sentence may go on elsewhere."""
        return not _ENDS.search(self.text)

    @property
    def is_item(self) -> bool:
        """Whether it stands in a list, by a bullet or by a number."""
        return bool(self.mark) or is_numbered(self.text)

    @property
    def continues(self) -> bool:
        """Whether it reads as the rest of a sentence begun elsewhere."""
        return not self.is_item and self.text[0].islower()


class Paragraphs:
    """Builds paragraphs for one document, of which it knows the usual line spacing, the words and the links."""

    def __init__(self, lines: Sequence[Line], links: Iterable[str] = ()) -> None:
        self.hyphens = Hyphens([line.text for line in lines], links)
        self._spacing = _usual_spacing(lines)

    def build(self, lines: Sequence[Line]) -> list[Paragraph]:
        """Group lines that follow each other on one page."""
        found: list[Paragraph] = []
        gaps = [9.0, *(self._gap(a, b) for a, b in pairwise(lines))][: len(lines)]
        rights = _local_rights(lines, gaps)
        for number, line in enumerate(lines):
            mark, rest = split_mark(line.text)
            if not number or _breaks(found[-1], line, gaps[number], rights[number - 1]):
                found.append(Paragraph([line], rest, mark, gaps[number]))
            else:
                found[-1].lines.append(line)
                found[-1].text = self.hyphens.join(found[-1].text, line.text)
        return [paragraph for paragraph in found if paragraph.text]

    def in_one_line(self, lines: Sequence[Line]) -> str:
        """The text of a cell: " / " where the author began a new line without ending a sentence."""
        text = ""
        for paragraph in self.build(lines):
            between = "" if not text else " " if text[-1] in ".,:;!?»" or paragraph.continues else " / "
            text += between + paragraph.text
        return text

    def _gap(self, before: Line, line: Line) -> float:
        """Blank between two lines in usual line spacings; negative when the second one is in another column."""
        return (before.baseline - line.baseline) / (self._spacing * max(before.size, line.size))


def _breaks(paragraph: Paragraph, line: Line, gap: float, right: float) -> bool:
    """Whether this line begins something new."""
    before = paragraph.lines[-1]
    if _is_title_cut(before, line, gap):
        return False
    if gap > _NEW_BLOCK or before.turn != line.turn or _NOTE.match(line.text):
        return True
    if gap < 0:  # another column
        return bool(_ENDS.search(before.text)) or not line.text[0].islower()
    if mark := split_mark(line.text)[0]:
        alone = mark not in _DASHES or mark == paragraph.mark
        return alone or bool(_PAUSES.search(before.text)) or _fits(before, line, right)
    return not _CUT_WORD.search(before.text) and (_is_tabular(before, line) or _differs(paragraph, line, right))


def _fits(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room on the line before: its author, and not the margin, ended that line."""
    first = line.words[0]
    return before.x1 + 0.25 * line.size + first.x1 - first.x0 < right - 1


def _differs(paragraph: Paragraph, line: Line, right: float) -> bool:
    """Whether the look of the line, or the place where the one before ends, says that something new begins."""
    before = paragraph.lines[-1]
    starts, ended = begins(line.text), bool(_ENDS.search(before.text))
    if abs(before.size - line.size) > 0.1 * before.size or (before.bold != line.bold and starts):
        return True
    fits = _fits(before, line, right)
    if is_numbered(line.text):
        numbered = is_numbered(paragraph.text) and abs(line.x0 - paragraph.lines[0].x0) < 3
        return numbered or fits or ended
    if _LABEL.match(line.text) or (line.bold and _OUTLINE.match(line.text)):
        return fits or ended or line.bold
    if fits and (starts or (ended and (before.text[-1] in ":;" or not line.text[0].islower()))):
        return True
    return ended and not paragraph.is_item and line.x0 > before.x0 + 0.8 * line.size


def _is_title_cut(before: Line, line: Line, gap: float) -> bool:
    """Whether two lines in capitals are one title, which often has wider spacing than the text."""
    alike = before.bold == line.bold and abs(before.size - line.size) < 0.3 * line.size
    capitals = before.text.isupper() and line.text.isupper() and not split_mark(line.text)[0]
    return alike and capitals and 0 < gap < 2 and not is_numbered(line.text) and not _LABEL.match(line.text)


def _is_tabular(*lines: Line) -> bool:
    """Whether one of the lines is the row of a table without rules: three parts, or a label and a number."""
    parts = [parts_of(line) for line in lines]
    return any(len(p) > 2 or (len(p) == 2 and p[1].text[0].isdecimal() and len(p[1].text) < 20) for p in parts)


def _usual_spacing(lines: Sequence[Line]) -> float:
    """From one baseline to the next inside a paragraph, for letters of size 1."""
    ratios = [
        (a.baseline - b.baseline) / a.size
        for a, b in pairwise(lines)
        if abs(a.size - b.size) < 0.5 and 0.8 * a.size < a.baseline - b.baseline < 2.2 * a.size
    ]
    return median(ratios) if ratios else 1.2


def _local_rights(lines: Sequence[Line], gaps: Sequence[float]) -> list[float]:
    """Where the lines around each line end: their block's own edge when it has three lines, else the column's."""
    rights: list[float] = []
    for block in _blocks(lines, gaps):
        edge = max(line.x1 for line in block)
        rights += [edge if len(block) >= 3 else line.right for line in block]
    return rights


def _blocks(lines: Sequence[Line], gaps: Sequence[float]) -> Iterable[list[Line]]:
    """Runs of lines without a blank between them."""
    block: list[Line] = []
    for line, gap in zip(lines, gaps, strict=True):
        if block and not 0 <= gap <= _NEW_BLOCK:
            yield block
            block = []
        block.append(line)
    if block:
        yield block
