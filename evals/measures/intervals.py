"""How sure a figure is: percentile bootstrap over questions (Efron, 1979), with a fixed seed.

Rows are put in order before they are drawn, so that the order of the cases changes no figure.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from evals.types import Interval, Measured

Floats: TypeAlias = npt.NDArray[np.float64]
Statistic: TypeAlias = Callable[[Floats], Floats]
"""From sums of rows, the last axis being their columns, to a figure for each; not a number where it has no meaning."""

ROUNDS = 2000
_SIDES = (2.5, 97.5)


def bootstrap(values: Sequence[float], *, rounds: int = ROUNDS) -> Interval:
    """Return the mean of values and its 95 % interval; values there must be."""
    interval = resampled([(value, 1.0) for value in values], lambda sums: sums[..., 0] / sums[..., 1], rounds=rounds)
    if interval is None:
        raise ValueError("nothing to take the mean of")
    return interval


def averaged(key: str, values: Mapping[str, float], *, failed: int = 0) -> Measured:
    """Return a measure that is the mean of its values by case; `failed` cases have none."""
    interval = bootstrap(list(values.values())) if values else None
    return counted(key, interval, scored=len(values), failed=failed, values=values)


def counted(
    key: str, interval: Interval | None, *, scored: int, failed: int = 0, values: Mapping[str, float] | None = None
) -> Measured:
    """Return a measure of the cases that were scored and of those that failed."""
    return Measured(
        measure=key, interval=interval, asked=scored + failed, scored=scored, failed=failed, values=values or {}
    )


def paired(one: Mapping[str, float], other: Mapping[str, float]) -> Interval:
    """Return the mean of `one - other` over the cases of both, which there must be, and its interval."""
    return bootstrap([one[case] - other[case] for case in one.keys() & other.keys()])


def resampled(rows: Sequence[Sequence[float]], statistic: Statistic, *, rounds: int = ROUNDS) -> Interval | None:
    """Return a figure made of sums over cases, and its interval from samples of cases drawn again.

    None where the figure has no meaning; samples where it has none are left out.
    """
    if not rows:
        return None
    table = np.array(sorted(map(tuple, rows)), dtype=float)
    [figure] = statistic(table.sum(axis=0)[np.newaxis])
    if np.isnan(figure):
        return None
    drawn = statistic(_times_drawn(len(table), rounds) @ table)
    low, high = np.percentile(drawn[~np.isnan(drawn)], _SIDES)
    return Interval(mean=float(figure), low=float(low), high=float(high))


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, not a number where the whole is nothing."""
    shares: Floats = np.full(whole.shape, np.nan)
    np.divide(part, whole, out=shares, where=whole != 0)
    return shares


@lru_cache(maxsize=2)
def _times_drawn(rows: int, rounds: int) -> Floats:
    """Return, for each round, how many times each row is drawn; kept, for the measures of a run ask for the same."""
    draws = np.random.default_rng(0).integers(0, rows, (rounds, rows)) + rows * np.arange(rounds)[:, np.newaxis]
    return np.bincount(draws.ravel(), minlength=rounds * rows).reshape(rounds, rows).astype(float)
