"""The runner: what is asked, what is kept, what an interruption and a damaged file leave; and its commands."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from evals import commands
from evals.__main__ import main
from evals.errors import DamagedFile
from evals.provenance import code, commit
from evals.run import read_results, read_run, run, write_run
from evals.table import cell, table
from evals.types import SYSTEMS, Case, Interval, Measured, Result

CASES = [Case(id=f"c{n}", question=f"Question {n} ?", kind="absent", answerable=False) for n in range(1, 6)]


class Echo:
    """A system that answers with the question, and notes what it was asked; `stop` is raised at one of them."""

    name = "echo"

    def __init__(self, made_of: str = "1", at: str = "", stop: BaseException | None = None) -> None:
        self.made_of: Mapping[str, str] = {"code": made_of}
        self.asked: list[str] = []
        self._at, self._stop = at, stop

    def answer(self, question: str, /) -> dict[str, Any]:
        self.asked.append(question)
        if self._stop and self._at in question:
            raise self._stop
        return {"question": question}


def numbers(asked: list[str]) -> str:
    return "".join(question.split()[1] for question in asked)


def test_each_answer_is_kept_with_what_it_was_made_of(tmp_path: Path) -> None:
    results = run([Echo()], CASES, tmp_path)
    assert [result.case for result in results] == ["c1", "c2", "c3", "c4", "c5"]
    assert results == read_results(tmp_path / "echo.jsonl")
    assert results[0].made_of.keys() == {"code", "question", "commit"} and results[0].made_of["code"] == "1"


def test_nothing_is_asked_twice_while_nothing_changed(tmp_path: Path) -> None:
    run([Echo()], CASES, tmp_path)
    again = Echo()
    assert len(run([again], CASES, tmp_path)) == 5 and not again.asked


def test_what_changed_is_asked_again(tmp_path: Path) -> None:
    run([Echo()], CASES, tmp_path)
    other, edited = Echo("2"), Echo("2")
    run([other], CASES, tmp_path)
    assert numbers(other.asked) == "12345"
    run([edited], [Case(id="c1", question="Question 9 ?", kind="absent", answerable=False), *CASES[1:]], tmp_path)
    assert numbers(edited.asked) == "9"
    assert len((tmp_path / "echo.jsonl").read_text("utf-8").splitlines()) == 5


def test_answers_to_other_cases_stay(tmp_path: Path) -> None:
    run([Echo()], CASES, tmp_path)
    run([Echo("1")], [Case(id="d1", question="Question 6 ?", kind="absent", answerable=False)], tmp_path)
    again = Echo()
    run([again], CASES[:2], tmp_path)
    assert not again.asked and len(read_results(tmp_path / "echo.jsonl")) == 6


def test_an_interruption_loses_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run([Echo(at="3", stop=KeyboardInterrupt())], CASES, tmp_path)
    again = Echo()
    assert len(run([again], CASES, tmp_path)) == 5
    assert numbers(again.asked) == "345"


def test_an_error_is_said_and_the_other_cases_are_asked(tmp_path: Path) -> None:
    results = run([Echo(at="3", stop=ValueError("trop long"))], CASES, tmp_path)
    assert [result.error for result in results] == [None, None, "ValueError : trop long", None, None]
    assert results[2].answer is None
    again = Echo()
    run([again], CASES, tmp_path)
    assert numbers(again.asked) == "3"


def test_half_a_line_is_taken_away_and_its_case_asked_again(tmp_path: Path) -> None:
    run([Echo()], CASES, tmp_path)
    file = tmp_path / "echo.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    said: list[str] = []
    again = Echo()
    assert len(run([again], CASES, tmp_path, say=said.append)) == 5
    assert numbers(again.asked) == "5"
    assert "écrite à moitié" in said[0] and said[1] == "echo : 1 à poser, 4 en place."


@pytest.mark.parametrize("line", ["{", "[]", '{"case": "c1", "system": "echo"}', '{"case": "c1", "other": 1}'])
def test_a_damaged_line_is_named(line: str, tmp_path: Path) -> None:
    run([Echo()], CASES, tmp_path)
    file = tmp_path / "echo.jsonl"
    file.write_text(f"{line}\n{file.read_text('utf-8')}", "utf-8")
    with pytest.raises(DamagedFile, match=r"echo\.jsonl, ligne 1"):
        run([Echo()], CASES, tmp_path)


def test_questions_asked_at_once_have_the_same_answers(tmp_path: Path) -> None:
    def said(results: list[Result]) -> list[Any]:
        return [(result.case, result.answer) for result in results]

    assert said(run([Echo()], CASES, tmp_path / "a", at_once=3)) == said(run([Echo()], CASES, tmp_path / "b"))


def test_a_run_is_read_back_and_what_it_did_not_reach_is_an_error(tmp_path: Path) -> None:
    write_run(tmp_path, CASES[:4], {"systems": "echo", "commit": "abc"})
    run([Echo()], [*CASES[:3], CASES[4]], tmp_path)
    found = read_run(tmp_path)
    assert found.cases == CASES[:4] and found.about["commit"] == "abc"
    assert [(result.case, bool(result.answer)) for result in found.results] == [
        ("c1", True),
        ("c2", True),
        ("c3", True),
        ("c4", False),
    ]
    assert found.results[3].error and "interrompue" in found.results[3].error


def test_a_folder_that_holds_no_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="ne contient pas d'évaluation"):
        read_run(tmp_path)


def test_the_code_has_a_name_that_changes_with_what_is_read() -> None:
    assert len({code(), code("corpus"), code("corpus", "index")}) == 3
    assert commit()


def test_a_table_writes_figures_as_french_does() -> None:
    share = Measured(
        measure="hallucination_rate", interval=Interval(mean=0.125, low=0, high=0.5), asked=9, scored=8, failed=1
    )
    assert cell(share) == "12,5 % [0,0–50,0] (8 sur 9, 1 en erreur)"
    assert cell(Measured(measure="trust", interval=None, asked=0, scored=0, failed=0)) == "– (0)"
    assert table({"quotes": {"hallucination_rate": share}, "plain": {}}).splitlines()[-1].endswith("| – |")


# --- the commands


Evals = Callable[..., tuple[int, str, str]]


@pytest.fixture
def evals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Evals:
    """`glose-evals` without a model, its cache in a folder of its own."""
    monkeypatch.setenv("GLOSE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        done = main([*map(str, arguments)])
        shown = capsys.readouterr()
        return done, shown.out, shown.err

    return call


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    evidence = "La commission d'attribution des places en crèche décide de l'attribution de chaque place."
    made = [
        {
            "id": "1",
            "question": "Qui décide de l'attribution d'une place en crèche ?",
            "kind": "answerable",
            "answerable": True,
            "documents": ["F90001"],
            "nuggets": [{"text": "la commission", "patterns": ["commission d.attribution"]}],
            "evidence": [evidence],
        },
        {"id": "2", "question": "Quelle est la capitale de l'Australie ?", "kind": "absent", "answerable": False},
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in made), "utf-8")
    return path


def test_a_run_makes_its_home_prints_a_table_and_is_kept(evals: Evals, cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, shown, notes = evals("run", "--cases", cases, "--out", out)
    assert code == 0 and "| mesure | quotes |" in shown and "Réponses inventées | 0,0 %" in shown
    assert "quotes : 2 à poser, 0 en place." in notes and "Aucun modèle ne rédige" in notes
    assert {path.name for path in out.iterdir()} == {"quotes.jsonl", "cases.jsonl", "about.json"}
    assert len(read_run(out).results) == 2
    code, again, notes = evals("run", "--cases", cases, "--out", out)
    assert "quotes : 0 à poser, 2 en place." in notes and again == shown
    assert "quotes : 2 à poser" in evals("run", "--cases", cases, "--out", out, "--again")[2]


def test_cases_are_held_to_the_library(evals: Evals, cases: Path) -> None:
    assert evals("check", cases)[:2] == (0, "2 cas, aucun défaut.\n")
    cases.write_text(cases.read_text("utf-8").replace("chaque place", "toute place"), "utf-8")
    code, shown, _ = evals("check", cases)
    assert code == 1 and "1 : la preuve" in shown and shown.endswith("2 cas, 1 défaut.\n")


def test_a_case_that_ends_in_an_error_is_said_at_the_end(evals: Evals, cases: Path, tmp_path: Path) -> None:
    given = ("run", "--cases", cases, "--out", tmp_path / "out", "--generator", "recorded", "--systems", "plain")
    code, shown, notes = evals(*given)
    assert code == 1 and "2 en erreur" in shown
    assert "Erreur, plain, cas 1 : GeneratorProblem : Ce que qwen2.5" in notes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--systems", "guarded"), "a besoin d'un modèle qui rédige"),
        (("run", "--limit", "0"), "il faut au moins 1"),
        (("run", "--at-once", "0"), "il faut au moins 1"),
        (("run", "--generator", "gpt"), "Modèle inconnu"),
        (("run", "--home", "absent"), "glose index"),
        (("check", "absent.jsonl"), "introuvable"),
        (("report", "absent"), "ne contient pas d'évaluation"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: tuple[str, ...], said: str, evals: Evals) -> None:
    code, _, notes = evals(*arguments)
    assert code == 1 and said in notes and "glose-evals : " in notes


def test_the_same_case_twice_is_refused(evals: Evals, cases: Path) -> None:
    code, _, notes = evals("run", "--cases", cases, cases)
    assert code == 1 and "aussi dans un autre fichier" in notes


def test_every_command_of_the_help_exists_and_every_system_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall(r"^    (\w+)  +\w", capsys.readouterr().out, re.MULTILINE)
    assert {"run", "drafts", "gate"} < set(listed)
    for command in listed:
        assert hasattr(commands, command)
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    assert ", ".join(SYSTEMS) in " ".join(capsys.readouterr().out.split())
