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


FRENCH = frozenset({"fille", "annule", "canne"})


@pytest.mark.parametrize(
    ("typed", "meant"), [("fille", "fille"), ("canne", "canne"), ("alocation", "allocation"), ("killes", "killes")]
)
def test_a_real_word_that_the_library_lacks_is_no_error(typed: str, meant: str) -> None:
    speller = Speller({"ville": 40, "cane": 9, "allocation": 80, "billes": 9}, FRENCH.__contains__)
    assert speller.correct(typed)[0] == meant


def test_the_lexicon_is_asked_before_a_word_is_corrected() -> None:
    """Else "caution" is a "camion", and never a "dépôt de garantie"."""
    query = analyse("carte handicapé", Speller({"carte": 9, "handicaps": 9}))
    assert stem("inclusion") in query.weights
