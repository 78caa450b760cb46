"""How each kind of value reads."""

from datetime import datetime

from tests.registers import BLOCKS, LABELS, VALUES, csv_file, json_file, lines, read, xlsx_file


def test_records_inside_a_value_stay_row_by_row() -> None:
    data = [
        {"donnée": "quotient familial", "source": "CAF", "mode_de_collecte": "API"},
        {"donnée": "âge de l'enfant", "source": "famille", "mode_de_collecte": "formulaire"},
    ]
    (page,) = read(json_file({"nom": "Cantine", "finalité": "Calculer", "données_traitées": data}))
    rows = [line for block, line in zip(page.blocks, lines(page), strict=True) if block.role == "row"]
    assert rows == [
        "Donnée : quotient familial ; Source : CAF ; Mode de collecte : API",
        "Donnée : âge de l'enfant ; Source : famille ; Mode de collecte : formulaire",
    ]
    assert page.blocks[-1].section == (BLOCKS[15], "Données traitées")


def test_html_becomes_text_and_groups_become_links() -> None:
    record = {
        "id": "verkeer",
        "name": "Verkeersregeling",
        "organization": "Gemeente Nergenshuizen",
        "goal": "<p>Het verkeer in de stad stroomt beter door.</p><ul><li>Minder files &amp; uitstoot</li></ul>",
        "lawful_basis_grouping": [
            {"title": "Wegenwet", "link": "https://wet.example/1"},
            {"title": "Awb", "link": None},
        ],
    }
    (page,) = read(json_file([record]))
    assert page.title == "Verkeersregeling — Gemeente Nergenshuizen"
    assert "Het verkeer in de stad stroomt beter door." in lines(page)
    assert "Minder files & uitstoot" in lines(page)
    assert (BLOCKS[4], "Finalité de l'algorithme (Doel en impact)") in {block.section for block in page.blocks}
    references = {
        line: block.url for block, line in zip(page.blocks, lines(page), strict=True) if block.role == "reference"
    }
    assert references == {"Wegenwet : https://wet.example/1": "https://wet.example/1", "Awb": ""}


def test_the_british_attributes_take_french_labels() -> None:
    record = {
        "name": "Queue sorter",
        "organisation_name": "Office of Queues",
        "human_decisions_and_review": "None",
        "phase": "Beta",
    }
    (page,) = read(json_file({"records": [record]}))
    assert "Niveau d'automatisation de la décision (Human decisions and review) : None" in lines(page)
    assert "Phase : Beta" in lines(page)
    assert page.provenance.publisher == "Office of Queues"


def test_cells_that_are_no_text_read_as_a_person_writes_them() -> None:
    labels = ("Nom de l'algorithme", "Date de mise à jour", "Nombre de décisions", "Décision automatisée")
    (page,) = read(xlsx_file({"A": [labels, ("Cantine", datetime(2024, 3, 1), 2300.0, True)]}))
    assert page.provenance.published == "2024-03-01"
    assert [line.rsplit(" : ")[-1] for line in lines(page)] == ["01/03/2024", "Cantine", "oui", "2300"]


def test_a_label_that_asks_is_a_heading_and_no_sentence_of_its_own() -> None:
    (page,) = read(csv_file(LABELS, VALUES))
    (block,) = [b for b, line in zip(page.blocks, lines(page), strict=True) if line == "Au moment de l'inscription."]
    assert block.section == (BLOCKS[4], LABELS[7])
