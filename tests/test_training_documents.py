"""The documents written for the training are well labelled, and become pairs that say so."""

import random

from assistant.record.schema import load_schema
from evals.training.documents import DOCUMENTS, Paper, papers, read_pairs

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
