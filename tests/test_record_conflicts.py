"""What two places say of one thing and cannot both be right is shown; two things that each have a number are not."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.record.differing.bounds import bounds
from assistant.record.differing.conflicts import conflicts
from assistant.types import Citation
from tests.test_record_draft import citation, drafted


def found(*quotes: tuple[str, str], tables: Sequence[Sequence[Citation]] = ()) -> list[str]:
    """What differs between the quotations, each with its document."""
    cited = [citation(number, document, quote) for number, (document, quote) in enumerate(quotes, start=1)]
    return [conflict.about for conflict in conflicts(cited, tables=tables)]


PLACES = "Elle offre 18 places par jour pour des enfants de {} à l'entrée à l'école maternelle."
CONTRACT = "Des places à temps plein sont destinées aux enfants de {} à 4 ans."


@pytest.mark.parametrize(
    "said", ["deux mois et demi", "2 mois et demi", "2 mois ½", "2½ mois", "2 mois 1/2", "2,5 mois"]
)
def test_two_ages_of_one_document_differ_however_they_are_written(said: str) -> None:
    (about,) = found(("rules", PLACES.format(said)), ("rules", CONTRACT.format("3 mois")))
    assert "au moins 3 mois" in about
    assert found(("rules", PLACES.format(said)), ("rules", CONTRACT.format("2,5 mois"))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Le temps partiel est d'au moins 15 heures par semaine.", "Temps partiel supérieur à 15h/semaine : 300 €."),
        ("L'aide est ouverte aux jeunes de plus de 18 ans.", "L'aide est ouverte aux jeunes de 18 ans et plus."),
        ("Contrat ≥ 6 mois : 500 €.", "Contrat de plus de 6 mois : 500 €."),
    ],
)
def test_a_limit_with_and_without_its_value_differ(one: str, other: str) -> None:
    assert len(found(("a", one), ("b", other))) == len(found(("a", one), ("a", other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CONTRACT.format("3 mois"), "Les places du groupe des grands vont aux enfants de 2 ans à 4 ans."),
        ("Les enfants de 3 à 6 ans vont au centre.", "Les enfants de 6 à 11 ans vont au centre."),
        (CONTRACT.format("3 mois"), "Le contrat est conclu pour une durée de 2 mois et demi."),
        ("Visite obligatoire pour les enfants de moins de 4 mois.", CONTRACT.format("3 mois")),
        ("La permanence va de 13 h à 17 h.", "La permanence va de 15 h à 19 h."),
        ("Un contrat de moins de 6 mois donne 400 €.", "Un contrat de 6 mois ou plus donne 500 €."),
        ("Le travail est d'au moins 15 heures par semaine.", "Le travail est d'au moins 60 heures par mois."),
        ("Le délai de recours est de deux mois.", "Le délai de réponse est de quatre mois."),
        ("Un temps partiel de plus de 15 heures n'est pas admis.", "Un temps partiel d'au moins 15 heures."),
    ],
)
def test_two_things_of_one_document_are_no_conflict(one: str, other: str) -> None:
    assert found(("a", one), ("a", other)) == []


def test_numbers_in_words_differ_between_documents() -> None:
    said = "La réclamation est adressée au maire dans un délai de {} après la décision."
    assert found(("a", said.format("deux mois")), ("b", said.format("3 mois"))) == [
        "deux mois pour l'un, 3 mois pour l'autre"
    ]
    assert found(("a", said.format("deux mois")), ("b", said.format("2 mois"))) == []
    assert found(("a", said.format("un an")), ("b", said.format("12 mois"))) == []


def test_rows_are_compared_with_other_tables_and_sentences_and_said_once() -> None:
    strict = citation(1, "sheet", "Contrat à temps partiel et supérieur à 15 heures par semaine ; 300 €")
    rule = citation(2, "rules", "Contrat (temps partiel, minimum 15h/semaine) ; 300 €")
    item = citation(3, "sheet", "Contrat à temps partiel et au moins de 15 heures par semaine")
    (conflict,) = conflicts([item], tables=[[strict], [rule]])
    assert conflict.about == "au moins 15 heures pour l'un, plus de 15 heures pour l'autre"
    assert (conflict.one, conflict.other) == ((3, 2), (1,))
    assert conflicts([], tables=[[strict, rule]]) == ()


def test_the_ends_of_a_range_bound_the_same_word() -> None:
    least, most = bounds("Une place pour les enfants de 3 à 6 ans.")
    assert (least.text, most.text) == ("au moins 3 ans", "au plus 6 ans")
    assert least.head == most.head


def test_a_draft_shows_what_one_document_says_twice(tmp_path: Path) -> None:
    rules = f"""
# Attribution des places en crèche

## Accueil

{PLACES.format("deux mois et demi")}

## Contrats

{CONTRACT.format("3 mois")}
"""
    (conflict,) = drafted(tmp_path, "Attribution des places en crèche", rules=rules).fields["public"].conflicts
    assert conflict.about == "au moins deux mois et demi pour l'un, au moins 3 mois pour l'autre"


def test_of_several_values_that_differ_the_first_that_is_said_is_shown() -> None:
    values = ("{0} €", "{0} mois", "{0} %", "{0} km", "{0} kg", "{0} jours")
    for order in (values, values[::-1]):
        said = f"La commission attribue à la famille pour chaque place : {', '.join(order)}."
        (about,) = found(("a", said.format(2)), ("b", said.format(3)))
        assert about == f"{order[0].format(2)} pour l'un, {order[0].format(3)} pour l'autre"
