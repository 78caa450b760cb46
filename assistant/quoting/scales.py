"""Which row of a scale a person's own figure falls in: for a quotient of 1 250, "de 1 101 à 1 400" and no other.

Whoever is shown the rows beside it reads a price that is not theirs, with a source. A model that reads a row sees that
it speaks of prices, not that 1 250 lies between its bounds.
"""

import operator
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from assistant.values.numerals import DIGITS, value_of


class _Measure(NamedTuple):
    """What scales are cut by: how a question says a figure of it, and how a row names it."""

    asked: re.Pattern[str]
    named: re.Pattern[str]


_MEASURES = (
    _Measure(re.compile(rf"\b(?:qf|quotient(?: familial)?)\b[^\d.?!;]{{0,20}}({DIGITS})"), re.compile(r"\bquotient\b")),
    _Measure(re.compile(rf"\breste a vivre\b[^\d.?!;]{{0,20}}({DIGITS})"), re.compile(r"\breste a vivre\b")),
)

_FROM = r"(?<![a-z])de(?=\s\d[\d\s,]*(?:€|euros?)?\s?a\b)"
"""The "de" of "de 401 € à 600 €", and not that of "un quotient de 720 €"."""

_BOUND = re.compile(
    r"(?:(?P<most>jusqu'a|(?<=[\d€] )(?:a|et)(?! (?:moins|plus)\b))|(?P<less>moins de|inferieure?s? a|en dessous de)"
    rf"|(?P<least>a partir de|entre|{_FROM})|(?P<more>plus de|superieure?s? a|au-dela de|au-dessus de))"
    rf"\s?:?\s?(?P<edge>{DIGITS})"
)


_WITHIN = {"most": operator.le, "less": operator.lt, "least": operator.ge, "more": operator.gt}


class Figure(NamedTuple):
    """A figure that a person gives of themselves, and how a row names what it measures."""

    named: re.Pattern[str]
    value: Fraction


def figures(folded: str) -> tuple[Figure, ...]:
    """Return the figures of a folded question by which scales are cut."""
    found = ((measure.named, measure.asked.search(folded)) for measure in _MEASURES)
    return tuple(Figure(named, value_of(said[1])) for named, said in found if said)


def fits(given: Sequence[Figure], row: str) -> bool | None:
    """Return whether a figure lies within the bounds of a folded row; None where the row has none of its measure."""
    for figure in given:
        if named := figure.named.search(row):
            bounds = list(_BOUND.finditer(row, named.end()))
            # More bounds than two ends: a whole scale in one sentence.
            return all(_holds(bound, figure.value) for bound in bounds) if len(bounds) in (1, 2) else None
    return None


def _holds(bound: re.Match[str], value: Fraction) -> bool:
    edge = value_of(bound["edge"])
    return any(within(value, edge) for kind, within in _WITHIN.items() if bound[kind])
