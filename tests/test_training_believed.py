"""Of a passage asked of, the sentence believed most is read alone too; and what training makes of a pair."""

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.wiring import find_reader
from evals.training.believed import with_believed
from evals.training.passage import sentences_of
from evals.training.train import read
from index.read_pairs import HEADS, PairReader
from index.tokens import Tokens

TEXT = "Note > But\nLe score sert à classer. La cour est fermée."
ASKED: dict[str, Any] = {"text": TEXT, "question": "À quoi ça sert ?", "label": 1}


class Sees:
    """Finds that a text answers by what it is told of its last sentence."""

    def __init__(self, worths: dict[str, float]) -> None:
        self._worths = worths

    def read(self, head: str, pairs: list[tuple[str, str]]) -> list[float]:
        return [next(worth for said, worth in self._worths.items() if text.endswith(said)) for text, _ in pairs]


def believed(pair: dict[str, Any], *, score: float, cour: float) -> list[dict[str, Any]]:
    reader = Sees({"Le score sert à classer.": score, "La cour est fermée.": cour})
    return list(with_believed([pair], cast("PairReader", reader)))


def test_the_sentence_believed_most_is_read_alone_with_the_label_of_its_passage() -> None:
    best = {**ASKED, "text": "Note > But\nLe score sert à classer."}
    assert believed(ASKED, score=0.8, cour=0.3) == [ASKED, best]
    assert believed({**ASKED, "label": 0}, score=0.8, cour=0.3) == [{**ASKED, "label": 0}, {**best, "label": 0}]


def test_an_answer_that_the_reader_does_not_see_has_no_best_sentence_but_a_mistake_has() -> None:
    assert believed(ASKED, score=0.1, cour=0.1) == [ASKED]
    assert len(believed({**ASKED, "label": 0}, score=0.1, cour=0.05)) == 2


def test_a_claim_and_a_passage_of_one_sentence_stay_alone() -> None:
    for pair in ({"text": TEXT, "claim": "Il classe.", "label": 1}, {**ASKED, "text": "Note\nLa cour est fermée."}):
        assert believed(pair, score=0.9, cour=0.9) == [pair]


def test_an_item_is_read_alone_after_its_lead_in() -> None:
    assert sentences_of("Note\nVous donnez :\n- un avis ;\n- une photo.") == [
        "Note\nVous donnez :",
        "Note\nVous donnez : un avis ;",
        "Note\nVous donnez : une photo.",
    ]


@pytest.mark.needs_model
def test_each_pair_is_read_as_the_reader_reads_it_for_its_own_head(tmp_path: Path) -> None:
    reader = find_reader(tmp_path, "answers")
    assert reader
    tokens = cast("Tokens", cast("SimpleNamespace", reader)._tokens)
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '{"text": "Note\\nUn.", "field": "À quoi ?", "label": 1}\n'
        '{"text": "Note\\nUn.", "claim": "Deux.", "label": 0}\n'
        '{"text": "Note\\nUn.", "question": "Où ?", "label": 0}\n',
        "utf-8",
    )
    examples = read(path, tokens, random.Random(1))
    assert [(HEADS[one.head], one.label) for one in examples] == [("says", 1), ("support", 0), ("answers", 0)]
    assert examples[0].ids == tokens.of_pair("Note\nUn.", "À quoi ?")
