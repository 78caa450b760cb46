"""How many there are, in French."""

import pytest

from corpus.counting import count, s, singular
from corpus.errors import UserError
from corpus.pdf.page import Page
from corpus.pdf.say import nothing_to_quote


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 page lue"), (1, "1 page lue"), (2, "2 pages lues"), (4111, "4\u202f111 pages lues")]
)
def test_what_is_counted_agrees_with_its_number(number: int, said: str) -> None:
    assert f"{count(number, 'page')} lue{s(number)}" == said


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert count(2, "cas", "cas") == "2 cas"


def test_an_unreadable_file_of_one_page_is_not_said_of_several() -> None:
    def refused(pages: int) -> UserError:
        damaged = [Page(number=number, damaged=True) for number in range(1, pages + 1)]
        return nothing_to_quote("avis.pdf", damaged, [])

    assert "sa seule page n'est pas lisible" in refused(1).problem
    assert "aucune de ses 2 pages n'est lisible" in refused(2).problem


@pytest.mark.parametrize(("word", "alone"), [("aides", "aide"), ("aide", "aide"), ("jeux", "jeu"), ("pas", "pas")])
def test_a_plural_is_compared_as_its_singular(word: str, alone: str) -> None:
    assert singular(word) == alone == singular(alone)
