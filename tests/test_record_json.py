"""The object that `glose draft --json` prints: its keys are a contract."""

import json

import pytest

from assistant.as_json import answer_as_json
from assistant.record.about import notice
from assistant.record.as_json import record_as_json
from assistant.record.schema import load_schema
from assistant.record.types import Record
from assistant.types import Answer
from tests.records import KEYS, bare_record, full_record

SCHEMA = load_schema()
TOP = (
    *("id", "name", "request", "schema", "fields", "summary", "legal", "completeness", "conflicts", "tables"),
    *("dropped", "notes", "documents", "made_with", "made_on", "notice", "reread", "rereading"),
)


@pytest.mark.parametrize("record", [full_record(), bare_record()], ids=["full", "bare"])
def test_keys_are_those_of_the_contract(record: Record) -> None:
    found = json.loads(json.dumps(record_as_json(record, SCHEMA)))
    assert tuple(found) == TOP
    assert [field["key"] for field in found["fields"]] == list(KEYS)
    for field in found["fields"]:
        assert list(field) == [
            *("key", "block", "label", "status", "choice", "sentences", "citations", "question", "whom"),
            *("reread", "discarded"),
        ]
        assert field["status"] in ("drafted", "to_complete", "by_person", "published")
        assert all(list(sentence) == ["text", "origin", "citations", "support"] for sentence in field["sentences"])
    assert [layer["key"] for layer in found["summary"]][:2] == ["essentials", "how"]
    assert [list(layer) for layer in found["summary"]] == [["key", "title", "lines", "tables"]] * len(found["summary"])
    lines = [line for layer in found["summary"] for line in layer["lines"]]
    assert all(list(line) == ["label", "text", "citations", "kind", "field", "origin", "whom"] for line in lines)
    assert [output["key"] for output in found["legal"]] == ["general", "mention", "individual"]
    assert found["notice"] == notice(record, SCHEMA) and "intelligence artificielle" in found["notice"]


def test_the_citations_of_a_field_are_the_objects_of_answers_and_all_it_cites() -> None:
    record = full_record()
    objects = answer_as_json(Answer(question="", outcome="answered", citations=record.citations))["citations"]
    found = record_as_json(record, SCHEMA)
    for field in found["fields"]:
        assert all(one == objects[one["number"] - 1] for one in field["citations"])
        numbers = {one["number"] for one in field["citations"]}
        assert {number for sentence in field["sentences"] for number in sentence["citations"]} <= numbers
    shown = {one["number"] for field in found["fields"] for one in field["citations"]}
    assert shown == {citation.number for citation in record.citations}


def test_an_open_field_has_its_question_and_no_sentence() -> None:
    fields = {field["key"]: field for field in record_as_json(bare_record(), SCHEMA)["fields"]}
    contact = fields["contact"]
    assert (contact["status"], contact["sentences"], contact["citations"]) == ("to_complete", [], [])
    assert contact["question"] == SCHEMA.field("contact").question and contact["whom"]
    assert fields["purpose"]["question"] == ""


def test_conflicts_tables_and_what_was_dropped_are_there() -> None:
    found = record_as_json(full_record(), SCHEMA)
    (conflict,) = found["conflicts"]
    assert list(conflict) == ["field", "about", "one", "other"] and conflict["field"] == "decisions_per_year"
    (table,) = found["tables"]
    assert list(table) == ["field", "title", "header", "rows", "citations"] and table["field"] == "operations"
    assert found["dropped"] == [
        {"text": "Le barème compte 80 points.", "failure": "number_not_in_source", "detail": "80"}
    ]
    assert list(found["documents"][0]) == [
        *("document", "version", "kind", "title", "url", "published", "publisher", "licence")
    ]
    assert found["documents"][2]["url"] is None and found["documents"][0]["url"]


def test_scores_count_what_is_there() -> None:
    found = record_as_json(bare_record(), SCHEMA)["completeness"]
    assert found["score"] == {"there": 1, "total": 22, "percent": 4}
    assert list(found) == ["score", "required", "recommended", "blocks", "outputs"]
    items = [item for block in found["blocks"] for item in block["items"]]
    assert sum(item["there"] for item in items) == 1 and len(items) == 22
