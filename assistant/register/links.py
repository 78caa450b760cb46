"""Which procedures a register entry serves, and the other way round: only what a text says, and each link says what.

Three grounds, the surest first: the entry gives the address of the page, both name the same aid, both rest on the same
article. Articles on the transparency of algorithms are those of every entry: they link nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.addresses import URL
from assistant.record.schema import Schema
from assistant.register.rows import Row
from assistant.values.flat import flat
from assistant.values.law import legal
from corpus.types import Document
from index.words import surfaces, words

Ground = Literal["address", "name", "law"]

_URL = re.compile(URL)
_ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
_FEWEST_WORDS = 3
"""Of a title that must be found whole in an entry: two words name too much."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a page and an entry go together; `said` is what both texts hold: an address, a name, an article."""

    ground: Ground
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entry and a page of the library, by their ids, with every reason, the surest first."""

    entry: str
    document: str
    title: str
    url: str
    reasons: tuple[Reason, ...]


def find_links(rows: Sequence[Row], pages: Iterable[Document], schema: Schema) -> tuple[Link, ...]:
    """Return the links of entries and pages, in the order of the pages; only procedures are linked by name or law."""
    entries = [_Entry(row, schema) for row in rows]
    return tuple(
        Link(
            entry=entry.row.record.id,
            document=page.document.id,
            title=page.document.title,
            url=page.document.provenance.url,
            reasons=reasons,
        )
        for page in map(_Page, pages)
        for entry in entries
        if (reasons := tuple(entry.reasons(page)))
    )


class _Page:
    """A page of the library, read once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.title = words(document.title)
        self.text = document.text.lower()
        self.articles = _articles(_legal_text(document), frozenset())


class _Entry:
    """An entry, read once."""

    def __init__(self, row: Row, schema: Schema) -> None:
        self.row = row
        said = "\n".join(value.text for value in row.record.fields.values())
        self._addresses = dict.fromkeys(_URL.findall(said))
        self._name = row.name
        self._acronyms = set(_ACRONYM.findall(row.name))
        self._known = f" {' '.join(words(' '.join((row.name, row.text('purpose'), row.text('context')))))} "
        self._articles = _articles(row.text("legal_basis"), _of_every_entry(schema))

    def reasons(self, page: _Page) -> Iterator[Reason]:
        """Give every reason to link the entry with a page."""
        document = page.document
        yield from (Reason("address", address) for address in self._addresses if _is_of(address, document))
        if document.kind == "procedure":
            yield from self._names(page)
            yield from (Reason("law", said) for _, said in sorted(page.articles.items() & self._articles.items()))

    def _names(self, page: _Page) -> Iterator[Reason]:
        title = page.document.title
        shared = [acronym for acronym in _ACRONYM.findall(title) if acronym in self._acronyms]
        if shared:
            yield Reason("name", shared[0])
        elif len(page.title) >= _FEWEST_WORDS and f" {' '.join(page.title)} " in self._known:
            yield Reason("name", title)
        elif len(words(self._name)) >= _FEWEST_WORDS and self._name.lower() in page.text:
            yield Reason("name", self._name)


def _is_of(address: str, page: Document) -> bool:
    """Whether an address is that of a page: the one it was published at, or one that ends with its id."""
    plain = address.rstrip("/")
    return plain == page.provenance.url.rstrip("/") or plain.rsplit("/", 1)[-1] == page.id


def _legal_text(page: Document) -> str:
    return "\n".join(page.text[block.start : block.end] for block in page.blocks if block.role == "reference")


def _articles(text: str, left_out: frozenset[str]) -> Mapping[str, str]:
    """Return the articles of codes that a text cites, as (code, article) in one key, and how a person writes them."""
    found: dict[str, str] = {}
    for line in re.split(r"\n|(?<=\))\. |\. (?=[A-ZÉ])", text):
        references = legal(flat(line))
        code = next((reference.key for reference in references if reference.sort == "code"), "")
        for reference in references:
            numbered = reference.sort == "article" and reference.key[:1].isalpha()
            if code and numbered and reference.key not in left_out:
                found[f"{code} {reference.key}"] = f"{reference.key[0].upper()}. {reference.key[1:]}"
    return found


def _of_every_entry(schema: Schema) -> frozenset[str]:
    """The articles that the schema itself rests on."""
    written = [output.article for output in schema.outputs]
    written += [element.article for output in schema.outputs for element in output.elements]
    written += [threshold.article for threshold in schema.thresholds]
    written += [article for field in schema.fields for article in field.required_by]
    return frozenset(word for text in written for word in surfaces(text))
