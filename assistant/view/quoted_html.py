"""A quotation laid out to be read aloud, its characters all there in their order: what is copied is what is stored.

Amounts and telephone numbers stay on one line, blank lines take no room, and the cells of a row stand one under the
other.
"""

import re
from collections.abc import Iterator

from assistant.quoting.cells import BETWEEN, cells
from assistant.view.tags import Html, join, tag

_BLANK = r"[ \u00a0\u202f]"
_UNBROKEN = re.compile(
    rf"(?P<saut>\n\s*\n\s*)|(?:\+33|\b0\d)(?:[ .\u00a0\u202f]?\d\d){{4}}\b"
    rf"|\b\d{{1,3}}(?:{_BLANK}\d{{3}})+(?:,\d+)?(?:{_BLANK}?[€%])?|\b\d+(?:,\d+)?{_BLANK}[€%]"
)


def quoted(text: str) -> Html:
    """Return a run of a stored text, with nothing of what is said in one breath parted by the end of a line."""
    return join(_pieces(text))


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
    said = text.removesuffix(BETWEEN)
    column, colon, value = said.partition(" : ")
    parting = tag("span", BETWEEN, class_="entre") if said != text else ""
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
