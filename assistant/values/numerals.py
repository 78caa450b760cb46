"""Numbers as French writes them, in digits or in words: "12 000", "6,50", "quatre-vingt-dix-sept", "2 millions"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

_UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_SCALES = {"cent": 100, "cents": 100, "mil": 1000, "mille": 1000}
_LARGE = {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_TENS |= {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
WORDS = {**{word: value for value, word in enumerate(_UNITS)}, "une": 1, **_TENS, **_SCALES, **_LARGE}
"""Each word of a number, folded, and what it is worth."""

ANY_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
"""Pattern of such a word."""

_WORD = re.compile(
    r"(?<![a-z0-9])(?!(?<=pour )cent)(?!(?<=[0-9½]\s)(?:million|milliard))"  # of "2 millions" the digits take both
    rf"(?:{ANY_WORD})(?![a-z0-9])"
)
DIGITS = r"(?:\d{1,3}(?:[ .]\d{3}){1,9}(?!\d)|\d{1,30})(?:[,.]\d{1,30})?"
"""A number in digits, thousands set apart by a space or a full stop, decimals by a comma (or a full stop).

Of a longer run the first digits alone are read: nothing counts so far, and `int` refuses more than 4,300 of them.
"""

WITH_A_WHOLE = (
    r"\s(?:(?:du|des|de\s(?:la|ce|cet|cette|ces|chaque|leur|son|sa|ses|votre|vos)|d'une?)(?![a-z])|de\sl'"
    r"|(?:groupe|journee|pension|place|poste|salaire|solde|tarif|temps|traitement)s?\b)"
)
"""Pattern of the whole that a fraction before it is a share of: "½ tarif", "1/2 des places"."""

_DIGITS = re.compile(
    rf"(?<![a-z0-9_+])(?<!\+ )(?<![a-z]-)(?<!\d[.,/*])({DIGITS})(½|\s½(?!{WITH_A_WHOLE}))?"
    r"(?:\s(millions?|milliards?)\b)?"
)
_THOUSANDS = re.compile(r"[ .](?=\d{3}(?!\d))")
_PLURAL = re.compile(r"\s[a-z]+[sx]\b|\s(?:an|mois)\b")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its place. `article`: it is "un" or "une" alone, which most often counts nothing."""

    start: int
    end: int
    value: Fraction
    article: bool = False


def numerals(text: str) -> list[Numeral]:
    """Return the numbers of a flat text, in order."""
    return sorted(chain(_in_digits(text), _in_words(text)), key=lambda numeral: numeral.start)


def value_of(digits: str) -> Fraction:
    """Return what digits are worth, however they are set apart."""
    plain = _THOUSANDS.sub("", digits).replace(" ", "").replace(",", ".")
    return Fraction(plain) if "." in plain else Fraction(int(plain))


def _in_digits(text: str) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        half = Fraction(1, 2) if match[2] else 0
        scale = _LARGE[match[3]] if match[3] else 1
        yield Numeral(match.start(), match.end(), (value_of(match[1]) + half) * scale)


def _in_words(text: str) -> Iterator[Numeral]:
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if run and not _goes_on(run[-1], match):
            yield from _numeral(run)
            run = []
        run.append(match)
    if run:
        yield from _numeral(run)


def _goes_on(last: re.Match[str], following: re.Match[str]) -> bool:
    """Whether two words are parts of one number: "vingt et un", "deux cents", not "deux ou trois", "six neuf"."""
    one, other = WORDS[last[0]], WORDS[following[0]]
    gap = last.string[last.end() : following.start()]
    if gap in (" et ", "-et-"):
        return 20 <= one < 100 and other in (1, 11)
    return gap in (" ", "-") and _joins(one, other)


def _joins(one: int, other: int) -> bool:
    if one >= 100 or other >= 100:
        return one != other and one > 0
    if one == 4 and other == 20:
        return True
    if one == 10:
        return 7 <= other <= 9
    return (0 < other < 10 <= one and one % 10 == 0) or (one in (20, 60) and 10 <= other <= 16)


def _numeral(run: Sequence[re.Match[str]]) -> Iterator[Numeral]:
    text, start, end = run[0].string, run[0].start(), run[-1].end()
    words = [match[0] for match in run]
    if (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()) or text[start - 1 : start] == "-":
        return  # "deux-roues", "entre-deux"
    if words == ["neuf"] and not _PLURAL.match(text, end):
        return  # "un logement neuf"
    yield Numeral(start, end, Fraction(value_in_words(words)), article=words in (["un"], ["une"]))


def value_in_words(words: Sequence[str]) -> int:
    """Return what the words of one number are worth together."""
    total = current = 0
    for value in map(WORDS.__getitem__, words):
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100:
            current = max(current, 1) * 100
        elif value == 20 and current % 100 == 4:
            current += 76
        else:
            current += value
    return total + current
