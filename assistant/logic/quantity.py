"""How many, how often, and only whom: quantifiers without a number."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, Word, nearest
from assistant.logic.words import Mark
from assistant.types import Failure

_BOUNDS_OF = frozenset("plafond plafonds seuil seuils maximum minimum limite".split())
_CONDITIONS = frozenset(["condition", "conditions"])
_BOUNDS = _BOUNDS_OF.union(
    _CONDITIONS,
    "depasser depasse depassent superieur superieure superieures inferieur inferieure inferieures moins plus".split(),
    "quel quelle quels quelles".split(),
)
_BOUND_WITHIN = 4
_MEASURED = frozenset("ressources revenus age anciennete".split())
"""What everybody has: a condition of it asks how much."""
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


def bound_dropped(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "avoir des ressources" for "sous condition de ressources", "leur montant" for "le plafond de leur montant".

    Let pass a thing that the evidence names without a bound too, and a sentence with a bound of its own.
    """
    if not _BOUNDS.isdisjoint(word.text for word in claim.words):
        return
    for word in claim.words:
        uses = [known.sentence for known in evidence if word.meaning and word.meaning.name in known.sentence.named]
        if uses and all(_is_bound(sentence, word) for sentence in uses):
            yield Failure("modality_differs", claim.written([word]))
            return


def _is_bound(sentence: Sentence, word: Word) -> bool:
    """Whether a sentence names a thing only after "plafond de", or after "condition de" where all have some of it."""
    name = word.meaning.name if word.meaning else ""
    texts = [other.text for other in sentence.words]
    places = [at for at, other in enumerate(sentence.words) if other.meaning and other.meaning.name == name]
    before = [{text for text in texts[max(0, at - _BOUND_WITHIN) : at] if text not in ("un", "le")} for at in places]
    measured = word.text in _MEASURED
    return all(
        ("de" in words or "d'" in words) and bool(words & (_BOUNDS_OF | (_CONDITIONS if measured else set())))
        for words in before
    )
