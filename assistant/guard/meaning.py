"""The third layer of the guard: a model that reads the quotation and the sentence together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from index.words import words

if TYPE_CHECKING:
    from index.read_pairs import PairReader


class SupportReader(Protocol):
    """Says how probable it is that a text supports a sentence."""

    name: str

    def support(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """Return one probability a pair (text, sentence)."""
        ...


class PairSupport:
    """The trained reader of pairs."""

    def __init__(self, reader: "PairReader") -> None:
        self.name = reader.name
        self._reader = reader

    def support(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """Return calibrated probabilities."""
        return [float(probability) for probability in self._reader.read("support", pairs)]


class SharedWords:
    """Without a model: the share of the sentence's words that stand in the text.

    It tells nothing on hard pairs (balanced accuracy 0.52): behind it only the rules guard, and nothing that needs it
    is written, for there is no model to write either.
    """

    name = "words"

    def support(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """Return 1.0 where every word of the sentence is in the text."""
        return [_containment(text, sentence) for text, sentence in pairs]


def _containment(text: str, sentence: str) -> float:
    said = set(words(sentence))
    return len(said & set(words(text))) / len(said) if said else 0.0
