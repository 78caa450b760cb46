"""From a place in a document to the citation that a reader can check."""

from assistant.types import Citation, Source
from corpus.types import Block, Document, Span


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


def cite(document: Document, block: Block, span: Span, number: int = 1) -> Citation:
    """Quote a span of a block, word for word."""
    return Citation(
        number=number,
        source=source_of(document),
        section=block.section,
        page=block.page,
        span=span,
        quote=document.text[span.start : span.end],
    )
