"""What the guard leaves of the words of a model; without a model there is nothing to measure."""

from evals.measures.shown import Shown
from evals.types import Case


def worded(_: Case, answer: Shown) -> float | None:
    """1 if an answer holds a written sentence, 0 if it only quotes. None for an abstention."""
    return float(_written(answer) > 0) if answer.answered else None


def words_kept(_: Case, answer: Shown) -> float | None:
    """Sentences shown / sentences written by the model. None where it wrote none."""
    kept = _written(answer)
    return kept / (kept + answer.dropped) if kept + answer.dropped else None


def _written(answer: Shown) -> int:
    return sum(sentence["origin"] == "written" for sentence in answer.sentences)
