"""Any sentence-transformers folder as embedder; the only file that knows sentence-transformers.

The prompts named "query" and "passage" in the folder's configuration are used where they exist.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.errors import IndexProblem
from index.types import Progress, Vectors


class SentenceEmbedder:
    """Loads from disk only; a library that is not installed is an `IndexProblem`."""

    def __init__(self, folder: Path) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise IndexProblem(
                "Cet encodeur demande la bibliothèque sentence-transformers.", fix="pip install sentence-transformers"
            ) from error
        with warnings.catch_warnings():
            # Other people's deprecations are not the reader's concern.
            warnings.simplefilter("ignore")
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self.name = folder.resolve().name
        self.dimensions = int(self._model.get_sentence_embedding_dimension() or 0)

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        """Return one row per text, in the order given."""
        vectors = self._encode(texts, "passage")
        if progress:
            progress(len(texts), len(texts))
        return vectors

    def embed_question(self, text: str, /) -> Vectors:
        """Return one row."""
        return self._encode([text], "query")

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        found = self._model.encode(
            list(texts),
            prompt_name=prompt if prompt in self._model.prompts else None,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float32).reshape(len(texts), self.dimensions)
