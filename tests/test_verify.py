"""The guard as a whole: what each layer refuses, named, whatever the others say."""

from collections.abc import Sequence

import pytest

from assistant.guard.meaning import SharedWords
from assistant.guard.verify import THRESHOLD, TO_SHOW, Guard
from assistant.types import FailureKind

EVIDENCE = (
    "Vous pouvez déposer un recours gracieux auprès du maire dans les 2 mois qui suivent la décision, "
    "sauf en cas d'urgence."
)


class Sure:
    """A reader of pairs that always says the same."""

    name = "sure"

    def __init__(self, support: float) -> None:
        self._support = support

    def support(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        return [self._support for _ in pairs]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Vous avez 3 mois pour déposer un recours auprès du maire.", "number_not_in_source"),
        ("Déposez un recours auprès du maire avant le 4 juin.", "date_not_in_source"),
        ("Déposez un recours auprès du Défenseur des droits.", "name_not_in_source"),
        ("L'article L. 411-2 permet un recours auprès du maire.", "legal_reference_not_in_source"),
        ("Vous ne pouvez pas déposer un recours gracieux auprès du maire.", "polarity_differs"),
        ("Vous devez déposer un recours gracieux auprès du maire.", "modality_differs"),
    ],
)
def test_a_rule_refuses_what_the_reader_would_let_pass(sentence: str, kind: FailureKind) -> None:
    [verdict] = Guard(Sure(0.99)).verify([(EVIDENCE, sentence)])
    assert not verdict.supported
    assert kind in [failure.kind for failure in verdict.failures]


def test_the_reader_refuses_what_no_rule_sees() -> None:
    pair = (EVIDENCE, "Un recours est utile.")
    assert Guard(Sure(THRESHOLD)).verify([pair])[0].supported
    [verdict] = Guard(Sure(THRESHOLD - 0.01)).verify([pair])
    assert [failure.kind for failure in verdict.failures] == ["not_supported"]


def test_what_is_shown_must_clear_more_than_what_is_said_supported() -> None:
    assert TO_SHOW > THRESHOLD
    [verdict] = Guard(Sure(THRESHOLD), TO_SHOW).verify([(EVIDENCE, "Un recours est utile.")])
    assert not verdict.supported


def test_verdicts_come_in_the_order_of_the_pairs() -> None:
    guard = Guard(SharedWords(), threshold=0.5)
    verdicts = guard.verify([(EVIDENCE, "Le recours est gracieux."), (EVIDENCE, "La piscine ouvre tôt.")])
    assert [verdict.supported for verdict in verdicts] == [True, False]


@pytest.mark.parametrize("sentence", ["", "  \n", "…", "C'est encore ça.", "Bien sûr."])
def test_a_sentence_that_says_nothing_is_not_supported(sentence: str) -> None:
    assert not Guard(Sure(0.99)).verify([(EVIDENCE, sentence)])[0].supported


def test_a_short_sentence_in_the_words_of_its_source_says_something() -> None:
    assert Guard(Sure(0.99)).verify([(EVIDENCE, "C'est un recours gracieux.")])[0].supported


def test_no_pairs_give_no_verdicts() -> None:
    assert Guard(SharedWords()).verify([]) == []


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Vous pouvez obtenir 900 €.", False),
        ("L'aide est de neuf cents euros.", False),
        ("Vous pouvez obtenir jusqu'à 900 €.", True),
        ("L'aide est de 900 € au plus.", True),
        ("L'aide va jusqu'à neuf cents euros.", True),
    ],
)
def test_the_most_that_one_can_get_is_not_what_one_gets(sentence: str, passes: bool) -> None:
    [verdict] = Guard(Sure(0.99)).verify([("L'aide peut atteindre 900 €.", sentence)])
    assert verdict.supported == passes
