"""The thing that a question names: an aid by its acronym, a paper by what it is of.

To a model that reads pairs, the papers of the Apa answer whoever asks for those of the APL, and what a hunting licence
costs answers whoever lost an identity card. What is quoted must name the thing, in its words, headings or title.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from index.fold import fold
from index.lexicon import ACRONYMS, expand, read_table
from index.words import words

Names = frozenset[str]
"""The words of one of the names of a thing."""

_THINGS = (
    r"(?:aide|allocation|revenu|prime|complement|prestation|pension|carte|titre|permis|certificat|attestation|"
    r"indemnite|pret|cheque|minimum)"
)
"""What an acronym must stand for to be asked about: who asks what the Caf decides is not answered by its name."""

_PAPER = re.compile(
    r"\b(carte|permis|acte|certificat|attestation|titre|allocation|prime|extrait)s? "
    r"(?:(?:nationale )?d(?:e |')|a la )((?!l[ae]?\b|mon\b|ma\b|plus\b)[a-z]{4,})"
)
_MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_BODY = re.compile(
    r"\b(?:commission|comite|conseil)s? d(?:e la |e l'|e |u |es |')"
    rf"((?!(?:ville|mairie|commune|quoi|quel|{_MONTHS})|cette\b)[a-z]{{4,}})"
)
"""Bodies of one kind are told apart by what they are of alone; "la commission de juin" is any of them."""

_FINE = re.compile(r"\b(?:pv|contraventions?|amendes?|prunes?|verbalis\w+)\b")
_FINES = (
    "amende",
    "compte rendu",
    "contravention",
    "infraction",
    "majoration",
    "post-stationnement",
    "pénalité",
    "procès-verbal",
    "retard",
    "sanction",
    "supplément",
    "verbaliser",
)
"""What texts call what people call a PV: what they say of a permit that was refused is no answer."""

_ACRONYM = re.compile(r"(?<!\bau )\b[a-z]{3,6}\b")
"""Who says "je suis au RSA" says who they are, and asks for something else."""

_FAMILIAR = re.compile(r"\b(carte) (grise|vitale|electorale)\b")


def names_thing(question: str, text: str) -> bool:
    """Tell whether a text names a thing that the question does, by any of its names, if it names one."""
    things = _things(question)
    if not things:
        return True
    said = frozenset(words(text))
    return any(name <= said for names in things for name in names)


@lru_cache(maxsize=64)
def _things(question: str) -> tuple[tuple[Names, ...], ...]:
    """Return the names of each thing that a question names: it is compared with every sentence that was found."""
    folded = fold(question)
    acronyms = [forms for word in _ACRONYM.findall(folded) if (forms := _acronyms().get(word))]
    papers = [match for pattern in (_PAPER, _FAMILIAR) for match in pattern.finditer(folded)]
    bodies = [_names(match[1], match[1]) for match in _BODY.finditer(folded)]
    fines = [tuple(frozenset(words(name)) for name in _FINES)] if _FINE.search(folded) else []
    return (*acronyms, *(_names(match[0], match[2]) for match in papers), *bodies, *fines)


def _names(paper: str, of: str) -> tuple[Names, ...]:
    """Return the names of a paper: what it is of, and what else it is called."""
    alone = {name for word in paper.split() for name in expand([word])}
    return tuple(
        frozenset(words(name)) for name in (of, *(name for name in expand(paper.split()) if name not in alone))
    )


@cache
def _acronyms() -> Mapping[str, tuple[Names, ...]]:
    """Return the names of each aid or paper that has an acronym."""
    forms: dict[str, tuple[Names, ...]] = {}
    for acronym, long_form in read_table(ACRONYMS):
        if re.match(_THINGS, fold(long_form)) and words(acronym):
            short = fold(acronym)
            forms[short] = (*forms.get(short, (frozenset(words(acronym)),)), frozenset(words(long_form)))
    return forms
