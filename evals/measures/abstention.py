"""Does it answer what can be answered, and nothing else?

Two classes, refused and answerable, as in Trust-Eval (declare-lab/trust-align, `metrics.py`, compute_macro_metrics);
hallucination and error rates as in NoMIRACL (Thakur et al., 2024).
"""

from evals.measures.intervals import Floats, ratio
from evals.measures.shown import Shown
from evals.measures.sums import Sums
from evals.types import Case


def hallucination_rate(case: Case, answer: Shown) -> float | None:
    """Answered among unanswerable = answered and unanswerable / unanswerable (NoMIRACL). None if answerable."""
    return None if case.answerable else float(answer.answered)


def error_rate(case: Case, answer: Shown) -> float | None:
    """Refused among answerable = refused and answerable / answerable (NoMIRACL). None if unanswerable."""
    return float(not answer.answered) if case.answerable else None


def refusal_precision(sums: Sums) -> Floats:
    """Rightly refused / refused (Trust-Eval, reject_prec)."""
    return ratio(_rightly_refused(sums), sums.cases - sums.answered)


def refusal_recall(sums: Sums) -> Floats:
    """Rightly refused / unanswerable (Trust-Eval, reject_rec): 1 − hallucination rate."""
    return ratio(_rightly_refused(sums), sums.cases - sums.answerable)


def refusal_f1(sums: Sums) -> Floats:
    """Harmonic mean of the two = 2 × rightly refused / (refused + unanswerable) (Trust-Eval, reject_f1)."""
    return ratio(2 * _rightly_refused(sums), 2 * sums.cases - sums.answered - sums.answerable)


def answerable_precision(sums: Sums) -> Floats:
    """Answered and answerable / answered (Trust-Eval, answerable_prec)."""
    return ratio(sums.both, sums.answered)


def answerable_recall(sums: Sums) -> Floats:
    """Answered and answerable / answerable (Trust-Eval, answerable_rec): 1 − error rate."""
    return ratio(sums.both, sums.answerable)


def answerable_f1(sums: Sums) -> Floats:
    """Harmonic mean of the two = 2 × answered and answerable / (answered + answerable) (Trust-Eval, answerable_f1)."""
    return ratio(2 * sums.both, sums.answered + sums.answerable)


def abstention_f1(sums: Sums) -> Floats:
    """Mean of the F1 of the two classes (Trust-Eval, macro_f1)."""
    return (refusal_f1(sums) + answerable_f1(sums)) / 2


def _rightly_refused(sums: Sums) -> Floats:
    """Neither answered nor answerable, by inclusion and exclusion."""
    return sums.cases - sums.answered - sums.answerable + sums.both
