"""The drafting cases are well formed, true to the documents that they name, and those held out stand apart."""

import re
from collections import Counter
from functools import cache

import pytest

from assistant.record.schema import load_schema
from corpus.read import read
from corpus.types import About
from tests.conftest import ROOT, source
from tests.test_eval_cases import Case, cases, folded, found, written_for_models

DEV, TEST = "draft.dev.jsonl", "draft.test.jsonl"
KEYS = ["id", "documents", "request", "field", "covered", "choice", "nuggets", "forbidden", "evidence", "note"]
FIRST = {DEV: 1, TEST: 501}
CHOICES = {
    "automation": {"Décision entièrement automatisée", "Outil d'aide à la décision"},
    "scope": {"Externe", "Interne"},
    "algorithm_type": {"Système de règles", "Apprentissage machine", "Mixte"},
}
WRITTEN = ROOT / "evals" / "cases" / "drafts"
HELD = "evals/cases/drafts/held-"


def every() -> list[Case]:
    return [*cases(DEV), *cases(TEST)]


@cache
def texts(path: str) -> tuple[str, ...]:
    """Texts of a file as Glose stores them, one for each document in it."""
    return tuple(folded(document.text) for document in read(source(ROOT / path), About())[1])


def holds(case: Case, pattern: str) -> bool:
    given = [text for path in case["documents"] for text in texts(path)]
    return any(re.search(pattern, text, re.IGNORECASE) for text in given)


@pytest.mark.parametrize(("name", "least"), [(DEV, 44), (TEST, 22)])
def test_a_drafting_case_says_what_a_field_must_and_must_not_hold(name: str, least: int) -> None:
    read = cases(name)
    assert len(read) >= least
    assert [case["id"] for case in read] == [f"d{n:03d}" for n in range(FIRST[name], FIRST[name] + len(read))]
    known = {field.key for field in load_schema().fields}
    for case in read:
        assert list(case) == KEYS and case["field"] in known, case["id"]
        assert isinstance(case["covered"], bool) and case["documents"] and case["forbidden"], case["id"]
        assert case["request"] == folded(case["request"]) != "" and case["note"].strip(), case["id"]
        assert bool(case["evidence"]) is case["covered"], case["id"]
        assert len(case["nuggets"]) in ({1, 2, 3} if case["covered"] else {0}), case["id"]
        for nugget in case["nuggets"]:
            assert set(nugget) == {"text", "patterns"} and nugget["text"].strip() and nugget["patterns"], case["id"]
        for pattern in [*case["forbidden"], *(p for nugget in case["nuggets"] for p in nugget["patterns"])]:
            assert not re.search(pattern, "", re.IGNORECASE), f"{case['id']}: {pattern} matches nothing at all"


def test_a_value_is_expected_where_sources_give_one_and_agree() -> None:
    for case in every():
        values = CHOICES.get(case["field"], set()) if case["covered"] else set()
        disagree = "contradict each other" in case["note"]
        assert case["choice"] in values if values and not disagree else case["choice"] is None, case["id"]
    for key, values in CHOICES.items():
        allowed = {value.casefold() for value in load_schema().field(key).values}
        assert {value.casefold() for value in values} <= allowed


def test_each_file_asks_of_most_fields_and_half_of_it_can_be_got_wrong() -> None:
    fields = {field.key for field in load_schema().fields}
    assert len({case["field"] for case in every()}) >= len(fields) * 3 / 4
    for name in (DEV, TEST):
        hard = [case for case in cases(name) if not case["covered"] or case["note"].startswith("Trap:")]
        assert len(hard) >= len(cases(name)) / 2
        assert 0.25 <= sum(not case["covered"] for case in cases(name)) / len(cases(name)) <= 0.5


def test_a_field_is_asked_once_of_a_draft_and_a_set_has_one_request() -> None:
    asked = Counter((tuple(case["documents"]), case["field"]) for case in every())
    assert not [key for key, times in asked.items() if times > 1]
    requests = {(tuple(case["documents"]), case["request"]) for case in every()}
    assert len(requests) == len({given for given, _ in requests}) == len({request for _, request in requests})


def test_evidence_is_word_for_word_in_a_document_and_holds_the_nuggets() -> None:
    for case in every():
        given = [text for path in case["documents"] for text in texts(path)]
        for quote in case["evidence"]:
            assert quote == folded(quote) and any(quote in text for text in given), f"{case['id']}: {quote}"
            assert any(found(nugget, quote) for nugget in case["nuggets"]), f"{case['id']}: evidence of nothing"
        for nugget in case["nuggets"]:
            assert any(found(nugget, quote) for quote in case["evidence"]), f"{case['id']}: {nugget['text']}"


def test_what_is_forbidden_stands_in_no_document_unless_it_is_a_trap() -> None:
    """Or an exact quotation could be counted as an invention; a trap is a quotation that answers something else."""
    for case in every():
        trapped = [pattern for pattern in case["forbidden"] if holds(case, pattern)]
        assert case["note"].startswith("Trap:") is bool(trapped), f"{case['id']}: {trapped}"
        wrong = [
            pattern for pattern in case["forbidden"] for quote in case["evidence"] if re.search(pattern, quote, re.I)
        ]
        assert not wrong, f"{case['id']}: {wrong} forbids the evidence"


def test_the_entries_of_the_sample_are_given_to_no_draft() -> None:
    for case in every():
        assert not [path for path in case["documents"] if "registre-valbrume" in path], case["id"]


def test_dev_and_test_share_no_set_and_every_document_serves() -> None:
    dev, held = ({path for case in cases(name) for path in case["documents"]} for name in (DEV, TEST))
    assert all(path.startswith(HELD) for path in held) and not [path for path in dev if path.startswith(HELD)]
    assert {path.relative_to(ROOT).as_posix() for path in WRITTEN.glob("*/*")} <= dev | held


def test_held_out_drafting_evidence_stays_unseen() -> None:
    secret = {quote for case in cases(TEST) for quote in (*case["evidence"], case["request"])}
    schema = [path for kind in ("*.toml", "*.txt") for path in (ROOT / "assistant").rglob(kind)]
    assert schema
    for path in [*written_for_models(), *schema]:
        text = folded(path.read_text("utf-8"))
        assert not [words for words in secret if words in text], path
