"""Finds the name of an administration in what documents say: its kind and its own name, or the frame that gives it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.record.finding.scope import Line
from assistant.record.finding.subject import CAPITAL
from corpus.types import Document, Span
from index.fold import fold

_KINDS = (
    r"ville|commune|mairie|métropole|département|région|communauté (?:de communes|d['’]agglomération|urbaine)|"
    r"syndicat(?: \w+)?|conseil (?:départemental|régional|métropolitain)|"
    r"centre (?:(?:inter)?communal )?d['’]action sociale|ccas|cias|caisse (?:\w+['’ ]){1,4}?|agence(?: \w+){0,3}?|"
    r"office(?: \w+){0,3}?|université|rectorat|préfecture|hôpital|centre hospitalier(?: \w+)?|"
    r"établissement public(?: \w+){0,3}?"
)
_PROPER = rf"{CAPITAL}[\w’'-]*"
_NAME = rf"{_PROPER}(?:[ -](?:(?:de la|de|du|des|la|le|les|lès|sur|en|et|sous) |[dl]['’])*{_PROPER})*"
_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_FULL = re.compile(rf"(?<!\w)(?P<kind>(?i:{_KINDS})) ?{_OF}{_NAME}")
"""A body with its own name: "Ville de Bellombre", "caisse d'allocations familiales du Haut-Auzon"."""

_COUNCIL = re.compile(rf"(?<!\w)(?i:conseil municipal) {_OF}(?P<town>{_NAME})")
"""The assembly of a town: it votes, and the administration is the town."""

_TOWN = r"(?i:ville|commune|mairie)"
_REGISTER = re.compile(
    r"(?i:\b(?:registre|inventaire|répertoire|liste|recensement|cartographie)\b[^.:;]{0,40}?"
    rf"\b(?:algorithmes?|algorithmiques?|traitements)\b)[^.:;]{{0,40}}?(?P<body>{_FULL.pattern})"
)
"""A register says in its title whose algorithms it lists."""

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


class Held(NamedTuple):
    """Where the title of a register names the administration whose algorithms it lists."""

    document: Document
    span: Span


def holder(documents: Iterable[Document]) -> Held | None:
    """Return where the title of a register names its administration; nothing where two registers name two."""
    held: dict[str, Held] = {}
    for document in documents:
        found = _REGISTER.search(document.title) if document.text.startswith(document.title) else None
        if found:
            held[fold(found["body"])] = Held(document, Span(*found.span("body")))
    return next(iter(held.values())) if len(held) == 1 else None


def full_name(text: str, lines: Sequence[Line]) -> Body | None:
    """Return where documents name in full the body that a sentence calls by its kind, or by its assembly."""
    return _town_of(text, lines) or _spelled_out(text, lines)


def is_unnamed_town(text: str, lines: Sequence[Line]) -> bool:
    """Whether a sentence names no body but the assembly of a town, and no document names the town."""
    return bool(_COUNCIL.search(text)) and body_in(text) is None and full_name(text, lines) is None


def _town_of(text: str, lines: Iterable[Line]) -> Body | None:
    """Return where documents name the town of an assembly."""
    council = _COUNCIL.search(text)
    if not council:
        return None
    named = re.compile(rf"(?<!\w){_TOWN} {_OF}{re.escape(council['town'])}(?![\w-])")
    found = ((line, named.search(line.text)) for line in lines)
    return next((Body(line, Span(*town.span())) for line, town in found if town), None)


def _spelled_out(text: str, lines: Iterable[Line]) -> Body | None:
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
