"""Quotations laid out to be read aloud: every character stays, in its order."""

import pytest

from assistant.quoting.cells import cells
from assistant.view.quoted_html import quotation, quoted
from tests.test_view_answer import Seen

ROW = "Tranche : C ; Quotient familial (À partir de : 601 € ; Jusqu'à : 850 €) ; Prix d'un repas : 2,45 €"
PROSE = "La commission décide ; elle écrit pourquoi : c'est la règle."


@pytest.mark.parametrize(
    "text",
    [ROW, f"{ROW}\n{ROW}", PROSE, "Un.\n\nDeux.", "02 61 91 40 25", "<b> ; </b> : 1 100 €", "", " ; ", "a : b ; "],
)
def test_a_quotation_keeps_every_character(text: str) -> None:
    assert Seen(quotation(text)).text == text
    assert Seen(quoted(text)).text == text


def test_a_row_is_read_cell_by_cell() -> None:
    said = [ROW[one.start : one.end] for one in cells(ROW)]
    assert said == [
        "Tranche : C ; ",
        "Quotient familial (À partir de : 601 € ; Jusqu'à : 850 €) ; ",
        "Prix d'un repas : 2,45 €",
    ]
    assert quotation(ROW).count('class="cellule"') == 3
    assert quotation(f"{ROW}\n{ROW}").count('class="ligne"') == 2


def test_prose_is_no_row() -> None:
    assert not cells(PROSE) and "cellule" not in quotation(PROSE)


@pytest.mark.parametrize("kept", ["1 100 €", "2,45 €", "02 61 91 40 25", "30 %", "12 500"])
def test_amounts_and_telephone_numbers_stay_on_one_line(kept: str) -> None:
    assert f'<span class="insecable">{kept}</span>' in quoted(f"Avant {kept} après.")


def test_a_year_or_a_list_of_numbers_is_left_alone() -> None:
    assert "insecable" not in quoted("En 2026, 4 crèches et 12 places.")


def test_a_blank_line_takes_no_room() -> None:
    assert quoted("Un.\n\nDeux.") == 'Un.<span class="saut">\n\n</span>Deux.'
