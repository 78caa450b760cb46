"""Sees when two places give different values for the same thing, so that both are cited and neither is chosen.

Documents, or versions, are compared sentence by sentence: the same words, another value; two years, or two kinds of
people, are no conflict. Their tables are compared in `table_conflicts`. Within one document, where
different things often have the same words, only what bounds the same word is compared: "des enfants de deux mois et
demi à 4 ans" and "des enfants de 3 mois à 4 ans".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product

from assistant.quoting.disagree import likeness
from assistant.record.differing.bounds import Bound, bounds
from assistant.record.differing.stance import PERSON_DECIDES, opposed
from assistant.record.differing.told_apart import place_of, told_apart
from assistant.record.types import Conflict
from assistant.types import Citation
from assistant.values.reading import read
from index.words import words

_COUNTED = frozenset(words("place demande"))
"""Things that are compared though they have no unit."""

_ALIKE = 0.6
"""Share of the words of the shorter sentence that the other holds, from which both speak of the same thing."""

_HALF = 0.5
_NEAR = Fraction(4, 5)
"""Ratio of two values of one document from which they are one thing said twice: further apart are two groups."""


_Values = tuple[str, str]
"""What one place says and what the other does."""


@dataclass(frozen=True)
class _Place:
    """Something that a field cites, with its stance on a choice, or the table that it is rows of."""

    citation: Citation
    stance: str = ""
    table: int | None = None

    @property
    def version(self) -> tuple[str, str]:
        """The document that it stands in, as it was read."""
        return self.citation.source.document, self.citation.source.version

    @cached_property
    def bounds(self) -> tuple[tuple[Bound, ...], ...]:
        """The limits that it sets, line by line."""
        return tuple(tuple(bounds(line)) for line in self.citation.quote.splitlines())

    @cached_property
    def values(self) -> dict[str, dict[Fraction, str]]:
        """Its values by what they measure, each as it is written."""
        reading = read(self.citation.quote)
        found: dict[str, dict[Fraction, str]] = {}
        for value in reading.quantities:
            kind = value.dimension or (value.noun if value.noun in _COUNTED else "")
            if kind:
                found.setdefault(kind, {}).setdefault(value.size, reading.shown(value))
        return found

    @property
    def said(self) -> str:
        """What it says, under its headings."""
        return f"{place_of(self.citation)} : {self.citation.quote}"

    def is_beside(self, other: "_Place") -> bool:
        """Whether two places are one, or rows of one table, which sets cases side by side."""
        rows = self.table is not None and self.table == other.table
        return rows or self.citation.number == other.citation.number


def conflicts(
    citations: Sequence[Citation], stances: Sequence[str] = (), tables: Sequence[Sequence[Citation]] = ()
) -> tuple[Conflict, ...]:
    """Return the contradictions between the citations of one field, and between them and the rows of its tables.

    `stances` are those of the citations, in the same order, where the field is a choice.
    """
    said = dict(zip((citation.number for citation in citations), stances, strict=False))
    rows = [_Place(citation, table=number) for number, table in enumerate(tables) for citation in table]
    found: dict[_Values, tuple[list[int], list[int]]] = {}
    for one, other in combinations([*(_Place(c, said.get(c.number, "")) for c in citations), *rows], 2):
        if one.is_beside(other) or not (values := _differing(one, other)):
            continue
        numbers = one.citation.number, other.citation.number
        if values[::-1] in found:
            values, numbers = values[::-1], numbers[::-1]
        for side, number in zip(found.setdefault(values, ([], [])), numbers, strict=True):
            side.append(number)
    return tuple(
        Conflict(about=f"{one} pour l'un, {other} pour l'autre", one=_each_once(ones), other=_each_once(others))
        for (one, other), (ones, others) in found.items()
    )


def _each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))


def _differing(one: _Place, other: _Place) -> _Values | None:
    """Return what two places say and that cannot both be right, as each says it."""
    apart = one.version != other.version
    sentences = apart and one.table is None and other.table is None
    if apart and told_apart(one.said, other.said):
        return None
    if sentences and opposed(one.stance, other.stance):
        return _shown(one.stance), _shown(other.stance)
    return _bounded(one, other, apart=apart) or (_valued(one, other) if sentences else None)


def _shown(stance: str) -> str:
    return stance if stance == PERSON_DECIDES else f"« {stance} »"


def _bounded(one: _Place, other: _Place, *, apart: bool) -> _Values | None:
    """Return the two limits that two places set for the same thing."""
    for line, against in product(one.bounds, other.bounds):
        for first, second in product(line, against):
            if _opposed(first, second, apart=apart):
                return first.text, second.text
    return None


def _opposed(one: Bound, other: Bound, *, apart: bool) -> bool:
    """Whether two limits bound the same thing otherwise: with or without the value itself, or by another value."""
    same_thing = (one.dimension, one.head, one.limit[0]) == (other.dimension, other.head, other.limit[0])
    if not same_thing or (one.each and other.each and one.each != other.each):
        return False
    if one.size == other.size:
        return one.limit != other.limit
    shared = len(one.around & other.around)
    if apart or (one.ranged and other.ranged):
        alike = shared > 0
    else:
        alike = shared > 0 and shared >= _HALF * min(len(one.around), len(other.around))
    small, large = sorted((one.size, other.size))
    return alike and (apart or small >= _NEAR * large)


def _valued(one: _Place, other: _Place) -> _Values | None:
    """Return what differs between two sentences that speak of the same thing."""
    first, second = one.values, other.values
    if likeness(one.citation.quote, other.citation.quote) < _ALIKE:
        return None
    for kind in first:
        if kind in second and first[kind].keys().isdisjoint(second[kind]):
            return ", ".join(first[kind].values()), ", ".join(second[kind].values())
    return None
