"""Nearest vectors by comparing with every one: the oracle of `nearest_faiss.py`, and enough for small libraries."""

import numpy as np
from numpy.typing import NDArray

from index.types import Vectors


class ExactIndex:
    """Every cosine, computed by numpy."""

    name = "exact"

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def nearest(self, query: Vectors, /, top: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and cosines, best first; ties in the order of rows."""
        cosines = (self._vectors @ query[0]).astype(np.float32)
        best = np.argsort(-cosines, kind="stable")[:top]
        return best.astype(np.int64), cosines[best]
