"""A legal text in two versions: for a letter and for a web page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from assistant.addresses import MAIL, URL


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; in a letter, a line for each row."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = str | Heading | Rows
"""A paragraph is a string."""

_SPECIAL = re.compile(
    r"(?P<gap>\[(?:À compléter|À vérifier|donnée de la personne)[^\]]*\])"
    rf"|(?P<url>{URL})|(?P<mail>{MAIL})"
)


def as_letter(parts: Sequence[Part]) -> str:
    """Write the parts as plain text."""
    return "\n\n".join(map(_plain, parts))


def as_html(parts: Sequence[Part]) -> str:
    """Write the parts as a fragment of a page: no style, no script, every text escaped, every gap in a `mark`."""
    return "\n".join(map(_html, parts))


def _plain(part: Part) -> str:
    if isinstance(part, Heading):
        return part.text
    if isinstance(part, Rows):
        title = [f"{part.title} :"] if part.title else []
        return "\n".join([*title, *(f"- {_row(part.header, row)}" for row in part.rows)])
    return part


def _row(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    return " ; ".join(f"{name} : {cell}" if name else cell for name, cell in zip(header, row, strict=True))


def _html(part: Part) -> str:
    if isinstance(part, Heading):
        return f"<h3>{_shown(part.text)}</h3>"
    if isinstance(part, Rows):
        return _html_table(part)
    return f"<p>{_inline(part)}</p>"


def _html_table(table: Rows) -> str:
    caption = f"<caption>{_shown(table.title)}</caption>" if table.title else ""
    header = "".join(f'<th scope="col">{_shown(name)}</th>' for name in table.header)
    rows = "\n".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f"<table>{caption}\n<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _inline(text: str) -> str:
    return "".join(_runs(text)).replace("\n", "<br>\n")


def _runs(text: str) -> Iterator[str]:
    at = 0
    for found in _SPECIAL.finditer(text):
        yield _shown(text[at : found.start()])
        shown = _shown(found[0])
        if found["gap"]:
            yield f"<mark>{shown}</mark>"
        else:
            yield f'<a href="{"mailto:" if found["mail"] else ""}{escape(found[0])}">{shown}</a>'
        at = found.end()
    yield _shown(text[at:])


def _shown(text: str) -> str:
    """Escape what stands between tags: apostrophes stay, the fragment is read by people too."""
    return escape(text, quote=False)
