"""What the training makes of a pair: its tokens, its marks, and what a mistake on each costs."""

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import torch

from assistant.wiring import find_reader
from evals.training.mark import marked
from evals.training.passage import Text, alone, passage_of
from evals.training.train import HEADS, Example, Mark, labels_of, loss_of, read
from index.read_pairs import PairReader
from index.tokens import Tokens

TEXT = "Note > But\nLe score sert à classer. La cour est fermée."


class Sees:
    """Finds that a text answers by what it is told of its last sentence."""

    def __init__(self, worths: dict[str, float]) -> None:
        self._worths = worths

    def read(self, head: str, pairs: list[tuple[str, str]]) -> list[float]:
        return [next(worth for said, worth in self._worths.items() if text.endswith(said)) for text, _ in pairs]


def marks(pair: dict[str, Any], **worths: float) -> dict[str, Any]:
    named = {"Le score sert à classer.": worths.get("score", 0.0), "La cour est fermée.": worths.get("cour", 0.0)}
    (found,) = marked([pair], cast("PairReader", Sees(named)))
    return found


def test_the_best_sentence_of_a_passage_that_answers_is_certain_and_the_others_are_worth_their_share() -> None:
    pair = {"text": TEXT, "question": "À quoi ça sert ?", "label": 1}
    assert marks(pair, score=0.8, cour=0.2)["sentences"] == [1.0, 0.25]


def test_nothing_is_marked_where_no_sentence_is_seen_or_nothing_is_answered() -> None:
    asked = {"text": TEXT, "question": "À quoi ça sert ?", "label": 1}
    for pair in (asked, {**asked, "label": 0}, {"text": TEXT, "claim": "Il classe.", "label": 1}):
        assert marks(pair, score=0.1) == pair


def test_no_sentence_of_a_passage_that_does_not_answer_answers() -> None:
    assert labels_of({"label": 0}, 3) == [0.0, 0.0, 0.0]
    assert labels_of({"label": 1}, 1) == [1.0] and labels_of({"label": 1}, 2) == []
    assert labels_of({"label": 1, "sentences": [0, 1]}, 2) == [0.0, 1.0]


def test_a_passage_is_read_as_its_heading_and_its_sentences() -> None:
    own = Text("Note > But", ("Le score sert à classer.", "La cour est fermée."))
    assert passage_of({"text": TEXT}) == own == passage_of({"heading": own.heading, "parts": own.sentences})


def test_an_item_is_read_without_its_dash_and_alone_after_its_lead_in() -> None:
    pair = {"text": "Note\nVous donnez :\n- un avis ;\n- une photo."}
    assert passage_of(pair).sentences == ("Vous donnez :", "un avis ;", "une photo.")
    assert alone(pair) == [
        "Note\nVous donnez :",
        "Note\nVous donnez : un avis ;",
        "Note\nVous donnez : une photo.",
    ]


def test_a_mistake_costs_its_weight_and_what_fills_a_row_nothing() -> None:
    one = Example([0], [Mark(0, 1, 1.0, 1.0)])
    two = Example([0, 0], [Mark(0, 1, 1.0, 1.0), Mark(1, 3, 0.0, 0.5)])
    logits = torch.tensor([[0.0, 9.0], [0.0, 0.0]])
    assert float(loss_of(logits, [one, two])) == pytest.approx(0.6931 * 2.5 / 2, abs=1e-3)


@pytest.mark.needs_model
def test_every_sentence_has_its_mark_in_the_tokens(tmp_path: Path) -> None:
    reader = find_reader(tmp_path)
    assert reader
    tokens = cast("Tokens", cast("SimpleNamespace", reader)._tokens)
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '{"heading": "Note", "parts": ["Un.", "Deux."], "field": "À quoi ?", "label": 1, "sentences": [0, 1]}\n'
        '{"text": "Note\\nUn.", "claim": "Deux.", "label": 0}\n',
        "utf-8",
    )
    field, claim = read(path, tokens, random.Random(1))
    assert [HEADS[mark.head] for mark in field.marks] == ["says", "saying", "saying"]
    assert [mark.label for mark in field.marks] == [1, 0, 1] and all(field.ids[m.place] == 0 for m in field.marks)
    assert [HEADS[mark.head] for mark in claim.marks] == ["support"]
