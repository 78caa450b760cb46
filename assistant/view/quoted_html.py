"""A quotation laid out to be read aloud, its characters all there in their order: what is copied is what is stored.

Amounts and telephone numbers stay on one line, blank lines take no room, and the cells of a row stand one under the
other.
"""

import re
from collections.abc import Iterator

from assistant.view.tags import Html, join, tag
from corpus.types import Span

_BLANK = r"[ \u00a0\u202f]"
_UNBROKEN = re.compile(
    rf"(?P<saut>\n\s*\n\s*)|(?:\+33|\b0\d)(?:[ .\u00a0\u202f]?\d\d){{4}}\b"
    rf"|\b\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:,\d+)?(?:{_BLANK}?[€%])?|\b\d+(?:,\d+)?{_BLANK}[€%]"
)
_CELL = re.compile(r"[^\s:;][^:;()]{0,79}(?: : | \(.+\)$)", re.DOTALL)
"""How a cell of a row begins, its column first: "Prix : 2 €", or "Quotient (À partir de : 601 € ; Jusqu'à : 850 €)"."""

_BETWEEN = " ; "


def quoted(text: str) -> Html:
    """Return a run of a stored text, with nothing of what is said in one breath parted by the end of a line."""
    return join(_pieces(text))


def cells(text: str) -> list[Span]:
    """Return the cells of a row, one after the other, each with the sign that parts it from the next; none in prose."""
    found, start, depth = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth and text.startswith(_BETWEEN, at):
            found.append(Span(start, at + len(_BETWEEN)))
            start = at + len(_BETWEEN)
    found.append(Span(start, len(text)))
    parts = [text[one.start : one.end].removesuffix(_BETWEEN) for one in found]
    return found if len(found) > 1 and all(map(_CELL.match, parts)) else []


def quotation(text: str) -> Html:
    """Return a quotation: line by line and cell by cell where it is made of rows of a table."""
    lines = text.splitlines(keepends=True)
    if not any(cells(line.strip()) for line in lines):
        return quoted(text)
    return join(_row(line) for line in lines)


def _row(line: str) -> Html:
    found = cells(line)
    if not found:
        return tag("span", quoted(line), class_="ligne")
    return tag("span", *(_cell(line[one.start : one.end]) for one in found), class_="ligne")


def _cell(text: str) -> Html:
    said = text.removesuffix(_BETWEEN)
    column, colon, value = said.partition(" : ")
    parting = tag("span", _BETWEEN, class_="entre") if said != text else ""
    if "(" in column or not colon:
        return tag("span", quoted(said), parting, class_="cellule")
    return tag("span", column, colon, tag("strong", quoted(value)), parting, class_="cellule")


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for found in _UNBROKEN.finditer(text):
        yield text[at : found.start()]
        yield tag("span", found[0], class_="saut" if found["saut"] else "insecable")
        at = found.end()
    yield text[at:]
