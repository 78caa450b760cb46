"""Whether evidence answers, and how little of it must be read to know."""

from collections.abc import Sequence

import pytest

from assistant.answerable import reason_to_abstain
from assistant.question import understand
from assistant.quote import Candidate
from assistant.types import Reason
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Provenance
from index.types import Hit


class Fixed:
    """Finds in each passage the probability that it is told, in the order of the search; notes what it has read."""

    name = "fixed"
    threshold = enough = 0.7
    near, foreign, said, unsaid, doubted = 0.25, 0.1, 0.5, 0.05, 0.2

    def __init__(self, *probabilities: float) -> None:
        self._left = list(probabilities)
        self.read = 0

    def weigh(self, question: str, texts: Sequence[str], /) -> list[float]:
        found, self._left = self._left[: len(texts)], self._left[len(texts) :]
        self.read += len(texts)
        return found

    def says(self, asked: str, texts: Sequence[str], /) -> list[float]:
        raise AssertionError(asked)

    def probability(self, *, sentence: float, passage: float, likeness: float) -> float:
        return passage


def hits(number: int) -> list[Hit]:
    composer = Composer("Cantine")
    for at in range(number):
        with composer.section(f"Partie {at}"):
            composer.add("Le repas est payé par la ville.")
    document = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    return [
        Hit(
            passage=passage, version=document.version, kind="procedure", title=document.title, text="", score=1,
            meaning=1, words=1,
        )
        for passage in cut(document)
    ]  # fmt: skip


def judged(relevance: Fixed, question: str = "Qui paye le repas ?") -> Reason | None:
    found = hits(8)
    chosen = Candidate(
        hit=found[0], sentence=found[0].passage.sentences[0], text="", meaning=1, overlap=1, shows=True, score=1
    )
    return reason_to_abstain(understand(question), [chosen], found, relevance)


def test_a_passage_that_settles_the_answer_spares_the_others() -> None:
    relevance = Fixed(0.9)
    assert judged(relevance) is None and relevance.read == 1


def test_the_next_best_passages_are_read_where_the_first_is_not_enough() -> None:
    relevance = Fixed(0.1, 0.2, 0.8, 0.1, 0.1, 0.1, 0.1, 0.1)
    assert judged(relevance) is None and relevance.read == 8


@pytest.mark.parametrize(("best", "reason"), [(0.6, "not_covered"), (0.2, "nothing_found"), (0.05, "out_of_scope")])
def test_how_near_the_best_comes_says_why_nothing_is_answered(best: float, reason: Reason) -> None:
    assert judged(Fixed(0.0, best, *[0.0] * 6)) == reason


def test_what_is_asked_must_be_shown_however_near_the_text() -> None:
    assert judged(Fixed(0.9), "Combien coûte le repas ?") == "not_covered"
