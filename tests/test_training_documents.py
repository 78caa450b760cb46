"""The documents written for the training are well labelled, and become pairs that say so."""

import json
import random

from assistant.record.schema import load_schema
from evals.training.documents import DOCUMENTS, TWINS, Paper, field_pairs, papers, read_pairs, twin_pairs

FIELDS = [field for field in load_schema().fields if field.key in ("purpose", "appeals")]
SUBJECT = "le classement"
PAPER = Paper(
    passages=[
        {"p": "a-1", "title": "Note", "section": "But", "text": "Le score sert à classer. La cour est fermée."},
        {"p": "a-2", "title": "Note", "section": "Suite", "text": "Vous pouvez écrire au maire."},
    ],
    asked=[
        {"p": "a-1", "question": "À quoi ça sert ?", "answers": True},
        {"p": "a-1", "question": "Qui l'a acheté ?", "answers": False},
        {"p": "a-2", "claim": "Écrivez au maire.", "supported": True},
    ],
    subjects=[SUBJECT],
    fields={"purpose": ["Le score sert à classer."], "appeals": ["Vous pouvez écrire au maire."]},
)


def test_every_label_is_of_a_passage_and_a_field_that_exist() -> None:
    known = {field.key for field in load_schema().fields}
    for id, paper in papers(DOCUMENTS).items():
        texts = {passage["p"]: passage["text"] for passage in paper.passages}
        assert texts and all(row["p"] in texts for row in paper.asked), id
        assert set(paper.fields) <= known, id
        for key, sentences in paper.fields.items():
            assert all(any(said in text for text in texts.values()) for said in sentences), (id, key)


def test_questions_are_read_with_their_passage_and_some_with_the_one_beside() -> None:
    pairs = list(read_pairs(PAPER, random.Random(1)))
    own = [pair for pair in pairs if pair["text"].startswith("Note > But\n") and "question" in pair]
    assert [pair["label"] for pair in own] == [1, 0]
    assert all(pair["label"] == 0 for pair in pairs if "question" in pair and pair not in own)
    assert [pair["label"] for pair in pairs if "claim" in pair] == [1]


def test_a_sentence_says_the_fields_it_is_marked_with_and_no_other() -> None:
    questions = {field.asked_of(subject): field.key for field in FIELDS for subject in ("", SUBJECT)}
    marked = {("purpose", "Le score sert à classer."), ("appeals", "Vous pouvez écrire au maire.")}
    found = list(field_pairs(PAPER, FIELDS, [PAPER], random.Random(1)))
    assert {pair["label"] for pair in found} == {0, 1}
    for pair in found:
        said = (questions[pair["field"]], pair["text"].split("\n", 1)[1])
        assert (said in marked) == bool(pair["label"]), said


def test_what_a_document_says_of_its_decision_it_does_not_say_of_another() -> None:
    other = Paper(passages=[], subjects=["la vente des vélos"])
    found = [p for seed in range(9) for p in field_pairs(PAPER, FIELDS, [PAPER, other], random.Random(seed))]
    foreign = [pair for pair in found if pair["field"].startswith("la vente des vélos : ")]
    assert foreign and not any(pair["label"] for pair in foreign)


def test_twins_differ_by_what_they_are_about() -> None:
    known = {field.key: field for field in load_schema().fields if field.queries}
    rows = [json.loads(line) for line in TWINS.read_text("utf-8").splitlines()]
    assert all(row["field"] in known and row["says"] != row["not"] and row["subject"] for row in rows)
    for row in rows:
        right, wrong = twin_pairs(row, known[row["field"]])
        assert (right["label"], wrong["label"]) == (1, 0) and right["field"] == wrong["field"]
        assert right["field"].startswith(row["subject"]) and right["text"] != wrong["text"]
