"""Whom a sentence is about."""

import pytest

from assistant.asked.concerned import of_a_case, of_others, on_top


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


def test_a_territory_that_nobody_named_is_a_case_of_few() -> None:
    assert of_a_case("La carte perdue est-elle payante ?", "Perte En Guyane")
    assert not of_a_case("La carte perdue est-elle payante en Guyane ?", "Perte En Guyane")
    assert not of_a_case("La carte perdue est-elle payante ?", "Perte En France (cas général)")


@pytest.mark.parametrize(
    ("question", "text", "only"),
    [
        ("Combien coûte la cantine ?", "Un repas pris sans réservation coûte 1,50 € de plus.", True),
        ("Combien coûte une carte grise ?", "Vous risquez une amende pouvant aller jusqu'à 750 €.", True),
        ("Combien coûte la cantine ?", "Un repas coûte 7,20 €.", False),
        ("J'ai oublié de réserver, je paie combien ?", "Un repas sans réservation coûte 1,50 € de plus.", False),
        ("Quelle amende si je roule sans carte grise ?", "Vous risquez une amende de 135 €.", False),
    ],
)
def test_a_supplement_or_a_fine_is_no_price_unless_it_is_asked(question: str, text: str, *, only: bool) -> None:
    assert on_top(question, text) is only
