"""What is shortened is written out, and what only looks like it stays."""

import pytest

from assistant.asked.follow import whole_question
from assistant.asked.question import understand
from assistant.asked.spelling import spelled_out


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("c cb pr la cantoche ?", "c'est combien pour la cantine ?"),
        ("ya moyen d'avoir un rdv qd ?", "il y a moyen d'avoir un rendez-vous quand ?"),
        ("Ya kelle aide pr les assos", "Il y a quelle aide pour les associations"),
        ("g oublié de réserver, g droit à koi ?", "j'ai oublié de réserver, j'ai droit à quoi ?"),
        ("Combien coûte un repas ?", "Combien coûte un repas ?"),
        ("j’suis paumé, il ya koi a faire", "je suis perdu, il y a quoi a faire"),
        ("le proprio des gosses pske mon mec bosse", "le propriétaire des enfants parce que mon homme bosse"),
    ],
)
def test_shortened_words_are_written_out(typed: str, spelled: str) -> None:
    assert spelled_out(typed) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "Je paie par cb ?",
        "la CB est acceptée ?",
        "le DS de mon fils",
        "article C 12",
        "c'est quoi",
        "la tranche g",
        "PA déposé hier",
        "CB acceptée ?",
        "100 g de pain",
    ],
)
def test_cards_and_acronyms_stay(text: str) -> None:
    assert spelled_out(text) == text


def test_a_shortened_question_asks_for_the_same_value_and_is_shown_as_typed() -> None:
    question = understand("ca coute cb un repas")
    assert [want.name for want in question.wants] == ["amount"]
    assert (question.text, question.spelled) == ("ca coute cb un repas", "ça coute combien un repas")


def test_a_shortened_question_leans_on_the_one_before() -> None:
    assert (
        whole_question("et pr les étudiants ?", "Combien coûte la carte ?")
        == "Combien coûte la carte pour les étudiants ?"
    )
