"""Two wordings of one request give near the same entry."""

from pathlib import Path

import pytest

from assistant.record.finding.focus import ONE_SUBJECT, narrowed
from assistant.record.finding.subject import Subject, located, read_subject
from assistant.record.sources import read_documents
from tests.test_record_draft import RULEBOOK, drafted

RANKED = "Les candidats reçoivent une proposition d'admission selon leur classement, refait chaque nuit par Lunéa. "
PAPER = f"# Présentation de Lunéa\n\n## Classement\n\n{RANKED}\n\n## Suite\n\n"


def subject_of(folder: Path, request: str, text: str) -> Subject:
    (folder / "note.md").write_text(text, "utf-8")
    documents, _ = read_documents([folder])
    return narrowed(located(read_subject(request), documents), documents)


REQUEST = "Classement des candidats et propositions d'admission par Lunéa"


def test_a_long_paper_on_a_tool_makes_its_name_the_subject(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, REQUEST, PAPER + RANKED * (ONE_SUBJECT // len(RANKED) + 1))
    assert subject.name == "Lunéa" and subject.stems == subject.proper


@pytest.mark.parametrize("rest", ["Le jardin est ouvert. ", "La cantine de Lunéa sert des repas. "])
def test_a_long_paper_that_speaks_of_more_leaves_the_request_as_it_is(tmp_path: Path, rest: str) -> None:
    subject = subject_of(tmp_path, REQUEST, PAPER + rest * (ONE_SUBJECT // len(rest) + 1))
    assert len(subject.stems) > 1 and subject.name == REQUEST


def test_a_short_paper_leaves_the_request_as_it_is(tmp_path: Path) -> None:
    assert subject_of(tmp_path, REQUEST, PAPER + RANKED).name == REQUEST


@pytest.mark.parametrize("title", ["Règlement RSA ChaufFIP", "Règlement du RSA"])
def test_a_name_made_up_for_an_aid_is_the_subject_of_what_bears_it(tmp_path: Path, title: str) -> None:
    text = f"# {title}\n\nLa bourse ChaufFIP est versée aux bénéficiaires du RSA.\n"
    subject = subject_of(tmp_path, "Calcul de la bourse ChaufFIP versée aux bénéficiaires du RSA", text)
    assert (subject.name == "ChaufFIP") == ("ChaufFIP" in title)


@pytest.mark.parametrize("request_", ["Rédige la fiche de l'algorithme Lunéa", "Lunéa", "L'outil Lunéa"])
def test_a_proper_name_is_read_without_what_it_is(tmp_path: Path, request_: str) -> None:
    assert subject_of(tmp_path, request_, PAPER).name == "Lunéa"


def test_an_allocation_is_no_part_of_the_name_of_an_aid(tmp_path: Path) -> None:
    one, two = tmp_path / "un", tmp_path / "deux"
    one.mkdir(), two.mkdir()
    first = drafted(one, "Rédige la fiche de l'aide Chauffage", rules=RULEBOOK)
    other = drafted(two, "Calcul et attribution de l'allocation Chauffage par la commune de Valbrume", rules=RULEBOOK)
    assert first.fields["purpose"].text == other.fields["purpose"].text != ""
    assert first.fields["operations"].text == other.fields["operations"].text != ""
    assert other.fields["name"].text.lower() == "chauffage"


def test_a_town_is_only_the_place_where_its_name_is_not_that_of_the_aid(tmp_path: Path) -> None:
    text = "# Valbrume Logement\n\nLa commune de Valbrume verse l'aide Valbrume Logement.\n"
    subject = subject_of(tmp_path, "Calcul de Valbrume Logement par la commune de Valbrume", text)
    assert subject.name == "Valbrume Logement" and not subject.place


def test_the_name_of_an_entry_is_that_of_the_request_without_its_complements(tmp_path: Path) -> None:
    text = "# Règlement de la crèche Tournesol\n\nLe tarif mensuel est fixé à l'admission.\n"
    record = drafted(tmp_path, "Calcul du tarif mensuel de la crèche Tournesol", rules=text)
    assert record.fields["name"].text == "tarif mensuel"


def test_a_sentence_is_no_name(tmp_path: Path) -> None:
    text = "Le code de la taxe de balayage est écrit par la Direction des Rues.\n\nIl compte trois parties.\n"
    assert "est écrit" not in drafted(tmp_path, "Code de la taxe de balayage", note=text).fields["name"].text
