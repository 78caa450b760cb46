"""Reads two texts together: does this text support this sentence, does it answer this question?

The embedder cannot say it: it reads each text alone, and two sentences that differ by a "not" are neighbours. Here the
embedder's own layers, changed by training (evals/training), read the pair in one pass. The changes are a file of the
project: what they are worth, and how they were made, is in docs/decisions/0006-reader-of-pairs.md.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.bert import batches
from index.e5 import open_e5

Head = Literal["support", "answers", "says"]
HEADS: tuple[Head, ...] = ("support", "answers", "says")
"""Whether a text supports a sentence, answers a question, says what a field of a register asks."""

WEIGHTS: Mapping[Head, Path] = {head: Path(__file__).parent / "weights" / f"{head}.safetensors" for head in HEADS}
"""The trained weights by what they were chosen for; each file has all the heads (docs/decisions/0006)."""


class PairReader:
    """Gives probabilities, calibrated on pairs that training did not see. Safe to share between threads."""

    def __init__(self, folder: Path, weights: Path) -> None:
        self._tokens, shared = open_e5(folder)
        self._bert, self._heads, about = shared.changed(weights)
        self.name: str = about["name"]
        self._calibration: dict[str, tuple[float, float]] = json.loads(about["calibration"])

    def read(self, head: Head, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return, for each pair (text, sentence, question or field's question), the probability of the head's "yes"."""
        logits = self.logits(head, pairs)
        slope, bias = self._calibration[head]
        return 1 / (1 + np.exp(-(slope * logits + bias)))

    def logits(self, head: Head, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """Return the scores before calibration."""
        tokens = [self._tokens.of_pair(text, said) for text, said in pairs]
        weight, bias = self._heads
        number = HEADS.index(head)
        scores = np.empty(len(pairs))
        for batch in batches([len(ids) for ids in tokens]):
            scores[batch] = self._bert.firsts([tokens[i] for i in batch]) @ weight[number] + bias[number]
        return scores
