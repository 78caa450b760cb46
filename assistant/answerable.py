"""Does the evidence answer this question? Decided before anything is shown.

Two kinds of checks. What is asked must be shown: a question of amount is not answered without an amount, however near
the text. And the evidence must answer, as a model that reads it together with the question sees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.question import Question
from assistant.quote import Candidate
from assistant.relevance import Relevance
from assistant.types import Reason
from corpus.cut import under_heading
from corpus.types import Passage
from index.types import Hit

_MOST = 10
"""Sentences that are compared with the question where no model reads it with the passages."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why the hits do not answer, None when they do; and those that were seen to speak of the subject, best first.

    `passages` are the weights of those that were read.
    """

    reason: Reason | None
    near: tuple[Hit, ...] = ()
    passages: Mapping[Passage, float] = field(default_factory=dict)


def judge(question: Question, found: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance) -> Judgement:
    """Decide whether the hits, best first, answer the question.

    `found` are their sentences, best first. Decided before these are weighed: an abstention needs none.
    """
    if not found:
        return Judgement("nothing_found")
    judged = relevance.answered(
        question.spelled,
        [under_heading(hit.title, hit.passage.section, hit.text) for hit in hits],
        [candidate.text for candidate in found[:_MOST]],
        likeness=max(hit.meaning for hit in hits),
        enough=relevance.threshold,
    )
    # In the order of the search, and not all of them where the first were enough.
    weights = dict(zip((hit.passage for hit in hits), judged.passages, strict=False))
    near = tuple(hit for hit in hits if weights.get(hit.passage, 0.0) >= relevance.near)
    return Judgement(_reason(judged.probability, relevance), near, weights)


def _reason(probability: float, relevance: Relevance) -> Reason | None:
    if probability < relevance.near:
        return "out_of_scope" if probability < relevance.foreign else "nothing_found"
    return "not_covered" if probability < relevance.threshold else None


def shows_what_is_asked(question: Question, chosen: Sequence[Candidate]) -> bool:
    """Tell whether what would be quoted holds each kind of value, and each year, that the question asks for."""
    if not all(any(want.is_in(c.text) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
