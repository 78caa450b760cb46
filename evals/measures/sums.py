"""What the measures that are not means over cases are made of: sums over cases, taken again for each sample of them."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from evals.measures.intervals import Floats

Values = Mapping[str, Mapping[str, float]]
"""By measure, then by case."""


class Row(NamedTuple):
    """What one case adds. `vital`, `recall` and `precision` count for nothing where nothing was answered."""

    answerable: float
    answered: float
    both: float
    vital: float
    recall: float
    precision: float
    case: float = 1.0


class Sums(NamedTuple):
    """The sums of the rows; one value for each sample of the cases."""

    answerable: Floats
    answered: Floats
    both: Floats
    vital: Floats
    recall: Floats
    precision: Floats
    cases: Floats


def rows(values: Values) -> dict[str, Row]:
    """Return the row of each case that has one, from the five measures that say all there is to know."""
    answerable = {case: 1.0 - refused for case, refused in values["error_rate"].items()}
    unanswerable = values["hallucination_rate"]
    return {
        case: Row(
            answerable=float(case in answerable),
            answered=answered,
            both=answerable.get(case, 0.0),
            vital=values["vital_nuggets"].get(case, 0.0),
            recall=values["citation_recall"].get(case, 0.0),
            precision=values["citation_precision"].get(case, 0.0),
        )
        for case, answered in {**unanswerable, **answerable}.items()
    }


def summed(columns: Floats) -> Sums:
    """Name the columns, on the last axis, of sums of rows."""
    return Sums(*np.moveaxis(columns, -1, 0))
