"""What a search found for a question becomes pairs: the passage, and the sentences that answer or do not."""

import json
import random
from typing import Any

import pytest

from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Document, Provenance
from evals.training.documents import Pair
from evals.training.found import FOUND, pairs_of

RIGHT, OTHER, LAST = "Écrivez au maire.", "La cour est fermée.", "Il fait beau."


def document() -> Document:
    composer = Composer("Aide")
    with composer.section("Recours"):
        composer.add(" ".join((RIGHT, OTHER, LAST)))
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def made(*answers: str) -> list[Pair]:
    page = document()
    (passage,) = cut(page)
    places = [[start, start + len(said)] for said in answers for start in [page.text.index(said)]]
    row: dict[str, Any] = {"question": "À qui ?", "start": passage.start, "end": passage.end, "answers": places}
    return list(pairs_of(row, page, random.Random(1)))


def test_a_passage_that_answers_is_read_whole_and_by_the_sentences_that_do() -> None:
    assert [(pair["text"], pair["label"]) for pair in made(RIGHT)] == [
        (f"Aide > Recours\n{RIGHT} {OTHER} {LAST}", 1),
        (f"Aide > Recours\n{RIGHT}", 1),
    ]


def test_no_sentence_of_a_passage_that_does_not_answer_answers() -> None:
    whole, *sentences = made()
    assert len(sentences) == 2 and not any(pair["label"] for pair in (whole, *sentences))


def test_a_place_that_is_no_sentence_is_refused() -> None:
    with pytest.raises(KeyError):
        made("Écrivez au")


def test_no_passage_is_judged_twice_for_a_question_and_no_place_is_named_twice() -> None:
    rows = [json.loads(line) for line in FOUND.read_text("utf-8").splitlines()]
    assert len({(row["question"], row["document"], row["start"]) for row in rows}) == len(rows) > 3000
    for row in rows:
        assert all(row["start"] <= start < end <= row["end"] for start, end in row["answers"]), row
