"""From a place in a document to the citation that a reader can check, and the words that say this place."""

from collections.abc import Sequence

from assistant.types import Citation, Near, Source
from corpus.types import Block, Document, Passage, Span


def source_of(document: Document) -> Source:
    """Say what a document is, and in which version."""
    known = document.provenance
    return Source(
        document=document.id,
        version=document.version,
        kind=document.kind,
        title=document.title,
        url=known.url,
        published=known.published,
        publisher=known.publisher,
        licence=known.licence,
    )


def cite(document: Document, place: Block | Passage, span: Span, number: int = 1) -> Citation:
    """Quote a span of a document word for word, under the headings and on the page of its place."""
    return Citation(
        number=number,
        source=source_of(document),
        section=place.section,
        page=place.page,
        span=span,
        quote=document.text[span.start : span.end],
    )


def near(document: Document, passage: Passage) -> Near:
    """Say where the passage is that came near a question."""
    span = Span(passage.start, passage.end)
    return Near(source=source_of(document), section=passage.section, page=passage.page, span=span)


def headings(section: Sequence[str]) -> str:
    """Write a path of headings: "Conditions › Revenus"."""
    return " › ".join(section)


def place(section: Sequence[str], page: int | None) -> str:
    """Say where in a document: "Conditions › Revenus, page 3"; nothing where it has neither headings nor pages."""
    return _listed(headings(section), page)


def place_in_a_list(section: Sequence[str], page: int | None) -> str:
    """Say it among other facts, which headings alone could be taken for: "section « Conditions › Revenus », page 3"."""
    return _listed(f"section «\u00a0{headings(section)}\u00a0»" if section else "", page)


def part(section: Sequence[str], page: int | None) -> str:
    """Say it for somebody who looks there: "partie « Conditions › Revenus », page 3"."""
    return _listed(f"partie «\u202f{headings(section)}\u202f»" if section else "", page)


def _listed(heading: str, page: int | None) -> str:
    return ", ".join(filter(None, (heading, f"page {page}" if page else "")))
