"""Does the evidence answer this question? Decided before anything is shown.

Two kinds of checks. What is asked must be shown: a question of amount is not answered without an amount, however near
the text. And the evidence must answer, as a model that reads it together with the question sees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.asked.question import Question
from assistant.quoting.quote import Candidate
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

    `passages` are the weights of those that were read, `likeness` is the highest that search found.
    """

    reason: Reason | None
    near: tuple[Hit, ...] = ()
    passages: Mapping[Passage, float] = field(default_factory=dict)
    likeness: float = 0.0


def judge(question: Question, found: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance) -> Judgement:
    """Decide whether the hits, best first, answer the question.

    `found` are their sentences, best first. Decided before these are weighed: an abstention needs none.
    """
    if not found:
        return Judgement("nothing_found")
    likeness = max(hit.meaning for hit in hits)
    judged = relevance.answered(
        question.spelled,
        [_as_read(hit) for hit in hits],
        [candidate.text for candidate in found[:_MOST]],
        likeness=likeness,
        enough=relevance.threshold,
    )
    # In the order of the search, and not all of them where the first were enough.
    weights = dict(zip((hit.passage for hit in hits), judged.passages, strict=False))
    near = tuple(hit for hit in hits if weights.get(hit.passage, 0.0) >= relevance.near)
    return Judgement(_reason(judged.probability, relevance), near, weights, likeness)


def _reason(probability: float, relevance: Relevance) -> Reason | None:
    if probability < relevance.near:
        return "out_of_scope" if probability < relevance.foreign else "nothing_found"
    return "not_covered" if probability < relevance.threshold else None


def carries(question: Question, chosen: Sequence[Candidate], judgement: Judgement, relevance: Relevance) -> bool:
    """Tell whether the chosen sentences that show the value asked are enough, with their passages.

    Evidence may be judged by one passage, and the value come from another that says nothing of it. The row of a scale
    that a person's own figure falls in needs no more, nor does the name of a person, of which readers make little.
    """
    if any(one.fits for one in chosen) or any(want.shown is None for want in question.wants):
        return True
    showing = [one for one in chosen if one.shows] or chosen
    read = judgement.passages
    hits = {one.hit.passage: one.hit for one in showing}
    weights = [*(one.meaning for one in showing), *(read[passage] for passage in hits if passage in read)]
    if relevance.carried(weights, likeness=judgement.likeness) >= relevance.threshold:
        return True
    # The passages that were left because the best of the search was enough.
    left = [_as_read(hit) for passage, hit in hits.items() if passage not in read]
    weights += relevance.weigh(question.spelled, left) if left else []
    return relevance.carried(weights, likeness=judgement.likeness) >= relevance.threshold


def _as_read(hit: Hit) -> str:
    return under_heading(hit.title, hit.passage.section, hit.text)


def shows_what_is_asked(question: Question, chosen: Sequence[Candidate]) -> bool:
    """Tell whether what would be quoted holds each kind of value, and each year, that the question asks for."""
    if not all(any(question.is_shown(want, c.text) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
