"""Which rank, or how many, a heading is about, and whether a question asks of another: "1er véhicule" for a third.

A reader of pairs gives "Le permis coûte 90 €", under "1er véhicule du foyer", the same weight whichever is asked.
"""

import re
from collections.abc import Sequence

from index.fold import fold

_WORDS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_TIMES = (
    r"(?!\s(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|mois|annee|jour|fois"
    r"|semaine|trimestre|semestre|siecle|degre|classe|arrondissement|etage|instance|ministre|cycle|groupe|secours))"
)
_RANK = re.compile(rf"\b(?:(\d+)(?:er|ere|re|e|eme|nde?)|({'|'.join(_WORDS)})e?)\b{_TIMES}")
_UNITS = r"(?!mois|jours?\b|heures?\b|semaines?\b|annees?\b|euros?\b|points?\b|places?\b|fois\b)"
_COUNT = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})\s{_UNITS}([a-z]{{4,}}?)s?\b(?!\s(?:ou|et)\s(?:plus|moins))")
_OPEN = re.compile(r"\b(?:plus|moins|entre|jusqu|partir|minimum|maximum|supplementaire|par|chaque|de \d+ a)\b")


def of_another_rank(question: str, section: Sequence[str]) -> bool:
    """Tell whether a heading names a rank, or a number of something, and the question another of the same."""
    asked = fold(question)
    return any(_differ(asked, fold(heading)) for heading in section)


def _differ(asked: str, heading: str) -> bool:
    ranks, named = _ranks(heading), _ranks(asked)
    if ranks and named and ranks.isdisjoint(named):
        return True
    if _OPEN.search(heading):
        return False
    counted = _counts(asked)
    return any(noun in counted and numbers.isdisjoint(counted[noun]) for noun, numbers in _counts(heading).items())


def _ranks(folded: str) -> set[int]:
    return {int(figure) if figure else _WORDS[word] for figure, word in _RANK.findall(folded)}


def _counts(folded: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, noun in _COUNT.findall(folded):
        found.setdefault(noun, set()).add(_NUMBERS.get(number) or int(number))
    return found
