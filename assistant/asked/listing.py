"""Whether a question asks which algorithms there are, of which organisation, and on what.

This is what newcomers type first. No sentence of a register is the answer, as none is a list of its entries; each entry
is one line of it. A question is taken for such only where nothing is left of it but an organisation and a subject.
All patterns are compared with folded text.
"""

import re
from dataclasses import dataclass

from index.fold import fold

_TOOLS = (
    r"(?:algo(?:rithme)?s|(?:outil|traitement|systeme)s (?:publics? )?algorithmiques)\b"
    r"(?: (?:publics|municipaux|communaux)\b)?"
)
_OPENING = (
    r"(?:(?:bonjour|quelle est|c'est quoi|donne[rz]?(?:[- ](?:moi|nous))?|montre[rz]?(?:[- ](?:moi|nous))?"
    r"|je (?:veux|voudrais|souhaite|cherche)|avoir|voir|connaitre|consulter)\W+)*"
)
_FORMS = re.compile(
    rf"\bquel(?:le)?s? (?:(?:sont|est) )?(?:(?:tous )?les )?{_TOOLS}"
    rf"|^\W*{_OPENING}(?:la |une |l')?(?:liste|inventaire) (?:complete? )?(?:de tous les|des?|d')\W?{_TOOLS}"
    rf"|\bc'est quoi les {_TOOLS} (?:de|d'|qu)"
    rf"|\b(?:utilis|emplo[iy]|exploit)\w*(?:-t)?(?:-(?:elles?|ils?|on|vous))? (?:des|plusieurs) {_TOOLS}"
    rf"|\b(?:y a-t-il|il y a|avez-vous|existe-t-il|a-t-(?:elle|il|on)) (?:des|plusieurs) {_TOOLS}"
    rf"|^\W*ou\b(?=.{{0,60}}\b(?:les|des) {_TOOLS})"
)
_ELSE = re.compile(
    r"\b(?:pourquoi|comment|combien|quand|qui|quoi sert|les?quel(?:le)?s?"
    r"|(?<!\bou )pas|plus|jamais|aucun\w*|ne|n'\w+|sans"
    r"|utilis(?:era\w*|eront|ait|aient))\b"
)
"""What makes another question of it, denies it, or asks of another time, in words that search does not read."""

_PLACE = re.compile(r"^\W*ou\b|\bet ou\b")
_SAID = re.compile(
    rf"{_TOOLS}|\b(?:listes?|complete?s?|inventaires?|registres?|fiches|quoi|c'est|donne[rz]?|montre[rz]?|voudrais"
    r"|souhaite|cherche|connaitre|savoir|voir|consult\w+|trouve?\w*|publiee?s?|decrit\w*|presente\w*|referencee?s"
    r"|recense\w*|utilis\w+|emplo[iy]\w*|exploit\w+|exist\w+|mise?s? en (?:oeuvre|place|ligne)|en ligne|en service"
    r"|en cours|actuellement|aujourd'hui|services? (?:municipaux|publics?)|organisme|administration|collectivite"
    r"|publics?|algorithmiques?)\b"
)
"""Words of such a question that say neither whose algorithms nor on what."""

_BODIES = (
    r"\b(?:ministeres?|l'etat|prefecture|caisse|universite|academie|hospitalier|syndicat)\b",
    r"\b(?:euro)?metropole\b|\bagglo\w*|\bcommunaute\b(?: urbaine\b| de communes\b)?|\bintercommunalite\b",
    r"\bregion(?:al|ale)?\b",
    r"\bdepartement(?:al|ale|aux)?\b",
    r"\b(?:villes?|mairies?|communes?|municipalite|communa(?:le?s?|ux)|municipa(?:le?s?|ux))\b",
)
"""Kinds of organisations, by the words that name them: a "centre communal d'action sociale" is of the town."""

_ABOUT = re.compile(
    r"\b(?:pour|sur|dans|concern\w+|en matiere|au sujet|lies? a(?:ux)?|relatifs? a(?:ux)?|d(?:e|es|u)|par)\b|\bd'"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A question for a list: `whose` names an organisation, `about` this or a subject; folded, empty for neither.

    `body` is the number of the kind of organisation that is asked, None for any. `place` tells that it asks where.
    """

    whose: str
    about: str
    body: int | None
    place: bool


def listing_of(question: str) -> Listing | None:
    """Return what a question asks a list of, None where it asks for something else."""
    folded = fold(question)
    if not _FORMS.search(folded) or _ELSE.search(folded):
        return None
    rest = _SAID.sub(" ", folded)
    for pattern in _BODIES:
        rest = re.sub(pattern, " ", rest)
    found = _ABOUT.search(rest)
    at = found.start() if found else len(rest)
    return Listing(rest[:at], _ABOUT.sub(" ", rest[at:]), body_of(folded), bool(_PLACE.search(folded)))


def body_of(name: str) -> int | None:
    """Return the number of the kind of organisation that a name says, None where it says none."""
    folded = fold(name)
    return next((number for number, pattern in enumerate(_BODIES) if re.search(pattern, folded)), None)
