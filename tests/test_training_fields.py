"""Documents marked by hand become passages whose sentences say the fields that they are marked with, and no other."""

import json
import random

from assistant.record.schema import load_schema
from corpus.compose import Composer
from corpus.types import Provenance
from evals.training.documents import Pair, Paper
from evals.training.fields import SHEETS, TWINS, of_paper, of_sheet, pairs_of, twin_pairs

FIELDS = [field for field in load_schema().fields if field.key in ("purpose", "appeals")]
KNOWN = {field.key: field for field in load_schema().fields if field.queries}
SUBJECT = "le classement"
QUESTIONS = {field.asked_of(subject): field.key for field in FIELDS for subject in ("", SUBJECT)}
PAPER = Paper(
    passages=[
        {"p": "a-1", "title": "Note", "section": "I > But", "text": "Le score sert à classer. La cour est fermée."},
        {"p": "a-2", "title": "Note", "section": "Suite", "text": "Vous pouvez écrire au maire."},
    ],
    subjects=[SUBJECT],
    fields={"purpose": ["Le score sert à classer."], "appeals": ["Vous pouvez écrire au maire."]},
)


def made(*others: str, seeds: int = 1) -> list[Pair]:
    return [pair for seed in range(seeds) for pair in pairs_of(of_paper(PAPER), FIELDS, others, random.Random(seed))]


def test_a_passage_and_its_sentences_say_the_fields_they_are_marked_with_and_no_other() -> None:
    found = {(QUESTIONS[pair["field"]], pair["text"], pair["label"]) for pair in made(seeds=3)}
    said, closed, written = "Le score sert à classer.", "La cour est fermée.", "Vous pouvez écrire au maire."
    assert found == {
        ("purpose", f"Note > But\n{said} {closed}", 1),
        ("purpose", f"Note > But\n{said}", 1),
        ("purpose", f"Note > But\n{closed}", 0),
        ("purpose", f"Note > Suite\n{written}", 0),
        ("appeals", f"Note > But\n{said} {closed}", 0),
        ("appeals", f"Note > But\n{said}", 0),
        ("appeals", f"Note > But\n{closed}", 0),
        ("appeals", f"Note > Suite\n{written}", 1),
    }


def test_a_document_that_is_not_marked_says_nothing_of_any_field() -> None:
    assert not of_paper(Paper(passages=PAPER.passages)).passages


def test_what_a_document_says_of_its_decision_it_does_not_say_of_another() -> None:
    foreign = [
        pair for pair in made("la vente des vélos", seeds=9) if pair["field"].startswith("la vente des vélos : ")
    ]
    assert foreign and not any(pair["label"] for pair in foreign)


def test_a_long_passage_is_cut_and_an_item_keeps_its_lead_in() -> None:
    items = "\n".join(f"- la pièce numéro {n}, que le service demande à la famille ;" for n in range(12))
    text = f"Vous devez fournir :\n{items}"
    paper = Paper(
        passages=[{"p": "a-1", "title": "Note", "section": "Pièces", "text": text}], subjects=[SUBJECT],
        fields={"appeals": ["la pièce numéro 11, que le service demande à la famille ;"]},
    )  # fmt: skip
    first, *_, last = of_paper(paper).passages
    assert all(part.whole.startswith("Note > Pièces\nVous devez fournir :\n") for part in (first, last))
    assert last.parts[-1].alone == f"Note > Pièces\nVous devez fournir : {last.parts[-1].text}"
    assert [part.says for part in last.parts][-1] == {"appeals"} and not any(part.says for part in first.parts)


def test_a_sheet_is_marked_by_the_places_of_its_sentences() -> None:
    composer = Composer("Aide")
    with composer.section("Recours"):
        composer.add("Écrivez au maire. La cour est fermée.")
    document = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    start = document.text.index("Écrivez")
    place = [start, start + len("Écrivez au maire.")]
    row = {"document": "F1", "subjects": [SUBJECT], "fields": {"appeals": [place]}}
    (passage,) = of_sheet(row, document).passages
    assert [(part.text, set(part.says)) for part in passage.parts] == [
        ("Écrivez au maire.", {"appeals"}),
        ("La cour est fermée.", set()),
    ]


def test_the_sheets_name_known_fields_and_no_place_twice() -> None:
    for row in map(json.loads, SHEETS.read_text("utf-8").splitlines()):
        assert row["subjects"] and set(row["fields"]) <= set(KNOWN), row["document"]
        for places in row["fields"].values():
            assert len({tuple(place) for place in places}) == len(places), row["document"]
            assert all(0 <= start < end for start, end in places), row["document"]


def test_twins_differ_by_what_they_say_of_the_decision() -> None:
    rows = [json.loads(line) for line in TWINS.read_text("utf-8").splitlines()]
    assert all(row["says"] != row["not"] and row["subject"] for row in rows)
    for row in rows:
        right, wrong, *other = twin_pairs(row, KNOWN)
        assert (right["label"], wrong["label"]) == (1, 0) and right["field"] == wrong["field"]
        assert right["field"].startswith(row["subject"]) and right["text"] != wrong["text"]
        assert len(other) == ("instead" in row)
        for pair in other:
            assert pair["label"] == 1 and pair["text"] == wrong["text"] and pair["field"] != wrong["field"]
