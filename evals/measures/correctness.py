"""Does the answer hold what a right one must, and nothing that it must not? Patterns alone: no model judges here.

Nuggets as in nuggetizer (castorini), all of them vital; score of being right as in CRAG (Yang et al., 2024).
"""

import re
from collections.abc import Sequence

from evals.measures.intervals import Floats, ratio
from evals.measures.shown import Shown
from evals.measures.sums import Sums
from evals.types import Case, Nugget


def holds(nugget: Nugget, text: str) -> bool:
    """Whether a text, its white space folded, shows a nugget: one of its patterns matches, case ignored."""
    return matches(nugget.patterns, text)


def matches(patterns: Sequence[str], text: str) -> bool:
    """Whether one of the patterns is found in a text, case ignored."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def vital_nuggets(case: Case, answer: Shown) -> float | None:
    """Vital nuggets found / vital nuggets (nuggetizer, vital score). None unless an answerable case is answered."""
    if not (case.answerable and case.nuggets and answer.answered):
        return None
    text = answer.text
    return sum(holds(nugget, text) for nugget in case.nuggets) / len(case.nuggets)


def all_vital_found(case: Case, answer: Shown) -> float | None:
    """1 if every vital nugget is found, else 0. None unless an answerable case is answered."""
    share = vital_nuggets(case, answer)
    return None if share is None else float(share == 1)


def forbidden_said(case: Case, answer: Shown) -> float | None:
    """1 if what is shown matches a forbidden pattern, else 0, an abstention included: it says nothing.

    None for a case that forbids nothing.
    """
    return float(matches(case.forbidden, answer.text)) if case.forbidden else None


def right_document(case: Case, answer: Shown) -> float | None:
    """1 if a sentence cites one of the documents that answer, else 0. None unless an answerable case is answered."""
    if not (case.answerable and case.documents and answer.answered):
        return None
    cited = {number for sentence in answer.sentences for number in sentence["citations"]}
    documents = {citation["document"] for number, citation in answer.citations.items() if number in cited}
    return float(not documents.isdisjoint(case.documents))


def crag_score(case: Case, answer: Shown) -> float | None:
    """+1 for a right answer, 0 for an abstention, −1 for a wrong answer; its mean is over all cases (CRAG).

    Right: the case is answerable, every vital nugget is found and nothing forbidden is said. Any answer to an
    unanswerable case is wrong; to abstain from it is 0, not 1, so that the best score is the share of answerable
    cases. None for an answer to a case without nuggets: nothing says whether it is right.
    """
    if not answer.answered:
        return 0.0
    if not case.answerable or forbidden_said(case, answer):
        return -1.0
    found = all_vital_found(case, answer)
    return None if found is None else 2 * found - 1


def correctness_f1(sums: Sums) -> Floats:
    """F1 of the vital nuggets found over answered cases and over answerable cases (Trust-Eval, calib_..._f1).

    With v the sum of the shares found in cases answered and answerable, precision is v / answered and recall
    v / answerable, of which the harmonic mean is 2v / (answered + answerable).
    """
    return ratio(2 * sums.vital, sums.answered + sums.answerable)
