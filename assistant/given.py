"""Search over passages given with a question, in place of the library: their text is quoted as it was given."""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.sentences import split
from corpus.types import Block, Document, Span
from index.build import content_of
from index.search import Searcher
from index.types import Embedder


def searcher_over(passages: Sequence[Mapping[str, Any]], embedder: Embedder) -> Searcher:
    """Return a searcher over objects with `id`, `text` and perhaps `title`; an id given twice keeps its first text."""
    documents: dict[str, Document] = {}
    for passage in passages:
        if passage["text"].strip():
            title = str(passage.get("title") or "")
            documents.setdefault(passage["id"], document_of(passage["id"], title, passage["text"]))
    return Searcher(lambda id, _: documents[id], content_of(list(documents.values()), embedder), embedder)


def document_of(id: str, title: str, text: str) -> Document:
    """Return a text as a document, its lines being blocks, and items where one before them ends with a colon."""
    return Document(id=id, kind="document", title=title, text=text, blocks=tuple(_blocks(text)))


def _blocks(text: str) -> list[Block]:
    """Each line is a block; lines after one that ends with a colon are its items, up to an empty line."""
    blocks: list[Block] = []
    lead: Span | None = None
    at = 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip(" \t-–•*"))
        end = at + len(line.rstrip())
        at += len(line) + 1
        if start >= end:
            lead = None
            continue
        introduces = text[start:end].endswith(":")
        own = () if lead is None or introduces else (lead,)
        blocks.append(Block(start=start, end=end, role="item" if own else "text", lead=own))
        if introduces:
            last = split(text[start:end])[-1]
            lead = Span(start + last.start, start + last.end)
    return blocks
