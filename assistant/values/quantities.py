"""Numbers with what they count, wherever they stand: durations, amounts, shares, ages, ranks, counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from assistant.values.numerals import WITH_A_WHOLE, Numeral, numerals
from assistant.values.units import LEADING, UNITS, Unit, unit_after
from index.fold import fold
from index.words import STOP_WORDS, stem


@dataclass(frozen=True)
class Quantity:
    """A number and what it counts: a unit, or a thing named by the stem `noun`, or nothing that is said.

    `terms` narrows the unit: which days ("ouvrables"), with or without tax. `rank`: the number is an ordinal.
    `article`: it is "un" or "une", which most often counts nothing.
    """

    start: int
    end: int
    number: Fraction
    unit: Unit | None = None
    noun: str = ""
    terms: str = ""
    rank: bool = False
    article: bool = False

    @cached_property
    def size(self) -> Fraction:
        """The number, in the base of its dimension."""
        return self.number * self.unit.size if self.unit else self.number

    @property
    def dimension(self) -> str:
        """What its unit measures; empty for a count."""
        return self.unit.dimension if self.unit else ""


_LINK = re.compile(r"\s?(?:a|au|aux|et|ou|-|,|/|puis|et/ou)\s?(?:(?:de|des|les|la|le|a|d')\s?){0,2}")
_AND = re.compile(r"(?:,|\set)?\s?")
_ONLY = re.compile(r"\sseule?\s")
_HEADED = re.compile(r"\.\s+[a-z]")
_STUCK = re.compile("[a-z]")
_BESIDE = re.compile(r"\s?")
_CUT_IN = {"euro": "centime", "heure": "minute"}
_AND_HALF = re.compile(r"\set\sdemie?(?![a-z])")
_AND_HALF_IN_FIGURES = re.compile(rf" ?(?:et )?(?:½|\b1/2)(?![a-z0-9/]|{WITH_A_WHOLE})")
_IN_FIGURES = re.compile("½|1/2")
_NEVER_HALVED = ("share", "times")
"""Dimensions after which a fraction is another value: "3 fois 1/2", "10 % ½"."""

_TERMS = {
    "jour": re.compile(r"\s(ouvrable|ouvre|franc|travaille)s?(?![a-z])"),
    "euro": re.compile(
        r"\s\(?(?:(?P<before>ht|hors\staxe)|(?P<after>ttc|toutes\staxes)|(?P<gross>brut)|(?P<net>net))s?(?![a-z])"
    ),
}
_NOUN = re.compile(rf"{LEADING}\s(?:de\s|d')?([a-zœæ]{{3,}})")
_LABEL = re.compile(
    r"(?<![a-z])(?:(niveau|categorie|gir|zone|groupe|tranche|classe|etape|type|echelon|indice)s?\s"
    r"|([a-z]+)\s(?:n°|numero)\s?)$"
)
_LABEL_WIDTH = 24


def counted(text: str) -> list[Quantity]:
    """Return the numbers of a flat text with what they count, in order."""
    found: list[Quantity] = []
    for following in (_quantity(numeral, text) for numeral in numerals(text)):
        if following.unit is None and _is_a_mark(following, text):
            continue
        if found and (whole := _with_cut(found[-1], following, text)):
            found[-1] = whole
        else:
            found.append(following)
    return found


def halved(text: str) -> list[Quantity]:
    """Return the numbers of a flat text that end with a half in figures: "2 mois ½", "2½ ans", "1 heure 1/2"."""
    if not _IN_FIGURES.search(text):
        return []
    found = (_quantity(numeral, text) for numeral in numerals(text))
    return [one for one in found if _IN_FIGURES.search(text, one.start, one.end)]


def share_units(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Give bare numbers the unit of the one that each is linked to: in "3 à 6 ans", 3 counts years too."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        one, following = shared[place : place + 2]
        alone = one.unit is None and not one.noun and one.rank == following.rank
        if alone and _LINK.fullmatch(text, one.end, following.start):
            shared[place] = replace(one, unit=following.unit, noun=following.noun, terms=following.terms)
    return shared


def sums(found: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """Yield what neighbours make together: "1 an et 6 mois" is also 18 months."""
    for one, other in pairwise(found):
        if not (one.unit and other.unit and _AND.fullmatch(text, one.end, other.start)):
            continue
        if one.dimension == other.dimension and one.unit.size > other.unit.size:
            yield replace(other, start=one.start, number=(one.size + other.size) / other.unit.size)


def noun_after(text: str, place: int, *, plural: bool = False) -> str:
    """Return the stem of the thing counted by a number that ends at `place`, or an empty string."""
    match = _NOUN.match(text, place)
    if match is None or match[1] in STOP_WORDS or (plural and match[1][-1] not in "sx"):
        return ""
    return _singular(match[1])


def _is_a_mark(number: Quantity, text: str) -> bool:
    """Whether a number counts nothing: "2042K", or "2." before a heading."""
    if _HEADED.match(text, number.end):
        return text[: number.start].rstrip(" ")[-1:] in ("", "\n", "'", '"')
    return bool(_STUCK.match(text, number.end))


def _with_cut(one: Quantity, following: Quantity, text: str) -> Quantity | None:
    """Join a unit and the bare number of its parts: "6 euros 50", "quatorze heures trente"."""
    part = UNITS.get(_CUT_IN.get(one.unit.name, "")) if one.unit else None
    bare = following.unit is None and not following.noun and following.number < 100
    if one.unit and part and bare and _BESIDE.fullmatch(text, one.end, following.start):
        return replace(one, end=following.end, number=one.number + following.number * part.size / one.unit.size)
    return None


def _quantity(numeral: Numeral, text: str) -> Quantity:
    start, end, number = numeral.start, numeral.end, numeral.value
    labelled = _LABEL.search(text, max(0, start - _LABEL_WIDTH), start)
    unit_found = None if labelled else unit_after(text, end)
    article = numeral.article and not _ONLY.match(text, end)
    if unit_found is None:
        noun = _singular(labelled[1] or labelled[2]) if labelled else noun_after(text, end, plural=number >= 2)
        return Quantity(start, end, number, noun=noun, article=article)
    unit, end = unit_found
    if half := _half_after(text, end, unit):
        number, end = number + Fraction(1, 2), half.end()
    terms = _TERMS[unit.name].match(text, end) if unit.name in _TERMS else None
    if terms:
        return Quantity(start, terms.end(), number, unit, terms=terms.lastgroup or terms[1])
    return Quantity(start, end, number, unit, article=article)


def _half_after(text: str, place: int, unit: Unit) -> re.Match[str] | None:
    figures = None if unit.dimension in _NEVER_HALVED else _AND_HALF_IN_FIGURES.match(text, place)
    return figures or _AND_HALF.match(text, place)


def _singular(word: str) -> str:
    return stem(fold(word).removesuffix("s"))
