"""French analysis: what meets what."""

import pytest

from index.words import surfaces, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("décidé", "decide"),
        ("L'attribution", "attribution"),
        ("aujourd’hui, l’école", "ecole aujourd'hui"),
        ("art. L. 311-3-1", "article L311-3-1 art"),
        ("R.* 311-12", "R*311-12"),
        ("12 000 €", "12000"),
        ("les crèches", "une crèche"),
        ("œuvre", "oeuvre"),
    ],
)
def test_these_share_all_the_words_of_the_first(one: str, other: str) -> None:
    assert set(words(one)) <= set(words(other)), (words(one), words(other))


def test_a_reference_stays_whole() -> None:
    assert "l311-3-1" in words("selon l'article L. 311-3-1 du CRPA")
    assert "r311-3-1-2" in words("art. R. 311-3-1-2")


def test_what_is_denied_is_another_word() -> None:
    assert words("les non-résidents") == words("un non résident") != words("un résident")
    assert words("oui ou non") == ["oui", "non"]


def test_grammar_words_say_nothing() -> None:
    assert surfaces("Est-ce que je peux avoir une place ?") == ["place"]
