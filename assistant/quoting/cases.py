"""The case that a heading narrows its text to: "Vous habitez la commune", "En Guyane", "Demande en ligne".

A sentence quoted below such a heading is true of that case alone. Its own words do not say so: a model that words it
drops the case, and whoever is in another case is told what does not hold.
"""

import re
from collections.abc import Sequence

from assistant.logic.words import meaning
from index.fold import fold
from index.words import DENIED, surfaces

_CASE = re.compile(
    r"^(?:si |s'ils? |vous (?!pouvez|devez|avez le droit)|votre (?:enfant|conjoint|foyer)\b"
    r"|cas\b|en cas d|dans le cas|né\(?e?\b"
    r"|pour (?:un|une|les|des|le|la) (?!\w+(?:er|ir)\b)|(?:en|à|au|aux|hors) (?:l['’]étranger|(?-i:[A-ZÉÎ])\w)"
    r"|outre-mer|dossier papier|sur place|au guichet)"
    r"|\b(?:en ligne|par courrier|par internet|par téléphone|sur internet|en mairie)$",
    re.IGNORECASE,
)
"""How the heading of one case among others begins or ends."""

_GENERAL = re.compile(r"^(?:cas général|en france\b|dans le cas général|en métropole)|\?\s*»?$", re.IGNORECASE)
"""The case of nearly everybody, and headings that ask: they name what their text answers."""

_TRIVIAL = frozenset("cas general vous ete etes general situation suivant concern france".split())
_RESIDENT = "resident"
_LIVES = frozenset("habite habitez habitent habitant habitants reside residez resident residents domicilie".split())
_ELSEWHERE = re.compile(
    r"\bnon[- ]residents?\b"
    r"|\b(?:habit|resid)\w* (?:pas|plus)\b"
    r"|\b(?:habit|resid)\w* (?:dans )?(?:une autre (?:commune|ville)|ailleurs|hors|a l'exterieur"
    r"|a la campagne|(?:un|le) village)"
    r"|\bhors (?:de la )?commune\b"
)
"""Who does not live in the commune, in the words of a sheet and of a person ("j'habite pas")."""


def case_of(section: Sequence[str]) -> str:
    """Return the headings that narrow a section to a case; nothing where it holds for whoever its document is for."""
    return " ; ".join(h for h in section if _CASE.search(h.strip()) and not _GENERAL.search(h.strip()))


def concerns(section: Sequence[str], question: str, quote: str) -> bool:
    """Tell whether a quotation holds for who asks: under no case, or under one that the question or itself names.

    A case is named by half of its words; who says where they live is told nothing that holds for others.
    """
    if of_the_others(section, question):
        return False
    named = _named(case_of(section))
    return not named or any(2 * len(named & _named(text)) >= len(named) for text in (question, quote))


def of_the_others(section: Sequence[str], question: str) -> bool:
    """Tell whether headings speak of who lives in the commune and the question of who does not, or the reverse."""
    return {lives_here(" ; ".join(section)), lives_here(question)} == {True, False}


def lives_here(text: str) -> bool | None:
    """Tell whether a text is about who lives in the commune (True), about who does not (False), or says neither."""
    folded = fold(text)
    if _ELSEWHERE.search(folded):
        return False
    return True if _LIVES.intersection(re.findall(r"[a-z]+", folded)) else None


def _named(text: str) -> frozenset[str]:
    """Return what a text speaks of; one word for all that says where somebody lives."""
    found = (_RESIDENT if word.removeprefix(DENIED) in _LIVES else meaning(word).name for word in surfaces(text))
    return frozenset(found) - _TRIVIAL
