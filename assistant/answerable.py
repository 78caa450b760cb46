"""Does the evidence answer this question? Decided before anything is shown.

Two kinds of checks. What is asked must be shown: a question of amount is not answered without an amount, however near
the text. And the evidence must answer, as a model that reads it together with the question sees it.
"""

from collections.abc import Sequence

from assistant.question import Question
from assistant.quote import Candidate
from assistant.relevance import Relevance
from assistant.types import Reason
from corpus.cut import under_heading
from index.fold import fold
from index.types import Hit

_READ_FIRST = 1
"""Passages, the best of the search, that are read before the others: the first settles most questions answered."""


def reason_to_abstain(
    question: Question, chosen: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance
) -> Reason | None:
    """Return why the sentences chosen, best first, do not answer the question; None when they do."""
    if not chosen:
        return "nothing_found"
    probability = _probability(question, chosen, hits, relevance)
    if probability < relevance.near:
        return "out_of_scope" if probability < relevance.foreign else "nothing_found"
    if probability < relevance.threshold or not _shown(question, chosen):
        return "not_covered"
    return None


def _probability(question: Question, chosen: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance) -> float:
    """Return how probable it is that the evidence answers, or at least that, once it is enough.

    Reading passages is half of the time to the first quotation, and one more can only raise the probability: the
    others are read where the best of the search is not enough.
    """
    passage = probability = 0.0
    for some in (hits[:_READ_FIRST], hits[_READ_FIRST:]):
        passage = max((passage, *relevance.weigh(question.text, [_under_title(hit) for hit in some])))
        probability = relevance.probability(
            sentence=max(candidate.meaning for candidate in chosen),
            passage=passage,
            likeness=max(hit.meaning for hit in hits),
        )
        if probability >= relevance.enough:
            break
    return probability


def _under_title(hit: Hit) -> str:
    return under_heading(hit.title, hit.passage.section, hit.text)


def _shown(question: Question, chosen: Sequence[Candidate]) -> bool:
    if any(not any(want.shown.search(fold(c.text)) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
