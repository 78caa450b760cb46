"""Questions as people speak name passages that exist, half are answered by none, and meet their whole document."""

import json
import random
from collections import Counter

from evals.training.documents import APART, DOCUMENTS, papers, spoken_pairs
from evals.training.spoken import SPOKEN, pairs

ROWS = [json.loads(line) for line in SPOKEN.read_text("utf-8").splitlines()]
TEXTS = {"a": {"a-1": "Un", "a-2": "Deux", "a-3": "Trois"}, "b": {"b-1": "Ailleurs"}}


def test_every_question_names_passages_of_its_document_and_half_name_none() -> None:
    documents = papers(DOCUMENTS)
    assert all(set(row["answered_by"]) <= set(documents[row["d"]].texts) for row in ROWS)
    answered = Counter(bool(row["answered_by"]) for row in ROWS)
    assert answered[True] == answered[False] > 600


def test_a_question_is_asked_once_and_never_of_a_document_kept_apart() -> None:
    assert len({row["question"] for row in ROWS}) == len(ROWS)
    apart = papers(APART)
    assert all(paper.spoken for paper in apart.values())
    assert not {row["question"] for paper in apart.values() for row in paper.spoken} & {r["question"] for r in ROWS}


def test_what_no_passage_answers_is_read_with_all_of_them_and_with_another_document() -> None:
    row = {"d": "a", "question": "Quoi ?", "answered_by": []}
    found = [(pair["text"], pair["label"]) for pair in pairs(row, TEXTS, random.Random(1))]
    assert found == [("Un", 0), ("Deux", 0), ("Trois", 0), ("Ailleurs", 0)]


def test_what_answers_weighs_as_much_as_most_of_what_does_not() -> None:
    row = {"d": "a", "question": "Quoi ?", "answered_by": ["a-2"]}
    found = Counter((pair["text"], pair["label"]) for pair in pairs(row, TEXTS, random.Random(1)))
    assert found == {("Deux", 1): 2, ("Un", 0): 1, ("Trois", 0): 1, ("Ailleurs", 0): 1}
    assert [pair["label"] for pair in spoken_pairs(row, TEXTS["a"])] == [0, 1, 0]
