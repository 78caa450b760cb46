"""The nouns of search: vectors, hits, and what can stand behind them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Kind, Passage

Vectors = NDArray[np.float32]
"""One unit vector a row."""

Progress = Callable[[int, int], None]
"""Told, now and then, how many are done and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that search found, best first.

    `score` orders the hits of one question and means nothing between questions. `meaning` is
    the likeness that the embedder sees, `words` the lexical score as a share of the best possible for the question.
    `twins` are the ids of documents that hold the same passage, left out of the list.
    """

    passage: Passage
    version: str
    kind: Kind
    title: str
    text: str
    score: float
    meaning: float
    words: float
    twins: tuple[str, ...] = ()


class Embedder(Protocol):
    """Turns texts into unit vectors; the same text gives the same vector, to rounding, whatever its neighbours."""

    @property
    def name(self) -> str:
        """Written into the index; an index built under another name is refused."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        ...

    @property
    def scale(self) -> tuple[float, float]:
        """Cosines of two unrelated texts, and of a question and its answer: every model has its own."""
        ...

    @property
    def words(self) -> Collection[str]:
        """Folded words that its model reads whole, and are thus no typing errors; empty where it has no such list."""
        ...

    def embed_passages(self, texts: Sequence[str], /, progress: Progress | None = None) -> Vectors:
        """Return one row per text, in the order given."""
        ...

    def embed_question(self, text: str, /) -> Vectors:
        """Return one row: questions and passages may be embedded differently."""
        ...
