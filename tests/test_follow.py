"""Questions that lean on the one before."""

import pytest

from assistant.follow import whole_question

BEFORE = "Quel est le montant de l'aide pour les familles ?"


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Et pour les étudiants ?", "Quel est le montant de l'aide pour les étudiants ?"),
        ("et si je suis en retard ?", "Quel est le montant de l'aide pour les familles si je suis en retard ?"),
        ("Elle dure combien ?", "Quel est le montant de l'aide pour les familles : Elle dure combien ?"),
        ("Il est versé quand ?", "Quel est le montant de l'aide pour les familles : Il est versé quand ?"),
        ("Quand est-elle versée ?", "Quel est le montant de l'aide pour les familles : Quand est-elle versée ?"),
        ("Comment l'obtenir ?", "Quel est le montant de l'aide pour les familles : Comment l'obtenir ?"),
        ("Comment en bénéficier ?", "Quel est le montant de l'aide pour les familles : Comment en bénéficier ?"),
        ("Peut-on en avoir deux ?", "Quel est le montant de l'aide pour les familles : Peut-on en avoir deux ?"),
        ("Comment y avoir droit ?", "Quel est le montant de l'aide pour les familles : Comment y avoir droit ?"),
        ("Et qui décide ?", "Quel est le montant de l'aide pour les familles : qui décide ?"),
    ],
)
def test_a_question_that_leans_is_made_whole(question: str, whole: str) -> None:
    assert whole_question(question, BEFORE) == whole


@pytest.mark.parametrize(
    "question",
    [
        "Qui décide de l'attribution d'une place en crèche ?",
        "Combien coûte la cantine ?",
        "Comment s'inscrire en crèche ?",
        "Les crèches ferment-elles en août ?",
        "Paie-t-on en ligne ?",
        "Où en est mon dossier ?",
        "Faut-il un rendez-vous ?",
        "Est-ce qu'il faut un rendez-vous ?",
        "Est-il possible de payer en ligne ?",
        "Le passeport est-il gratuit ?",
        "Y a-t-il une aide ?",
        "Est-ce qu'il y a une aide ?",
        "Il n'y a pas de frais ?",
        "Et ?",
        "Est-ce qu'il faut prendre rendez-vous pour déposer un dossier de logement social à Valbrume ?",
    ],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(question: str) -> None:
    assert whole_question(question, BEFORE) == question


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert whole_question("Et pour les étudiants ?", "") == "Et pour les étudiants ?"
