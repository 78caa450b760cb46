import pytest

from corpus.rows import Cell, join_parts, row_text, table_lines


def test_a_row_stands_alone() -> None:
    assert (
        row_text(["Âge :", "Qui paie ?", ""], ["3 ans", "la ville.", "oui"]) == "Âge : 3 ans ; Qui paie ? la ville. oui"
    )
    assert row_text(["Âge", "Prix"], ["", "1 €"]) == "Prix : 1 €"


def test_parts_keep_the_punctuation_they_have() -> None:
    assert join_parts(["un", "deux,", "trois"]) == "un ; deux, trois"


def test_a_cell_over_several_rows_and_columns_is_said_where_it_is_true() -> None:
    rows = [
        [Cell("Âge", header=True, tall=2), Cell("Prix", header=True, wide=2)],
        [Cell("Midi", header=True), Cell("Soir", header=True)],
        [Cell("Résidents", wide=3)],
        [Cell("3 ans", tall=2), Cell("1 €"), Cell("2 €")],
        [Cell("gratuit", wide=2)],
    ]
    assert table_lines(rows) == [
        ("Résidents", "Âge : 3 ans ; Prix, Midi : 1 € ; Prix, Soir : 2 €"),
        ("Résidents", "Âge : 3 ans ; Prix, Midi : gratuit"),
    ]


def test_a_cell_hangs_into_a_row_too_short_to_reach_it() -> None:
    heads = [Cell(letter, header=True) for letter in "ABC"]
    rows = [heads, [Cell("a"), Cell("b"), Cell("c", tall=2)], [Cell("a2")], [Cell(f"{letter}3") for letter in "abc"]]
    assert [line for _, line in table_lines(rows)] == [
        "A : a ; B : b ; C : c",
        "A : a2 ; C : c",
        "A : a3 ; B : b3 ; C : c3",
    ]


def test_a_short_row_of_headers_still_heads_the_columns() -> None:
    heads = [Cell("A", True, tall=2), Cell("B", True, wide=2), Cell("C", True, tall=2)]
    rows = [heads, [Cell("B1", True)], [Cell(text) for text in "1234"]]
    assert table_lines(rows) == [("", "A : 1 ; B, B1 : 2 ; B : 3 ; C : 4")]


def test_ragged_and_absurd_tables_lose_nothing() -> None:
    assert table_lines([[Cell("a", header=True)], [Cell("1"), Cell("2")]]) == [("", "a : 1 ; 2")]
    assert table_lines([[Cell("seul", header=True)]]) == [("", "seul")]
    assert table_lines([[Cell("x", wide=10**9, tall=10**9), Cell("y")]]) == [("", "x ; y")]
    assert table_lines([[], [Cell("")]]) == []


def test_a_first_row_of_words_over_a_column_of_numbers_names_it_without_being_marked() -> None:
    rows = [["Critère", "Points"], ["Étage sans ascenseur", "30"], ["Isolement", "25 à 40"]]
    cells = [[Cell(text) for text in row] for row in rows]
    assert table_lines(cells) == [
        ("", "Critère : Étage sans ascenseur ; Points : 30"),
        ("", "Critère : Isolement ; Points : 25 à 40"),
    ]
    assert table_lines(cells[1:]) == [("", "Étage sans ascenseur ; 30"), ("", "Isolement ; 25 à 40")]
    told = [[Cell("Accueil"), Cell("Mairie")], [Cell("Lundi"), Cell("Annexe")], [Cell("Jeudi"), Cell("Mairie")]]
    assert [line for _, line in table_lines(told)] == ["Accueil ; Mairie", "Lundi ; Annexe", "Jeudi ; Mairie"]


def test_the_noun_over_the_numbers_may_be_in_any_column_with_words_after_it() -> None:
    texts = [["CRITÈRE", "Situation", "Points attribués"], ["QF", "Bas", "30"], ["Âge", "3 ans", "10"]]
    assert [line for _, line in table_lines([[Cell(text) for text in row] for row in texts])] == [
        "CRITÈRE : QF ; Situation : Bas ; Points attribués : 30",
        "CRITÈRE : Âge ; Situation : 3 ans ; Points attribués : 10",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("Lundi", "fermé"), ("Mardi", "9 h - 12 h"), ("Mercredi", "9 h - 12 h")),
        (("Enfant", "gratuit"), ("Adulte", "5 €"), ("Senior", "3 €")),
        (("Nom", "Accordance"), ("Version", "2.3"), ("Année", "2021")),
        (("Objet", "Note de service"), ("Version", "2.3"), ("Année", "2021")),
    ],
)
def test_a_first_row_that_names_no_number_is_a_row_like_the_others(rows: tuple[tuple[str, str], ...]) -> None:
    lines = [("", f"{first} ; {second}") for first, second in rows]
    assert table_lines([[Cell(first), Cell(second)] for first, second in rows]) == lines
    told = table_lines([[Cell(first, header=True), Cell(second)] for first, second in rows])
    assert told == lines


def test_a_table_that_marks_its_headers_has_no_other() -> None:
    rows = (("Critère", "Points"), ("Isolement", "25"), ("Handicap", "40"))
    told = table_lines([[Cell(first, header=True), Cell(second)] for first, second in rows])
    assert [line for _, line in told] == ["Critère ; Points", "Isolement ; 25", "Handicap ; 40"]
