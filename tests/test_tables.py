"""Labels in a row or in a column, wherever they are, and what is odd around them."""

from corpus.types import Source
from tests.registers import LABELS, VALUES, csv_file, fiche, lines, read, xlsx_file


def test_an_unknown_column_is_kept_and_told_of_once() -> None:
    first, second = read(
        csv_file((*LABELS[:5], "Statut"), (*VALUES[:5], "en service"), ("V", "D", "c", "", "B", "arrêté"))
    )
    assert lines(first)[-1] == "Statut : en service"
    assert first.blocks[-1].section == ("Autres informations",)
    assert first.notes == ("colonne non reconnue, conservée : Statut",)
    assert second.notes == ()


def test_what_is_odd_in_a_table_is_told_and_loses_nothing() -> None:
    file = csv_file(
        ("Nom de l'algorithme", "Finalité", "Finalité", "", "Portée"),
        ("A", "un", "deux", "trois", ""),
        ("", "", "", "", ""),
        ("B", "un", "", "", "", "de trop"),
    )
    first, second = read(file)
    assert {"Finalité de l'algorithme : un ; deux", "Colonne 4 : trois"} <= set(lines(first))
    assert "Colonne 6 : de trop" in lines(second)
    assert first.notes[:4] == (
        "ligne 4 : 1 cellule de trop (des guillemets manquent ?)",
        "1 ligne vide",
        "colonnes sans aucune valeur : Portée",
        "colonnes en double, valeurs conservées toutes : Finalité",
    )


def test_a_quote_never_closed_spoils_its_own_line_only() -> None:
    text = 'Nom de l\'algorithme;Finalité\nA;"un\nB;"deux\nlignes"\nC;trois\n'
    pages = read(Source(path="r.csv", data=text.encode()))
    assert [page.title for page in pages] == ["A", "B", "C"]
    assert pages[0].notes == ("ligne 2 : guillemet ouvert et jamais refermé ; la ligne est lue sans ses guillemets",)


def test_a_delimiter_inside_quotes_cuts_no_cell() -> None:
    labels = ("Nom de l'algorithme", "Finalité", "Mode de collecte")
    (page,) = read(
        csv_file(labels, ("Cantine", "Calculer ; facturer", "formulaire en ligne ; portail ; contact ; adresse"))
    )
    assert lines(page)[-1].endswith("formulaire en ligne ; portail ; contact ; adresse")


def test_single_quotes_and_the_first_line_of_excel() -> None:
    text = "sep=,\n'Nom de l''algorithme','Finalité'\n'Cantine, garderie','L''été'\n"
    (page,) = read(Source(path="r.csv", data=text.encode()))
    assert lines(page) == ["Nom de l'algorithme : Cantine, garderie", "Finalité de l'algorithme : L'été"]


def test_comments_beside_a_fiche_are_not_an_entry() -> None:
    rows = [
        ["Information", "Réponse", "Précisions"],
        *([*row, "à vérifier"] if row[0] == LABELS[4] else row for row in fiche()),
    ]
    (page,) = read(xlsx_file({"Fiche": rows}))
    assert page.title == "Tarification de la cantine — Ville de Valmont"
    assert lines(page)[-1] == "Précisions : Nom de l'algorithme : à vérifier"


def test_several_fiches_in_one_workbook() -> None:
    other = [[label, "Crèches" if label == LABELS[4] else value] for label, *value in fiche() for value in value[:1]]
    assert len(read(xlsx_file({"Cantine": fiche(), "Crèches": other}))) == 2
    side_by_side = [
        [label, value, "Crèches" if label == LABELS[4] else value] for label, value in zip(LABELS, VALUES, strict=True)
    ]
    assert [page.title[:7] for page in read(xlsx_file({"Fiches": side_by_side}))] == ["Tarific", "Crèches"]
