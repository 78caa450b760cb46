"""Puts lexical scores and cosines together.

Scores rather than ranks are added: at equal effort a convex sum of normalised scores does better than reciprocal ranks
(Bruch, Gai and Ingber, 2023), and it did here (evals/LOG.md).
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

WORDS = 0.5
"""Share of the lexical score; the cosine has the rest."""

_LOWEST = 0.75
_HIGHEST = 0.95
"""Cosines of this embedder: unrelated French texts are near the first, a question and its answer near the second."""


def fuse(words: Scores, cosines: Scores, share: float = WORDS) -> Scores:
    """Return one score a candidate, from its lexical score as a share of the best possible and from its cosine."""
    meaning = (cosines - _LOWEST) / (_HIGHEST - _LOWEST)
    return (share * words + (1 - share) * meaning).astype(np.float32)
