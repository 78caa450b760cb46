"""Quantities that are said otherwise than by a number before its unit: "la moitié", "14 h 30", "une dizaine", "3e"."""

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from assistant.values.flat import blank
from assistant.values.numerals import ANY_WORD, WORDS, value_in_words
from assistant.values.quantities import Quantity, counted, halved, noun_after, share_units
from assistant.values.units import UNITS, unit_after

_HOUR, _MINUTE, _DAY, _SHARE, _TIMES = (UNITS[name] for name in ("heure", "minute", "jour", "%", "fois"))
_CLOCK = re.compile(r"(?<![\d,.])(\d{1,2})\s?(?:h|heures?)\s?([0-5]\d)(?:\s?(?:min|mn|minutes?))?(?![\d,a-z])")
_NOON = re.compile(r"(?<![a-z])(?:midi|minuit)(?![a-z])")
_HALF = re.compile(r"(?<![a-z\d])(?:(une?|deux|trois|\d{1,9})\s)?demie?s?-(heure|journee|tarif)s?(?![a-z])")
_DOZENS = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40}
_DOZENS |= {"cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}
_DOZEN = re.compile(rf"(?<![a-z])(?:une?\s)?({'|'.join(_DOZENS)})s?(?![a-z])")
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
_FRACTION = re.compile(rf"(?<![\d/,.])(?<!page )(?<!lot )(\d{{1,2}})\s?/\s?(\d{{1,2}})(?![\d/])|[{''.join(_SIGNS)}]")
_PARTS = {"moitie": 2, "tiers": 3, "quart": 4, "quarts": 4}
_CHANGED = r"fixee?s?|egale?s?|limitee?s?|(?:ra)?menee?s?|portee?s?|reduite?s?|majoree?s?|diminuee?s?|augmentee?s?"
_PART = re.compile(
    r"(?<![a-z])(?:(?:la|de|par)\s(?P<half>moitie)|(?P<many>deux|trois)\s(?P<parts>tiers|quarts)"
    r"|(?:le|un|au|du)\s(?P<quarter>quart)(?!\sd'heure)|(?:le|un|au|du)\s(?P<third>tiers)(?=\sd(?:es?|u)\s(?!confiance))"
    rf"|(?:{_CHANGED})\s(?:au\s|d'un\s)(?P<cut>tiers))(?![a-z])"
)
_MULTIPLES = {"doubl": 2, "tripl": 3, "quadrupl": 4}
_MULTIPLE = re.compile(
    r"(?<![a-z])(?:(?:est|sont|sera|seront|etre)\s(doubl|tripl|quadrupl)ee?s?|(?:le|au)\s(doubl|tripl|quadrupl)e(?=\sd)"
    r"|(doubl|tripl|quadrupl)(?:er|ees?|ement))(?![a-z])"
)
_RANKS = {"premi": 1, "second": 2, "deux": 2, "trois": 3, "quatr": 4, "cinqu": 5, "six": 6, "sept": 7, "huit": 8}
_RANKS |= {"neuv": 9, "dix": 10, "onz": 11, "douz": 12, "treiz": 13, "quatorz": 14, "quinz": 15, "seiz": 16, "un": 1}
_RANKS |= {"vingt": 20, "trent": 30, "quarant": 40, "cinquant": 50, "soixant": 60, "cent": 100}
_RANK = re.compile(
    r"(?<![a-z0-9,.])(?:(?P<digits>\d{1,3})\s?(?:er|re|ere|e|nd|nde|eme|ieme)s?"
    r"|(?<!\d )(?P<early>premi|second)(?:er|ere|e)?(?!s)"
    rf"|(?P<lead>(?:(?!une?[ -])(?:{ANY_WORD})[ -](?:et[ -])?){{0,6}})(?P<word>{'|'.join(list(_RANKS)[2:])})ieme)"
    r"(?![a-z0-9'])"
)
_NTHS = re.compile(rf"(?<![a-z])({'|'.join(list(WORDS)[2:10])})\s({'|'.join(list(_RANKS)[4:])})iemes(?![a-z])")
_IMPLIED = (
    (re.compile(r"(?<![a-z])(?:majeure?s?|majorite|mineure?s?|minorite)(?![a-z])"), 18, UNITS["an"]),
    (re.compile(r"(?<![a-z])gratui"), 0, UNITS["euro"]),
    (re.compile(r"(?<![a-z])(?:unique|annuel)|par an(?![a-z])|chaque annee"), 1, UNITS["fois"]),
    (re.compile(r"annuel|(?:par|chaque|dans l'|/ ?)\s?an(?:nee)?(?![a-z])|tous les ans"), 1, UNITS["an"]),
    (re.compile(r"semestriel|(?:par|chaque|/) ?semestre"), 6, UNITS["mois"]),
    (re.compile(r"trimestriel|(?:par|chaque|/) ?trimestre"), 3, UNITS["mois"]),
    (re.compile(r"mensue|(?:par|chaque|dans le|/) ?mois|tous les mois"), 1, UNITS["mois"]),
    (re.compile(r"hebdomadaire|(?:par|chaque|dans la|/) ?semaine"), 1, UNITS["semaine"]),
    (re.compile(r"quotidien|journalier|(?:par|chaque|/) ?jour(?![a-z])|tous les jours"), 1, UNITS["jour"]),
)
"""What a word makes of itself: a source that says "majeur" says 18 years, one that says "trimestriel" says 3 months."""


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of a flat text from which dates, references and telephone numbers were taken out."""
    found: list[Quantity] = []
    for read_some in _READERS:
        read = list(read_some(text))
        found += read
        text = blank(text, read)
    return share_units(sorted([*found, *counted(text)], key=lambda quantity: quantity.start), text)


def implied(text: str) -> Iterator[Quantity]:
    """Yield the quantities that a flat text holds without writing them."""
    for pattern, number, unit in _IMPLIED:
        if match := pattern.search(text):
            yield Quantity(match.start(), match.end(), Fraction(number), unit)


def _clocks(text: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(text):
        yield Quantity(match.start(), match.end(), Fraction(int(match[1]) * 60 + int(match[2])), _MINUTE)
    for match in _NOON.finditer(text):
        yield Quantity(match.start(), match.end(), Fraction(12 if match[0] == "midi" else 24), _HOUR)


def _halves(text: str) -> Iterator[Quantity]:
    units = {"heure": _HOUR, "journee": _DAY}
    for match in _HALF.finditer(text):
        many = WORDS.get(match[1]) or int(match[1]) if match[1] else 1
        unit = units.get(match[2])
        number = Fraction(many, 2) if unit else Fraction(50)
        yield Quantity(match.start(), match.end(), number, unit or _SHARE)


def _dozens(text: str) -> Iterator[Quantity]:
    for match in _DOZEN.finditer(text):
        start, end = match.span()
        noun = noun_after(text, end)
        alone = _DAY if match[1] == "quinzaine" and not noun else None
        unit, end = unit_after(text, end) or (alone, end)
        yield Quantity(start, end, Fraction(_DOZENS[match[1]]), unit, noun="" if unit else noun)


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        if match[2] is None:
            share = _SIGNS[match[0]]
        elif 0 < int(match[1]) < int(match[2]):
            share = Fraction(int(match[1]), int(match[2]))
        else:
            continue
        yield Quantity(match.start(), match.end(), share * 100, _SHARE)


def _parts(text: str) -> Iterator[Quantity]:
    for match in _PART.finditer(text):
        many = WORDS[match["many"]] if match["many"] else 1
        part = next(filter(None, match.group("half", "parts", "quarter", "third", "cut")))
        start = match.start("cut") if match["cut"] else match.start()
        yield Quantity(start, match.end(), Fraction(100 * many, _PARTS[part]), _SHARE)


def _nths(text: str) -> Iterator[Quantity]:
    for match in _NTHS.finditer(text):
        yield Quantity(*match.span(), Fraction(100 * WORDS[match[1]], _RANKS[match[2]]), _SHARE)


def _multiples(text: str) -> Iterator[Quantity]:
    for match in _MULTIPLE.finditer(text):
        yield Quantity(match.start(), match.end(), Fraction(_MULTIPLES[next(filter(None, match.groups()))]), _TIMES)


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        yield Quantity(*match.span(), Fraction(_rank(match)), noun=noun_after(text, match.end()), rank=True)


def _rank(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    lead = [word for word in re.findall("[a-z]+", match["lead"] or "") if word != "et"]
    return value_in_words(lead) + _RANKS[match["early"] or match["word"]]


_READERS: tuple[Callable[[str], Iterable[Quantity]], ...] = (
    *(_clocks, _halves, _dozens, _parts, halved, _fractions, _nths, _multiples, _ranks),
)
