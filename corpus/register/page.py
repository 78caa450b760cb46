"""One register entry as a page: how each of its fields reads.

A value that is not a sentence is quoted with its label: "Portée de la décision : externe". It stands under the block of
the inventory with its like, so that search finds them together. Several such values follow their label, which is the
lead-in of each. A text stands under its label as a heading, one block a paragraph, item or row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from corpus.compose import Composer, tidy
from corpus.pieces import Piece, write
from corpus.register.fields import Filled, fold, presentable
from corpus.rows import join_parts, row_text
from corpus.sentences import split
from corpus.types import Role

_LONGEST_VALUE = 160
_FEWEST_WORDS = 6
"""In a sentence; "Oui." and "Aide à la décision." are values with a full stop."""

_HTML = re.compile(
    r"</?(?:p|div|br|ul|ol|li|a|b|i|em|strong|span|u|sup|sub|h[1-6]|table|tr|t[dh])\b[^<>]*>|&(?:\w+|#\d+);", re.I
)
_BULLET = re.compile(r"[-–—•▪◦*]\s+")
_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]»]")
_BETWEEN_LINKS = re.compile(r"[;|]|,\s++(?=https?://)")
_TITLE_KEYS = frozenset(("title", "titre", "nom", "name", "label", "libelle", "intitule", "titel"))
_LINK_KEYS = frozenset(("link", "lien", "url", "href", "adresse"))


def write_field(page: Composer, filled: Filled) -> None:
    """Add a field under its heading path; an empty one leaves no trace."""
    role: Role = filled.field.role if filled.field else "field"
    pieces = _pieces(filled.value, role)
    # A label that asks a question would be a sentence of its own before its answer.
    if "?" in filled.label or not all(_is_bare(piece) for piece in pieces):
        write(pieces, page, path=(*filled.path, filled.label))
        return
    page.at(filled.path)
    if line := _one_line(filled.value, pieces):
        page.add(f"{filled.label} : {line}", role=role, url=pieces[0].url)
    elif pieces:
        lead = page.add(f"{filled.label} :", role="field")
        for piece in pieces:
            page.add(piece.text, role="item" if piece.role == "field" else piece.role, lead=(lead,), url=piece.url)


def plain(value: Any) -> str:
    """Return a value on one line, for a title, an id or a date."""
    return ", ".join(tidy(piece.text).replace("\n", " ") for piece in _pieces(value, "field"))


def is_empty(value: Any) -> bool:
    """Whether this says nothing, however deep."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return all(map(is_empty, value))
    if isinstance(value, str) and not value[:1].isalnum():
        # Spaces, invisible characters, or HTML without a text.
        return not plain(value)
    return value is None


def first_url(text: str) -> str:
    """Return the first web address of a text, or an empty string."""
    found = _URL.search(text)
    return found[0] if found else ""


def _one_line(value: Any, pieces: Sequence[Piece]) -> str:
    """The whole value, if it reads in one line: one piece, or a short list of words."""
    if len(pieces) == 1:
        return pieces[0].text
    words = isinstance(value, list) and all(piece.role in ("field", "item") for piece in pieces)
    line = join_parts(piece.text for piece in pieces) if words else ""
    return line if len(line) <= _LONGEST_VALUE else ""


def _is_bare(piece: Piece) -> bool:
    """Whether this is a word, a number, a name, an address: not understood without its label."""
    text = piece.text.strip()
    if piece.role == "row" or piece.heading or "\n" in text:
        return False
    if _URL.fullmatch(text):
        return True
    is_sentence = text.endswith((".", "!", "?", "…")) and len(text.split()) >= _FEWEST_WORDS
    return len(text) <= _LONGEST_VALUE and not is_sentence and len(split(text)) <= 1


def _pieces(value: Any, role: Role) -> list[Piece]:
    if isinstance(value, Mapping):
        return _from_mapping(value, role)
    if isinstance(value, list | tuple):
        return [piece for one in value for piece in _as_items(_pieces(one, role), role, len(value))]
    text = _scalar(value)
    if _HTML.search(text):
        return _from_html(text, role)
    parts = [part.strip() for part in _BETWEEN_LINKS.split(text)] if role == "link" else []
    if len(parts) > 1 and all(map(_URL.search, parts)):
        return [_piece(part, role) for part in parts]
    return _from_lines(text, role)


def _as_items(pieces: list[Piece], role: Role, siblings: int) -> list[Piece]:
    """A value of a list that is one paragraph is an item of it."""
    if siblings > 1 and len(pieces) == 1 and pieces[0].role == role:
        return [replace(pieces[0], role="item" if role == "field" else role, depth=1)]
    return pieces


def _from_mapping(value: Mapping[str, Any], role: Role) -> list[Piece]:
    cells = {key: plain(one) for key, one in value.items()}
    cells = {key: cell for key, cell in cells.items() if cell}
    kinds = {key: "title" if fold(key) in _TITLE_KEYS else "link" if fold(key) in _LINK_KEYS else "" for key in cells}
    if cells and sorted(kinds.values()) in (["title"], ["link"], ["link", "title"]):
        ordered = sorted(cells, key=lambda key: kinds[key], reverse=True)
        return [_piece(" : ".join(cells[key] for key in ordered), role)]
    text = row_text([presentable(key) for key in cells], list(cells.values()))
    return [_piece(text, role if role == "contact" else "row")] if text else []


def _from_html(text: str, role: Role) -> list[Piece]:
    from corpus.html import read_fragment

    pieces = read_fragment(text)
    return [replace(p, role=role, url=p.url or _link(p.text, role)) if p.role == "text" else p for p in pieces]


def _from_lines(text: str, role: Role) -> list[Piece]:
    """Paragraphs and items of a plain text; short lines that follow each other are the items of a list."""
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    if all(_is_bare(Piece(text=line)) for line in lines):
        return [_piece(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line, role) for line in lines]
    pieces: list[Piece] = []
    for line in lines:
        if bullet := _BULLET.match(line):
            pieces.append(Piece(text=line[bullet.end() :], role="item" if role == "field" else role, depth=1))
        else:
            pieces.append(_piece(line, role))
    return pieces


def _piece(text: str, role: Role) -> Piece:
    return Piece(text=text, role=role, url=_link(text, role))


def _link(text: str, role: Role) -> str:
    return first_url(text) if role in ("link", "reference") else ""


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
