"""The log: what stands in it and what does not, answers shown again exactly, damage named, days deleted."""

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from assistant.audit import GONE, Audit, Cut, days, purge, read, read_day, replay
from assistant.commands.audit import audit as command
from assistant.errors import BadSetting, StoreProblem
from assistant.types import Answer, AnswerSentence, Citation, Contact, Dropped, Failure, Near, Source
from corpus.compose import Composer
from corpus.library import Library, StoredSource
from corpus.types import Document, Provenance, Span
from tests.records import full_record

NOON = datetime(2026, 11, 22, 12, 30, 15, 250_000, tzinfo=UTC)
TODAY = NOON.date()


def page(text: str) -> Document:
    composer = Composer("Places en crèche")
    composer.add(text)
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


PAGE = page("La commission décide de chaque place. Le recours est gratuit, dans les 2 mois.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    kept = Library(tmp_path)
    with kept.transaction():
        kept.keep(StoredSource(root="/r", path="a.xml", fingerprint="f", reason=""), [("test", PAGE)])
    yield kept
    kept.close()


def cited(document: Document, number: int, quote: str) -> Citation:
    start = document.text.index(quote)
    source = Source(
        document=document.id, version=document.version, kind="procedure", title=document.title, url="https://x"
    )
    span = Span(start, start + len(quote))
    return Citation(number=number, source=source, section=("Qui décide ?",), page=None, span=span, quote=quote)


def quoted(citation: Citation) -> AnswerSentence:
    return AnswerSentence(text=citation.quote, origin="quote", citations=(citation.number,), support=1.0)


ONE, TWO = cited(PAGE, 1, "La commission décide de chaque place."), cited(PAGE, 2, "dans les 2 mois")
WORDED = AnswerSentence(text="C'est la commission qui décide.", origin="written", citations=(1,), support=0.93)
ANSWER = Answer(
    question="Je suis Mme Dupont, 06 12 34 56 78 : qui décide ?",
    outcome="partial",
    reason="sources_disagree",
    message="Les sources se contredisent.",
    sentences=(WORDED, quoted(ONE), quoted(TWO)),
    citations=(ONE, TWO),
    dropped=(Dropped("Mme Dupont aura une place.", Failure("name_not_in_source", "Mme Dupont")),),
    nearest=(Near(source=ONE.source, section=ONE.section, page=None, span=ONE.span),),
    contacts=(Contact(name="Mairie", url="https://x", document="F1"),),
    timings={"search": 12, "total": 340},
    made_with={"generator": "petit", "prompts": ["write.v3@0123"], "index": "i1"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "audit"


def opened(folder: Path, now: datetime = NOON, **settings: Any) -> Audit:
    return Audit(folder, **{"days": 90, **settings}, now=lambda: now)


def written(folder: Path) -> str:
    return (folder / "2026-11-22.jsonl").read_text("utf-8")


def test_an_answer_is_one_line_that_says_how_it_was_made(folder: Path) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "marie")
    line = json.loads(written(folder))
    assert id.startswith("20261122-") and line["id"] == id
    assert (line["when"], line["event"], line["page"], line["user"]) == (
        "2026-11-22T12:30:15.250+00:00",
        "answer",
        "guichet",
        "marie",
    )
    assert (line["outcome"], line["reason"]) == ("partial", "sources_disagree")
    assert line["documents"] == [["F1", PAGE.version]]
    assert [citation["span"] for citation in line["citations"]] == [list(ONE.span), list(TWO.span)]
    assert line["made_with"] == ANSWER.made_with and line["timings"] == ANSWER.timings


def test_neither_who_asks_nor_the_words_of_the_sources_stand_in_it(folder: Path) -> None:
    opened(folder).answered(ANSWER, "guichet", "marie")
    for absent in ("Dupont", "06 12", ONE.quote, TWO.quote):
        assert absent not in written(folder)
    line = json.loads(written(folder))
    assert line["question"] == "Je suis Mme [nom], [téléphone] : qui décide ?"
    assert line["dropped"][0]["failure"] == {"kind": "name_not_in_source", "detail": "Mme [nom]"}


def test_by_setting_nothing_that_was_typed_stands_in_it(folder: Path) -> None:
    log = opened(folder, keep_questions=False)
    log.answered(ANSWER, "guichet", "marie")
    log.feedback("x", "wrong", "tout est faux", "marie")
    for absent in ("qui décide ?", "aura une place", "tout est faux"):
        assert absent not in written(folder)
    assert "name_not_in_source" in written(folder)


def test_only_the_server_may_read_it(folder: Path) -> None:
    opened(folder).answered(ANSWER, "guichet", "")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "2026-11-22.jsonl").stat().st_mode & 0o777 == 0o600


def test_an_answer_is_shown_again_exactly(folder: Path, library: Library) -> None:
    asked = replace(ANSWER, question="Qui décide ?", dropped=())
    id = opened(folder).answered(asked, "guichet", "marie")
    replayed = replay(read(folder, id), library)
    assert replayed.answer == asked and replayed.gone == ()


def test_an_answer_that_its_person_left_is_said_and_what_they_saw_is_kept(
    tmp_path: Path, folder: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "marie", "writing")
    replayed = replay(read(folder, id), library)
    assert replayed.cut == "writing" and replayed.answer.sentences == ANSWER.sentences
    assert run(tmp_path, "show", id) == 0
    shown = capsys.readouterr().out
    assert "La personne est partie pendant la rédaction : " in shown and WORDED.text in shown
    assert run(tmp_path, "show", id, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["cut"] == "writing"
    assert run(tmp_path, "list") == 0
    assert "réponse  partial  interrompue  guichet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cut", "said"),
    [("waiting", "est partie avant la rédaction : "), ("failed", "s'est arrêtée sur une panne : "), (None, "")],
)
def test_only_an_answer_that_was_cut_says_so(
    tmp_path: Path, folder: Path, library: Library, capsys: pytest.CaptureFixture[str], cut: Cut | None, said: str
) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "", cut)
    run(tmp_path, "show", id)
    shown = capsys.readouterr().out
    assert said in shown and ("est partie" in shown or "panne" in shown) == bool(cut)


def test_an_abstention_is_shown_again_too(folder: Path, library: Library) -> None:
    asked = Answer(question="Quel temps ?", outcome="abstained", reason="out_of_scope", message="Hors sujet.")
    id = opened(folder).answered(asked, "guichet", "")
    assert replay(read(folder, id), library).answer == asked


def test_the_version_cited_is_read_again_and_not_the_one_that_replaced_it(folder: Path, library: Library) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "")
    with library.transaction():
        new = page("Le logiciel décide de tout, désormais.")
        library.keep(StoredSource(root="/r", path="a.xml", fingerprint="g", reason=""), [("test", new)])
    assert replay(read(folder, id), library).answer.citations[0].quote == ONE.quote


def test_a_version_that_is_gone_is_said(folder: Path, tmp_path: Path) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "")
    empty = Library(tmp_path / "autre")
    replayed = replay(read(folder, id), empty)
    empty.close()
    assert replayed.gone == (("F1", PAGE.version),)
    assert [sentence.text for sentence in replayed.answer.sentences] == [WORDED.text, GONE, GONE]


def test_a_version_whose_text_was_changed_is_gone(folder: Path, library: Library) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "")
    with library.transaction():
        library._db.execute("UPDATE documents SET text = replace(text, 'commission', 'machine')")
    assert replay(read(folder, id), library).gone == (("F1", PAGE.version),)


def test_a_damaged_line_is_named_and_the_others_are_read(folder: Path) -> None:
    log = opened(folder)
    first = log.answered(ANSWER, "guichet", "")
    with (folder / "2026-11-22.jsonl").open("ab") as file:
        file.write(
            b'\xff\xfe\n[1]\n{"id": 3}\n{"id": "a", "when": "b", "event": "autre", "page": "", "user": ""}\n{"coup'
        )
    second = log.answered(ANSWER, "guichet", "")
    found = read_day(folder, TODAY)
    assert [entry.id for entry in found.entries] == [first, second]
    assert [where.rpartition(" ")[2] for where in found.damaged] == ["2", "3", "4", "5", "6"]
    with pytest.raises(StoreProblem, match=r"ne contient pas 20261122-x ; lignes endommagées : .*ligne 2"):
        read(folder, "20261122-x")


@pytest.mark.parametrize("id", ["", "x", "20269999-aa", "../../etc/passwd", "20261121-0123456789"])
def test_an_unknown_id_is_said(folder: Path, id: str) -> None:
    opened(folder)
    with pytest.raises(StoreProblem, match="glose audit list"):
        read(folder, id)


@pytest.mark.parametrize(
    "change", [{"outcome": "sûr"}, {"citations": 3}, {"sentences": [{"text": "a"}]}, {"cut": "hier"}, {"cut": []}]
)
def test_an_entry_that_was_changed_is_not_replayed(folder: Path, library: Library, change: dict[str, Any]) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "")
    path = folder / "2026-11-22.jsonl"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change) + "\n", "utf-8")
    with pytest.raises(StoreProblem, match="endommagé dans le journal"):
        replay(read(folder, id), library)


def test_a_draft_says_what_it_was_made_from(folder: Path) -> None:
    record = replace(full_record(), request="Rédige la fiche, je suis Jean Martin")
    opened(folder).drafted(record, "redaction", "paul")
    line = json.loads(written(folder))
    assert line["event"] == "draft" and line["request"] == "Rédige la fiche, je suis [nom]"
    assert line["documents"] == [[source.document, source.version] for source in record.documents]
    assert line["fields"] == {key: value.status for key, value in record.fields.items()}
    assert record.fields["purpose"].text not in written(folder)


def test_feedback_names_its_answer(folder: Path) -> None:
    log = opened(folder)
    of = log.answered(ANSWER, "guichet", "")
    id = log.feedback(of, "wrong", "Mme Dupont dit que c'est faux", "marie")
    assert dict(read(folder, id).data) == {"of": of, "reason": "wrong", "text": "Mme [nom] dit que c'est faux"}


def test_old_days_go_when_the_log_opens_and_at_each_new_day(folder: Path) -> None:
    folder.mkdir()
    for name in ("2026-08-23.jsonl", "2026-08-24.jsonl", "2026-08-25.jsonl", "notes.jsonl", "2026-08-01.txt"):
        (folder / name).touch()
    now = NOON
    log = Audit(folder, days=90, now=lambda: now)
    assert days(folder) == [date(2026, 8, 24), date(2026, 8, 25)]
    log.answered(ANSWER, "guichet", "")
    now = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)
    log.answered(ANSWER, "guichet", "")
    assert days(folder) == [date(2026, 8, 25), TODAY, date(2026, 11, 23)]
    assert {path.name for path in folder.iterdir()} >= {"notes.jsonl", "2026-08-01.txt"}
    assert purge(folder, 1, date(2026, 11, 24)) == [folder / "2026-08-25.jsonl", folder / "2026-11-22.jsonl"]


def test_lines_of_many_threads_do_not_mix(folder: Path) -> None:
    log = opened(folder)
    threads = [Thread(target=lambda: [log.answered(ANSWER, "guichet", "") for _ in range(10)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = read_day(folder, TODAY)
    assert len({entry.id for entry in found.entries}) == 80 and not found.damaged


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("un fichier", "utf-8")
    with pytest.raises(StoreProblem, match="écriture impossible"):
        opened(tmp_path / "audit").answered(ANSWER, "guichet", "")


def run(home: Path, action: str, id: str = "", *, day: str = "", keep: int | None = None, as_json: bool = False) -> int:
    return command(Namespace(home=home, action=action, id=id, day=day, days=keep, json=as_json))


def test_an_answer_is_found_and_shown_from_the_command_line(
    tmp_path: Path, folder: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "marie")
    assert run(tmp_path, "list") == 0
    head = f"{id}  2026-11-22 12:30:15  réponse  partial  guichet  marie"
    assert capsys.readouterr().out == f"{head}  Je suis Mme [nom], [téléphone] : qui décide ?\n"
    assert run(tmp_path, "show", id) == 0
    shown = capsys.readouterr().out
    for part in (head, "[téléphone]", ONE.quote, WORDED.text, "Mme [nom] aura une place.", "write.v3@0123", "340 ms"):
        assert part in shown
    assert run(tmp_path, "show", id, as_json=True) == 0
    line = json.loads(capsys.readouterr().out)
    assert line["id"] == id and line["citations"][0]["quote"] == ONE.quote and line["gone"] == []


def test_what_is_gone_or_damaged_ends_with_one(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id = opened(folder).answered(ANSWER, "guichet", "")
    assert run(tmp_path, "show", id) == 1
    assert f"Version absente de la bibliothèque : F1, {PAGE.version}" in capsys.readouterr().out
    with (folder / "2026-11-22.jsonl").open("a", encoding="utf-8") as file:
        file.write("abîmé\n")
    assert run(tmp_path, "list", day="2026-11-22", as_json=True) == 1
    *_, last = capsys.readouterr().out.splitlines()
    assert json.loads(last)["damaged"].endswith("2026-11-22.jsonl, ligne 2")


def test_days_are_deleted_from_the_command_line(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    (folder / "2020-01-01.jsonl").touch()
    assert run(tmp_path, "purge") == 0
    assert capsys.readouterr().out == "1 jour effacé ; les 90 derniers sont gardés.\n"
    for arguments in ({"keep": 0}, {"keep": 1_000_000}, {"action": "list", "day": "hier"}, {"action": "show"}):
        with pytest.raises(BadSetting):
            run(tmp_path, **{"action": "purge", **arguments})


def test_an_empty_log_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "list") == run(tmp_path, "list", day="2026-11-22") == run(tmp_path, "list", as_json=True) == 0
    assert capsys.readouterr().out == "Le journal est vide.\nLe journal ne contient rien ce jour-là.\n"
