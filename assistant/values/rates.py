"""How often, or for each what: "par mois", "chaque année", "trimestriel"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate; `each` is the name of its unit."""

    start: int
    end: int
    each: str


_NAMES: Mapping[str, tuple[str, str]] = {
    "an": (r"an|annee", "annuel"),
    "semestre": (r"semestre", "semestriel"),
    "trimestre": (r"trimestre", "trimestriel"),
    "mois": (r"mois", "mensuel"),
    "semaine": (r"semaine", "hebdomadaire"),
    "jour": (r"jour|journee", "quotidien|journalier"),
    "heure": (r"heure", "horaire"),
}
"""Of each unit, its names and how its adjectives begin."""

_EACH = r"(?:(?:par|chaque|tou(?:s|tes)\sles)\s|/\s?)"
_SAID = {each: re.compile(rf"(?<![a-z]){_EACH}(?:{names})s?(?![a-z])") for each, (names, _) in _NAMES.items()}
_HELD = {
    each: re.compile(rf"(?<![a-z])(?:(?:{names})(?![a-z])|tou(?:s|tes)\sles\s(?:{names})|{adjectives})")
    for each, (names, adjectives) in _NAMES.items()
}


def rates(text: str) -> Iterator[Rate]:
    """Yield the rates that a flat text says with a noun."""
    for each, pattern in _SAID.items():
        for match in pattern.finditer(text):
            yield Rate(*match.span(), each)


def may_hold(text: str, each: str) -> bool:
    """Whether a flat text, its quantities taken out, names such a unit without counting it."""
    return bool(_HELD[each].search(text))
