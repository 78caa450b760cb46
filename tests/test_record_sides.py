"""Documents that contradict each other, in a scale or a choice, are both cited; what only differs is no conflict."""

from pathlib import Path

import pytest

from assistant.record.differing.stance import PERSON_DECIDES, any_opposed, opposed, stance
from assistant.record.differing.told_apart import told_apart
from assistant.record.schema import load_schema
from assistant.record.texts.fields_text import fields_as_text
from assistant.record.types import FieldValue, Record
from tests.test_record_draft import drafted

REQUEST = "Attribution des places en crèche"
RULES = """
# Attribution des places en crèche

## {heading}

Les demandes de place en crèche sont classées ainsi :

| Critère | {column} |
| --- | --- |
| Enfant porteur de handicap | {first} |
| Parent isolé | {second} |
| Parent sans emploi | {third} |
"""


def rules(first: str, second: str, third: str, *, heading: str = "Barème", column: str = "Points") -> str:
    return RULES.format(heading=heading, column=column, first=first, second=second, third=third)


def operations(folder: Path, one: str, other: str) -> FieldValue:
    value = drafted(folder, REQUEST, reglement=one, notice=other).fields["operations"]
    assert len(value.tables) == 2
    return value


def test_the_same_row_and_column_with_another_value_is_a_conflict_and_both_are_cited(tmp_path: Path) -> None:
    one, other = rules("30 points", "20 points", "10"), rules("30", "25", "10 pts", column="Nombre de points")
    record = drafted(tmp_path, REQUEST, reglement=one, notice=other)
    value = record.fields["operations"]
    (conflict,) = value.conflicts
    assert "« Parent isolé »" in conflict.about and "20 points" in conflict.about and "25 pour l'un" in conflict.about
    cited = {record.citation(number).source.document for number in (*conflict.one, *conflict.other)}
    assert cited == {"reglement.md", "notice.md"}
    assert record.citation(conflict.one[0]).quote.count("25") == 1
    assert conflict.about in fields_as_text(record)


@pytest.mark.parametrize(
    "other",
    [
        rules("30", "20", "10 points"),
        rules("30 points", "20 €", "10 points"),
        rules("30 points", "25 points par enfant", "10 points"),
        rules("30 points", "25 points", "10 points", heading="Barème 2024"),
        rules("60 points", "50 points", "40 points", heading="Grille des logements"),
        rules("60 points", "50 points", "40 points").replace("isolé", "en emploi").replace("sans", "avec"),
        rules("30 points", "2024", "10 points"),
    ],
    ids=["same", "unit", "words beside", "years", "other thing", "other rows", "a year"],
)
def test_what_only_differs_is_no_conflict(tmp_path: Path, other: str) -> None:
    other = other.replace("Enfant porteur", "Porteur") if "isolé" not in other else other
    one = rules("30 points", "20 points", "10 points", heading="Barème 2023" if "2024 " in other[:80] else "Barème")
    assert operations(tmp_path, one.replace("## Barème\n", "## Barème 2023\n"), other).conflicts == ()


def test_other_kinds_of_people_are_no_conflict(tmp_path: Path) -> None:
    one = rules("30", "20", "10", heading="Barème des étudiants")
    other = rules("30", "25", "10", heading="Barème des salariés")
    assert operations(tmp_path, one, other).conflicts == ()


def test_many_cells_that_differ_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"| Critère {name} | {{}} |\n" for name in ("rouge", "bleu", "vert", "jaune", "noir", "blanc"))
    table = "# Attribution des places en crèche\n\n## Barème\n\n| Critère | Points |\n| --- | --- |\n" + rows
    value = operations(tmp_path, table.format(*range(10, 16)), table.format(*range(20, 26)))
    (conflict,) = value.conflicts
    assert conflict.about.endswith("et 2 autres cases du tableau") and conflict.about.count("pour l'un") == 4


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("En 2023, le repas coûte 4 €.", "En 2024, le repas coûte 5 €.", True),
        ("Tarifs 2023-2024 : 4 €", "Tarifs 2024-2025 : 5 €", True),
        ("En 2023, le repas coûte 4 €.", "Le repas coûte 5 €.", False),
        ("Pour les étudiants, 4 €.", "Pour les retraités, 5 €.", True),
        ("Pour la famille, 4 €.", "Pour le demandeur, 5 €.", False),
        ("L'article 3 du décret n° 2019-12 le fixe à 4 €.", "La délibération n° 2024-7 le fixe à 5 €.", False),
    ],
)
def test_years_and_kinds_of_people_tell_two_places_apart(one: str, other: str, *, apart: bool) -> None:
    assert told_apart(one, other) is apart


AUTOMATIC, AIDED = "Décision entièrement automatisée", "Outil d'aide à la décision"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("La commission examine chaque dossier et décide de l'attribution des places.", PERSON_DECIDES),
        ("Le jury a le dernier mot.", AIDED),
        ("La décision est entièrement automatisée.", AUTOMATIC),
        ("Le classement est donné à titre indicatif.", AIDED),
        ("Le directeur prend seul la décision finale.", PERSON_DECIDES),
        ("Le conseil municipal décide de l'attribution des subventions.", ""),
        ("En cas de recours, le maire statue sur chaque dossier.", ""),
        ("La commission ne décide de l'attribution d'aucune place.", ""),
        ("Le bureau décide de la couleur des murs.", ""),
        ("L'envoi des lettres est entièrement automatisé.", ""),
    ],
)
def test_what_a_sentence_says_of_who_decides(sentence: str, said: str) -> None:
    assert stance(load_schema().field("automation"), sentence) == said


def test_a_person_who_decides_opposes_only_what_is_automatic() -> None:
    assert opposed(PERSON_DECIDES, AUTOMATIC) and not opposed(PERSON_DECIDES, AIDED)
    assert not opposed("Mixte", "Système de règles") and opposed("Apprentissage machine", "Système de règles")
    assert any_opposed(["", AUTOMATIC, PERSON_DECIDES]) and not any_opposed(["", AIDED, AIDED])


COMMISSION = """
# Attribution des places en crèche

La commission examine chaque demande de place en crèche et décide de l'attribution des places.
"""
SOFTWARE = """
# Attribution des places en crèche

L'attribution des places en crèche est une décision entièrement automatisée.
"""


def automation(folder: Path, one: str, other: str) -> tuple[Record, FieldValue]:
    record = drafted(folder, REQUEST, reglement=one, notice=other)
    return record, record.fields["automation"]


def test_a_person_decides_in_one_document_and_nobody_in_the_other(tmp_path: Path) -> None:
    record, value = automation(tmp_path, COMMISSION, SOFTWARE)
    (conflict,) = value.conflicts
    assert PERSON_DECIDES in conflict.about and f"« {AUTOMATIC} »" in conflict.about
    assert value.choice == "" and value.question
    cited = {record.citation(number).source.document for number in (*conflict.one, *conflict.other)}
    assert cited == {"reglement.md", "notice.md"}
    assert "entièrement automatisée" in value.text and "La commission" in value.text


@pytest.mark.parametrize(
    "other",
    [
        "# Attribution des places en crèche\n\nL'envoi des lettres est entièrement automatisé.\n",
        "# Attribution des places en crèche\n\nLa décision n'est pas entièrement automatisée.\n",
        "# Attribution des places en crèche\n\nÀ terme, la décision serait entièrement automatisée.\n",
        "# Aides de la commune\n\n## Aide Vacances\n\nLa décision est entièrement automatisée.\n",
    ],
    ids=["letters", "denied", "foreseen", "another aid"],
)
def test_what_does_not_contradict_a_commission(tmp_path: Path, other: str) -> None:
    _, value = automation(tmp_path, COMMISSION, other)
    assert value.conflicts == ()


def test_two_documents_of_one_title_are_told_apart_by_their_files(tmp_path: Path) -> None:
    record, _ = automation(tmp_path, COMMISSION, SOFTWARE)
    title = "Attribution des places en crèche"
    assert {source.title for source in record.documents} == {f"{title} (reglement.md)", f"{title} (notice.md)"}
    assert {citation.source for citation in record.citations} == set(record.documents)
