"""Which way a limit goes: "au moins" and "au plus" before or after a value, and what a negation makes of them."""

import re
from typing import Literal

from assistant.values.flat import Placed

Limit = Literal["<", "<=", ">", ">="]

_BEFORE_WIDTH, _AFTER_WIDTH = 60, 45
_MOST = (
    r"maxim\w+|max\.?|au plus(?: tard)?|jusqu'(?=a)|dans la limite|limit\w+|plafon\w+(?: fixee?s?| est)?|pas plus(?= de| d')"
    r"|inferieur\w* ou egal\w*|egal\w* ou inferieur\w*|d'ici|entre [^.;:]{1,25} et"
)
_LEAST = (
    r"minim\w+|min\.|au moins|au plus tot|a partir|a compter|depuis|des(?= l[ea]| l')|entre|pas moins(?= de| d')"
    r"|superieur\w* ou egal\w*|egal\w* ou superieur\w*"
)
_LESS = r"moins(?= de| d')|inferieur\w*|en[- ]dessous|au[- ]dessous|en[- ]deca|avant"
_MORE = r"plus(?= de| d')|superieur\w*|au[- ]dela|au[- ]dessus|depass\w+|exced\w+|apres"
_BEFORE = re.compile(
    rf"(?<![a-z])(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<less>{_LESS})|(?P<more>{_MORE}))"
    r"\s?(?:(?:de|d'|a|au|aux|du|des|les?|la|l'|age|ses|vos|leurs|son|votre|est)\s?){0,4}$"
)
_AFTER = re.compile(
    r"(?:\s[a-z'-]+){0,2}?\s\(?(?:(?P<most>au plus|(?:au )?maximum|max(?![a-z])|(?:ou|et) moins)"
    r"|(?P<least>au moins|(?:au )?minimum|(?:ou|et) plus|ou davantage))(?![a-z])"
)
_BREAK = re.compile(r"[.;:]\s|\n")
_NOT = re.compile(r"(?<![a-z])(?:(?:ne|ni|sans|jamais)(?![a-z])|n')")
_NEGATIVE = re.compile(
    r"(?<![a-z])(?:(?:ne|ni|sans|sauf|interdi\w*|refus\w*|exclu\w*|impossible|hors|excepte|aucune?|jamais|non)(?![a-z])|n')"
)
_PLAIN: dict[str, Limit] = {"most": "<=", "least": ">=", "less": "<", "more": ">"}
_DENIED: dict[str, Limit] = {**_PLAIN, "less": ">=", "more": "<="}


def limit_of(text: str, value: Placed) -> Limit | None:
    """Return the limit that the words around a value of a flat text make of it."""
    before = _BREAK.split(text[max(0, value.start - _BEFORE_WIDTH) : value.start])[-1]
    if match := _BEFORE.search(before):
        meanings = _DENIED if _NOT.search(before, 0, match.start()) else _PLAIN
        return meanings[str(match.lastgroup)]
    after = _AFTER.match(text, value.end, value.end + _AFTER_WIDTH)
    return _PLAIN[str(after.lastgroup)] if after else None


def opposed(one: Limit, other: Limit, *, denied: bool) -> bool:
    """Whether two limits on one value go opposite ways.

    "Moins de 18 ans" and "au moins 18 ans" leave nothing between them: where something is denied, one can be the right
    rewording of the other.
    """
    if one[0] == other[0]:
        return False
    return len(one) == len(other) or not denied


def denies(text: str) -> bool:
    """Whether a flat text holds a negation, a refusal or an exception."""
    return bool(_NEGATIVE.search(text))
