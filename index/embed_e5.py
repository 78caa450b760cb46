"""The embedded model, multilingual-e5-small, run by torch alone.

`embed_sentence.py` runs the same folder through sentence-transformers and is what a test compares this with.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from index.bert import batches
from index.e5 import open_e5
from index.types import Progress, Vectors


class E5Embedder:
    """The embedder of a fresh installation. Texts beyond 512 tokens are cut, as the model was trained."""

    dimensions = 384
    scale = (0.75, 0.95)

    def __init__(self, folder: Path, *, name: str) -> None:
        self.name = name
        self._tokens, self._bert = open_e5(folder)

    @property
    def words(self) -> Collection[str]:
        """The words that are one token."""
        return self._tokens.whole_words

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        """Return one row per text, in the order given."""
        return self._embed([f"passage: {text}" for text in texts], progress)

    def embed_question(self, text: str, /) -> Vectors:
        """Return one row."""
        return self._embed([f"query: {text}"], None)

    def _embed(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        # A space at the end would be a token of its own, and move a short question further than a wrong word does.
        tokens = self._tokens.of_texts([text.rstrip() for text in texts])
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        done = 0
        for batch in batches([len(ids) for ids in tokens]):
            vectors[batch] = self._bert.means([tokens[i] for i in batch])
            done += len(batch)
            if progress:
                progress(done, len(texts))
        return vectors
