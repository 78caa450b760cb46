"""What a draft would have filled its fields with becomes pairs: the sentences judged, and their passages."""

import json
import random
from typing import Any

import pytest

from assistant.record.schema import load_schema
from corpus.compose import Composer
from corpus.types import Document, Provenance
from evals.training.documents import Pair
from evals.training.filled import FILLED, pairs_of

RIGHT, OTHER, LAST, ALONE = "Écrivez au maire.", "La cour est fermée.", "Il fait beau.", "Revenez demain."
FIELDS = {field.key: field for field in load_schema().fields}


def document() -> Document:
    composer = Composer("Aide")
    with composer.section("Recours"):
        composer.add(" ".join((RIGHT, OTHER, LAST)))
    with composer.section("Horaires"):
        composer.add(ALONE)
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def made(**judged: str) -> list[Pair]:
    """Return the pairs of the document, of which each key of a row names one sentence."""
    page = document()
    row: dict[str, Any] = {"subject": "cette aide", "says": [], "not": [], "doubtful": []}
    row |= {key: [page.text.index(said)] for key, said in judged.items()}
    return list(pairs_of(row, page, FIELDS["appeals"], random.Random(1)))


def said(pairs: list[Pair]) -> list[tuple[str, int]]:
    return [(pair["text"].split("\n")[1], pair["label"]) for pair in pairs]


def test_a_passage_says_what_one_of_its_sentences_says() -> None:
    pairs = made(says=RIGHT, **{"not": OTHER})
    assert said(pairs) == [(f"{RIGHT} {OTHER} {LAST}", 1), (RIGHT, 1), (OTHER, 0)]
    assert {pair["field"] for pair in pairs} == {FIELDS["appeals"].asked_of("cette aide")}


def test_a_sentence_that_is_its_passage_is_read_once() -> None:
    assert said(made(**{"not": ALONE})) == [(ALONE, 0)]


def test_a_doubtful_sentence_teaches_nothing_and_its_passage_no_silence() -> None:
    assert said(made(doubtful=RIGHT, **{"not": OTHER})) == [(OTHER, 0)]
    assert not made(doubtful=ALONE)


def test_a_place_where_no_sentence_begins_is_refused() -> None:
    page = document()
    row = {"subject": "", "says": [page.text.index("maire")], "not": [], "doubtful": []}
    with pytest.raises(KeyError):
        list(pairs_of(row, page, FIELDS["appeals"], random.Random(1)))


def test_no_sentence_is_judged_twice_for_a_field() -> None:
    rows = [json.loads(line) for line in FILLED.read_text("utf-8").splitlines()]
    assert len({(row["document"], row["field"]) for row in rows}) == len(rows) > 1000
    for row in rows:
        starts = [*row["says"], *row["not"], *row["doubtful"]]
        assert starts and len(set(starts)) == len(starts), row
        assert row["field"] in FIELDS
