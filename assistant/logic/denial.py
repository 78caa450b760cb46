"""What a French sentence denies: what stands under "ne … pas", "aucun", "sans", and what under "ne … que"."""

from collections.abc import Iterator, Sequence

from assistant.logic.words import BREAKS, Mark, Meaning, words_of

_NE = frozenset(["n'", "ne"])
_NOBODY = frozenset(["aucun", "aucune", "ni", "rien", "personne", "nul", "nulle"])
"""These deny with a "ne" that comes after them."""
_BARE = frozenset(["peut", "peuvent", "puisse", "puissent", "saurait", "sauraient"])
"""Verbs that "ne" denies without "pas"."""
_REFUSED = Meaning("accorder", -1)
_POSSESSIVES = (["son"], ["sa"], ["ses"], ["leur"], ["leurs"], ["votre"], ["vos"])
"""After "n'a pas", these say that the thing is otherwise, not that there is none."""
_CLOSED_WITHIN = 6
_FAR = 14
_QUE_WITHIN = 24

Targets = Sequence[bool]
"""For each word, whether a negation can bear on it: it has a meaning, or is a modal verb."""


def denied(texts: Sequence[str], targets: Targets, marks: Sequence[Mark]) -> set[int]:
    """Return the places of the words that are denied."""
    found = {
        place
        for mark in marks
        if mark.sense.list in ("denier", "aside") and not _is_of_the(texts, mark.end - 1)
        for place in _next(texts, targets, mark.end - 1)
    }
    partial = _partial(marks)
    for at, text in enumerate(texts):
        if text in _NE and at not in partial:
            found.update(_denied_by_ne(texts, targets, at))
    return found


def limited(
    texts: Sequence[str], targets: Targets, marks: Sequence[Mark], meanings: Sequence[Meaning | None]
) -> set[int]:
    """Return the places of what is neither asserted nor denied: after "ne … que", "refuser", "quel que soit"."""
    partial = _partial(marks)
    only = (at for at, text in enumerate(texts) if text in _NE and (at in partial or _goes_with_que(texts, at)))
    refused = (at for at, found in enumerate(meanings) if found == _REFUSED)
    whatever = (mark.end - 1 for mark in marks if mark.sense.name == "whatever")
    either = [at for at in range(1, len(texts)) if texts[at - 1] == "ou" and texts[at] == "non"]
    before = {at - 2 for at in either if at > 1 and targets[at - 2]}
    return before | {place for at in (*only, *refused, *whatever, *either) for place in _next(texts, targets, at)}


def _denied_by_ne(texts: Sequence[str], targets: Targets, at: int) -> Iterator[int]:
    """Give what this "ne" denies: its verb, or the attribute of its verb, and the object of "pas de"."""
    closers = words_of("closer", "not")
    close = next((i for i in range(at + 1, min(at + _CLOSED_WITHIN, len(texts))) if texts[i] in closers), None)
    if close is None and not _denies_alone(texts, at):
        return
    if close is None or texts[close + 1 : close + 2] not in _POSSESSIVES:
        yield from _next(texts, targets, at)
    if close is not None and texts[close + 1 : close + 2] in (["de"], ["d'"]) and not _is_of_the(texts, close + 1):
        yield from _next(texts, targets, close)


def _is_of_the(texts: Sequence[str], de: int) -> bool:
    """Whether "pas de" names what is known: "pas d'aide" denies the aid, "ne bénéficie pas de l'aide" the benefit."""
    return texts[de - 1 : de + 1] == ["pas", "de"] and texts[de + 1 : de + 2] in (["l'"], ["la"])


def _denies_alone(texts: Sequence[str], at: int) -> bool:
    """Whether a "ne" without "pas" denies: "aucun délai ne court", "ne peut être"."""
    if not _NOBODY.isdisjoint(texts[max(0, at - _FAR) : at]):
        return True
    return texts[at + 1 : at + 2] != [] and texts[at + 1] in _BARE and not _goes_with_que(texts, at)


def _partial(marks: Sequence[Mark]) -> set[int]:
    """Return the places where a "ne" denies a part only: "ne sont pas tous"."""
    starts = (mark.start for mark in marks if mark.sense.list == "partial")
    return {at for start in starts for at in range(start - _CLOSED_WITHIN, start)}


def _goes_with_que(texts: Sequence[str], at: int) -> bool:
    closers = words_of("closer", "not")
    for text in texts[at + 1 : at + 1 + _QUE_WITHIN]:
        if text in ("que", "qu'"):
            return True
        if text in closers:
            return False
    return False


def _next(texts: Sequence[str], targets: Targets, at: int) -> Iterator[int]:
    """Give the place of the first target after this place, if the clause has one."""
    for place in range(at + 1, min(at + 1 + _FAR, len(texts))):
        if texts[place] in BREAKS or texts[place] == "par":
            return
        if targets[place]:
            yield place
            return
