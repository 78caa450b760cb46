"""Which answers have words, who said them, and what the guard leaves of those of a model."""

from evals.measures.shown import Shown
from evals.types import Case


def worded(_: Case, answer: Shown) -> float | None:
    """1 if an answer holds a written sentence, 0 if it only quotes. None for an abstention."""
    return float(_written(answer) > 0) if answer.answered else None


def worded_whole(_: Case, answer: Shown) -> float | None:
    """1 if an answer has words and none was dropped, else 0. None for an abstention."""
    return float(_written(answer) > 0 and not answer.dropped) if answer.answered else None


def worded_by_code(_: Case, answer: Shown) -> float | None:
    """1 if code said all the words of an answer, without the model, else 0. None for an abstention."""
    return float(0 < _written(answer) == answer.by_code) if answer.answered else None


def words_kept(_: Case, answer: Shown) -> float | None:
    """Sentences shown / sentences written by the model, those of code apart. None where it wrote none."""
    kept = _written(answer) - answer.by_code
    return kept / (kept + answer.dropped) if kept + answer.dropped else None


def _written(answer: Shown) -> int:
    return sum(sentence["origin"] == "written" for sentence in answer.sentences)
