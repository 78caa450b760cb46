"""Sees when two documents give different values for the same thing, so that both are cited and neither is chosen."""

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.record.types import Conflict
from assistant.types import Citation
from index.fold import fold
from index.words import words

_VALUE = re.compile(
    r"(\d[\d  ]*(?:[,.]\d+)?) ?(€|euros?|%|points?|jours?|semaines?|mois|ans?\b|heures?|places?|demandes?)"
)
_UNITS = {"euro": "€", "euros": "€", "ans": "an", "demandes": "demande"}
_ALIKE = 0.6
"""Share of the words of the shorter sentence that the other holds, from which both speak of the same thing."""

_FEWEST = 4


def conflicts(citations: Sequence[Citation], choices: Sequence[str] = ()) -> tuple[Conflict, ...]:
    """Return the contradictions between the citations of one field, each from another document or another version.

    `choices` are the allowed values that the citations give, in the same order, where the field has some.
    """
    said = dict(zip((citation.number for citation in citations), choices, strict=False))
    found = []
    for one, other in combinations(citations, 2):
        if (one.source.document, one.source.version) == (other.source.document, other.source.version):
            continue
        about = _chosen(said.get(one.number, ""), said.get(other.number, "")) or _valued(one.quote, other.quote)
        if about:
            found.append(Conflict(about=about, one=(one.number,), other=(other.number,)))
    return tuple(found)


def _chosen(one: str, other: str) -> str:
    return f"« {one} » pour l'un, « {other} » pour l'autre" if one and other and one != other else ""


def _valued(one: str, other: str) -> str:
    """Return what differs between two sentences that speak of the same thing, or an empty string."""
    first, second = _values(one), _values(other)
    for unit in first.keys() & second.keys():
        if not first[unit] & second[unit] and _likeness(one, other) >= _ALIKE:
            return f"{_listed(first[unit], unit)} pour l'un, {_listed(second[unit], unit)} pour l'autre"
    return ""


def _values(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, unit in _VALUE.findall(fold(text)):
        name = _UNITS.get(unit, unit.rstrip("s") if unit not in ("mois",) else unit)
        found.setdefault(name, set()).add(re.sub(r"[\s  ]", "", number))
    return found


def _listed(values: set[str], unit: str) -> str:
    return f"{', '.join(sorted(values))} {unit}"


def _likeness(one: str, other: str) -> float:
    first, second = ({word for word in words(text) if not any(c.isdigit() for c in word)} for text in (one, other))
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= _FEWEST else 0.0
