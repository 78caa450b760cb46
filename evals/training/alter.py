"""Changes one fact of a sentence: each kind of what a language model gets wrong, one function a kind.

An alteration takes the sentence, the text around it and a random generator, and returns the sentence altered, or None
where it has nothing to change. `fair` says that it can be read backwards: the sentence altered, put in the place of the
one of the source, would not support the sentence of the source. Pairs made both ways leave no trace in the claim alone.
"""

import re
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from evals.training import alter_values as values
from evals.training import alter_words as words
from evals.training.french import CLAUSE, replaced, upper_first

Alter = Callable[[str, str, Random], str | None]


class Alteration(NamedTuple):
    """One kind of change; the higher its `weight`, the likelier it is tried before others."""

    kind: str
    alter: Alter
    weight: int
    fair: bool = True


_NEGATED = re.compile(
    r"\b(?:n'|ne )(?P<verb>(?:(?:la|le|les|y|en|lui|vous|se) |[ls]')?[\w'-]+) (?:pas|plus|jamais)\b ?"
)
_PARTIAL = re.compile(r"\b(?:que|qu'|ni|aucune?|sauf)\b")
"""Stands in a negation that cannot be taken away: "ne … que", "ni", "aucun"."""

_AFFIRMED = re.compile(
    r"(?<!ne )(?<!n')\b(?P<verb>est|sont|peut|peuvent|doit|doivent|devez|pouvez|avez|êtes|a|ont|sera|seront|pourra|"
    r"pourrez|devra|devrez|permet|permettent|bénéficie|bénéficiez|bénéficient|donne|concerne|concernent|s'applique|"
    r"s'appliquent|comprend|prend|dépend|relève|reste|perçoit|ouvre|dispose|disposez)\b"
    r"(?! (?:pas|plus|jamais|lieu|priori|qui))"
)
_SUBORDINATE = re.compile(r"(?:\b(?:aucune?|rien|ni|ne|il y|que|qui|dont|où|si)\b|[nq]u?')", re.I)


_OBJECT = re.compile(r"\b(?:vous|nous|lui|leur|les|se|y|en) $", re.I)
"""A pronoun between the subject and its verb, which "ne" would have to stand before."""


def _polarity(text: str, around: str, rng: Random) -> str | None:
    """Take a negation away, say the opposite, or deny the first verb."""
    if _NEGATED.search(text):
        whole = _PARTIAL.search(text) is None
        return replaced(text, _NEGATED, lambda match: match["verb"] + " ", rng.randrange(9)) if whole else None
    contrary = words.opposite(text, rng) if rng.random() < 0.5 else None
    return contrary or replaced(text, _AFFIRMED, _denied, 0)


def _denied(match: re.Match[str]) -> str | None:
    before = match.string[: match.start()]
    if _SUBORDINATE.search(before) or (_OBJECT.search(before) and not match["verb"].endswith(("ez", "êtes"))):
        return None
    ne = "n'" if match["verb"][0] in "aeêo" else "ne "
    return f"{ne}{match['verb']} pas"


_MODALS = {
    "doit": "peut", "doivent": "peuvent", "devez": "pouvez", "devra": "pourra", "devront": "pourront",
    "devrez": "pourrez",
}  # fmt: skip
_MODALS |= {new: old for old, new in _MODALS.items()}
_MODAL = re.compile(rf"\b(?:{'|'.join(_MODALS)})\b(?! (?:pas|plus|que)\b)")
_ONLY = re.compile(r"\bne (?:peut|peuvent|pouvez)\b|\b(?:seuls?|seules?)\b", re.I)


def _modality(text: str, around: str, rng: Random) -> str | None:
    """Turn what may be done into what must be, or the reverse."""
    if _ONLY.search(text):
        return None
    return replaced(text, _MODAL, lambda match: _MODALS[match[0]], rng.randrange(9))


_LIMIT_DROPPED = re.compile(
    r"\b(?:au moins|au plus|maximum|minimum|au maximum|au minimum|uniquement|seulement|exclusivement|jusqu'à) ?"
)
_NARROW = re.compile(r"\b(?:seule?s?|uniquement|que|qu'|ne|n')\b", re.I)
_NARROWED = re.compile(r"(?<=[\w)]) (?=(?:aux|auprès|pour les|pour la|pour le|en cas|dans le cas|par)\b)")
_REACH = re.compile(r"\b(?:concerne|s'adresse|bénéficie|s'applique)(?:nt)?\b(?! pas)")


def _only(text: str, around: str, rng: Random) -> str | None:
    """Drop what limits a number, or narrow a rule with "uniquement"."""
    if rng.random() < 0.6 and _LIMIT_DROPPED.search(text):
        return replaced(text, _LIMIT_DROPPED, lambda match: "", rng.randrange(9))
    if _NARROW.search(text):
        return None
    only = rng.choice(("uniquement", "seulement", "exclusivement"))
    reach = replaced(text, _REACH, lambda match: f"{match[0]} {only}", 0)
    return reach or replaced(text, _NARROWED, lambda match: f" {only} ", 0)


_OPENS = (
    r"(?:sauf (?:si|en cas|pour|lorsqu|quand)|à condition (?:d|qu)|si vous|s'ils? |si l[ea'] ?|si les|lorsqu|"
    r"dès lors qu|sous réserve|à l'exception d|en cas d)"
)
_TAIL = re.compile(rf",? \(?{_OPENS}[^.;:]{{6,}}(?=\.$)")
_HEAD = re.compile(r"^(?:Si|S'|Lorsque|Lorsqu'|Quand|Sauf|En cas d)[^,;:.]{6,}, (?=\w)")
_CUT_SHORT = re.compile(r"(?:\b(?:uniquement|seulement|que|même|sauf|et|ou|selon)|[:,])$")


def _condition_dropped(text: str, around: str, rng: Random) -> str | None:
    """Take away the condition that opens or ends a sentence."""
    if (match := _HEAD.match(text)) and CLAUSE.match(text, match.end()):
        return upper_first(text[match.end() :])
    match = _TAIL.search(text)
    if not match or match.start() < 25 or _CUT_SHORT.search(text[: match.start()].rstrip()):
        return None
    return text[: match.start()] + "."


_CONDITION = re.compile(
    r",? (?P<condition>(?:sauf (?:si|en cas d)|à condition (?:d|qu)|si vous|si l[ea'] ?|lorsqu|en cas d)"
    r"[^.;:,()]{8,90})\.$"
)
_SENTENCE = re.compile(r" (?:est|sont|ne|n'|peut|peuvent|doit|doivent|devez|pouvez|vous)\b")


def condition_of(text: str) -> str | None:
    """Return the condition that ends a sentence, to be added to another."""
    match = _CONDITION.search(text)
    condition = match["condition"] if match else None
    broken = condition and condition.startswith("en cas") and _SENTENCE.search(condition)
    return None if broken else condition


ALTERATIONS: tuple[Alteration, ...] = (
    Alteration("number", values.other_number, 30), Alteration("unit", values.other_unit, 16),
    Alteration("date", values.other_date, 15), Alteration("reference", values.other_reference, 15),
    Alteration("delay_start", values.other_start, 40), Alteration("polarity", _polarity, 5),
    Alteration("modality", _modality, 7), Alteration("limit", words.limit, 18),
    Alteration("only", _only, 3, fair=False), Alteration("actor", words.actor, 12),
    Alteration("scope", words.scope, 12), Alteration("order", words.order, 16), Alteration("form", words.form, 18),
    Alteration("entity", words.entity, 16), Alteration("condition_dropped", _condition_dropped, 14),
)  # fmt: skip
