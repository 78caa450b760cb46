"""Puts lexical scores and cosines together.

Scores rather than ranks are added: at equal effort a convex sum of normalised scores does better than reciprocal ranks
(Bruch, Gai and Ingber, 2023), and it did here (evals/LOG.md).
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

WORDS = 0.5
"""Share of the lexical score; meaning has the rest."""

TITLE = 0.4
"""Share, in the meaning, of the title of the document; the passage has the rest."""

ASIDE = 0.1
"""Taken from passages that hold only contacts, links, references or definitions."""


def likeness(cosines: Scores, scale: tuple[float, float]) -> Scores:
    """Return cosines as shares of the way from unrelated (0) to an answer (1), by the scale of the embedder."""
    lowest, highest = scale
    return (cosines - lowest) / (highest - lowest)


def fuse(words: Scores, passages: Scores, titles: Scores, asides: NDArray[np.bool_], share: float = WORDS) -> Scores:
    """Return one score a candidate, best highest.

    `words` are lexical scores as shares of the best possible, `passages` and `titles` likenesses with the passage and
    with the title of its document.
    """
    meaning = (1 - TITLE) * passages + TITLE * titles
    return (share * words + (1 - share) * meaning - ASIDE * asides).astype(np.float32)
