from collections.abc import Sequence

import pytest

from tests.dila import bullets, p, read_text, texts

Line = Sequence[str]


def cell(words: str) -> str:
    """A cell; "2x3 Âge" spans two rows and three columns."""
    span, _, rest = words.partition(" ")
    if "x" not in span or not span.replace("x", "").isdigit():
        return f"<Cellule>{p(words) if words else ''}</Cellule>"
    tall, wide = span.split("x")
    return f"<Cellule fusionVerticale='{tall}' fusionHorizontale='{wide}'>{p(rest)}</Cellule>"


def line(kind: str, words: Line) -> str:
    return f"<Rangée type='{kind}'>{''.join(map(cell, words))}</Rangée>"


def rows(*lines: Line, headers: int = 1) -> list[str]:
    written = [line("header" if n < headers else "normal", words) for n, words in enumerate(lines)]
    return texts(read_text(f"<Tableau>{''.join(written)}</Tableau>"))


def test_each_row_says_its_headers() -> None:
    table = rows(["Personnes :", "Plafond"], ["1", "20 000 €"], ["2", "30 000 €"])
    assert table == ["Personnes : 1 ; Plafond : 20 000 €", "Personnes : 2 ; Plafond : 30 000 €"]


def test_a_cell_merged_over_rows_is_said_on_each() -> None:
    table = rows(["Année", "Fête"], ["2x1 2021", "Pâques"], ["Noël"], ["2022", "Pâques"])
    assert table == ["Année : 2021 ; Fête : Pâques", "Année : 2021 ; Fête : Noël", "Année : 2022 ; Fête : Pâques"]


def test_headers_of_two_levels_are_said_once_for_their_columns() -> None:
    table = rows(["2x2 Foyer", "1x2 Plafond"], ["Paris", "Ailleurs"], ["2", "Couple", "3 €", "2 €"], headers=2)
    assert table == ["Foyer : 2 – Couple ; Plafond (Paris : 3 € ; Ailleurs : 2 €)"]


def test_a_cell_merged_over_columns_is_said_under_all_their_headers() -> None:
    assert rows(["Lac", "Jour", "Nuit"], ["Bleu", "1x2 Interdit"]) == ["Lac : Bleu ; Jour / Nuit : Interdit"]


def test_a_row_of_one_cell_heads_the_next_ones() -> None:
    written = [line("normal", words) for words in (["1x2 Barques"], ["Rame", "3 €"], ["1x2 Canots"], ["Voile", "4 €"])]
    document = read_text(f"<Tableau>{''.join(written)}</Tableau>")
    assert texts(document) == ["Barques", "Rame : 3 €", "Canots", "Voile : 4 €"]
    assert [[document.text[s.start : s.end] for s in b.lead] for b in document.blocks] == [
        [],
        ["Barques"],
        [],
        ["Canots"],
    ]


def test_an_empty_corner_and_empty_cells_are_left_out() -> None:
    assert rows(["", "Jour", "Nuit"], ["Lac", "3 €", ""]) == ["Lac ; Jour : 3 €"]


def test_without_headers_the_first_cell_names_the_second() -> None:
    assert rows(["Vol", "3 ans"], ["Fraude", ""], headers=0) == ["Vol : 3 ans", "Fraude"]


def test_a_wide_table_that_declares_no_header_has_its_first_rows() -> None:
    assert rows(["Lac", "Jour", "Nuit"], ["Bleu", "oui", "non"], headers=0) == ["Lac : Bleu ; Jour : oui ; Nuit : non"]
    two = rows(["2x1 Lac", "1x2 Pêche"], ["Jour", "Nuit"], ["Bleu", "oui", "non"], headers=0)
    assert two == ["Lac : Bleu ; Pêche (Jour : oui ; Nuit : non)"]


def test_a_header_does_not_hang_below_the_header_rows() -> None:
    assert rows(["2x1 Lac", "2x1 Prix"], ["Bleu", "3 €"]) == ["Lac : Bleu ; Prix : 3 €"]


def test_headers_met_again_replace_the_first_ones() -> None:
    lines = line("header", ["Lac"]) + line("normal", ["Bleu"]) + line("header", ["Mer"]) + line("normal", ["Noire"])
    assert texts(read_text(f"<Tableau>{lines}</Tableau>")) == ["Lac : Bleu", "Mer : Noire"]


def test_a_table_of_headers_alone_is_still_shown() -> None:
    assert rows(["Lac", "Prix"]) == ["Lac : Prix"]


def test_the_paragraphs_and_the_items_of_a_cell_are_on_one_line() -> None:
    inside = p("Prison") + p("- 3 €") + p("(par jour)") + p("Sauf :") + bullets(p("mineur"), p("invalide"))
    table = f"<Tableau><Rangée><Cellule>Vol</Cellule><Cellule>{inside}</Cellule></Rangée></Tableau>"
    assert texts(read_text(table)) == ["Vol : Prison, 3 € (par jour), Sauf : mineur, invalide"]


@pytest.mark.parametrize("span", ["999999999", "-1", "0", "deux", ""])
def test_a_foolish_span_does_no_harm(span: str) -> None:
    table = f"<Tableau><Rangée><Cellule fusionHorizontale='{span}'>Vol</Cellule></Rangée></Tableau>"
    assert texts(read_text(table)) == ["Vol"]
