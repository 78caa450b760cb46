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
from index.types import Hit

THRESHOLD = 0.35
_NEAR = 0.06
_FOREIGN = 0.02
"""Below the first, nothing of the library speaks of the subject; below the second, the question is of another world."""

FEATURES = ("meaning", "lead", "covered")
WEIGHTS = (46.49, 6.0, 1.02)
BIAS = -43.66


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found for a question: the passages, every sentence weighed, and those chosen, each best first."""

    hits: Sequence[Hit]
    candidates: Sequence[Candidate]
    chosen: Sequence[Candidate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Why not to answer, if there is a reason; `probability` that the evidence answers."""

    reason: Reason | None
    probability: float


def judge(question: Question, evidence: Evidence) -> Judgement:
    """Decide whether to answer."""
    if not evidence.chosen:
        return Judgement(reason="nothing_found", probability=0.0)
    probability = _probability(features(evidence))
    if probability < _NEAR:
        return Judgement(reason="out_of_scope" if probability < _FOREIGN else "nothing_found", probability=probability)
    if probability < THRESHOLD or not _shown(question, evidence.chosen):
        return Judgement(reason="not_covered", probability=probability)
    return Judgement(reason=None, probability=probability)


def features(evidence: Evidence) -> tuple[float, ...]:
    """Return the measures named in `FEATURES`.

    `meaning` is the highest cosine of a chosen sentence; `lead` by how much the best sentence leads those of other
    documents; `covered` the share of the chosen sentences that come from its document.
    """
    best = evidence.chosen[0]
    others = [c.score for c in evidence.candidates if c.hit.passage.document != best.hit.passage.document]
    same = sum(c.hit.passage.document == best.hit.passage.document for c in evidence.chosen)
    return (
        max(c.meaning for c in evidence.chosen),
        best.score - max(others, default=best.score),
        same / len(evidence.chosen),
    )


def _probability(values: Sequence[float]) -> float:
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return 1 / (1 + math.exp(-score))


def _shown(question: Question, chosen: Sequence[Candidate]) -> bool:
    if any(not any(want.shown.search(fold(c.text)) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
