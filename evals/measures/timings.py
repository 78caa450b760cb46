"""How long a reader waits."""

from collections.abc import Callable

from evals.measures.shown import Shown
from evals.types import Case


def milliseconds(step: str) -> Callable[[Case, Shown], float | None]:
    """Return the measure of a step of `timings_ms`: None where the system did not take that step."""

    def measure(_: Case, answer: Shown) -> float | None:
        taken = answer.timings.get(step)
        return None if taken is None else float(taken)

    return measure
