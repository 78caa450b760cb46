"""Things that exclude each other: public and private, monthly and yearly, seller and buyer."""

from collections.abc import Iterator, Sequence

from assistant.logic.reading import Known, Sentence, nearest
from assistant.logic.words import Mark
from assistant.types import Failure

_ALIKE = 0.6


def contrary_taken(evidence: Sequence[Known], claim: Sentence) -> Iterator[Failure]:
    """Catch "chaque mois" for "chaque année", "agents du privé" for "agents publics".

    Let pass a value that the evidence has too, wherever it is, and a group of which the nearest sentences have nothing.
    """
    spoken = {mark.sense.name for known in evidence for mark in known.sentence.marked("contrast")}
    near = {_group(mark) for sentence in nearest(evidence, _ALIKE) for mark in sentence.marked("contrast")}
    for mark in claim.marked("contrast"):
        if mark.sense.name not in spoken and _group(mark) in near:
            yield Failure("not_supported", claim.text(mark))
            return


def _group(mark: Mark) -> str:
    return mark.sense.name.partition("=")[0]
