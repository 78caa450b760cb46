"""An embedder without a model: hashed stems. Weak and real: it answers before any download, and in tests."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from index.types import Progress, Vectors
from index.words import words


class WordHashEmbedder:
    """Each stem of a text falls in one of the dimensions, with a sign; more of the same counts as its square root."""

    name = "words-256"
    dimensions = 256
    scale = (0.0, 0.7)
    words = ()

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        """Return one row per text; a text without any word gives the first axis, so that every row has length one."""
        vectors = (
            np.stack([self._embed(text) for text in texts]) if texts else np.empty((0, self.dimensions), np.float32)
        )
        if progress:
            progress(len(texts), len(texts))
        return vectors

    def embed_question(self, text: str, /) -> Vectors:
        """Return one row."""
        return self._embed(text)[None, :]

    def _embed(self, text: str) -> Vectors:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for word in words(text):
            digest = blake2b(word.encode(), digest_size=8).digest()
            vector[int.from_bytes(digest[:4], "little") % self.dimensions] += 1 if digest[4] & 1 else -1
        vector = np.sign(vector) * np.sqrt(np.abs(vector))
        length = float(np.linalg.norm(vector))
        if not length:
            vector[0] = length = 1.0
        return vector / length
