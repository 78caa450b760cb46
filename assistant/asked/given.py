"""Search over passages given with a question, in place of the library: their text is quoted as it was given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.asked.given_lines import blocks_of
from assistant.types import Answer, Source
from corpus.types import Document
from index.build import content_of
from index.search import Searcher
from index.types import Embedder

_AGAIN = "\0"
"""Before the number of a text whose id another has: a page cut into passages may give its id to each."""


def searcher_over(passages: Sequence[Mapping[str, Any]], embedder: Embedder) -> Searcher:
    """Return a searcher over objects with `id`, `text` and perhaps `title`.

    Texts that share an id are documents of their own: `as_given` gives an answer the ids that were given.
    """
    documents: dict[str, Document] = {}
    for number, passage in enumerate(passages):
        if passage["text"].strip():
            id, title = str(passage["id"]), str(passage.get("title") or "")
            own = f"{id}{_AGAIN}{number}" if id in documents else id
            documents[own] = document_of(own, title, passage["text"])
    return Searcher(lambda id, _: documents[id], content_of(list(documents.values()), embedder), embedder)


def as_given(answer: Answer, passages: Sequence[Mapping[str, Any]]) -> Answer:
    """Return an answer from passages under the ids that they were given."""
    given = {f"{passage['id']}{_AGAIN}{number}": str(passage["id"]) for number, passage in enumerate(passages)}
    return replace(
        answer,
        citations=tuple(replace(c, source=_named(c.source, given)) for c in answer.citations),
        nearest=tuple(replace(near, source=_named(near.source, given)) for near in answer.nearest),
        contacts=tuple(replace(c, document=given.get(c.document, c.document)) for c in answer.contacts),
    )


def _named(source: Source, given: Mapping[str, str]) -> Source:
    return replace(source, document=given.get(source.document, source.document))


def document_of(id: str, title: str, text: str) -> Document:
    """Return a text as a document, its lines being blocks, and items where one before them ends with a colon."""
    return Document(id=id, kind="document", title=title, text=text, blocks=tuple(blocks_of(text)))
