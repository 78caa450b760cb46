"""The tables kept in a draft are whole, tell whose they are, and lose no cell."""

from collections.abc import Container

from assistant.record.finding.scope import Line, Reach
from assistant.record.finding.subject import read_subject
from assistant.record.tables import MOST, Run, as_table, left_out, scales
from assistant.record.types import Table
from corpus.cut import cut
from corpus.read import read
from corpus.types import About, Document, Source
from index.fold import fold

HEADER = "| {public} | Niveau de réduction | Durée du droit |\n| --- | --- | --- |\n"
LONG = "revenu mensuel imposable du foyer compris entre les deux plafonds que le conseil fixe chaque année " * 2
NETWORK = f"""
# Conditions de vente

## I. Retraités

### b. Niveau de réduction

{HEADER.format(public="Retraités")}| {LONG}| -70 % | 6 mois |
| {LONG}| -80 % | 1 an |
| {LONG}| Gratuité | 2 ans |

## II. Demandeurs d'emploi

### b. Niveau de réduction

{HEADER.format(public="Demandeurs d'emploi")}| Inférieur au SMIC | -80 % | 6 mois |

## III. Amendes

| Retard | Amende |
| --- | --- |
| Un mois | 20 € |
"""
PRICES = """
# Annexe

## II. Personnes âgées

| Prestation | Article | Montant |
| --- | --- | --- |
| Paris Logement | a/2 | 84 € |
| Port de repas | b/1 | 12 € |

## III. Familles

| Prestation | Article | Montant |
| --- | --- | --- |
| Paris Logement | a/2 | 84 € |
| Aide aux vacances | b/1 | 90 € |
"""


def document(text: str) -> Document:
    _, (found,) = read(Source(path="regles.md", data=text.encode()), About())
    return found


def kept(text: str, request: str, *, near: str = "", named: str = "") -> list[Table]:
    """The tables that a draft may keep: `near` is said in the nearest passages, `named` in sentences on the subject."""
    return [as_table(run, lambda line, span: 1) for run in runs(text, request, near=near, named=named)]


def runs(text: str, request: str, *, near: str = "", named: str = "") -> list[Run]:
    found = document(text)
    lines: list[Line] = []
    places: Container[tuple[str, int]] = {
        (found.id, passage.start) for passage in cut(found) if near and near in found.text[passage.start : passage.end]
    }
    for passage in cut(found):
        for sentence in passage.sentences:
            said = found.text[sentence.start : sentence.end]
            reach: Reach = "subject" if named and named in said else "around"
            folded, heading = fold(said), fold(" > ".join(passage.section))
            lines.append(
                Line(document=found, passage=passage, sentence=sentence, folded=folded, heading=heading, reach=reach)
            )
    return scales(lines, places, read_subject(request))


def test_a_table_whose_rows_stand_in_several_passages_is_kept_whole() -> None:
    table = kept(NETWORK, "Tarification solidaire", near="-80 % ; Durée du droit : 1 an")[0]
    assert [row[1:] for row in table.rows] == [("-70 %", "6 mois"), ("-80 %", "1 an"), ("Gratuité", "2 ans")]


def test_the_title_tells_whose_table_it_is() -> None:
    table = kept(NETWORK, "Tarification solidaire", near="Gratuité")[0]
    assert table.title == "I. Retraités > b. Niveau de réduction"


def test_tables_of_the_same_columns_for_other_publics_go_together() -> None:
    titles = [table.title for table in kept(NETWORK, "Tarification solidaire", near="Gratuité")]
    assert titles == ["I. Retraités > b. Niveau de réduction", "II. Demandeurs d'emploi > b. Niveau de réduction"]


def test_where_rows_name_the_subject_tables_of_the_same_columns_are_of_something_else() -> None:
    titles = [table.title for table in kept(NETWORK, "Retraités", named="Retraités")]
    assert titles == ["I. Retraités > b. Niveau de réduction"]


def test_of_a_list_of_aids_the_rows_of_one_are_kept_under_each_public() -> None:
    tables = kept(PRICES, "Paris Logement", named="Paris Logement")
    assert [(table.title, table.rows) for table in tables] == [
        ("II. Personnes âgées", (("Paris Logement", "a/2", "84 €"),)),
        ("III. Familles", (("Paris Logement", "a/2", "84 €"),)),
    ]


def test_the_label_of_a_row_stays_before_its_cells() -> None:
    text = "# Règles\n\n## Réduction\n\n|  | Taux | Durée |\n| --- | --- | --- |\n| Asile | 100 % | 6 mois |\n"
    (table,) = kept(text, "Réduction", named="Asile")
    assert (table.header, table.rows) == (("", "Taux", "Durée"), (("Asile", "100 %", "6 mois"),))


def test_two_cells_of_one_name_are_both_kept() -> None:
    text = (
        "# Règles\n\n## Taux\n\n| Âge | Taux | Durée | Taux |\n| --- | --- | --- | --- |\n| 20 | 3 % | 1 an | 5 % |\n"
    )
    (table,) = kept(text, "Taux", named="20")
    assert sorted(table.rows[0]) == ["1 an", "20", "3 %", "Taux : 5 %"]


def test_tables_beyond_the_most_of_a_draft_are_named_in_a_note() -> None:
    table = "## Barème {n}\n\n| Quotient | Tarif |\n| --- | --- |\n| {n} | {n} € |\n\n"
    found = runs("# Tarifs\n\n" + "".join(table.format(n=n) for n in range(1, MOST + 3)), "Tarifs", named="€")
    assert list(left_out(found)) == [
        f"2 tableaux non repris ({MOST} au plus dans une fiche) : « Barème {MOST + 1} », « Barème {MOST + 2} »."
    ]
    assert list(left_out(found[:MOST])) == []


def test_a_table_too_long_to_be_whole_says_how_many_rows_it_has() -> None:
    rows = "".join(f"| {n} | {n} € |\n" for n in range(1, 71))
    text = f"# Tarifs\n\n## Barème\n\n| Quotient | Tarif |\n| --- | --- |\n{rows}"
    (run,) = runs(text, "Tarifs", named="6")
    assert list(left_out([run])) == [f"Tableau « Barème » trop long : {len(run.lines)} lignes reprises sur 70."]
    assert len(run.lines) < 70
