"""HTML to pieces: whole pages, the HTML that Markdown gives, and the fragments that a code of law is published in.

The only file that knows Beautiful Soup and lxml.
"""

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from corpus.html_hidden import drop_hidden, hides
from corpus.metadata import web_address
from corpus.pieces import Piece
from corpus.rows import Cell, join_parts, span, table_lines
from corpus.types import Role

# What no reader of the page sees, what only works in a browser, and what the author crossed out.
_UNSEEN = frozenset(
    """script style template noscript svg canvas button select input textarea head link meta title del s strike
    object audio video map""".split()
)
_AROUND = ("nav", "aside", "footer", "[role=navigation]", "[role=banner]", "[role=contentinfo]", "[role=complementary]")
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q ruby samp small span strong
    sub sup time tt u var wbr""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPANS = ("colspan", "rowspan")
_ANCHOR_SIGNS = frozenset("# ¶ § ↩ ↩︎ 🔗".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole page: what is to be quoted, its title where it has one, and its `<meta>` by lower-case name.

    `hidden` is how many letters of it no reader sees, left out.
    """

    title: str
    pieces: tuple[Piece, ...]
    hidden: int = 0
    meta: Mapping[str, str] = field(default_factory=dict)


def read_fragment(markup: str, *, base: str = "") -> list[Piece]:
    """Pieces of some HTML, all of it content; `base` is the address that its links are relative to."""
    soup = _parse(f"<body>{markup}</body>")
    drop_hidden(soup)
    return _walk(soup, base)


def read_page(markup: str) -> Page:
    """Content of a page, without what surrounds it on every page of its site (menus, banners, footers)."""
    soup = _parse(markup)
    meta = _meta(soup)
    hidden = drop_hidden(soup)
    # One selector for the three would give the first of the page, which may be that of its banner.
    heading = soup.select_one("main h1") or soup.select_one("article h1") or soup.select_one("h1")
    title = heading.get_text(" ") if heading else meta.get("og:title", "") or meta.get("title", "")
    for around in soup.select(", ".join((*_AROUND, "body > header", "body > div > header"))):
        around.decompose()
    return Page(title=title, pieces=tuple(_walk(_content(soup), meta.get("canonical", ""))), hidden=hidden, meta=meta)


def _walk(root: Tag, base: str) -> list[Piece]:
    walker = _Walker(base)
    try:
        walker.visit(root, _Place())
        walker.flush(_Place())
    except RecursionError:
        # Hundreds of elements inside each other mean nothing, but their words do.
        return [Piece(text=text) for text in root.stripped_strings]
    return walker.pieces


def _parse(markup: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Beautiful Soup guesses what its caller may have meant
        return BeautifulSoup(markup, "lxml")


def _content(soup: BeautifulSoup) -> Tag:
    """`<main>`, or the only `<article>`; the whole page where neither holds a text."""
    articles = soup.find_all("article")
    for part in (soup.select_one("main, [role=main]"), articles[0] if len(articles) == 1 else None):
        if part is not None and part.get_text(strip=True):
            return part
    return soup


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("name") or tag.get("property") or "").lower()
        if name and tag.get("content"):
            found.setdefault(name, str(tag["content"]).strip())
    for tag in soup.find_all("link", href=True):
        for relation in tag.get_attribute_list("rel"):
            if relation in ("canonical", "license"):
                found.setdefault(relation, str(tag["href"]))
    if soup.title:
        found["title"] = soup.title.get_text(strip=True)
    if moment := soup.select_one("time[datetime]"):
        found["time"] = str(moment["datetime"])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    depth: int = 0
    role: Role = "text"
    box: tuple[str, ...] = ()
    bold: bool = False


class _Walker:
    """Goes through a page once; words gather in a line until something that is not inside a line ends it."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._item_begins = False
        self._all_bold = True
        self._special: dict[str, Callable[[Tag, _Place], None]] = {
            "br": lambda tag, place: self._words.append("\n"),
            "img": lambda tag, place: self._words.append(f" {tag.get('alt') or ''} "),
            "a": self._link,
            "li": self._item,
            "dl": self._definitions,
            "table": self._table,
            "pre": self._verbatim,
            "details": self._folded,
            **dict.fromkeys(_HEADINGS, self._heading),
        }

    def visit(self, tag: Tag, place: _Place) -> None:
        """Read what is inside a tag."""
        for child in tag.children:
            if isinstance(child, Tag):
                if not _is_passed_over(child):
                    self._element(child, place)
            elif type(child) is NavigableString:  # and not a comment, a declaration…
                self._words.append(re.sub(r"\s+", " ", child))
                self._all_bold &= place.bold or child.isspace()

    def flush(self, place: _Place) -> None:
        """End the line: what was gathered becomes a piece."""
        text = "".join(self._words).strip()
        links, self._links = self._links, []
        bold, self._all_bold = self._all_bold, True
        self._words.clear()
        if not text:
            return
        role = place.role
        if place.depth:
            role = "item" if self._item_begins else "text"
            self._item_begins = False
        url = links[0][1] if len(links) == 1 and links[0][0].strip() == text else ""
        self.pieces.append(Piece(text=text, role=role, depth=place.depth, box=place.box, url=url, bold=bold))

    def _element(self, tag: Tag, place: _Place) -> None:
        if special := self._special.get(tag.name):
            special(tag, place)
        elif tag.name in _INLINE:
            self.visit(tag, replace(place, bold=True) if tag.name in ("b", "strong") else place)
        else:
            self._block(tag, place)

    def _block(self, tag: Tag, place: _Place) -> None:
        self.flush(place)
        inside = place
        if "footnotes" in tag.get_attribute_list("class"):
            self.pieces.append(Piece(text="Notes", heading=2))
        if tag.get("role") == "note":
            inside = replace(inside, role="note")
        if title := str(tag.get("data-box") or ""):
            inside = replace(inside, box=(*place.box, title))
        first = len(self.pieces)
        self.visit(tag, inside)
        self.flush(inside)
        if tag.get("role") == "note":
            self._title_note(first)

    def _title_note(self, first: int) -> None:
        """A first line all in bold is the title of its note, as "Lexique : base de données" above a definition."""
        title, *rest = self.pieces[first:] or [Piece(text="")]
        if rest and title.bold and title.role == "note" and not title.text.endswith((".", "!", ":")):
            self.pieces[first:] = [
                replace(piece, box=(*title.box, title.text, *piece.box[len(title.box) :])) for piece in rest
            ]

    def _link(self, tag: Tag, place: _Place) -> None:
        if tag.get_text(strip=True) in _ANCHOR_SIGNS:
            return
        before = len(self._words)
        self.visit(tag, place)
        if url := web_address(self.base, str(tag.get("href") or "")):
            self._links.append(("".join(self._words[before:]), url))

    def _item(self, tag: Tag, place: _Place) -> None:
        self.flush(place)
        if "footnote-item" in tag.get_attribute_list("class"):
            self._footnote(tag, replace(place, role="note"))
            return
        inside = replace(place, depth=place.depth + 1)
        self._item_begins = True
        self.visit(tag, inside)
        self.flush(inside)
        self._item_begins = False

    def _footnote(self, tag: Tag, place: _Place) -> None:
        first = len(self.pieces)
        self.visit(tag, place)
        self.flush(place)
        number = len(tag.find_previous_siblings("li")) + 1
        self.pieces[first:] = [
            replace(piece, text=f"[{number}] {piece.text}") if at == 0 else piece
            for at, piece in enumerate(self.pieces[first:])
        ]

    def _heading(self, tag: Tag, place: _Place) -> None:
        if place.depth:
            self._block(tag, place)
            return
        self.flush(place)
        if text := self._text(tag):
            self.pieces.append(Piece(text=text, heading=_HEADINGS[tag.name], box=place.box))

    def _verbatim(self, tag: Tag, place: _Place) -> None:
        self.flush(place)
        self._words.append(tag.get_text())
        self.flush(place)

    def _folded(self, tag: Tag, place: _Place) -> None:
        summary = tag.find("summary", recursive=False)
        if isinstance(summary, Tag):
            place = replace(place, box=(*place.box, self._text(summary)))
            summary.decompose()
        self._block(tag, place)

    def _definitions(self, tag: Tag, place: _Place) -> None:
        self.flush(place)
        terms: list[str] = []
        defined = False
        for part in tag.find_all(["dt", "dd"]):
            text = self._text(part)
            if part.name == "dt":
                terms = [text] if defined else [*terms, text]
            elif text:
                named = f"{', '.join(terms)} : {text}" if terms else text
                self.pieces.append(Piece(text=named, role="definition", depth=place.depth, box=place.box))
            defined = part.name == "dd"

    def _table(self, tag: Tag, place: _Place) -> None:
        self.flush(place)
        if tag.find("table") or tag.get("role") == "presentation":
            self._block(tag, place)  # a table that only lays the page out
            return
        if caption := tag.find("caption"):
            place = replace(place, box=(*place.box, self._text(caption)))
        rows = [self._cells(row) for row in tag.find_all("tr")]
        for group, line in table_lines(rows):
            box = (*place.box, group) if group else place.box
            self.pieces.append(Piece(text=line, role="row", depth=place.depth, box=box))

    def _cells(self, row: Tag) -> list[Cell]:
        cells = row.find_all(["td", "th"])
        # Without `<th>`, a first row that is all centred or bold is what the eye takes for headers.
        first = row.find_previous_sibling("tr") is None
        emphasis = first and all(cell.name == "th" or cell.select_one("[align=center], b, strong") for cell in cells)
        return [
            Cell(self._text(cell), cell.name == "th" or emphasis, *(span(str(cell.get(n) or "")) for n in _SPANS))
            for cell in cells
        ]

    def _text(self, tag: Tag) -> str:
        """Everything inside a tag as one line."""
        inner = _Walker(self.base)
        inner.visit(tag, _Place())
        inner.flush(_Place())
        return join_parts(" ".join(piece.text.split()) for piece in inner.pieces)


def _is_passed_over(tag: Tag) -> bool:
    return tag.name in _UNSEEN or tag.get("aria-hidden") == "true" or hides(tag)
