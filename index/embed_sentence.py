"""Any sentence-transformers folder as embedder; the only file that knows sentence-transformers.

The prompts named "query" and "passage" in the folder's configuration are used where they exist.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index.errors import IndexProblem
from index.types import Progress, Vectors


class SentenceEmbedder:
    """Loads from disk only; a library that is not installed is an `IndexProblem`.

    The scale of a model that we did not measure is a guess: check with `benchmarks/answerable.py` before trusting it.
    """

    scale = (0.2, 0.8)
    words = ()

    def __init__(self, folder: Path) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise IndexProblem(
                "Cet encodeur demande la bibliothèque sentence-transformers.", fix="pip install sentence-transformers"
            ) from error
        with _quiet():
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
            # Asked of a text rather than of the library, which renames the method between versions.
            self.dimensions = len(self._model.encode("dimension", show_progress_bar=False))
        self.name = folder.resolve().name

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


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep other people's deprecations, reports and progress bars from the reader's screen."""
    from transformers.utils import logging

    level = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(level)
        logging.enable_progress_bar()  # type: ignore[no-untyped-call]
