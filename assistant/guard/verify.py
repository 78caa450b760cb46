"""The guard: every sentence that a model writes goes through it, and only what passes all its layers is shown."""

from collections.abc import Sequence

from assistant.guard.exact import exact
from assistant.guard.logic import logic
from assistant.guard.meaning import SupportReader
from assistant.types import Failure, Verdict
from index.words import words

THRESHOLD = 0.35
"""Of the support from which a sentence is said to be supported: the best balance on the calibration pairs."""

TO_SHOW = 0.65
"""What a written sentence must reach to be shown. Of hard false sentences one in seven passes it, where one in four
passes the other; and what is refused costs little, for its quotation stays (evals/LOG.md)."""

_EMPTY = 3
"""Words of sense below which a sentence that shares none with its source says nothing: "C'est encore ça."."""


class Guard:
    """Values, then logic, then meaning. A sentence must pass all: each sees what the others cannot."""

    def __init__(self, reader: SupportReader, threshold: float = THRESHOLD) -> None:
        self.name = f"exact+logic+{reader.name}"
        self._reader = reader
        self._threshold = threshold

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        """Return one verdict per pair (cited text, sentence), in the order given; every failure found is named."""
        supports = self._reader.support(pairs)
        return [
            self._verdict(evidence, sentence, support)
            for (evidence, sentence), support in zip(pairs, supports, strict=True)
        ]

    def _verdict(self, evidence: str, sentence: str, support: float) -> Verdict:
        if _says_nothing(evidence, sentence):
            return Verdict(support=0.0, failures=(Failure("not_supported", sentence),))
        failures = [*exact(evidence, sentence), *logic(evidence, sentence)]
        if support < self._threshold:
            failures.append(Failure("not_supported", sentence))
        return Verdict(support=support, failures=tuple(dict.fromkeys(failures)))


def _says_nothing(evidence: str, sentence: str) -> bool:
    said = set(words(sentence))
    return len(said) < _EMPTY and said.isdisjoint(words(evidence))
