"""The documents written for the training are well labelled, and become pairs that say so."""

import json
import random
import re
from pathlib import Path
from typing import Any

from assistant.record.schema import load_schema
from evals.training.documents import APART, DOCUMENTS, Paper, hold_out, main, papers, read_pairs

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
    for id, paper in (papers(DOCUMENTS) | papers(APART)).items():
        texts = {passage["p"]: passage["text"] for passage in paper.passages}
        assert texts and all(row["p"] in texts for row in paper.asked), id
        assert all(set(row["answered_by"]) <= set(texts) for row in paper.spoken), id
        assert set(paper.fields) <= known, id
        for key, sentences in paper.fields.items():
            assert all(any(said in text for text in texts.values()) for said in sentences), (id, key)


def test_questions_are_read_with_their_passage_and_some_with_the_one_beside() -> None:
    pairs = list(read_pairs(PAPER, random.Random(1)))
    own = [pair for pair in pairs if pair["text"].startswith("Note > But\n") and "question" in pair]
    assert [pair["label"] for pair in own] == [1, 0]
    assert all(pair["label"] == 0 for pair in pairs if "question" in pair and pair not in own)
    assert [pair["label"] for pair in pairs if "claim" in pair] == [1]


def test_one_document_of_eight_is_held_out_whatever_is_made_of_it(tmp_path: Path) -> None:
    ids = [f"d{number}" for number in (*range(12), *range(12))]
    hold_out("all", ((id, [{"id": id, "label": 1}]) for id in ids), tmp_path)
    hold_out("some", ((id, [{"id": id, "label": 1}] if id in ("d0", "d9") else ()) for id in ids), tmp_path)
    held, trained, *some = (
        lines(tmp_path / f"{name}.jsonl") for name in ("all.held", "all.train", "some.held", "some.train")
    )
    assert [pair["id"] for pair in held] == ["d0", "d8"] * 2 and len(trained) == 20
    assert [{pair["id"] for pair in pairs} for pairs in some] == [{"d0"}, {"d9"}]


def test_documents_kept_apart_have_a_file_of_their_own_and_reach_no_training(tmp_path: Path) -> None:
    main(["--out", str(tmp_path)])
    apart, *trained = (lines(tmp_path / f"{name}.jsonl") for name in ("apart", "documents.train", "documents.held"))
    written = [row for row in lines(APART) if "text" not in row and "answered_by" not in row]
    assert [pair["label"] for pair in apart] == [row.get("answers", row.get("supported")) for row in written]
    texts = {pair["text"] for pair in apart}
    assert all(trained) and not any(pair["text"] in texts for pairs in trained for pair in pairs)


def test_no_other_file_repeats_what_is_kept_apart_and_no_other_module_reads_it() -> None:
    said = {row[key] for row in lines(APART) for key in ("text", "question", "claim") if key in row}
    for path in APART.parent.glob("*.jsonl"):
        repeated = [row for row in lines(path) for key in ("text", "question", "claim") if row.get(key) in said]
        assert path == APART or not repeated, path
    modules = APART.parent.parent.glob("*.py")
    reading = [path.name for path in modules if re.search(r"\bAPART\b|apart\.jsonl", path.read_text("utf-8"))]
    assert reading == ["documents.py"]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
