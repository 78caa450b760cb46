"""Does a sentence say who takes the decision? Somebody and a verb of deciding, in one clause."""

import re

from assistant.record.finding.sign_words import BODY, OVERRIDES, PERSON
from index.fold import fold

_WHO = rf"\b(?:{PERSON}s?|{BODY}s?|personnes?|ils?|elles?)\b"
_TOOL = r"\b(?:logiciel|outil|algorithme|systeme|programme|application|module|traitement|ordinateur|il|elle)\b"
_NEAR = r"[^.;:!?]{0,120}?"
_VERB = r"(?:decid|accord|attribu|refus|prononc|statu|valid|tranch)"
_SMALL = r"(?! (?:des |un |le |les |une |la )?(?:points?|numeros?|notes?|rang|score|cle|identifiant|badge))"
_PASSIVE = r"(?:decide|accorde|attribue|refuse|prononce|valide|pris|arrete|octroye)e?s?"
_TAKES = r"(?:prend|prennent|prenne) (?:\w+ )?(?:la|les|sa|ses|cette|ces|une|toute) decisions?\b"
_MAY = r"\b(?:peu(?:t|vent)|doi(?:t|vent)|chargee?s?|competente?s?|revient) (?:de |d'|pour )?"

_SAYS = re.compile(
    "|".join(
        (
            rf"{_WHO}{_NEAR}(?<!\bne )(?<!n')\b(?:{_VERB}e(?:nt)?\b{_SMALL}|{_TAKES})",
            rf"{_WHO}{_NEAR}\b(?:arrete(?:nt)? (?:la liste|le classement|sa decision)|{OVERRIDES})",
            rf"{_WHO}{_NEAR}{_MAY}{_VERB}er\b",
            rf"\b(?:est|sont|soit|etre) {_PASSIVE}(?: \w+)? par [^.;:!?]{{0,30}}?{_WHO}",
            rf"{_TOOL}{_NEAR}(?<!\bne )(?:\bdecide(?:nt)?\b|\b{_TAKES}|\b(?:accorde|refuse)(?:nt)?\b)",
            r"\bdecision\b[^.;:!?]{0,80}\b(?:est|sont) (?:\w+ment )?(?:automati\w+|prises? (?:automatiquement|par))",
            r"\bsans (?:aucune )?intervention humaine\b|\baucun\w* (?:personne|agent)\w* n'intervi",
        )
    )
)
"""A text of law does not decide: "les mesures arrêtées par la ville" and the noun of a decision say nothing of it."""


def says_who_decides(sentence: str) -> bool:
    """Whether a reader learns from a sentence who decides, a person, a body or a tool."""
    return bool(_SAYS.search(fold(sentence)))
