"""Chooses among the allowed values of a field, from the words of one sentence; what is denied is not chosen.

"N'est pas entièrement automatisée" is no automated decision, and "aucun apprentissage automatique" no learning: what a
sentence denies only leaves the others, and is a choice when one alone is left.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.record.finding.sign_words import (
    ADVISES,
    ALONE,
    APPLIES,
    MACHINE_LEARNING,
    MAY_DIFFER,
    OVERRIDES,
    PEOPLE,
    PERSON,
    STAFF,
)
from index.fold import fold

_ASSERTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "automation": {
        "entierement": re.compile(
            r"\b(?:entierement|totalement|integralement) automati(?:see?|que)s?\b|"
            r"\bsans (?:aucune )?intervention humaine\b|"
            r"\b(?:le )?logiciel seul\b|\bdecisions? (?:est|sont) (?:prises?|rendues?) (?:automatiquement|"
            r"par le logiciel)\b|"
            r"\bsans (?:qu'(?:une personne|un agent) intervienne|aucun controle humain)\b|"
            rf"\baucun (?:agent|humain)\w* n'intervient\b|{ALONE}"
        ),
        "aide": re.compile(
            r"\baide a la decision\b|\beclaire (?:la|le|les) \w+ et ne (?:la|le|les) remplace pas\b|"
            rf"\b{OVERRIDES}|{ADVISES}|{MAY_DIFFER}|"
            r"\b(?:simple proposition|titre indicatif)\b|"
            rf"\b{PERSON}\b[^.;]{{0,60}}\b(?:prend la decision|a le dernier mot)\b|"
            rf"\bdecisions?\b[^.;]{{0,40}}\b(?:prise|rendue|signee)s? (?:ensuite |toujours )?par (?:une?|le|la|l'|"
            rf"les) ?{PERSON}"
        ),
    },
    "algorithm_type": {
        "regles": re.compile(
            rf"\bsystemes? de regles\b|{APPLIES}|"
            r"\b(?:d'apres|selon) (?:un|le|la|une) (?:bareme|grille|cotation)\b|\bbareme [^.]{0,40}\best (?:adopte|"
            r"vote)\b|"
            r"\balgorithme deterministe\b"
        ),
        "apprentissage": re.compile(rf"\b{MACHINE_LEARNING}|(?<=\baucun )apprentissage\b|(?<=\bsans )apprentissage\b"),
    },
    "scope": {
        "interne": re.compile(
            r"\bmobilite (?:interne |des )?(?:agents|fonctionnaires|enseignants)\b|\bmutations? des (?:agents|"
            r"enseignants)\b|"
            rf"\b{STAFF}|\bprocedure interne\b|\bavancement des (?:agents|fonctionnaires)\b|\bportee[^:]*: interne\b"
        ),
        "externe": re.compile(
            rf"\b(?:{PEOPLE}|personnes)\b|"
            r"\bportee[^:]*: externe\b"
        ),
    },
}
_DENIES = re.compile(
    r"(?:\bn(?:e\b|')[^.;:]{0,40}\b(?:pas|plus|jamais|aucune?s?|nullement|ni)\b|\b(?:aucune?|sans|ni|non|pas d[e'])\b)"
    r"[^.;:,]{0,30}$"
)
_SUPPOSES = re.compile(
    r"\b(?:si|s'il|lorsqu\w*|quand|toute|en cas d[e']|pourrai\w+|serai\w*|sera|seront|envisag\w+|a terme|a l'avenir|"
    r"projet|faut-il|est-ce que|peut etre|peuvent etre)\b[^.;]{0,80}$"
)
"""What comes before a value that a sentence supposes, forbids or foresees: it does not say that it is so."""


def choose_value(key: str, values: Sequence[str], sentence: str) -> str:
    """Return the allowed value that a sentence says, or an empty string."""
    said, denied = _read(key, fold(sentence))
    if "interne" in said:
        said.discard("externe")
    if len(said) > 1:
        return _named("mixte", values)
    if said:
        return _named(said.pop(), values)
    left = [value for value in values if not any(word in fold(value) for word in denied)]
    if "apprentissage" in denied:
        left = [value for value in left if "mixte" not in fold(value)]
    return left[0] if denied and len(left) == 1 else ""


def agreed(choices: Iterable[str]) -> str:
    """Return the value on which all sentences that give one agree; empty when they do not.

    A sentence that says that a thing is mixed agrees with those that say one part of it.
    """
    found = {choice for choice in choices if choice}
    found = {choice for choice in found if "mixte" in fold(choice)} or found
    return found.pop() if len(found) == 1 else ""


def _read(key: str, folded: str) -> tuple[set[str], set[str]]:
    """Return the values that a folded sentence affirms, and those that it denies."""
    said: set[str] = set()
    denied: set[str] = set()
    for value, pattern in _ASSERTS.get(key, {}).items():
        for found in pattern.finditer(folded):
            before = folded[: found.start()]
            if _DENIES.search(before):
                denied.add(value)
            elif key == "scope" or not _SUPPOSES.search(before):
                said.add(value)
    return said, denied - said


def _named(word: str, values: Sequence[str]) -> str:
    return next((value for value in values if word in fold(value)), "")
