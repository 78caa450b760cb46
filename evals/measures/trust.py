"""The headline: one figure that falls when Glose answers what it should not, answers wrongly, or cites badly."""

from evals.measures.abstention import abstention_f1
from evals.measures.citations import citation_f1
from evals.measures.correctness import correctness_f1
from evals.measures.intervals import Floats
from evals.measures.sums import Sums


def trust(sums: Sums) -> Floats:
    """Mean of abstention F1, correctness F1 and citation F1 (Trust-Eval, compute_trust_score).

    Of cases that are all answerable and all answered, or all neither, an F1 is 0 / 0 and Trust has no value.
    """
    return (abstention_f1(sums) + correctness_f1(sums) + citation_f1(sums)) / 3
