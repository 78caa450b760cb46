"""Whom a sentence is about."""

import pytest

from assistant.concerned import of_others


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Combien coûte le permis pour un résident ?", "Pour les non-résidents, le permis coûte 300 €."),
        ("Quel est le prix pour un non-résident ?", "Le prix des résidents dépend du quotient."),
    ],
)
def test_what_is_said_of_others_alone_is_no_answer(question: str, text: str) -> None:
    assert of_others(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Combien coûte le permis pour un résident ?", "Résident, 90 € ; non-résident, 300 €."),
        ("Combien coûte le permis ?", "Pour les non-résidents, le permis coûte 300 €."),
        ("Quel est le prix pour un non-résident ?", "Le prix est de 7,20 € pour qui habite une autre commune."),
    ],
)
def test_what_is_said_of_both_or_of_neither_is_kept(question: str, text: str) -> None:
    assert not of_others(question, text)
