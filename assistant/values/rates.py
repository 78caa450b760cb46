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
    "an": (r"an|annee", r"annuel(?:le)?"),
    "semestre": (r"semestre", r"semestriel(?:le)?"),
    "trimestre": (r"trimestre", r"trimestriel(?:le)?"),
    "mois": (r"mois", r"mensuel(?:le)?"),
    "semaine": (r"semaine", r"hebdomadaire"),
    "jour": (r"jour|journee", r"quotidien(?:ne)?|journali(?:er|ere)"),
    "heure": (r"heure", r"(?<=taux )horaire"),
}
"""Of each unit, its names and its adjectives."""

_EACH = r"(?:(?:par|chaque|tou(?:s|tes)\sles)\s|/\s?)"
_ONE = r"(?:(?:par|chaque|a la|au|le|la|du|de la|cette|meme)\s|l'|/\s?)"
_SAID = {
    each: re.compile(
        rf"(?<![a-z])(?:{_EACH}(?:{names})s?|(?<!le )(?<!au )(?<!du )(?:{adjectives})(?:s|ment)?)(?![a-z])"
    )
    for each, (names, adjectives) in _NAMES.items()
}
_HELD = {
    each: re.compile(rf"(?<![a-z])(?:{_ONE}(?:{names})(?![a-z])|tou(?:s|tes)\sles\s(?:{names})|{adjectives})")
    for each, (names, adjectives) in _NAMES.items()
}


def rates(text: str) -> Iterator[Rate]:
    """Yield the rates that a flat text says."""
    for each, pattern in _SAID.items():
        for match in pattern.finditer(text):
            yield Rate(*match.span(), each)


def may_hold(text: str, each: str) -> bool:
    """Whether a flat text, its quantities taken out, names such a unit without counting it."""
    return bool(_HELD[each].search(text))
