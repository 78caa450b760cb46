"""How many, how often, and only whom: quantifiers without a number."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.logic.words import Mark
from assistant.types import Failure

_ALIKE = 0.5
_CLOSE = 0.6
_CLOSEST = 0.7
_NE_WITHIN = 6


def only_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "uniquement", "seulement", "exclusivement" where the evidence limits nothing.

    Let pass a limit said in other words ("seul", "réservé à", "ne … que") in the nearest sentences.
    """
    yield from _added(evidence, claim, "strict", {"strict", "only"})


def always_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "toujours", "dans tous les cas", "quel que soit …", "automatiquement" that the evidence does not say.

    Let pass any other word for all or for none ("chaque", "tout", "aucun").
    """
    yield from _added(evidence, claim, "always", {"always", "all", "whatever"})


def all_added(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "toutes les familles", "chaque dossier", "n'importe quel" where the evidence never says all.

    Let pass "ensemble" and the like in the evidence, and a sentence that is not most of one of its sentences.
    """
    marks = [mark for mark in claim.marked("amount") if mark.sense.name == "all" and not _is_partial(claim, mark)]
    if marks and nearest(evidence, _CLOSEST) and not _any_all(evidence):
        yield Failure("modality_differs", claim.text(marks[0]))


def _any_all(evidence: Sequence[Known]) -> bool:
    senses = {mark.sense.name for known in evidence for mark in known.sentence.marked("amount", "always")}
    return not senses.isdisjoint(("all", "always", "whatever"))


def all_for_some(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "tous les agents" for "certains agents" and the other way round: the same noun, quantified otherwise.

    Let pass a noun that the nearest sentences quantify both ways, or not at all.
    """
    theirs: dict[str, set[str]] = {}
    for sentence in nearest(evidence, _ALIKE):
        for noun, quantity, _ in _quantified(sentence):
            theirs.setdefault(noun, set()).add(quantity)
    for noun, quantity, text in _quantified(claim):
        if quantity not in theirs.get(noun, {quantity}):
            yield Failure("modality_differs", text)


def _added(evidence: Sequence[Known], claim: Sentence, added: str, known: set[str]) -> Iterator[Failure]:
    """Give the first word of a list that the evidence does not have, if the nearest sentences do not say as much.

    `known` are the lists and senses of the words that say as much.
    """
    mark = next(claim.marked(added), None)
    near = nearest(evidence, _CLOSE)
    if not mark or not near or _has(evidence, claim.text(mark)):
        return
    said = {name for sentence in near for other in sentence.marks for name in (other.sense.list, other.sense.name)}
    if known.isdisjoint(said):
        yield Failure("modality_differs", claim.text(mark))


def _has(evidence: Sequence[Known], text: str) -> bool:
    return any(known.sentence.text(mark).lower() == text.lower() for known in evidence for mark in known.sentence.marks)


def _quantified(sentence: Sentence) -> Iterator[tuple[str, str, str]]:
    """Give (noun, quantity, as it is written) for each quantifier that a noun follows."""
    for mark in sentence.marked("amount"):
        noun = next((word.meaning for word in sentence.words[mark.end : mark.end + 4] if word.meaning), None)
        if noun and not _is_partial(sentence, mark):
            yield noun.name, mark.sense.name, sentence.text(mark)


def _is_partial(sentence: Sentence, mark: Mark) -> bool:
    """Whether a "ne" follows, which makes some of all: "tous les guichets ne prennent pas la carte"."""
    return any(word.text in ("ne", "n'") for word in sentence.words[mark.end : mark.end + _NE_WITHIN])
