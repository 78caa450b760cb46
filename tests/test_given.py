"""Passages given with a question: their lines, their lists, and the time that reading them takes."""

import json
from pathlib import Path
from time import perf_counter

import pytest

from assistant.asked.given import document_of
from assistant.wiring import assemble, choose_embedder
from tests.command import Glose

Blocks = list[tuple[str, str]]


def blocks(text: str) -> Blocks:
    """Each block, after the line that introduces it."""
    found = document_of("a", "", text).blocks
    return [(" ".join(text[s.start : s.end] for s in block.lead), text[block.start : block.end]) for block in found]


@pytest.mark.parametrize(
    ("text", "items", "after"),
    [
        ("Vous fournissez :\n- une photo\n- un acte\nLe dossier est gratuit.", 2, 1),
        ("Pièces :\n\n- une photo\n\n- un acte\n\nLe dossier est gratuit.", 2, 1),
        ("Vous devez :\n1. remplir\n2. signer\nLa mairie répond.", 2, 1),
        ("La garantie :\nprotection,\ncollision,\naccident.\nL'assureur ne paie pas.\nRien d'autre.", 3, 2),
        ("Les titres :\nVisas\nCartes\nC'est automatique. Rien n'est dû.\nAilleurs.", 2, 2),
        ("Le juge regarde :\nDistance\nTrajet.\nConséquences\nAucune.", 2, 2),
        ("Étapes :\nVous demandez.\nLa mairie répond.\nRecours\nÉcrivez.", 2, 2),
    ],
)
def test_a_list_ends_where_its_items_do(text: str, items: int, after: int) -> None:
    (_, lead), *rest = blocks(text)
    assert [introduced for introduced, _ in rest] == [lead] * items + [""] * after


def test_a_sentence_cut_to_fit_a_width_is_one() -> None:
    text = (
        "La carte de pêche est délivrée par la fédération\r\ndépartementale ; elle coûte pour un adulte et un an de\n"
        "85 euros. On l'achète en ligne.\nUn adhérent paie moins."
    )
    assert [said for _, said in blocks(text)] == [text.partition("\nUn")[0], "Un adhérent paie moins."]


def test_what_is_short_or_listed_is_not_put_together() -> None:
    listed = "Vous joignez :\nla copie de votre pièce d'identité en cours de validité\nun acte"
    assert len(blocks(listed)) == 3
    assert len(blocks("Tarif réduit\nenfants")) == 2


def test_a_sign_that_is_no_bullet_stays() -> None:
    assert blocks("-12 °C en janvier") == [("", "-12 °C en janvier")]


def test_a_number_may_name_a_passage_and_a_question_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GLOSE_EMBEDDER", "words")
    text = "Combien coûte la carte de pêche ?\nLa carte de pêche coûte 85 euros."
    given = [
        {"id": 12, "title": None, "text": text},
        {"id": 12, "text": "La carte de pêche coûte 6 euros à un enfant."},
    ]
    asked = {"id": 1, "question": "Combien coûte la carte de pêche ?", "passages": given}
    (tmp_path / "q.jsonl").write_text(json.dumps(asked), "utf-8")
    answer = Glose(tmp_path, capsys)("ask", "--batch", tmp_path / "q.jsonl").json
    assert {citation["document"] for citation in answer["citations"]} == {"12"}
    assert "La carte de pêche coûte 85 euros." in [citation["quote"] for citation in answer["citations"]]
    assert not any(citation["quote"].endswith("?") for citation in answer["citations"])


def test_the_time_told_counts_what_reading_the_passages_takes(tmp_path: Path) -> None:
    text = "La carte de pêche coûte 85 euros. " * 20_000
    assistant = assemble(tmp_path, choose_embedder("words", tmp_path), None, "none")
    since = perf_counter()
    told = assistant.ask_over("Combien coûte la carte de pêche ?", [{"id": "a", "text": text}]).timings["total"]
    assert told >= 0.8 * 1000 * (perf_counter() - since)
