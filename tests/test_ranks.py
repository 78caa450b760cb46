"""A heading about one rank is no answer to a question about another."""

import pytest

from assistant.quoting.ranks import of_another_rank


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Combien coûte le troisième permis ?", "1er véhicule du foyer"),
        ("On a déjà une voiture, combien pour la 2e ?", "1er véhicule du foyer"),
        ("Premier permis, quel tarif ?", "2e véhicule du foyer"),
        ("J'ai 3 enfants, combien ?", "2 enfants"),
        ("Nous avons trois enfants", "Couple avec deux enfants"),
    ],
)
def test_another_rank_or_number_is_no_answer(question: str, heading: str) -> None:
    assert of_another_rank(question, ("Tarif", heading))


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Combien coûte le permis ?", "1er véhicule du foyer"),
        ("Combien coûte le permis de la première voiture ?", "1er véhicule du foyer"),
        ("La première et la deuxième voiture, combien ?", "2e véhicule du foyer"),
        ("Combien au 1er janvier pour ma deuxième voiture ?", "2e véhicule du foyer"),
        ("C'est ma 2e demande", "Depuis le 1er septembre 2026"),
        ("J'ai 3 enfants, combien ?", "2 enfants ou plus"),
        ("J'ai 3 enfants, combien ?", "Plus de 2 enfants"),
        ("J'ai 3 enfants, combien ?", "2 parents"),
    ],
)
def test_the_same_or_none_may_be(question: str, heading: str) -> None:
    assert not of_another_rank(question, ("Tarif", heading))
