"""The report of an evaluation: its figures, what it makes of hostile answers, and the forms it is written in."""

import json
import re
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
import yaml

from assistant import cli
from assistant.types import Verdict
from evals import __main__ as evals_cli
from evals.cases import read_cases
from evals.floors import read_floors
from evals.measures.catalogue import Judging
from evals.report import write_report
from evals.report.markdown import _asked
from evals.report.plots import calibration
from evals.report.words import FATES, Fate, between, percent, seconds
from evals.sweep import Sweep, swept
from evals.types import Case, Interval, Nugget, Result, Run
from tests.conftest import ROOT

SCRIPT = "<script>alert('x')</script>"
TEXT = "La commission décide. L'aide est de 90 €."
GUIDE = (ROOT / "docs" / "evaluate-in-your-ci.md").read_text("utf-8")
WORKFLOW = ROOT / "docs" / "ci" / "glose-evals.yml"


class Agrees:
    """Supports what shares its first word with what it cites."""

    name = "agrees"

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        return [Verdict(support=0.9 if claim.split()[0] in evidence else 0.2) for evidence, claim in pairs]


def stored(document: str, version: str) -> str:
    return {"aide.md": TEXT}[document]


def citation(number: int, quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    place = {"document": "aide.md", "version": "v", "title": "Aide <b>", "section": ["Qui ?"], "page": None}
    return {"number": number, "quote": quote, "start": start, "end": start + len(quote), **place}


def answer(*sentences: tuple[str, str], dropped: str = "", message: str = "") -> dict[str, Any]:
    """The object of the contract: sentences (origin, text), each citing the first sentence of the document."""
    said = [{"text": text, "origin": origin, "citations": [1], "support": 1.0} for origin, text in sentences]
    return {
        "outcome": "answered" if said else "abstained",
        "message": message,
        "sentences": said,
        "citations": [citation(1, "La commission décide.")] if said else [],
        "dropped": [{"text": dropped, "failure": "number_not_in_source", "detail": "3 jours"}] if dropped else [],
        "timings_ms": {"first_sentence": 250, "total": 1250},
    }


QUOTED = ("quote", "La commission décide.")
CASES = [
    Case(
        id="q1", question=f"Qui décide ? {SCRIPT}", kind="answerable", answerable=True, documents=("aide.md",),
        nuggets=(Nugget(text="the committee", patterns=("commission",)),), evidence=("La commission décide.",),
    ),
    Case(
        id="q2", question="Combien ?", kind="own_$kind$_<i>|", answerable=True, documents=("aide.md",),
        nuggets=(Nugget(text="90 euros", patterns=("90 €",)),), evidence=("L'aide est de 90 €.",),
    ),
    Case(id="q3", question="Et la lune ?", kind="out_of_domain", answerable=False, forbidden=("fromage",)),
    Case(id="q4", question="Quel délai ?\x00\x0b", kind="absent_same_topic", answerable=False),
]  # fmt: skip
ANSWERS: dict[str, list[dict[str, Any] | str]] = {
    "guarded": [
        answer(("written", "La commission décide."), QUOTED, dropped=f"En 3 jours {SCRIPT}"),
        answer(QUOTED),
        answer(message="Hors sujet."),
        answer(QUOTED),
    ],
    "plain": [
        answer(("written", f"Le maire décide en 3 jours {SCRIPT}.")),
        answer(),
        answer(("written", "Elle est en fromage.")),
        f"GeneratorProblem : {SCRIPT}",
    ],
}


def run_of(**answers: list[dict[str, Any] | str]) -> Run:
    results = [
        Result(
            case=case.id,
            system=system,
            answer=None if isinstance(said, str) else said,
            error=said if isinstance(said, str) else None,
            made_of={"index": "i", "prompts": SCRIPT, "question": case.id},
        )
        for system, every in answers.items()
        for case, said in zip(CASES, every, strict=True)
    ]
    about = {
        "systems": " ".join(answers),
        "commit": "abc",
        "cases": "mine.jsonl@1",
        "date": "2026-11-01T10:00:00+00:00",
    }
    return Run(results=results, cases=CASES, about=about)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pairs") / "pairs.jsonl"
    lines = [("Le maire signe", None), ("Le préfet signe", "actor"), ("Un préfet signe", "mine")]
    rows = [
        {"id": claim, "evidence": "Le maire signe.", "claim": claim, "supported": not failure, "failure": failure}
        for claim, failure in lines
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def sweep_of(*chances: float | None) -> Sweep:
    results = [
        Result(
            case=case.id, system="threshold", answer={**(answer(QUOTED) if chance else answer()), "probability": chance}
        )
        for case, chance in zip(CASES, chances, strict=True)
    ]
    sweep = swept(CASES, results, chosen=0.7)
    assert sweep
    return sweep


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, pairs: Path) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("report")
    paths = write_report(
        run_of(**ANSWERS),
        Judging(text=stored, verifier=Agrees()),
        folder,
        sweep=sweep_of(0.9, 0.6, 0.2, None),
        corpus="1 document (1 guide | <b>)",
        pairs=pairs,
    )
    return {path.name: path.read_text("utf-8") for path in paths}


class Reader(HTMLParser):
    """Holds a page to what a browser would forgive: tags that close, ids that are one's own, nothing from outside."""

    VOID = frozenset({"meta", "br", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.scripts = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.scripts += tag == "script"
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"][1:]] if values.get("href", "").startswith("#") and tag == "a" else []
        self.outside += [value for key, value in values.items() if key in ("src", "srcset") or "url(http" in value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing, line {self.getpos()[0]}"


def words_of(page: str) -> str:
    """The words of a page, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.split("</style>")[1].split("<script>")[0])).split())


def test_the_page_is_whole_and_asks_nothing_of_anybody(written: dict[str, str]) -> None:
    read = Reader(written["report.html"])
    assert not read.open and not read.outside
    assert len(read.ids) == len(set(read.ids))
    assert read.links and set(read.links) <= set(read.ids)
    assert '<html lang="fr">' in written["report.html"]


def test_no_case_nor_answer_becomes_a_part_of_the_page(written: dict[str, str]) -> None:
    page = written["report.html"]
    assert Reader(page).scripts == page.count("<script") == 1
    assert page.count("&lt;script&gt;") >= 5 and "Aide &lt;b&gt;" in page
    assert "<i>" not in page and "own $kind$ &lt;i&gt;|" in page


def test_the_page_says_in_words_what_was_answered_and_refused(written: dict[str, str]) -> None:
    said = words_of(written["report.html"])
    for sentence in (
        "4 questions dont on connaît la bonne réponse",
        "2 ont leur réponse dans les documents ; 2 ne l'ont pas",
        "Sur 2 questions sans réponse dans les documents, Glose a répondu à 1.",
        "Sur 2 questions qui ont leur réponse dans les documents, Glose a répondu à 2.",
        "De ces réponses, 1 contient tous les faits indispensables.",
        "De 2 phrases que le modèle a écrites, le garde-fou en a retiré 1.",
        "« avec garde-fou » répond 1 fois sur 2 ; « invite simple » répond 1 fois sur 1",
        "Il manque : « L'aide est de 90 €. »",
        "« fromage » ne devait pas être dit.",
        "il juge bien",
        "1 sur 1",
    ):
        assert sentence in said, sentence


def test_each_drawing_has_a_title_words_and_a_table(written: dict[str, str]) -> None:
    drawings = re.findall(r"<svg.*?</svg>", written["report.html"], re.DOTALL)
    assert len(drawings) == 4
    for drawing in drawings:
        assert ET.fromstring(drawing).get("role") == "img"
        assert "<title" in drawing and "<desc" in drawing and "<text" in drawing
    assert written["report.html"].count("Les nombres du graphique") == len(drawings)


def test_what_was_not_given_is_not_in_the_page(tmp_path: Path) -> None:
    run = run_of(quotes=ANSWERS["guarded"])
    html, *_ = write_report(run, Judging(text=stored, verifier=Agrees()), tmp_path, pairs=None)
    page = html.read_text("utf-8")
    assert "n'a pas été mesuré" in page and "Refuser plus, ou refuser moins" not in page
    assert "La même question" not in page and "mises de côté" not in page


def test_held_out_cases_are_said_to_be(tmp_path: Path) -> None:
    run = run_of(quotes=ANSWERS["guarded"])
    run = Run(results=run.results, cases=run.cases, about={**run.about, "cases": "counter.test.jsonl@1"})
    html, *_ = write_report(run, Judging(text=stored, verifier=Agrees()), tmp_path, pairs=None)
    assert "mises de côté" in html.read_text("utf-8")


def test_everything_wrong_is_named_the_gravest_first(written: dict[str, str]) -> None:
    suites = {suite.get("name"): suite for suite in ET.fromstring(written["junit.xml"])}
    kinds = {
        system: [next((child.get("type") for child in test), None) for test in suite]
        for system, suite in suites.items()
    }
    assert kinds == {
        "guarded": [None, "missing", None, "invented"],
        "plain": ["inexact", "wrongly_refused", "forbidden", "error"],
    }


def test_the_junit_file_counts_failures_and_errors_and_holds_any_character(written: dict[str, str]) -> None:
    suites = ET.fromstring(written["junit.xml"])
    assert {key: suites.get(key) for key in ("tests", "failures", "errors")} == dict(
        tests="8", failures="5", errors="1"
    )
    assert [test.get("name") for test in suites[0]][3] == "q4 Quel délai ?\ufffd\ufffd"
    assert suites[1][3][0].tag == "error" and SCRIPT in (suites[1][3][0].text or "")


def test_the_summary_is_a_table_that_no_name_can_break(
    written: dict[str, str], golden: Callable[[str, str], None]
) -> None:
    golden("eval_summary.md", written["summary.md"])
    tables = re.findall(r"(?:^\|.*\|\n)+", written["summary.md"], re.MULTILINE)
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_the_threshold_trades_one_wrong_for_the_other() -> None:
    sweep = sweep_of(0.9, 0.6, 0.8, None)
    rates = {point.threshold: (point.hallucination_rate, point.error_rate) for point in sweep.points}
    assert rates[0.0] == (0.5, 0.0), "what refuses without the threshold is refused at 0 too"
    assert rates[0.7] == (0.5, 0.5) and rates[0.85] == (0.0, 0.5) and rates[1.0] == (0.0, 1.0)
    assert (sweep.chosen.hallucination_rate, sweep.chosen.error_rate) == rates[0.7]
    assert swept(CASES[:2], [], chosen=0.7) is None


def test_what_answers_by_its_place_is_refused_by_no_threshold() -> None:
    said = {**answer(QUOTED), "probability": None}
    sweep = swept(CASES, [Result(case=case.id, system="threshold", answer=said) for case in CASES], chosen=0.7)
    assert sweep and {(one.hallucination_rate, one.error_rate) for one in sweep.points} == {(1.0, 0.0)}


def test_numbers_are_written_as_french_does_and_never_round_to_certainty() -> None:
    assert [percent(share) for share in (0, 0.004, 0.5, 0.997, 1)] == [
        "0\xa0%", "moins de 1\xa0%", "50\xa0%", "plus de 99\xa0%", "100\xa0%",
    ]  # fmt: skip
    assert seconds(250) == "0,25\xa0s" and seconds(6140) == "6,1\xa0s"
    assert between(Interval(mean=0, low=0, high=0), "share") == "toujours pareil"


def test_a_drawing_says_a_share_as_the_page_does() -> None:
    drawn = calibration([(0.004, 0.997, 12)])
    assert "moins de 1\xa0%, plus de 99\xa0% des 12 phrases" in drawn
    assert re.findall(r">(\d+\xa0%)<", drawn)[:2] == ["0\xa0%", "20\xa0%"]


def test_every_fate_has_a_name() -> None:
    assert set(FATES) == set(get_args(Fate))


def commands_of(script: str) -> Iterator[list[str]]:
    for line in script.splitlines():
        words = shlex.split(line.strip().removeprefix("$ ").removeprefix("- "), comments=True)
        if words and words[0] in ("glose", "glose-evals"):
            yield words


def in_guide(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_every_command_of_the_workflow_and_of_its_guide_is_one_that_we_have() -> None:
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["evaluer"]["steps"]
    github = list(commands_of("\n".join(step.get("run", "") for step in steps)))
    job = yaml.safe_load(in_guide("yaml")[0])["evaluation-de-glose"]
    gitlab = list(commands_of("\n".join(job["script"] + job["after_script"])))
    assert github == gitlab, "GitLab does what GitHub does"
    assert {tuple(command[:2]) for command in github} >= {
        ("glose", "add"), ("glose", "index"),
        *(("glose-evals", name) for name in ("check", "gate", "report")),
    }  # fmt: skip
    for program, *arguments in [*github, *commands_of("\n".join(in_guide("console")))]:
        (cli if program == "glose" else evals_cli).parser().parse_args(arguments)


def test_the_files_that_the_guide_shows_are_read(tmp_path: Path) -> None:
    (tmp_path / "gate.toml").write_text(in_guide("toml")[0], "utf-8")
    (tmp_path / "questions.jsonl").write_text(in_guide("json")[0], "utf-8")
    assert set(read_floors(tmp_path / "gate.toml").floors) == {"quotes", "retrieval"}
    assert [case.answerable for case in read_cases(tmp_path / "questions.jsonl")] == [True, False]


def test_one_question_is_not_said_of_several() -> None:
    one, other = SimpleNamespace(answerable=True), SimpleNamespace(answerable=False)
    said = {
        "1 question : 1 a sa réponse dans les documents, 0 ne l'a pas.": [one],
        "4 questions : 2 ont leur réponse dans les documents, 2 ne l'ont pas.": [one, one, other, other],
    }
    for sentence, cases in said.items():
        assert _asked(SimpleNamespace(cases=cases, corpus="")) == sentence
