"""Which paragraphs of a PDF are headings, and under which others: by size, weight, capitals and numbering.

When in doubt there is no heading: a wrong one would change what the text under it means.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.pdf.hyphens import Hyphens
from corpus.pdf.lines import Line
from corpus.pdf.paragraphs import Paragraph

_NAMES = ("titre", "partie", "livre", "annexe", "chapitre", "section", "sous-section", "article")
"""Named levels, from the highest."""
_NAMED = re.compile(rf"({'|'.join(_NAMES)}|art\.)\s+(?:[ivxl]+|\d|[a-z]\b|premier|1er)", re.IGNORECASE)
_NUMBERED = (
    ("roman", re.compile(r"[IVX]+\s?[.)/–-]")),
    ("capital", re.compile(r"[A-Z]\s?[.)/]")),
    ("decimal", re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:[.)/–-]\s?|\s)")),
    ("small", re.compile(r"[a-z]\s?[.)/]")),
)
_RUN_IN = re.compile(
    r"((?:Article|ARTICLE|Art\.)\s++[\w./-]*(?:/\s\w++|(?<=\w))(?:\s(?:bis|ter|quater))?)\s*+(?:[:–—-]|\.-)\s*+(?=\S)"
)
_SEPARATOR = re.compile(r"^\s*(?:[.:–—]|-(?=\s))?\s*")
_BIGGER = 1.12
"""Size, against the body's, from which a line stands out by its size alone."""
_LONGEST = 200
_SHORT = 80
_LONG_WORD = re.compile(r"[^\W\d_]{5}")
_MOST_BOLD = 0.4
"""Share of bold text from which bold says nothing."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a heading looks, and how it is numbered; `depth` counts the dots of `number`, or ranks a name."""

    kind: str
    depth: int
    number: str
    size: float
    bold: bool
    capitals: bool

    @property
    def is_high(self) -> bool:
        """Whether it is named as one of the great divisions of a text."""
        return self.kind == "named" and self.depth < _NAMES.index("section")

    def is_under(self, other: "Style", *, at_once: bool) -> bool:
        """Whether a heading of this style, met after one of the other, is part of what that one opens.

        `at_once`: nothing stands between the two.
        """
        if self.kind == other.kind != "plain":
            return self.depth > other.depth
        if self.is_high != other.is_high and (self.kind != "plain" or self.size < other.size + 0.7):
            return other.is_high  # "A/" is part of "Titre I" however they look, and "Annexe II" is no part of "IX."
        if abs(self.size - other.size) > 0.7:
            return self.size < other.size
        if (self.capitals, self.bold) != (other.capitals, other.bold):
            return (self.capitals, self.bold) < (other.capitals, other.bold)
        return self.kind != "plain" and (at_once or other.kind != "plain")


class Headings:
    """Tells the headings of one document, of which it knows the usual letters."""

    def __init__(self, lines: Sequence[Line], hyphens: Hyphens) -> None:
        words = [word for line in lines for word in line.words]
        bold = sum(len(word.text) for word in words if word.bold)
        self.body = body_size(lines)
        self._bold_tells = bold < _MOST_BOLD * sum(len(word.text) for word in words)
        self._hyphens = hyphens
        self._stack: list[tuple[Style, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above what comes next, outermost first."""
        return tuple(heading for _, heading in self._stack)

    def open(self, heading: str, style: Style, *, at_once: bool) -> tuple[str, ...]:
        """Go under a heading, and out of those that it ends; return these, outermost first.

        `at_once`: the last heading has nothing under it yet.
        """
        kept = self._place(style, at_once=at_once)
        ended = self.path[kept:]
        self._stack[kept:] = [(style, heading)]
        return ended

    def _place(self, style: Style, *, at_once: bool) -> int:
        """How many of the headings stay above a new one: down to its like, or else to the last that it is part of."""
        last = len(self._stack) - 1
        under = [style.is_under(above, at_once=at_once and i == last) for i, (above, _) in enumerate(self._stack)]
        for number, (above, _) in enumerate(self._stack):
            if above.kind == style.kind == "decimal" and above.number == style.number.rpartition(".")[0]:
                return number + 1  # "2.4" right under "2", whatever stands between
            if above.kind == style.kind != "plain" and not under[number]:
                return number
        return max((number + 1 for number, part in enumerate(under) if part), default=0)

    def style(self, paragraph: Paragraph) -> Style | None:
        """The style of a heading; None for a paragraph that is not surely one."""
        text, letters = paragraph.text, [c for c in paragraph.text if c.isalpha()]
        kind, depth, number = _numbering(text)
        if paragraph.mark or len(letters) < 3 or len(text) > _LONGEST or len(paragraph.lines) > 3:
            return None
        if text[-1] in ".;,…" or (kind == "plain" and text[0].islower()):
            return None
        if text[-1] == ":" and (kind == "plain" or len(text) > _SHORT):
            return None
        size = paragraph.lines[0].size
        bold = self._bold_tells and all(line.bold for line in paragraph.lines)
        capitals = all(c.isupper() for c in letters) and bool(_LONG_WORD.search(text))
        alone = paragraph.gap > 1.4 and (capitals or (kind == "named" and len(text) < _SHORT))
        if (size >= _BIGGER * self.body and text[-1] != ":") or bold or alone:
            return Style(kind, depth, number, round(size, 1), bold, capitals)
        return None

    def run_in(self, paragraph: Paragraph) -> tuple[str, str, Style] | None:
        """The heading that begins a paragraph on its first line, the rest, and its style: "Article 4 : …"."""
        if paragraph.mark:
            return None
        heading = self._bold_start(paragraph)
        named = _RUN_IN.match(paragraph.text)
        if not heading and named:
            heading = named[1]
        if not heading:
            return None
        rest = _SEPARATOR.sub("", paragraph.text[len(heading) :], count=1)
        kind, depth, number = _numbering(heading)
        return heading.rstrip(" .:–—-"), rest, Style(kind, depth, number, self.body, not named, False)

    def _bold_start(self, paragraph: Paragraph) -> str:
        """The bold words that begin a paragraph, numbered like a heading, and that are no part of its sentence."""
        kind = _numbering(paragraph.text)[0]
        if not self._bold_tells or kind == "plain":
            return ""
        start = ""
        for word in (word for line in paragraph.lines[:2] for word in line.words):
            if not word.bold:
                break
            start = self._hyphens.join(start, word.text)
        rest = paragraph.text[len(start) :].lstrip()
        apart = paragraph.text.startswith(start) and bool(rest) and not rest[0].islower() and _LONG_WORD.search(start)
        return start if apart and (kind == "named" or start[-1] in ".:–—") else ""


def _numbering(text: str) -> tuple[str, int, str]:
    """Kind of numbering, how deep it says it is, and the number."""
    if named := _NAMED.match(text):
        name = named[1].lower().replace("art.", "article")
        return "named", _NAMES.index(name), ""
    for kind, pattern in _NUMBERED:
        if found := pattern.match(text):
            number = found[0].rstrip(" .)/–-")
            return kind, number.count("."), number
    return "plain", 0, ""


def body_size(lines: Iterable[Line]) -> float:
    """Size of most of the letters; 0 when there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def title_on(lines: Iterable[Line], body: float) -> str:
    """The largest text of a first page, if it is larger than the body and short enough for a title."""
    upright = [line for line in lines if not line.turn and any(c.isalpha() for c in line.text)]
    largest = max((line.size for line in upright), default=0.0)
    if largest < _BIGGER * body:
        return ""
    found: list[Line] = []
    for line in upright:
        if found and (line.size < 0.95 * largest or found[-1].baseline - line.baseline > 2 * largest):
            break
        if line.size >= 0.95 * largest:
            found.append(line)
    title = " ".join(line.text for line in found)
    return title if 4 <= len(title) <= _LONGEST else ""
