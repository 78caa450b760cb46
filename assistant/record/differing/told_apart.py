"""Tells two places apart that differ without contradicting each other: of two years, or on two kinds of people."""

import re
from collections.abc import Sequence

from assistant.types import Citation
from assistant.values.reading import read
from index.fold import fold

_KINDS = (
    *("enfants?|bebes?", "jeunes?", "adultes?", "seniors?|personnes? agees?|aines?", "retraites?"),
    *("etudiants?", "lyceens?|lycees?", "collegiens?|colleges?", "eleves?", "apprentis?", "stagiaires?", "boursiers?"),
    *("maternelles?", "elementaires?|primaires?", "salaries?", "fonctionnaires?|agents?", "enseignants?"),
    *("personnes? handicapees?|handicap", "personnes? (?:seules?|isolees?)", "couples?", "monoparenta\\w+"),
    *("locataires?", "proprietaires?", "entreprises?", "associations?", "commercants?", "agriculteurs?"),
    *("(?<!non )(?<!non-)residents?|habitants?", "non[ -]residents?|exterieurs?|(?:d'une )?autres? communes?"),
    *("temps plein", "temps partiel", "premiere demande", "renouvellements?"),
)
"""Kinds of people, and of requests, that a rule is set for. "Famille", "demandeur" or "usager" tell none."""

_KIND = tuple(re.compile(rf"\b(?:{kind})\b") for kind in _KINDS)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def told_apart(one: str, other: str) -> bool:
    """Whether two texts are each of other years, or each on a kind of people or of request that the other is not on."""
    return _apart(_years(one), _years(other)) or _apart(_kinds(one), _kinds(other))


def place_of(citation: Citation) -> str:
    """Return the headings that a place stands under; the title of its document, which dates a version, is none."""
    return " > ".join(heading for heading in citation.section if heading != citation.source.title)


def _apart(one: frozenset[object], other: frozenset[object]) -> bool:
    return bool(one - other and other - one)


def _years(text: str) -> frozenset[object]:
    """Return the years of a text; that of a law, a decree or an article is part of its name."""
    written = (date.year for date in read(text).dates if date.year)
    return frozenset((*written, *_of_headings(text)))


def _of_headings(text: str) -> Sequence[int]:
    """Return the years of a run of them, "2023-2024", which are no dates to the reader of values."""
    return [int(year) for run in re.findall(r"(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d", text) for year in _YEAR.findall(run)]


def _kinds(text: str) -> frozenset[object]:
    folded = fold(text)
    return frozenset(number for number, kind in enumerate(_KIND) if kind.search(folded))
