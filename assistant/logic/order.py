"""What comes first."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence
from assistant.types import Failure

_ALIKE = 0.25
"""Low: a heading may say alone when a rule applies, "Avant la conclusion du contrat"."""
_NEAR = 5
_THINGS = 2


def order_swapped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "avant le dépôt" for "après le dépôt", where the evidence has only the latter.

    Let pass a thing that the evidence places on both sides or does not place.
    """
    theirs: dict[str, set[str]] = {}
    for sentence in (known.sentence for known in evidence if known.likeness >= _ALIKE):
        for thing, side, _ in _placed(sentence):
            theirs.setdefault(thing, set()).add(side)
    for thing, side, text in _placed(claim):
        if side not in theirs.get(thing, {side}):
            yield Failure("not_supported", f"ordre différent : {text}")
            return


def _placed(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """Give (thing, side, as it is written) for the things named after each "avant" and "après"."""
    for mark in sentence.marked("order"):
        things = [word for word in sentence.words[mark.end : mark.end + _NEAR] if word.meaning][:_THINGS]
        for word in things:
            if word.meaning:
                yield word.meaning.name, mark.sense.name, f"{sentence.text(mark)} {sentence.written(things[:1])}"
