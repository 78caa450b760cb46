"""Makes the documents of one draft searchable, in memory, and says how far the reading is."""

from collections.abc import Callable, Collection, Sequence

from corpus.types import Document
from index.build import content_of
from index.search import Searcher
from index.types import Embedder, Vectors
from index.types import Progress as Count

Progress = Callable[[str, int, int], None]
"""Told what is being done, in French, how many are done and how many there are."""


class _Telling:
    """An embedder that says how far it is."""

    def __init__(self, embedder: Embedder, tell: Progress) -> None:
        self._embedder = embedder
        self._tell = tell
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        self.scale = embedder.scale

    @property
    def words(self) -> Collection[str]:
        return self._embedder.words

    def embed_passages(self, texts: Sequence[str], /, progress: Count | None = None) -> Vectors:
        return self._embedder.embed_passages(texts, lambda done, total: self._tell("Lecture", done, total))

    def embed_question(self, text: str, /) -> Vectors:
        return self._embedder.embed_question(text)


def searcher_of(documents: Sequence[Document], embedder: Embedder, tell: Progress) -> Searcher:
    """Index documents in memory, and say how far it is."""
    telling = _Telling(embedder, tell)
    known = {document.id: document for document in documents}
    return Searcher(lambda id, _: known[id], content_of(documents, telling), telling)
