"""What stands under a heading that names a field says it; what stands near it, in a row or in a note, does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.record.draft import draft_from
from assistant.record.finding.headed import announces
from tests.test_record_draft import Sure, drafted, parts


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("1. Objet", "purpose"),
        ("Article 1 : Objet du règlement", "purpose"),
        ("Quel est l'objectif ?", "purpose"),
        ("Base légale", "legal_basis"),
        ("Références juridiques et réglementaires", "legal_basis"),
        ("Identité du Responsable du Traitement", "administration"),
        ("Contacts", "contact"),
        ("II. CONTEXTE", "context"),
        ("Bénéficiaires", "public"),
        ("Qui est concerné ?", "public"),
        ("Critères d'attribution", "operations"),
        ("Pièces à fournir", "data"),
        ("Source des données", "data_source"),
        ("Voies et délais de recours", "appeals"),
        ("Réclamations et contentieux", "appeals"),
    ],
)
def test_a_heading_that_is_the_name_of_a_field_announces_it(heading: str, key: str) -> None:
    assert announces(heading, key)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Recours à un prestataire", "appeals"),
        ("Objets trouvés", "purpose"),
        ("Contact avec les animaux", "contact"),
        ("Le barème dépassé", "operations"),
        ("Bénéficiaires", "data"),
        ("Quoi que ce soit", "automation"),
    ],
)
def test_a_heading_on_something_else_announces_nothing(heading: str, key: str) -> None:
    assert not announces(heading, key)


NOTE = """
# Prêt de vélos de Brévannes

## Objet

Le prêt de vélos de Brévannes doit rendre le vélo accessible au plus grand nombre.

## Responsable du traitement

Le responsable du traitement est la régie Vélo-Lune, sise 3 place du Puits, qui gère le prêt de vélos.

## Contexte

Le prêt de vélos de Brévannes attire plus de demandes que le parc ne compte de vélos.

Chaque vélo est révisé le lundi. Les pneus sont regonflés le jeudi.

## Bénéficiaires

Tous les habitants majeurs peuvent bénéficier du prêt de vélos.

| Habitants | Durée |
| --- | --- |
| étudiants, familles | 6 mois |

## Contrôle de l'état des vélos

Les données de la balise sont transmises par le bénéficiaire chaque trimestre.
"""


def test_a_draft_takes_what_a_document_says_under_its_own_headings(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    record = draft_from([tmp_path], "Prêt de vélos de Brévannes", replace(parts(), relevance=Sure(parts().embedder)))
    assert "accessible au plus grand nombre" in record.fields["purpose"].text
    assert record.fields["context"].text.startswith("Le prêt de vélos de Brévannes attire")
    assert "Tous les habitants majeurs" in record.fields["public"].text


def test_however_sure_the_reader_a_sentence_without_a_sign_fills_no_context(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE.replace("## Contexte", "## Entretien"), "utf-8")
    record = draft_from([tmp_path], "Prêt de vélos de Brévannes", replace(parts(), relevance=Sure(parts().embedder)))
    assert "pneus" not in record.fields["context"].text and "révisé" not in record.fields["context"].text


def test_a_row_of_a_table_says_no_public_and_a_later_check_no_source(tmp_path: Path) -> None:
    record = drafted(tmp_path, "Prêt de vélos de Brévannes", note=NOTE)
    assert "6 mois" not in record.fields["public"].text
    assert "balise" not in record.fields["data_source"].text


def test_what_is_asked_for_is_a_check_then_its_heading_is_no_later_step(tmp_path: Path) -> None:
    record = drafted(tmp_path, "Contrôle de l'état des vélos", note=NOTE)
    assert "balise" in record.fields["data_source"].text


def test_who_is_concerned_says_how_far_a_decision_reaches_where_nothing_else_does(tmp_path: Path) -> None:
    text = "# Prêt de vélos\n\n## Qui est concerné ?\n\nLe prêt de vélos s'applique à tous les habitants majeurs.\n"
    scope = drafted(tmp_path, "Prêt de vélos", note=text).fields["scope"]
    assert scope.choice == "Externe" and "tous les habitants" in scope.text


def test_a_note_at_the_foot_of_a_page_tells_no_administration_and_an_address_no_service(tmp_path: Path) -> None:
    text = (
        "# Prêt de vélos\n\nLe prêt de vélos a lieu toute l'année.\n\n"
        "⁴ Pour le prêt de vélos aux écoles, la décision est prise par le maire.\n\n"
        "https://services.brevannes.example/prêt-de-vélos et sa suite\n"
    )
    (tmp_path / "note.md").write_text(text, "utf-8")
    record = draft_from([tmp_path], "Prêt de vélos", replace(parts(), relevance=Sure(parts().embedder)))
    assert not record.fields["administration"].text and not record.fields["service"].text


def test_an_address_under_its_heading_hides_none_that_stands_elsewhere(tmp_path: Path) -> None:
    text = (
        "# Prêt de vélos\n\nLe prêt de vélos est demandé à velos@brevannes.example.\n\n## Contact\n\n"
        "Prêt de vélos, 3 place du Puits, 00240 Brévannes.\n"
    )
    contact = drafted(tmp_path, "Prêt de vélos", note=text).fields["contact"].text
    assert "velos@brevannes.example" in contact and "3 place du Puits" in contact
