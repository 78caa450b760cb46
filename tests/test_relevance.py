"""How probable it is that the evidence answers, and how little of it must be read to know."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from assistant.relevance import Likeness, Reading
from index.embed_words import WordHashEmbedder
from index.read_pairs import PairReader

QUESTION = "Qui paye le repas ?"
PASSAGES = [f"Passage {at}" for at in range(8)]


class Told:
    """Gives each passage the probability that it was told, and notes what it has read."""

    name = "told"

    def __init__(self, *probabilities: float) -> None:
        self._of = dict(zip(PASSAGES, probabilities, strict=False))
        self.read_so_far: list[str] = []

    def read(self, head: str, pairs: Sequence[tuple[str, str]]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        assert head == "answers" and all(question == QUESTION for _, question in pairs)
        self.read_so_far += [text for text, _ in pairs]
        return np.array([self._of.get(text, 0.01) for text, _ in pairs])


def unread() -> PairReader:
    raise AssertionError("who answers questions has no use for the reader of fields")


def answered(told: Told, enough: float = 0.8, passages: Sequence[str] = PASSAGES) -> float:
    reading = Reading(cast(PairReader, told), unread)
    return reading.answered(QUESTION, passages, ["Une phrase"], likeness=0.7, enough=enough).probability


def test_a_passage_that_settles_the_answer_spares_the_others() -> None:
    told = Told(0.95)
    assert answered(told) >= 0.8 and told.read_so_far == PASSAGES[:1]


def test_the_others_are_read_where_the_best_of_the_search_is_not_enough() -> None:
    told = Told(0.1, 0.2, 0.95)
    assert answered(told) >= 0.8 and told.read_so_far == PASSAGES


def test_the_best_passage_alone_says_how_probable_the_answer_is() -> None:
    low, high = answered(Told(0.1)), answered(Told(0.1, 0.4))
    assert 0 < low < high < 0.8
    assert answered(Told(0.4, 0.4, 0.4)) == high


def test_a_single_passage_is_read_once() -> None:
    told = Told(0.1)
    answered(told, passages=PASSAGES[:1])
    assert told.read_so_far == PASSAGES[:1]


def test_without_a_reader_the_best_sentence_decides() -> None:
    relevance = Likeness(WordHashEmbedder())

    def probability(*sentences: str) -> float:
        return relevance.answered(QUESTION, [], sentences, likeness=1, enough=relevance.threshold).probability

    near, far = "La ville paye le repas.", "Le parc ferme à 20 heures."
    assert probability(far) < probability(near) == pytest.approx(probability(far, near))
