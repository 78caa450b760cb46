"""Nearest vectors by FAISS; the only file that knows it. The search is exact: approximate indexes lose passages."""

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.types import Vectors


class FaissIndex:
    """A flat index of inner products, which are the cosines of unit vectors."""

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def nearest(
        self, query: Vectors, /, top: int, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and cosines, best first, for a query of shape (1, dimensions).

        `among` says of each row whether it may be found: all of them may, if it is not given.
        """
        count = self._index.ntotal if among is None else int(among.sum())
        if not count:  # FAISS refuses to search for none.
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        only = None if among is None else _only(among)
        cosines, rows = self._index.search(query, min(top, count), params=only)
        return rows[0].astype(np.int64), cosines[0].astype(np.float32)


def _only(rows: NDArray[np.bool_]) -> Any:
    # FAISS gives its classes other constructors in Python than those that their types tell.
    these: Any = faiss.IDSelectorBitmap
    parameters: Any = faiss.SearchParameters
    return parameters(sel=these(np.packbits(rows, bitorder="little")))
