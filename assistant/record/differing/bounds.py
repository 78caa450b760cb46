"""The limits that a text sets ("au moins 15 heures", "de 3 mois à 4 ans"), each with the word that it bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assistant.values.flat import BLANK
from assistant.values.limits import Limit, denies, limit_of, line_around
from assistant.values.quantities import Quantity
from assistant.values.rates import rates
from assistant.values.reading import Reading, read
from index.words import stem, words

_SIGNS: dict[str, Limit] = {"≥": ">=", ">": ">", "≤": "<=", "<": "<"}
_SAID: dict[Limit, str] = {">=": "au moins", ">": "plus de", "<=": "au plus", "<": "moins de"}
_FROM = re.compile(r"(?<![a-z])(?:de|d'|des|entre) ?$")
_TO = re.compile(r" (?:a|et) ")
_CLAUSE = re.compile(rf"[.;:\n{BLANK}]")
_RANGE = re.compile(rf"{BLANK}+ ?(?:a|et|-) ?$")
_PLURAL = ("an", "trimestre", "semestre", "semaine", "jour", "heure", "minute", "point")
_LIMITING = frozenset(
    stem(word)
    for word in "moins minimum maximum min max superieur superieure inferieur inferieure egal egale partir compter "
    "jusqu limite age ages agee agees entre dessus dessous dela".split()
)
"""Words that make the limit, and are not what it bounds."""

_EACH_AFTER = 3
"""Characters between a value and its rate: "15 h par semaine", "15h/semaine"."""

_OF_A_DAY = ("heure", "minute")
"""Units that, without a rate, tell the time of day as often as how long: "de 13 h à 17 h" bounds nothing."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit: how much, which way, of what (`head` is a stem) and for each what ("semaine"), as far as it is said.

    `ranged`: it is one end of a range. `around` are the stems of the clause before it, its head left out.
    """

    dimension: str
    size: Fraction
    limit: Limit
    ranged: bool
    head: str
    each: str
    around: frozenset[str]
    shown: str

    @property
    def text(self) -> str:
        """The limit in words: "au moins 15 heures"."""
        return f"{_SAID[self.limit]} {self.shown}"


def bounds(text: str) -> Iterator[Bound]:
    """Give the limits with a unit of a text, but those that something is denied beside."""
    reading = read(text)
    for value in reading.quantities:
        limit = _limit(reading, value)
        before = _before(reading, value)
        each = _each(reading.flat, value)
        timed = value.unit is not None and value.unit.name in _OF_A_DAY and not each
        if limit is None or not before or timed or denies(line_around(reading.flat, value)):
            continue
        yield Bound(
            dimension=value.dimension,
            size=value.size,
            limit=limit,
            ranged=_starts_range(reading.flat, value) or bool(_RANGE.search(reading.wording[: value.start])),
            head=before[-1],
            each=each,
            around=frozenset(before[:-1]),
            shown=_shown(reading, value),
        )


def _limit(reading: Reading, value: Quantity) -> Limit | None:
    """Return the limit that words or a sign make of a value with a unit; the first of a range is its least."""
    if value.unit is None:
        return None
    before = reading.text[: value.start].rstrip()
    if sign := _SIGNS.get(before[-1:]):
        return sign
    least = before.lower().endswith("dès") or _starts_range(reading.flat, value)
    return limit_of(reading.flat, value) or (">=" if least else None)


def _starts_range(flat: str, value: Quantity) -> bool:
    return bool(_FROM.search(flat[: value.start]) and _TO.match(flat, value.end))


def _before(reading: Reading, value: Quantity) -> list[str]:
    """Return the stems of the clause before a value; the two ends of a range have the same."""
    before = _RANGE.sub("", reading.wording[: value.start])
    return [word for word in words(_CLAUSE.split(before)[-1]) if word not in _LIMITING]


def _each(flat: str, value: Quantity) -> str:
    return next((rate.each for rate in rates(flat[value.end :]) if rate.start <= _EACH_AFTER), "")


def _shown(reading: Reading, value: Quantity) -> str:
    """Return a value as it is written, in full where it is in figures: the "3" of "3 à 6 ans" is "3 ans"."""
    said = reading.shown(value)
    if not said[0].isdigit() or value.unit is None:
        return said
    number = f"{float(value.number):.10g}".replace(".", ",")
    many = "s" if value.number >= 2 and value.unit.name in _PLURAL else ""
    return f"{number} {value.unit.name}{many}"
