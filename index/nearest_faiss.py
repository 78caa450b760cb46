"""Nearest vectors by FAISS; the only file that knows it. The search is exact: approximate indexes lose passages."""

import faiss
import numpy as np
from numpy.typing import NDArray

from index.types import Vectors


class FaissIndex:
    """A flat index of inner products, which are the cosines of unit vectors."""

    name = "faiss-flat"

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def nearest(self, query: Vectors, /, top: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and cosines, best first; none of an empty index, which FAISS refuses to search."""
        if not self._index.ntotal:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        cosines, rows = self._index.search(query, min(top, self._index.ntotal))
        return rows[0].astype(np.int64), cosines[0].astype(np.float32)
