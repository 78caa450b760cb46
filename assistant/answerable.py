"""Does the evidence answer this question? Decided before anything is shown.

Two kinds of checks. What is asked must be shown: a question of amount is not answered without an amount, however near
the text. And the likeness of question and evidence must be high enough: a logistic regression over a few measures,
fitted by `benchmarks/fit_answerable.py` on development cases (evals/LOG.md).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Question
from assistant.quote import Candidate
from assistant.types import Reason
from index.fold import fold

THRESHOLD = 0.3
"""Of the probability below which Glose abstains. Four examples in five of the fit are negative, hence its low value."""

_NEAR = 0.06
_FOREIGN = 0.02
"""Below the first, nothing of the library speaks of the subject; below the second, the question is of another world."""

FEATURES = ("meaning", "overlap")
WEIGHTS = (10.43, 0.54)
BIAS = -8.80


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Why not to answer, if there is a reason; `probability` that the evidence answers."""

    reason: Reason | None
    probability: float


def judge(question: Question, chosen: Sequence[Candidate]) -> Judgement:
    """Decide whether the sentences chosen, best first, answer the question."""
    if not chosen:
        return Judgement(reason="nothing_found", probability=0.0)
    probability = _probability(features(chosen))
    if probability < _NEAR:
        return Judgement(reason="out_of_scope" if probability < _FOREIGN else "nothing_found", probability=probability)
    if probability < THRESHOLD or not _shown(question, chosen):
        return Judgement(reason="not_covered", probability=probability)
    return Judgement(reason=None, probability=probability)


def features(chosen: Sequence[Candidate]) -> tuple[float, ...]:
    """Return the measures named in `FEATURES`: the highest likeness and the highest overlap of a chosen sentence.

    How far the best sentence leads other documents was tried and dropped: where guides repeat each other it took
    agreement for doubt (evals/LOG.md).
    """
    return max(c.meaning for c in chosen), max(c.overlap for c in chosen)


def _probability(values: Sequence[float]) -> float:
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + math.exp(-score))


def _shown(question: Question, chosen: Sequence[Candidate]) -> bool:
    if any(not any(want.shown.search(fold(c.text)) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
