"""Questions that lean on the one before."""

import pytest

from assistant.asked.follow import whole_question

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
        ("Quels papiers ?", "Quel est le montant de l'aide pour les familles : Quels papiers ?"),
        ("Comment contester ?", "Quel est le montant de l'aide pour les familles : Comment contester ?"),
        ("Qui décide ?", "Quel est le montant de l'aide pour les familles : Qui décide ?"),
        ("combien je peux avoir ?", "Quel est le montant de l'aide pour les familles : combien je peux avoir ?"),
        ("C'est gratuit ?", "Quel est le montant de l'aide pour les familles : C'est gratuit ?"),
        ("C'est quand la réponse ?", "Quel est le montant de l'aide pour les familles : C'est quand la réponse ?"),
        ("Faut-il un rendez-vous ?", "Quel est le montant de l'aide pour les familles : Faut-il un rendez-vous ?"),
        ("quel délai ?", "Quel est le montant de l'aide pour les familles : quel délai ?"),
        ("où envoyer le dossier ?", "Quel est le montant de l'aide pour les familles : où envoyer le dossier ?"),
        ("pourquoi ?", "Quel est le montant de l'aide pour les familles : pourquoi ?"),
        ("Paie-t-on en ligne ?", "Quel est le montant de l'aide pour les familles : Paie-t-on en ligne ?"),
        ("et quand le reçoit-on ?", "Quel est le montant de l'aide pour les familles : quand le reçoit-on ?"),
        ("Et dans quel délai ?", "Quel est le montant de l'aide pour les familles : dans quel délai ?"),
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
        "Où en est mon dossier ?",
        "Le passeport est-il gratuit ?",
        "Est-ce qu'il faut un rendez-vous à la crèche ?",
        "Est-il possible de payer la cantine en ligne ?",
        "Y a-t-il une aide au transport ?",
        "Est-ce qu'il y a une aide au transport ?",
        "Il n'y a pas de frais de port ?",
        "Comment contester une amende ?",
        "Quels papiers pour la crèche ?",
        "Et ?",
        "Est-ce qu'il faut prendre rendez-vous pour déposer un dossier de logement social à Valbrume ?",
    ],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(question: str) -> None:
    assert whole_question(question, BEFORE) == question


def test_a_second_follow_up_leans_on_the_subject_and_not_on_the_first() -> None:
    whole = whole_question("Quels papiers ?", BEFORE)
    assert whole_question("Quel délai ?", whole) == "Quel est le montant de l'aide pour les familles : Quel délai ?"


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert whole_question("Et pour les étudiants ?", "") == "Et pour les étudiants ?"
