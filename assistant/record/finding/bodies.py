"""Finds the name of an administration in what documents say: its kind and its own name, or the frame that gives it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from assistant.record.finding.scope import Line
from assistant.record.finding.subject import CAPITAL
from corpus.types import Span
from index.fold import fold

_KINDS = (
    r"ville|commune|mairie|métropole|département|région|communauté (?:de communes|d['’]agglomération|urbaine)|"
    r"syndicat(?: \w+)?|conseil (?:municipal|départemental|régional|métropolitain)|"
    r"centre (?:(?:inter)?communal )?d['’]action sociale|ccas|cias|caisse (?:\w+['’ ]){1,4}?|agence(?: \w+){0,3}?|"
    r"office(?: \w+){0,3}?|université|rectorat|préfecture|hôpital|centre hospitalier(?: \w+)?|"
    r"établissement public(?: \w+){0,3}?"
)
_PROPER = rf"{CAPITAL}[\w’'-]*"
_NAME = rf"{_PROPER}(?:[ -](?:(?:de la|de|du|des|la|le|les|lès|sur|en|et|sous) |[dl]['’])*{_PROPER})*"
_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_FULL = re.compile(rf"(?<!\w)(?P<kind>(?i:{_KINDS})) ?{_OF}{_NAME}")
"""A body with its own name: "Ville de Bellombre", "caisse d'allocations familiales du Haut-Auzon"."""

_ADJECTIVE = r"supérieure?|nationale?|sociales?|publique|agricole|écologique|numérique|étrangères|civique|économique"
_MINISTRY = re.compile(
    rf"(?<!\w)[Mm]inistère (?:chargé )?{_OF}\w+(?: (?:{_ADJECTIVE})(?!\w))?"
    rf"(?:,? (?:et )?{_OF}\w+(?: (?:{_ADJECTIVE})(?!\w))?)*"
)
_ASSOCIATION = rf"association (?:loi (?:de )?1901 )?(?:« ?)?{CAPITAL}[^,.;:«»()]{{1,60}}"
_ANSWERS = re.compile(
    rf"\bresponsable d[eu] traitement est (?:la |le |l['’]|les )?(?P<one>{_ASSOCIATION}|{_NAME})|"
    rf"\b(?:est|sont) gérée?s? par (?:la |le |l['’]|les )?(?P<two>{_ASSOCIATION})"
)
"""Who answers for a processing, or runs what is decided, whatever kind of body it is."""

_PRESIDED = re.compile(
    r"\bprésidente? du (?P<body>[Cc]onseil (?:départemental|régional|métropolitain|général)(?!\w))", re.IGNORECASE
)
"""Who presides over it decides for it; documents of its own often give no other name."""

_SHORT = re.compile(rf"(?<!\w)(?:{fold('centre d’action sociale')}|ccas|cias|agence|caisse|office|rectorat)(?!\w)")


class Body(NamedTuple):
    """Where a sentence names an administration in full."""

    line: Line
    span: Span


def body_in(text: str) -> Span | None:
    """Return where a sentence names an administration in full; a letterhead is a whole clause, and a name is not."""
    if answers := _ANSWERS.search(text):
        return Span(*answers.span("one" if answers["one"] else "two"))
    if found := _FULL.search(text) or _MINISTRY.search(text):
        return Span(*found.span())
    presided = _PRESIDED.search(text)
    return Span(*presided.span("body")) if presided else None


def spelled_out(text: str, lines: Iterable[Line]) -> Body | None:
    """Return where documents give the full name of the body that a sentence calls by its kind alone.

    Nothing where they name two of that kind: "le centre d'action sociale" may then be either.
    """
    kind = _SHORT.search(fold(text))
    if not kind:
        return None
    named: dict[str, Body] = {}
    for line in lines:
        for found in _FULL.finditer(line.text):
            if fold(found["kind"]) == kind[0]:
                named.setdefault(fold(found[0]), Body(line, Span(*found.span())))
    return next(iter(named.values())) if len(named) == 1 else None
