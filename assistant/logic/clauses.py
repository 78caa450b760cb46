"""Which words of a sentence state its condition or its exception."""

from collections.abc import Sequence

from assistant.logic.words import Mark

AND_IF = (["et", "que"], ["et", "qu'"], ["et", "si"], ["et", "s'"])
"""What joins a second condition to the first, a comma between them or not."""

_OPENING = 2
"""A condition that starts within so many words opens its sentence."""


def conditional(texts: Sequence[str], marks: Sequence[Mark]) -> set[int]:
    """Return the places of a condition's words: up to the comma where it opens the sentence, else up to the end."""
    indifferent = {at for mark in marks if mark.sense.list in ("unconditional", "question") for at in _places(mark)}
    places: set[int] = set()
    for mark in marks:
        if mark.sense.list == "condition" and mark.start not in indifferent and mark.end - 1 not in places:
            places |= set(range(mark.start, _end(texts, mark.start)))
    return places


def _places(mark: Mark) -> range:
    return range(mark.start, mark.end)


def _end(texts: Sequence[str], start: int) -> int:
    """Return where a condition ends: at its comma, with its item of a list, or with the sentence.

    The comma counts where the condition opens the sentence or stands between two: "Elle est, sauf exception, versée".
    One that leads a list goes on through it: "si : - … - …".
    """
    opens = start <= _OPENING
    ends = (",", ";") if opens or texts[start - 1] == "," else (";", ")")
    for at in range(start, len(texts)):
        if texts[at] in ends and texts[at + 1 : at + 3] not in AND_IF:
            return at
        if texts[at] == ":":
            break
    return start if opens else len(texts)
