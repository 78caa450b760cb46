"""What comes first."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.types import Failure

_ALIKE = 0.4
_NEAR = 5


def order_swapped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "avant le dépôt" for "après le dépôt", where the evidence has only the latter.

    Let pass a thing that the nearest sentences place on both sides or do not place.
    """
    theirs: dict[str, set[str]] = {}
    for sentence in nearest(evidence, _ALIKE):
        for thing, side, _ in _placed(sentence):
            theirs.setdefault(thing, set()).add(side)
    for thing, side, text in _placed(claim):
        if side not in theirs.get(thing, {side}):
            yield Failure("not_supported", f"ordre différent : {text}")


def _placed(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """Give (thing, side, as it is written) for each "avant" and "après" with a thing."""
    for mark in sentence.marked("order"):
        for word in sentence.words[mark.end : mark.end + _NEAR]:
            if word.meaning:
                yield word.meaning.name, mark.sense.name, f"{sentence.text(mark)} {word.text}"
                break
