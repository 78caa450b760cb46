"""Does the evidence answer this question? Decided before anything is shown.

Two kinds of checks. What is asked must be shown: a question of amount is not answered without an amount, however near
the text. And the evidence must answer, as a model that reads it together with the question sees it.
"""

from collections.abc import Sequence

from assistant.question import Question
from assistant.quote import Candidate
from assistant.relevance import Relevance
from assistant.types import Reason
from index.fold import fold
from index.types import Hit


def reason_to_abstain(
    question: Question, chosen: Sequence[Candidate], hits: Sequence[Hit], relevance: Relevance
) -> Reason | None:
    """Return why the sentences chosen, best first, do not answer the question; None when they do."""
    if not chosen:
        return "nothing_found"
    probability = relevance.probability(
        sentence=max(candidate.meaning for candidate in chosen),
        passage=max(relevance.weigh(question.text, [_under_title(hit) for hit in hits])),
        likeness=max(hit.meaning for hit in hits),
        overlap=max(candidate.overlap for candidate in chosen),
    )
    if probability < relevance.near:
        return "out_of_scope" if probability < relevance.foreign else "nothing_found"
    if probability < relevance.threshold or not _shown(question, chosen):
        return "not_covered"
    return None


def _under_title(hit: Hit) -> str:
    return "\n".join((" > ".join((hit.title, *hit.passage.section[-1:])), hit.text))


def _shown(question: Question, chosen: Sequence[Candidate]) -> bool:
    if any(not any(want.shown.search(fold(c.text)) for c in chosen) for want in question.wants):
        return False
    return all(any(year in c.text for c in chosen) for year in question.years)
