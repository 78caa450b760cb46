"""Figures as a Markdown table: a row a measure, a column a system, each mean with its interval and how many count."""

from collections.abc import Mapping

from evals.measures.names import MEASURES
from evals.types import Interval, Measured

_SCALES: Mapping[str, tuple[float, int, str]] = {
    "share": (100, 1, " %"),
    "score": (1, 3, ""),
    "ms": (1, 0, " ms"),
    "characters": (1, 0, ""),
}
"""By unit: what a value is multiplied by, its decimals, and what follows it."""


def table(columns: Mapping[str, Mapping[str, Measured]]) -> str:
    """Return the measures of systems, in their order, those that no system has left out."""
    held = [key for key in MEASURES if any(key in column for column in columns.values())]
    rows = [["mesure", *columns], ["---"] * (1 + len(columns))]
    rows += [[MEASURES[key].label, *(cell(column.get(key)) for column in columns.values())] for key in held]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def cell(found: Measured | None) -> str:
    """Return a mean, its interval, and how many cases count; errors are named."""
    if found is None:
        return "–"
    counts = f"{found.scored} sur {found.asked}" if found.failed else f"{found.scored}"
    failed = f", {found.failed} en erreur" if found.failed else ""
    mean = figure(found.interval, MEASURES[found.measure].unit) if found.interval else "–"
    return f"{mean} ({counts}{failed})"


def figure(interval: Interval, unit: str) -> str:
    """Return a mean and its interval as French writes them: "12,5 % [3,1–21,9]"."""
    low, high = (_digits(value, unit) for value in (interval.low, interval.high))
    return f"{number(interval.mean, unit)} [{low}–{high}]"


def change(interval: Interval, unit: str) -> str:
    """Return a difference and its interval: "+12,5 points [−1,0 ; +26,0]"; of shares it is in points."""
    sign = " points" if unit == "share" else _SCALES[unit][2]
    mean, low, high = (_digits(value, unit, "+") for value in (interval.mean, interval.low, interval.high))
    return f"{mean}{sign} [{low} ; {high}]"


def number(value: float, unit: str) -> str:
    """Return a figure as French writes it: "12,5 %"."""
    return f"{_digits(value, unit)}{_SCALES[unit][2]}"


def _digits(value: float, unit: str, sign: str = "-") -> str:
    """Return a value in its scale; a difference too small to be written is no difference, and has no minus sign."""
    scale, decimals, _ = _SCALES[unit]
    return f"{round(value * scale, decimals) + 0.0:{sign}.{decimals}f}".replace(".", ",").replace("-", "−")
