"""What a sentence says of a choice, and which two of them cannot both be right.

To oppose takes less than to fill: that a commission decides does not say by itself how much a tool helps it, but it
denies that the decision is automatic.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.record.finding.sign_words import PERSON
from assistant.record.schema import Field
from assistant.record.values import choose_value
from index.fold import fold

PERSON_DECIDES = "une personne décide"
"""Said where a sentence says who decides and chooses no value."""

_WHOLLY = "entierement"
_MIXED = "mixte"
_CASE = (
    r"(?:attribution|admission|octroi|demandes?|dossiers?|candidatures?|places?|logements?|aides?|chaque|refus|l'accord|"
    r"la suite|classement final|cas)\b"
)
_DECIDES = re.compile(
    rf"\b{PERSON}\b[^.;:!?]{{0,80}}(?<!\bne )(?<!n')\b(?:"
    rf"(?:decide|statue|tranche)(?:nt)?\b[^.;:!?]{{0,40}}\b{_CASE}|"
    r"(?:prend|prennent) (?:seule?s? )?(?:la|les|sa|chaque|toutes les) decisions?\b(?: finales?)?|"
    r"(?:a|ont|garde|gardent) le dernier mot)"
)
_OF_RULES = re.compile(r"\bconseil (?:municipal|departemental|regional|metropolitain|communautaire)\b|\bdeliber")
_OTHER_STEP = re.compile(r"\b(?:recours|reclamations?|contest\w+|en cas d[e']|si\b|lorsqu\w*|exceptionnel\w*)")
_DECISION = re.compile(r"\b(?:decisions?|attribu\w+|admissions?|accord\w*|refus\w*|octroi\w*)\b")


def stance(field: Field, text: str) -> str:
    """Return the allowed value that a text says, or that somebody decides; an empty string if neither."""
    chosen = choose_value(field.key, field.values, text)
    if _WHOLLY in fold(chosen) and not _DECISION.search(fold(text)):
        return ""  # a calculation, or a letter, may be automatic where the decision is not
    return chosen or (PERSON_DECIDES if field.key == "automation" and _somebody_decides(text) else "")


def opposed(one: str, other: str) -> bool:
    """Whether two stances cannot both be right."""
    if not one or not other or one == other:
        return False
    if PERSON_DECIDES in (one, other):
        return any(_WHOLLY in fold(said) for said in (one, other))
    return not any(_MIXED in fold(said) for said in (one, other))


def any_opposed(stances: Sequence[str]) -> bool:
    """Whether two of these cannot both be right."""
    return any(opposed(one, other) for one, other in combinations(stances, 2))


def _somebody_decides(text: str) -> bool:
    clauses = re.split(r"(?<=[.;!?])\s", fold(text))
    return any(_DECIDES.search(one) and not (_OF_RULES.search(one) or _OTHER_STEP.search(one)) for one in clauses)
