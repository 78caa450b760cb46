"""Feedback becomes cases that the evaluations can read, once somebody has filled in what only a person knows."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.server.feedback import COMPLAINTS, Complaint, Feedback, keep
from assistant.types import Answer, Citation, Near, Source
from corpus.types import Span
from evals.cases import read_cases
from evals.errors import BadCases


def source(document: str) -> Source:
    return Source(document=document, version="sha256:0", kind="procedure", title="Places en crèche")


def citation(number: int, document: str) -> Citation:
    return Citation(number=number, source=source(document), section=(), page=None, span=Span(0, 3), quote="Oui")


ANSWERED = Answer(
    question="Je m'appelle Jean Martin, qui décide ?",
    outcome="answered",
    citations=(citation(1, "F2"), citation(2, "F1"), citation(3, "F2")),
)
NEAR = Near(source=source("F3"), section=(), page=None, span=Span(0, 9))
ABSTAINED = Answer(question="Et la cantine ?", outcome="abstained", reason="not_covered", nearest=(NEAR,))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feedback" / "candidates.jsonl"


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_candidate_says_what_was_asked_cited_and_complained_of(file: Path) -> None:
    keep(file, Feedback(id="20261122-a", complaint="wrong", text=" Mme Dupont dit non "), ANSWERED)
    assert lines(file) == [
        {
            "id": "20261122-a",
            "question": "Je m'appelle [nom], qui décide ?",
            "answerable": True,
            "kind": "answerable",
            "documents": ["F2", "F1"],
            "nuggets": [],
            "forbidden": [],
            "evidence": [],
            "note": "La réponse est fausse (reason: wrong, outcome: answered) : Mme [nom] dit non",
        }
    ]
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_abstention_names_the_nearest_documents(file: Path) -> None:
    keep(file, Feedback(id="a", complaint="should_have_answered"), ABSTAINED)
    assert lines(file)[0]["documents"] == ["F3"]


def test_a_second_complaint_about_an_answer_replaces_the_first(file: Path) -> None:
    keep(file, Feedback(id="a", complaint="wrong"), ANSWERED)
    keep(file, Feedback(id="b", complaint="unclear"), ABSTAINED)
    keep(file, Feedback(id="a", complaint="incomplete"), ANSWERED)
    assert [(line["id"], line["kind"]) for line in lines(file)] == [("b", "paraphrased"), ("a", "two_sources")]


def test_damaged_lines_are_kept_for_a_person_to_mend(file: Path) -> None:
    keep(file, Feedback(id="a", complaint="wrong"), ANSWERED)
    with file.open("a", encoding="utf-8") as added:
        added.write("écrit à la main\n")
    keep(file, Feedback(id="b", complaint="wrong"), ANSWERED)
    assert file.read_text("utf-8").splitlines()[0] == "écrit à la main"
    assert len(file.read_text("utf-8").splitlines()) == 3


def test_by_setting_nothing_that_was_typed_is_kept(file: Path) -> None:
    keep(file, Feedback(id="a", complaint="wrong", text="c'est faux"), ANSWERED, keep_questions=False)
    assert lines(file)[0]["question"] == ""
    assert "décide" not in file.read_text("utf-8") and "c'est faux" not in file.read_text("utf-8")


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_the_evaluations_read_a_candidate_once_its_facts_are_filled_in(complaint: Complaint, file: Path) -> None:
    keep(file, Feedback(id="a", complaint=complaint, text="à revoir"), ANSWERED)
    (line,) = lines(file)
    if line["answerable"]:
        with pytest.raises(BadCases, match="nuggets"):
            read_cases(file)
        line["nuggets"] = [{"text": "the commission decides", "patterns": ["commission"]}]
        file.write_text(json.dumps(line), "utf-8")
    (case,) = read_cases(file)
    assert case.id == "a" and case.kind == line["kind"]
    assert (complaint == "should_not_have_answered") is not case.answerable
