"""The force under which an action is named: may, must, must not, need not, should, or none, when it is only said."""

from collections.abc import Iterator, Sequence

from assistant.logic.words import BEING, BREAKS, Mark

_OPPOSITE = {"may-": "must not", "must-": "need not", "should-": "should not"}
_DENIED = {
    "may": "must not",
    "must": "need not",
    "must not": "may",
    "need not": "must",
    "should": "should not",
    "should not": "should",
}
_VERBS = frozenset("doit doivent devez dois devra devront faut faudra doive".split())
"""Denied, these forbid ("ne doit pas"), where "n'est pas obligatoire" frees."""
_INFINITIVES = ("er", "ir", "re")
_BEFORE_INFINITIVE = frozenset(["et", "ou", "soit", "se", "s'", "y", "lui", "leur", "en", "faire"])
_SUBORDINATE = frozenset(["lorsque", "lorsqu'", "que", "qu'", "quand", "si", "dont", "qui", "et"])
_CHOOSING = frozenset(["decider", "choisir", "accepter"])
_REACH = 9
_LIST_WITHIN = 300
_SUBJECT_WITHIN = 40
_BEFORE_STATE = 4

UNCLEAR = "?"
"""Two modal words bear on the action: "peut être obligé de payer"."""


def forces(
    texts: Sequence[str], meant: Sequence[bool], marks: Sequence[Mark], denied: set[int], limited: set[int]
) -> list[str]:
    """Return the force under which each word is named, given the places denied and those that "ne … que" limits."""
    found = [""] * len(texts)
    modals = [mark for mark in marks if mark.sense.list == "modal"]
    governed = {at for mark in modals for at in range(mark.end, mark.end + _BEFORE_STATE)}
    states = [
        mark
        for mark in marks
        if mark.sense.list == "state" and mark.start not in governed and _is_said(texts, mark.start)
    ]
    adverbs = [mark for mark in marks if mark.sense.list == "adverb"]
    for mark in (*modals, *adverbs, *states):
        force = _force(texts, mark, mark.start in denied)
        if mark.start in limited:
            force = "may only" if force == "may" else UNCLEAR
        for at in _GOVERNS[mark.sense.list](texts, meant, mark):
            found[at] = force if found[at] in ("", force) else UNCLEAR
    return found


def _force(texts: Sequence[str], mark: Mark, is_denied: bool) -> str:
    force = _OPPOSITE.get(mark.sense.name, mark.sense.name)
    if not is_denied:
        return force
    return "must not" if texts[mark.start] in _VERBS else _DENIED[force]


def _is_said(texts: Sequence[str], state: int) -> bool:
    """Whether "obligatoire" is said of the subject, as in "est obligatoire", and not in "les pièces obligatoires"."""
    return not BEING.isdisjoint(texts[max(0, state - _BEFORE_STATE) : state])


def _ahead(texts: Sequence[str], meant: Sequence[bool], mark: Mark) -> Iterator[int]:
    """Give the first word with a meaning after "doit", "tenu de", "possible de", and those it shares them with.

    An aside is passed over: "peut, s'il le souhaite, demander"; "peut être limitée ou interdite" bears on both.
    """
    at = mark.end
    if texts[at : at + 1] == [","]:
        at = _after_aside(texts, at)
    elif texts[at : at + 1] == ["soit"]:
        yield from _listed(texts, meant, at)
    for place in range(at, min(at + _REACH, len(texts))):
        if texts[place] == ":":
            yield from _listed(texts, meant, place)
        if texts[place] in BREAKS:
            return
        if meant[place]:
            yield place
            yield from _shared_with(texts, meant, place)
            yield from _chosen(texts, meant, place)
            return


def _beside(texts: Sequence[str], meant: Sequence[bool], mark: Mark) -> Iterator[int]:
    """Give the verb of "obligatoirement": just before it, "remplace obligatoirement", or else after it."""
    yield from [mark.start - 1] if mark.start and meant[mark.start - 1] else _ahead(texts, meant, mark)


def _listed(texts: Sequence[str], meant: Sequence[bool], colon: int) -> Iterator[int]:
    """Give the places of the infinitives that start the items of a list, or follow a pause there."""
    for at in range(colon + 1, min(colon + 1 + _LIST_WITHIN, len(texts))):
        before = texts[at - 1]
        if meant[at] and texts[at].endswith(_INFINITIVES) and (before in BREAKS or before in _BEFORE_INFINITIVE):
            yield at


def _after_aside(texts: Sequence[str], start: int) -> int:
    """Return where what follows ", selon le cas," starts; a list may follow at once."""
    for at in range(start + 1, len(texts)):
        if texts[at] in (",", ":"):
            return at + (texts[at] == ",")
    return len(texts)


def _chosen(texts: Sequence[str], meant: Sequence[bool], verb: int) -> Iterator[int]:
    """Give the infinitive after "décider de", "choisir de"."""
    if texts[verb] in _CHOOSING and texts[verb + 1 : verb + 2] in (["de"], ["d'"]):
        yield from [at for at in range(verb + 2, min(verb + 5, len(texts))) if meant[at]][:1]


def _shared_with(texts: Sequence[str], meant: Sequence[bool], first: int) -> Iterator[int]:
    """Give the places of the words that follow at once: "limitée, suspendue ou interdite"."""
    at = first + 1
    while at + 1 < len(texts) and texts[at] in (",", "ou") and meant[at + 1]:
        yield at + 1
        at += 2


def _subject(texts: Sequence[str], meant: Sequence[bool], mark: Mark) -> Iterator[int]:
    """Give the head of the clause that ends on "est obligatoire": its first word with a meaning."""
    start, far = mark.start, max(0, mark.start - _SUBJECT_WITHIN)
    while start > far and texts[start - 1] not in BREAKS and texts[start - 1] not in _SUBORDINATE:
        start -= 1
    yield from [at for at in range(start, mark.start) if meant[at]][:1]


_GOVERNS = {"modal": _ahead, "adverb": _beside, "state": _subject}
