"""A half belongs to the number that it follows; before a whole, or alone, it is a share."""

from fractions import Fraction

import pytest

from assistant.values.reading import read
from assistant.values.units import UNITS


def measured(text: str) -> list[tuple[Fraction, str]]:
    """What a text counts, each in the base of its dimension."""
    return [(one.size, one.dimension) for one in read(text).quantities]


SHARE = [(Fraction(1, 2), "share")]


@pytest.mark.parametrize(
    ("number", "unit", "writings"),
    [
        ("5/2", "mois", "2 mois ½|2 mois 1/2|2 mois et 1/2|2 mois½|2½ mois|2 ½ mois|deux mois et demi|2,5 mois"),
        ("3/2", "an", "1 an ½|1 an 1/2|un an ½|un an et demi|1½ an|18 mois"),
        ("3/2", "heure", "1 heure 1/2|1 h ½|1h½|une heure et demie|1,5 heure|1 h 30"),
        ("5/2", "jour", "2 jours ½|2 journées 1/2|deux jours et demi"),
        ("5/2", "euro", "2 euros ½|2½ euros|2,50 €"),
    ],
)
def test_a_number_and_its_half_are_one_value_however_they_are_written(number: str, unit: str, writings: str) -> None:
    expected = [(Fraction(number) * UNITS[unit].size, UNITS[unit].dimension)]
    assert [writing for writing in writings.split("|") if measured(writing) != expected] == []


@pytest.mark.parametrize("text", "1/2 journée|½ journée|la moitié|1/2 des places|en charge 1/2|le 1/2".split("|"))
def test_a_half_of_a_whole_is_a_share(text: str) -> None:
    assert measured(text) == SHARE


def test_half_a_day_is_a_duration_where_words_say_it() -> None:
    assert measured("une demi-journée") == [(UNITS["jour"].size / 2, "minute")]


@pytest.mark.parametrize(
    "text",
    [
        "À 3 ans 1/2 tarif",
        "À 3 ans ½ tarif",
        "Dans 3 ans 1/2 des places",
        "Pendant 3 ans 1/2 de la somme",
        "Pendant 3 ans 1/2 de l'aide",
        "À 3 ans : 1/2 tarif",
        "Après 3 ans\n1/2",
    ],
)
def test_a_half_of_something_else_does_not_lengthen_what_is_before_it(text: str) -> None:
    assert measured(text) == [(Fraction(36), "month"), *SHARE]


@pytest.mark.parametrize(
    ("text", "first"), [("10 % ½", (Fraction(1, 10), "share")), ("3 fois 1/2", (Fraction(3), "times"))]
)
def test_a_share_and_a_multiple_are_not_halved(text: str, first: tuple[Fraction, str]) -> None:
    assert measured(text) == [first, *SHARE]


def test_a_range_and_working_days_keep_their_half() -> None:
    assert measured("de 2 mois ½ à 4 ans") == [(Fraction(5, 2), "month"), (Fraction(48), "month")]
    assert measured("de 2 ½ à 6 ans") == [(Fraction(30), "month"), (Fraction(72), "month")]
    (days,) = read("3 jours ½ ouvrés").quantities
    assert (days.number, days.terms) == (Fraction(7, 2), "ouvre")


def test_a_value_is_shown_with_its_half() -> None:
    reading = read("Un délai de 2 mois ½.")
    assert reading.shown(reading.quantities[-1]) == "2 mois ½"
