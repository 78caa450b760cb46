"""Does the evidence answer this question? Decided before anything is shown.

Two kinds of checks. What is asked must be shown: a question of amount is not answered without an amount, however near
the text. And the evidence must answer, as a model that reads it together with the question sees it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Question
from assistant.quote import Candidate
from assistant.relevance import Relevance
from assistant.types import Reason
from corpus.cut import under_heading
from index.fold import fold
from index.types import Hit


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why the hits do not answer, None when they do; and those that were seen to speak of the subject, best first.

    `meanings` are the weights of the sentences, where deciding took them.
    """

    reason: Reason | None
    near: tuple[Hit, ...] = ()
    meanings: Sequence[float] | None = None


def judge(question: Question, likely: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance) -> Judgement:
    """Decide whether the hits, best first, answer the question.

    `likely` are those of their sentences that could. Decided before these are weighed: an abstention needs none.
    """
    if not likely:
        return Judgement("nothing_found")
    judged = relevance.answered(
        question.spelled,
        [under_heading(hit.title, hit.passage.section, hit.text) for hit in hits],
        [candidate.text for candidate in likely],
        likeness=max(hit.meaning for hit in hits),
        enough=relevance.threshold,
    )
    near = tuple(hit for hit, weight in zip(hits, judged.passages, strict=False) if weight >= relevance.near)
    return Judgement(_reason(judged.probability, relevance), near, judged.sentences)


def _reason(probability: float, relevance: Relevance) -> Reason | None:
    if probability < relevance.near:
        return "out_of_scope" if probability < relevance.foreign else "nothing_found"
    return "not_covered" if probability < relevance.threshold else None


def shows_what_is_asked(question: Question, chosen: Sequence[Candidate]) -> bool:
    """Tell whether what would be quoted holds each kind of value, and each year, that the question asks for."""
    if any(not any(want.shown.search(fold(c.text)) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
