"""What comes back from page to page and is not to be quoted: headers, footers, page numbers, tables of contents."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.pdf.lines import Line, comparable, parts_of
from corpus.pdf.page import Item, Page

_SAME_PLACE = 12.0
"""A header stands at the same height on every page, give or take this many points."""
_STAMP = re.compile(
    r"(?:envoyé|reçu) en préfecture le|accusé de réception en préfecture"
    r"|date de (?:télétransmission|réception préfecture)"
    r"|publié le \d\d/\d\d/\d{4}$|ID ?: ?\d{3}-\d{9}",
    re.IGNORECASE,
)
"""What the transmission of acts to the prefect prints on every page of a council's decision."""
_DIGITS = re.compile(r"\d+")
_DOTS = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}+\s*+\d++\s*+$|(?<!…)…{2,}+\s*+\d++\s*+$")
_CONTENTS = re.compile(r"sommaire|table des matières", re.IGNORECASE)
_MOST_STRANGERS = 2
"""Successive lines of a table of contents that may differ from the headings that they announce."""
_LEAST_CONTENTS = 5
"""Lines that end with a page number, from which they are a table of contents."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    index: int
    height: float
    text: str

    @property
    def shape(self) -> str:
        """The text without its numbers."""
        return _DIGITS.sub("#", self.text).casefold()


def remove_running(pages: Sequence[Page]) -> None:
    """Take stamps, headers, footers and page numbers out of the pages; these repeat at one place, or count the pages.

    Working inwards from each edge, an item goes only once all that stood between it and the edge has gone: the first
    line of a chapter may well be the same at the same place, under a title that differs.
    """
    for page in pages:
        page.items = [item for item in page.items if not (isinstance(item, Line) and _STAMP.match(item.text))]
    for from_top in (True, False):
        while found := _at_edge(pages, from_top):
            for candidate in sorted(found, key=lambda c: -c.index):
                del pages[candidate.page].items[candidate.index]
    _remove_overlaid(pages)


def remove_contents(pages: Sequence[Page]) -> list[int]:
    """Take tables of contents out of the pages; return the numbers of the pages that held one."""
    gone = {id(line) for line in _announced(pages)}
    for page in pages:
        lines = page.lines
        entries = [number for number, line in enumerate(lines) if _is_entry(line, len(pages))]
        if len(entries) >= _LEAST_CONTENTS:
            mostly = 2 * len(entries) > entries[-1] - entries[0]
            chosen = range(entries[0], entries[-1] + 1) if mostly else entries
            gone.update(id(lines[number]) for number in chosen)
            gone.update(id(line) for line in lines if _CONTENTS.fullmatch(line.text))
    found = [page.number for page in pages if any(id(item) in gone for item in page.items)]
    for page in pages:
        page.items = [item for item in page.items if id(item) not in gone]
    return found


def _announced(pages: Sequence[Page]) -> list[Line]:
    """Under "Sommaire" or "Table des matières", the lines that stand again further on; no numbers are needed."""
    lines = [line for page in pages for line in page.lines]
    counts = Counter(comparable(line.text) for line in lines)
    start = next((n for n, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), len(lines))
    last = start
    for number in range(start + 1, len(lines)):
        if counts[comparable(lines[number].text)] > 1:
            last = number
        elif number - last > _MOST_STRANGERS:
            break
    return lines[start : last + 1] if last - start >= _LEAST_CONTENTS else []


def _at_edge(pages: Sequence[Page], from_top: bool) -> list[_Candidate]:
    """The outermost items of the pages that repeat or that count the pages."""
    candidates = []
    for number, page in enumerate(pages):
        upright = [(item.baseline, i) for i, item in enumerate(page.items) if not _turned(item)]
        if upright:
            height, index = max(upright) if from_top else min(upright)
            candidates.append(_Candidate(number, index, height, page.items[index].text))
    found = []
    for group in _same_place(candidates):
        if len(group) >= _least(len(pages)) or len(group) == len(pages) > 1 or _is_bare_number(group):
            found += group
    return found


def _least(pages: int) -> int:
    """Pages on which a text must stand at the same place to be a header: a chapter's header counts too."""
    return max(3, min(5, pages // 4))


def _same_place(candidates: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    """Groups that say the same at the same height: word for word, or but for a number that follows the page's."""
    exact: dict[str, list[_Candidate]] = defaultdict(list)
    shaped: dict[str, list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        exact[candidate.text].append(candidate)
        shaped[candidate.shape].append(candidate)
    for group in exact.values():
        yield from _by_height(group)
    for group in shaped.values():
        if len({candidate.text for candidate in group}) > 1:
            yield _counting(group)


def _by_height(group: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    near: list[_Candidate] = []
    for candidate in sorted(group, key=lambda c: c.height):
        if near and candidate.height - near[-1].height > _SAME_PLACE:
            yield near
            near = []
        near.append(candidate)
    if near:
        yield near


def _counting(group: Sequence[_Candidate]) -> list[_Candidate]:
    """Those of which one number grows with the page."""
    columns = zip(*(_DIGITS.findall(candidate.text) for candidate in group), strict=False)
    for column in columns:
        offsets = [int(number) - candidate.page for number, candidate in zip(column, group, strict=True)]
        offset, count = Counter(offsets).most_common(1)[0]
        if count > 1 and len(set(column)) > 1:
            return [candidate for candidate, own in zip(group, offsets, strict=True) if own == offset]
    return []


def _is_bare_number(group: Sequence[_Candidate]) -> bool:
    """Whether two pages or more bear nothing but their number."""
    return len(group) > 1 and all(re.fullmatch(r"(?:page )?\W*#\W*(?:(?:/|sur|de)\s*#)?\W*", c.shape) for c in group)


def _remove_overlaid(pages: Sequence[Page]) -> None:
    """Take out what is turned, a watermark or a mention in a margin, and stands at the same place on most pages."""

    def place(item: Item) -> tuple[str, int] | None:
        return (item.text, round(item.baseline / _SAME_PLACE)) if _turned(item) else None

    places = Counter(place(item) for page in pages for item in page.items)
    overlaid = {own for own, count in places.items() if own and count > len(pages) / 2 and count > 1}
    for page in pages:
        page.items = [item for item in page.items if place(item) not in overlaid]


def _turned(item: Item) -> bool:
    return isinstance(item, Line) and item.turn != 0


def _is_entry(line: Line, pages: int) -> bool:
    """Whether a line ends with dots and a number, or with a page number set apart by a wide blank."""
    if _DOTS.search(line.text):
        return True
    parts = parts_of(line)
    return len(parts) > 1 and parts[-1].text.isdecimal() and 0 < int(parts[-1].text) <= 1.5 * pages + 5
