"""A row of a table as a sentence that can be said."""

import pytest

from assistant.quoting.cells import told


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "Zone : B ; Quartier : Gare ; Nombre maximal de permis : 620",
            "Zone B, quartier Gare : le nombre maximal de permis est de 620.",
        ),
        (
            "Tranche : C ; Quotient familial (À partir de : 601 € ; Jusqu'à : 850 €) ; Prix d'un repas : 2,45 €",
            "Tranche C, quotient familial de 601 € à 850 € : le prix d'un repas est de 2,45 €.",
        ),
        (
            "Tranche : G ; Quotient familial (À partir de : 1 801 € ; Jusqu'à : sans limite) ; Prix du repas : 5,90 €",
            "Tranche G, quotient familial à partir de 1 801 € : le prix du repas est de 5,90 €.",
        ),
        (
            "Personnes du foyer : 1 ; Volume du bac : 80 litres ; Tarif (Part fixe : 118 € ; Levée en plus : 2 €)",
            "Personnes du foyer « 1 » : le volume du bac est de 80 litres, la part fixe est de 118 € et la "
            "levée en plus est de 2 €.",
        ),
        ("Motif : Frère ou sœur dans l'école ; Points : 40", "Motif « Frère ou sœur dans l'école » : 40 points."),
        (
            "Ancienneté : Moins d'un an ; Âge minimum : 62 ans",
            "Ancienneté « Moins d'un an » : l'âge minimum est de 62 ans.",
        ),
    ],
)
def test_a_row_of_figures_makes_a_sentence(row: str, said: str) -> None:
    assert list(map(plain, told(row))) == [said]


@pytest.mark.parametrize(
    "row",
    [
        "Étape : Dépôt du dossier ; Date : du 1er septembre au 15 octobre",
        "Service : Logement ; Adresse : Maison des services ; Téléphone : 02 61 91 40 40",
        "Critère : Ancienneté ; Points : 5 au maximum",
        "Critère : Bénévolat ; Points : 1",
        "Crèche : Total ; Places attribuées : 58",
        "Que peut faire un jeune ? Entrer ; À partir de quel âge ? 13 ans",
        "Les aides sont plafonnées à 900 €.",
        "",
    ],
)
def test_any_other_stays_as_it_is(row: str) -> None:
    assert told(row) == []


def test_rows_are_told_together_or_not_at_all() -> None:
    assert len(told("Zone : A ; Prix : 2 €\nZone : B ; Prix : 3 €")) == 2
    assert told("Zone : A ; Prix : 2 €\nZone : B ; Prix : gratuit") == []
