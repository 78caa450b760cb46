"""A person's own figure falls in one row of a scale."""

import pytest

from assistant.asked.question import understand
from assistant.quoting import scales
from index.fold import fold


def fits(asked: str, row: str) -> bool | None:
    return scales.fits(understand(asked).figures, fold(row))


ASKED = "Combien coûte un repas pour un quotient familial de 1 250 € ?"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "Tranche : E ; Quotient familial (À partir de : 1 101 € ; Jusqu'à : 1 400 €) ; Prix d'un repas : 4,15 €",
            True,
        ),
        (
            "Tranche : F ; Quotient familial (À partir de : 1 401 € ; Jusqu'à : 1 800 €) ; Prix d'un repas : 5,05 €",
            False,
        ),
        ("Tranche : G ; Quotient familial (À partir de : 1 201 € ; Jusqu'à : sans limite) ; Prix : 5,90 €", True),
        ("Critère : Quotient familial ; Situation : jusqu'à 400 € ; Points : 15", False),
        ("Critère : Quotient familial ; Situation : de 851 € à 1 400 € ; Points : 5", True),
        ("Critère : Quotient familial ; Situation : plus de 1 400 € ; Points : 0", False),
        ("Critère : Quotient familial ; Situation : de 900 € à moins de 1 250 € ; Points : 5", False),
        ("Le quotient familial est calculé par la CAF.", None),
        ("Exemple : votre quotient familial est de 720 € et vous payez 2,45 €.", None),
        ("Par quotient familial : A, jusqu'à 400 €, 1 € ; B, jusqu'à 600 €, 2 € ; C, jusqu'à 850 €, 3 €.", None),
        ("Âge : de 3 à 6 ans ; Prix : 2 €", None),
    ],
)
def test_the_bounds_of_a_row(row: str, expected: bool | None) -> None:
    assert fits(ASKED, row) is expected


@pytest.mark.parametrize("asked", ["qf 700 c'est combien", "Mon quotient est de 700 €, quel prix ?", "un QF à 700"])
def test_ways_to_say_a_quotient(asked: str) -> None:
    assert fits(asked, "Quotient familial (À partir de : 601 € ; Jusqu'à : 850 €) ; Prix : 2,45 €") is True


def test_a_question_without_a_figure_falls_in_no_row() -> None:
    assert fits("Combien coûte un repas en 2026 ?", "Quotient familial : de 401 € à 600 € ; Prix : 1,60 €") is None
