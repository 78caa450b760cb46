"""What the schema knows to be disputed is told where the documents of a draft meet it."""

import pytest

from assistant.record.differing.known_contradictions import known_contradictions
from assistant.record.schema import load_schema
from tests.records import read

SCHEMA = load_schema()


def told(text: str) -> tuple[str, ...]:
    return tuple(known_contradictions([read("regles.md", f"# Règles\n\n{text}\n")], SCHEMA))


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Les règles sont publiées en application de l'article L. 312-1-2 du code.", "L. 312-1-3."),
        ("L'information suit l'article L.311-3-1-2.", "R. 311-3-1-2 :"),
        ("Ce système est dit stochastique.", "Le code ne définit pas ce mot."),
        ("La publication s'impose aux communes de plus de 3 500 habitants.", "50 équivalents temps plein"),
    ],
)
def test_a_document_that_takes_a_disputed_side_is_told(text: str, law: str) -> None:
    (note,) = told(text)
    assert note.startswith("« Règles » touche à une contradiction connue")
    assert f"Ce que dit le droit : {law}" in note


def test_a_document_that_cites_the_right_articles_is_left_in_peace() -> None:
    assert not told("Les règles sont publiées en application de l'article L. 312-1-3 ; voir aussi R. 311-3-1-2.")


def test_a_guide_of_before_is_told() -> None:
    (note,) = told("Cette fiche suit le guide publié par Etalab.")
    assert "Maintenant : La DINUM" in note
