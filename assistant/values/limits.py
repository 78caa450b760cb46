"""Which way a limit goes: "au moins" and "au plus" before or after a value, and what a negation makes of them."""

import re
from typing import Literal

from assistant.values.flat import Placed

Limit = Literal["<", "<=", ">", ">="]

_BEFORE_WIDTH, _AFTER_WIDTH, _LINE = 60, 45, 400
_MOST = (
    r"(?:atteindre|atteint|va|aller|monter) (?!de )(?:jusqu'(?=a))?|risqu\w+|born\w+|franchi\w+|maxim\w+"
    r"|max\.?|au plus|jusqu'(?=a)|dans la limite|limit\w+|plafon\w+(?: fixee?s?| est)?|pas plus(?= de| d')"
    r"|inferieur\w* ou ega[lu]\w*|ega[lu]\w* ou inferieur\w*|d'ici|entre [^.;:]{1,25} et|de \d[\w ,€%]{0,12} a"
)
_LEAST = (
    r"minim\w+|min\.|au moins|a partir|a compter|depuis|des(?= l[ea]| l')|entre|pas moins(?= de| d')"
    r"|superieur\w* ou ega[lu]\w*|ega[lu]\w* ou superieur\w*"
)
_LESS = r"moins(?= de| d')|inferieur\w*|en[- ]dessous|au[- ]dessous|en[- ]deca|avant"
_MORE = r"plus(?= de| d')|superieur\w*|au[- ]dela|au[- ]dessus|depass\w+|exced\w+|apres"
_BEFORE = re.compile(
    rf"(?<![a-z])(?:(?P<late>au plus tard)|(?P<soon>au plus tot)"
    rf"|(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<less>{_LESS})|(?P<more>{_MORE}))"
    r"\s?(?:(?:de|d'|a|au|aux|du|des|les?|la|l'|age|pas|ses|vos|leurs|son|votre|est)\s?){0,4}$"
)
_AFTER = re.compile(
    r"(?:\s[a-z'-]+){0,2}?\s\(?(?:(?P<most>au plus|(?:au )?maximum|max(?![a-z])|(?:ou|et) moins)"
    r"|(?P<least>au moins|(?:au )?minimum|(?:ou|et) plus|ou davantage))(?![a-z])"
)
_BREAK = re.compile(r"[.;:]\s|\n")
_NOT = re.compile(r"(?<![a-z])(?:(?:ne|ni|sans|jamais)(?![a-z])|n')")
_NEGATIVE = re.compile(
    r"(?<![a-z])(?:(?:ne|ni|sans|sauf|interdi\w*|refus\w*|exclu\w*|impossible|hors|excepte|aucune?|jamais)(?![a-z])|n')"
)
_AHEAD = re.compile(r"[^.;:\n]{0,25}(?<![a-z])avant(?![a-z])")
_LIMITING = re.compile(
    r"(?<![a-z])n(?:e\s|')[^.;:\n]{0,30}?(?:depass|exced|inferieur|superieur|plus\sd|moins\sd)\w*(?:\spas)?"
)
"""Negations that only make a limit of a value: "ne dépasse pas 900 €" denies nothing."""

_BEYOND = re.compile(r"(?:au[- ]dela|au[- ]dessus|en[- ]dessous|passe|apres|avant) (?:de )?c(?:e|et|ette|es) (?!qu)")
_PLAIN: dict[str, Limit] = {"most": "<=", "late": "<=", "least": ">=", "soon": ">=", "less": "<", "more": ">"}
_DENIED: dict[str, Limit] = {**_PLAIN, "less": ">=", "more": "<="}
_TURNED: dict[str, Limit] = {**_PLAIN, "late": ">=", "soon": "<="}
"""Of a delay before an event: "au plus tard 1 mois avant" is at least a month."""


def limit_of(text: str, value: Placed) -> Limit | None:
    """Return the limit that the words around a value of a flat text make of it."""
    before = _BREAK.split(text[max(0, value.start - _BEFORE_WIDTH) : value.start])[-1]
    if match := _BEFORE.search(before):
        denied = _NOT.search(before, 0, match.start())
        meanings = _DENIED if denied else _TURNED if _AHEAD.match(text, value.end) else _PLAIN
        return meanings[str(match.lastgroup)]
    after = _AFTER.match(text, value.end, value.end + _AFTER_WIDTH)
    return _PLAIN[str(after.lastgroup)] if after else None


def opposed(one: Limit, other: Limit, *, denied: bool) -> bool:
    """Whether two limits on one value go opposite ways.

    Where one side is `denied`, the other may be its right rewording: "au moins 18 ans" is "pas moins de 18 ans", and
    "moins de 6 mois" is what "plus de 6 mois est refusé" leaves.
    """
    return one[0] != other[0] and (not denied or (one, other) in (("<=", ">="), (">=", "<=")))


def goes_beyond(text: str) -> bool:
    """Whether a flat text speaks of both sides of a limit that it sets: "au-delà de ce plafond"."""
    return bool(_BEYOND.search(text))


def denies(text: str) -> bool:
    """Whether a flat text holds a negation, a refusal or an exception."""
    return bool(_NEGATIVE.search(_LIMITING.sub(" ", text)))


def line_around(text: str, value: Placed) -> str:
    """Return the sentence or the line of a flat text that holds a value, or what is nearest of it."""
    before = _BREAK.split(text[max(0, value.start - _LINE) : value.start])[-1]
    after = _BREAK.split(text[value.end : value.end + _LINE], maxsplit=1)[0]
    return before + after
