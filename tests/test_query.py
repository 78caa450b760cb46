"""Questions as people type them."""

import pytest

from index.query import EXPANDED, Speller, analyse
from index.words import stem

KNOWN = Speller(
    {"creche": 40, "attribution": 30, "logement": 90, "allocation": 80, "apl": 9, "inscription": 5, "mairie": 7}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("crehce", "creche"),
        ("atribution", "attribution"),
        ("logemant", "logement"),
        ("alocation", "allocation"),
        ("lapl", "apl"),
        ("linscription", "inscription"),
        ("creche", "creche"),
        ("xyz", "xyz"),
        ("2024", "2024"),
        ("zorglub", "zorglub"),
    ],
)
def test_typing_errors_find_the_word(typed: str, meant: str) -> None:
    assert KNOWN.correct(typed)[0] == meant


def test_added_words_weigh_less_than_those_of_the_question() -> None:
    query = analyse("APL crèche", KNOWN)
    assert query.weights["apl"] == 1
    assert query.weights[stem("logement")] == EXPANDED
    assert set(query.own) == {"apl", "crech"}


def test_the_embedder_reads_the_corrected_word_too() -> None:
    assert "creche" in analyse("place en crehce", KNOWN).text
    assert analyse("place à la mairie", KNOWN).text == "place à la mairie"
