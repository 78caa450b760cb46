"""Sentences: the hard cases are in sentences.txt, one block a line."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import leads, split
from corpus.types import Span


def cases() -> list[str]:
    """¦ stands between two sentences, ⏎ for a line break; "#" opens a remark."""
    lines = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line and not line.startswith("#")]


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize("case", cases())
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    assert pieces(case.replace("¦", "")) == [piece.strip() for piece in case.split("¦")]


def test_an_empty_block_has_no_sentence() -> None:
    assert split("") == split(" \n ") == []


def test_offsets_are_those_of_the_block() -> None:
    assert split(" Oui. Le maire décide.\n") == [Span(1, 5), Span(6, 22)]


def test_a_quotation_that_is_never_closed_hides_only_its_first_part() -> None:
    text = "Il dit : « " + "Le tarif est unique. " * 60
    assert len(split(text)) == 60


def test_an_item_is_read_after_what_introduces_it() -> None:
    text = (
        "Le dossier comprend : 1° Une lettre ; 2° Des pièces : a) La carte ; b) La quittance ; "
        "3° Une photo. Il est gratuit."
    )
    sentences = split(text)
    shown = [[text[lead.start : lead.end] for lead in found] for found in leads(text, sentences)]
    opening, inner = "Le dossier comprend :", "2° Des pièces :"
    assert shown == [[], [opening], [opening], [opening, inner], [opening, inner], [opening], []]


def test_a_remark_inside_an_item_is_read_after_the_item() -> None:
    text = "Il perd son droit : 1° s'il ment. Dans ce cas, il rembourse ; 2° s'il part. Le maire décide."
    sentences = split(text)
    opening, item, *_ = sentences
    assert leads(text, sentences) == [(), (opening,), (opening, item), (opening,), ()]


def test_numbers_that_nothing_introduces_have_no_lead() -> None:
    text = "1. Déposez la demande. 2. Attendez l'avis."
    assert leads(text, split(text)) == [(), ()]


marks = st.sampled_from(
    [*" \n.!?…;:,()[]«»“”\"'’-–1aAÉ°", ". ", " ; 1° ", "M. ", "etc. ", "art. L. 3-1", " : - ", "..."]
)
blocks = st.lists(st.one_of(marks, st.text(max_size=8)), max_size=40).map("".join)


@given(blocks)
@settings(deadline=None)
def test_every_character_but_spaces_is_in_one_sentence(text: str) -> None:
    spans = split(text)
    inside = [at for span in spans for at in range(*span)]
    assert len(inside) == len(set(inside))
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)
    assert all(text[at].isspace() for at in set(range(len(text))) - set(inside))


@given(blocks)
@settings(deadline=None)
def test_leads_are_earlier_sentences_in_order(text: str) -> None:
    spans = split(text)
    for here, found in zip(spans, leads(text, spans), strict=True):
        assert list(found) == sorted(found)
        assert all(lead in spans and lead.end <= here.start for lead in found)
