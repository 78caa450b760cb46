"""How probable it is that texts answer a question: read together, or without that model, compared by likeness."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from index.fuse import likeness
from index.types import Embedder

if TYPE_CHECKING:
    from index.read_pairs import PairReader


_TURNS = (0, 1, None)
"""Where the passages that are read together begin and end: the best of the search settles most of what is answered."""


class Judged(NamedTuple):
    """How probable it is that the evidence answers, and the weights of the passages read to know, in their order."""

    probability: float
    passages: Sequence[float]


class Relevance(Protocol):
    """Weighs texts against a question.

    `threshold` is the probability that the evidence must reach for the question to be answered, `near` and `foreign`
    what it reaches when the library speaks of the subject, and when the question is at least of this world; a passage
    that weighs `near` speaks of the subject. A sentence says a field of a register from `said` on; below `unsaid` it
    does not, whatever its words; from `doubted` on it is worth the look of a person.
    """

    threshold: float
    near: float
    foreign: float
    said: float
    unsaid: float
    doubted: float

    @property
    def name(self) -> str:
        """What it is made with, as evaluations and drafts record it."""
        ...

    def weigh(self, question: str, texts: Sequence[str], /) -> list[float]:
        """Return, for each text, 0 (says nothing of it) to 1 (answers it)."""
        ...

    def says(self, asked: str, texts: Sequence[str], /) -> list[float]:
        """Return, for each text, 0 to 1: whether it says what a field of a register asks."""
        ...

    def carried(self, weights: Sequence[float], /, *, likeness: float) -> float:
        """Return how probable it is that what is shown answers, from its own weights and those of its passages."""
        ...

    def answered(
        self, question: str, passages: Sequence[str], sentences: Sequence[str], /, *, likeness: float, enough: float
    ) -> Judged:
        """Judge whether the evidence answers; once it is `enough`, it is at least as probable as is said.

        `passages` are those of the search, best first, and `likeness` is the highest of theirs in it; `sentences` are
        those of them that are likeliest to answer.
        """
        ...


class Reading:
    """Reads the question and each text in one pass.

    Whether the evidence answers is a logistic regression over its best passage, and the likeness that search found.
    The best sentence, read alone, adds nothing to its passage: it serves to choose what is quoted. The words that
    question and text share are left out on purpose: our hard cases would give them a negative weight, and plain
    questions, which have them all, would be refused (evals/LOG.md).
    """

    threshold = 0.65
    near = 0.25
    foreign = 0.1
    said = 0.7
    unsaid = 0.4
    doubted = 0.1

    def __init__(self, questions: "PairReader", fields: "Callable[[], PairReader]") -> None:
        """`fields` loads the reader of fields, or gives the one loaded: who answers questions never calls it."""
        self._questions = questions
        self._fields = fields

    @property
    def name(self) -> str:
        """The names of both readers."""
        return f"{self._questions.name}, {self._fields().name}"

    def weigh(self, question: str, texts: Sequence[str], /) -> list[float]:
        """Return the calibrated probability that each text answers, read alone."""
        return [float(p) for p in self._questions.read("answers", [(text, question) for text in texts])]

    def says(self, asked: str, texts: Sequence[str], /) -> list[float]:
        """Return the calibrated probability that each sentence says it, as its document means it."""
        return [float(p) for p in self._fields().read("says", [(text, asked) for text in texts])]

    def carried(self, weights: Sequence[float], /, *, likeness: float) -> float:
        """Return what the passages are judged by, of the best that is shown."""
        return _logistic(0.633 * logit(max(weights)) + 2.642 * likeness - 1.962)

    def answered(
        self, question: str, passages: Sequence[str], sentences: Sequence[str], /, *, likeness: float, enough: float
    ) -> Judged:
        """Judge by a logistic regression, fitted on 547 development cases.

        Reading is most of the time to the first quotation, and one more passage can only raise the probability: the
        others are read where the first is not enough.
        """
        weights: list[float] = []
        probability = 0.0
        for turn in pairwise(_TURNS):
            weights += self.weigh(question, passages[slice(*turn)])
            probability = self.carried(weights, likeness=likeness)
            if probability >= enough:
                break
        return Judged(probability, weights)


class Likeness:
    """Compares vectors: it sees another subject, not that the fact asked is missing from a text of the same one.

    No sentence is near enough to say a field of a register without a sign of it: `said` is out of reach.
    """

    threshold = 0.3
    near = 0.06
    foreign = 0.02
    said = doubted = 1.1
    unsaid = 0.0

    def __init__(self, embedder: Embedder) -> None:
        self.name = f"likeness of {embedder.name}"
        self._embedder = embedder

    def weigh(self, question: str, texts: Sequence[str], /) -> list[float]:
        """Return the cosines, stretched over the scale of the embedder."""
        if not texts:
            return []
        cosines = self._embedder.embed_passages(texts) @ self._embedder.embed_question(question)[0]
        return [float(near) for near in likeness(cosines, self._embedder.scale)]

    def says(self, asked: str, texts: Sequence[str], /) -> list[float]:
        """Return the same: likeness does not know one from the other."""
        return self.weigh(asked, texts)

    def carried(self, weights: Sequence[float], /, *, likeness: float) -> float:
        """Return what sentences are judged by: this likeness is theirs, not that of the search."""
        return _logistic(10.43 * max(weights) - 8.45)

    def answered(
        self, question: str, passages: Sequence[str], sentences: Sequence[str], /, *, likeness: float, enough: float
    ) -> Judged:
        """Judge by a logistic regression on the best sentence: the others add nothing to its likeness."""
        found = self.weigh(question, [*sentences, *passages])
        own, others = found[: len(sentences)], found[len(sentences) :]
        return Judged(self.carried(own, likeness=likeness), others)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def logit(probability: float) -> float:
    """Return the log-odds of a probability; those of 0 and 1 are kept finite."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))
