"""`glose record`: what each action prints, keeps and refuses."""

import json
from argparse import Namespace
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.commands import record as commands
from assistant.errors import BadSetting
from assistant.record.draft import Drafting, draft_from
from assistant.record.exchange.exported import Exported
from assistant.record.schema import load_schema
from assistant.record.types import Record
from assistant.record.working.reread import remaining
from assistant.record.working.store import load, put
from corpus.errors import UnreadableFile
from corpus.types import Span
from tests.command import Glose, finish
from tests.limits import no_file_above
from tests.records import RULES, full_record
from tests.test_record_draft import parts
from tests.test_record_exports import words_of

FULL = full_record()

ID = "valmont-creches"
QUOTE = "Une adresse où les familles écrivent."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    put(tmp_path / "home", FULL, load_schema())
    return tmp_path / "home"


def given(home: Path, **others: object) -> Namespace:
    return Namespace(**{"home": home, "json": False, "record": ID, "documents": None, "text": [], "by": None, **others})


def with_definition(record: Record, term: str) -> Record:
    source = replace(record.citations[0].source, title="Lexique")
    place = replace(record.citations[0], number=1, source=source, span=Span(0, len(QUOTE)), quote=QUOTE)
    return replace(record, definitions={term: place})


def _exported(arguments: Namespace) -> str:
    """All that a reader of the exported file can read."""
    assert commands.export_record(arguments) == 0
    (path,) = arguments.out.iterdir()
    words = words_of(Exported(name=path.name, media_type="", data=path.read_bytes()))
    return words.replace("&#x27;", "'").replace("\\", "")


def test_an_order_is_carried_out_and_kept(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.order_record(given(home, text=["remplis", "le", "contact", ":", "a@b.example"])) == 0
    assert "rempli par une personne : a@b.example" in capsys.readouterr().out
    assert load(home, ID).session.record.fields["contact"].text == "a@b.example"
    assert commands.order_record(given(home, text=["annule"])) == 0
    assert load(home, ID).session.record == FULL
    assert commands.order_record(given(home, text=["fais le café"])) == 1


def test_words_are_explained_by_the_documents_given(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reglement.md").write_text(RULES, "utf-8")
    commands.order_record(given(home, text=["explique le quotient familial"], documents=[tmp_path / "reglement.md"]))
    assert "Le quotient familial est le douzième" in capsys.readouterr().out


def test_the_list_names_what_cannot_be_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.list_records(given(home)) == 0
    (home / "records" / "autre.json").write_text("{")
    assert commands.list_records(given(home, json=True)) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out.splitlines()[-1])[0]["id"] == ID and "autre.json" in shown.err


def test_a_state_is_shown_by_its_number(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands.order_record(given(home, text=["vide le contact"]))
    capsys.readouterr()
    for name, status in ((f"{ID}@1", "by_person"), (ID, "to_complete"), (f"{ID}@2", "to_complete")):
        assert commands.show_record(given(home, record=name, json=True)) == 0
        fields = {field["key"]: field for field in json.loads(capsys.readouterr().out)["fields"]}
        assert fields["contact"]["status"] == status
    with pytest.raises(BadSetting, match="2 états"):
        commands.show_record(given(home, record=f"{ID}@3"))


def test_a_path_that_is_missing_is_said_before_any_model_is_loaded(tmp_path: Path) -> None:
    def loading() -> Drafting:
        raise AssertionError("the models are loaded")

    with pytest.raises(UnreadableFile, match=r"absent\.pdf"):
        draft_from([tmp_path / "absent.pdf"], "la cantine", loading)


@pytest.mark.parametrize("format", ["docx", "odt", "md", "html"])
def test_an_entry_exported_without_its_documents_has_their_definitions(tmp_path: Path, format: str) -> None:
    document = tmp_path / "reglement.md"
    document.write_text(RULES, "utf-8")
    record = draft_from([document], "attribution des places en crèche", parts())
    put(tmp_path / "home", record, load_schema())
    document.unlink()
    shown = _exported(given(tmp_path / "home", record=record.id, format=format, out=tmp_path / "out"))
    assert "la réunion de cinq agents" not in record.fields["role"].text
    glossary = shown.partition("Glossaire")[2]
    assert "la réunion de cinq agents de la direction" in glossary
    assert "section « Objet »" in glossary and "version du 10 février 2026" in glossary


@pytest.mark.parametrize("format", ["docx", "odt", "md", "html", "json"])
def test_a_word_taken_out_of_a_kept_entry_is_defined_in_no_file(tmp_path: Path, home: Path, format: str) -> None:
    named = with_definition(FULL, "guichet numérique")
    put(home, named, load_schema())
    out = given(home, format=format, out=tmp_path / "out")
    assert QUOTE not in _exported(out)
    commands.order_record(given(home, text=["remplis", "le", "contact", ":", "le", "guichet", "numérique"]))
    assert QUOTE in _exported(out)
    commands.order_record(given(home, text=["vide", "le", "contact"]))
    assert QUOTE not in _exported(out)
    assert load(home, ID).session.record.definitions == named.definitions


def test_an_export_comes_back_and_compares(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.export_record(given(home, format="json", out=tmp_path / "out")) == 0
    path = capsys.readouterr().out.strip()
    assert commands.compare_records(given(home, one=path, other=ID)) == 0
    assert "aucune différence" in capsys.readouterr().out
    assert commands.import_records(given(home, file=Path(path))) == 0
    assert "« annule » y revient" in capsys.readouterr().out
    assert commands.import_records(given(tmp_path / "other", file=Path(path))) == 0
    assert load(tmp_path / "other", ID).session.record == FULL


def test_a_file_of_many_entries_is_not_one(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "registre.json"
    commands.order_record(given(home, text=["vide le contact"]))
    path.write_bytes((home / "records" / f"{ID}.json").read_bytes())
    with pytest.raises(BadSetting, match="2 fiches"):
        commands.compare_records(given(home, one=str(path), other=ID))


def test_the_states_of_an_entry_are_counted(home: Path) -> None:
    for states in ("1 état", "2 états"):
        with pytest.raises(BadSetting, match=f"a {states}\\."):
            commands.show_record(given(home, record=f"{ID}@9"))
        commands.order_record(given(home, text=["vide le contact"]))


def test_a_redraft_says_how_far_it_is(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reglement.md").write_text(RULES, "utf-8")
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(commands, "bars", lambda: nullcontext(lambda *said: told.append(said)))
    monkeypatch.setattr("assistant.wiring.drafting_parts", lambda home, generator: parts())
    commands.redraft_record(given(home, documents=[tmp_path / "reglement.md"], generator="none"))
    fields = len(load_schema().fields)
    assert told[-1] == ("Rubriques", fields, fields)


def test_a_folder_that_cannot_be_written_is_said(home: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(BadSetting, match="un fichier porte"):
        commands.export_record(given(home, format="md", out=tmp_path / "out"))


def test_an_export_that_fails_leaves_the_one_before(home: Path, tmp_path: Path) -> None:
    asked = given(home, format="json", out=tmp_path / "out")
    commands.export_record(asked)
    (path,) = asked.out.iterdir()
    before = path.read_bytes()
    with no_file_above(len(before) // 2), pytest.raises(BadSetting, match="dépasse la taille"):
        commands.export_record(asked)
    assert path.read_bytes() == before and list(asked.out.iterdir()) == [path]


def test_a_folder_is_no_file_to_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Glose(tmp_path / "home", capsys)("record", "import", tmp_path)
    assert (run.code, run.out) == (1, "") and run.err.startswith(f"glose : {tmp_path} : c'est un dossier.")


def test_who_rereads_is_named_once_and_the_list_says_how_far(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by = "service Petite enfance"
    assert commands.order_record(given(home, text=["j'ai relu la finalité"], by=by)) == 0
    assert commands.list_records(given(home)) == 0
    assert "relecture : 7 sur 22" in capsys.readouterr().out
    left = [field.label for field in load_schema().fields if field.key in remaining(load(home, ID).session.record)]
    for label in left:
        commands.order_record(given(home, text=[f"j'ai relu {label}"], by=by))
    assert commands.order_record(given(home, text=["j'ai relu la fiche"], by=by)) == 0
    assert commands.list_records(given(home)) == 0
    assert "Relu par le service Petite enfance, le" in capsys.readouterr().out
    assert commands.show_record(given(home)) == 0
    assert "relue par le service Petite enfance" in capsys.readouterr().out


def test_every_entry_is_imported_before_a_reader_may_leave(tmp_path: Path) -> None:
    entries = [{"Nom de l'algorithme": f"Calcul {n}", "Finalité de l'algorithme": "Classer."} for n in range(3)]
    (tmp_path / "registre.json").write_text(json.dumps(entries), "utf-8")
    leave = "import assistant.commands.record as c\ndef leave(text):\n    raise BrokenPipeError\n"
    gone = f"{leave}c.show_plain = leave"
    finish(tmp_path / "home", "record", "import", tmp_path / "registre.json", before=gone)
    assert len([*(tmp_path / "home" / "records").glob("*.json")]) == 3
