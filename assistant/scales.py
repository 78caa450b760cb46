"""Which row of a scale a person's own figure falls in: for a quotient of 1 250, "de 1 101 à 1 400" and no other.

Whoever is shown the rows beside it reads a price that is not theirs, with a source. A model that reads a row sees that
it speaks of prices, not that 1 250 lies between its bounds.
"""

import re
from typing import NamedTuple

from index.fold import fold

_NUMBER = r"(\d{1,3}(?:\s\d{3})+|\d+)(?:,(\d+))?"


class _Measure(NamedTuple):
    """What scales are cut by: how a question says a figure of it, and how a row names it."""

    asked: re.Pattern[str]
    named: re.Pattern[str]


_MEASURES = (
    _Measure(re.compile(rf"\b(?:qf|quotient(?: familial)?)\b[^\d.?!;]{{0,20}}{_NUMBER}"), re.compile(r"\bquotient\b")),
    _Measure(re.compile(rf"\breste a vivre\b[^\d.?!;]{{0,20}}{_NUMBER}"), re.compile(r"\breste a vivre\b")),
)

_FROM = r"(?<![a-z])de(?=\s\d[\d\s,]*(?:€|euros?)?\s?a\b)"
"""The "de" of "de 401 € à 600 €", and not that of "un quotient de 720 €"."""

_BOUND = re.compile(
    r"(?:(?P<most>jusqu'a|(?<=[\d€] )(?:a|et)(?! (?:moins|plus)\b))|(?P<less>moins de|inferieure?s? a|en dessous de)"
    rf"|(?P<least>a partir de|entre|{_FROM})|(?P<more>plus de|superieure?s? a|au-dela de|au-dessus de))"
    rf"\s?:?\s?{_NUMBER}"
)


def fits(question: str, row: str) -> bool | None:
    """Return whether the figure of a question lies within the bounds of a row; None where either has none."""
    asked, said = fold(question), fold(row)
    for measure in _MEASURES:
        figure, named = measure.asked.search(asked), measure.named.search(said)
        if figure and named:
            value = _value(figure[1], figure[2])
            bounds = list(_BOUND.finditer(said, named.end()))
            # More bounds than two ends: a whole scale in one sentence.
            return all(_holds(bound, value) for bound in bounds) if len(bounds) in (1, 2) else None
    return None


def _holds(bound: re.Match[str], value: float) -> bool:
    edge = _value(*bound.groups()[-2:])
    kept = {"most": value <= edge, "less": value < edge, "least": value >= edge, "more": value > edge}
    return next(kept[name] for name, words in bound.groupdict().items() if words)


def _value(whole: str, part: str | None) -> float:
    return float(re.sub(r"\s", "", whole) + (f".{part}" if part else ""))
