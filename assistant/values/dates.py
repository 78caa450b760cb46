"""Days, months, years and days of the week, in figures or in words, alone or in a run ("du 1er au 15 juillet")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.values.flat import blank
from assistant.values.numerals import value_in_words

_MONTHS = (
    *"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
    *"printemps automne hiver".split(),
)
_WEEK = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


@dataclass(frozen=True, slots=True)
class Date:
    """What is said of a date; 0 where nothing is said. `weekday` counts from 1, Monday; months above 12 are seasons."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int = 0

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """Day, month, year and day of the week."""
        return self.day, self.month, self.year, self.weekday


NOTHING = (0, 0, 0, 0)
"""The parts of a date of which nothing is said."""

_YEAR = r"(?:1[6-9]|20)\d\d"
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_IN_WORDS = (
    r"premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|"
    r"dix-huit|dix-neuf|vingt|vingt[ -]et[ -]un|vingt-(?:deux|trois|quatre|cinq|six|sept|huit|neuf)|trente"
    r"|trente[ -]et[ -]un"
)
_DAY = rf"(?:\d{{1,2}}(?:\s?er)?|{_IN_WORDS})"
_WRITTEN = re.compile(
    rf"(?<![\w,.])(?:(?P<first>{_DAY})\s(?:au|et|ou|a|-|et le|ou le)\s)?(?:(?P<day>{_DAY})\s)?(?P<month>{_MONTH})"
    rf"(?:\s(?P<year>{_YEAR}))?(?![a-z0-9])"
)
_ISO = re.compile(rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])")
_FIGURES = re.compile(
    r"(?<![\d/.])(?P<day>[0-3]?\d)(?P<sep>[/.])(?P<month>[01]?\d)(?P=sep)(?P<year>(?:\d\d)?\d\d)(?![\d/])"
)
_BARE_YEAR = re.compile(
    rf"(?<![\w,.*/€])(?P<year>{_YEAR})(?![\w,*]\d|\w|\s?(?:€|%|\d{{3}}(?!\d))|\s[a-z]{{3,}}s\b|\s(?:euros?|m|km|h)\b)"
)
_SECOND_YEAR = re.compile(rf"(?<=\d[-/])(?P<year>{_YEAR})(?![\w,])")
_WEEKDAY = re.compile(rf"(?<![a-z])(?:(?P<from>{'|'.join(_WEEK)})\sau\s)?(?P<weekday>{'|'.join(_WEEK)})s?(?![a-z])")
_WEEKEND = re.compile(r"(?<![a-z])week-?\s?ends?(?![a-z])")


def dates(text: str) -> list[Date]:
    """Return the dates of a flat text, in order; in "du 1er au 15 juillet" the first takes the month of the second."""
    found: list[Date] = []
    for reader in (_iso, _figures, _written, _years, _weekdays):
        read = list(reader(text))
        found += read
        text = blank(text, read)
    return sorted(found, key=lambda date: date.start)


def _iso(text: str) -> Iterator[Date]:
    for match in _ISO.finditer(text):
        yield _in_figures(match)


def _figures(text: str) -> Iterator[Date]:
    for match in _FIGURES.finditer(text):
        yield _in_figures(match)


def _in_figures(match: re.Match[str]) -> Date:
    year = int(match["year"])
    return Date(*match.span(), int(match["day"]), int(match["month"]), year if year > 99 else 2000 + year)


def _written(text: str) -> Iterator[Date]:
    for match in _WRITTEN.finditer(text):
        month, year = _MONTHS.index(match["month"]) + 1, int(match["year"] or 0)
        date = Date(*match.span(), _day(match["day"]), month, year)
        if match["first"]:
            yield replace(date, end=match.end("first"), day=_day(match["first"]))
            date = replace(date, start=match.start("day") if match["day"] else match.start("month"))
        yield date


def _day(written: str | None) -> int:
    if not written:
        return 0
    if written[0].isdigit():
        return int(written.removesuffix("er"))
    words = [word for word in re.findall("[a-z]+", written) if word != "et"]
    return 1 if words == ["premier"] else value_in_words(words)


def _years(text: str) -> Iterator[Date]:
    for pattern in (_BARE_YEAR, _SECOND_YEAR):
        for match in pattern.finditer(text):
            yield Date(*match.span(), year=int(match["year"]))


def _weekdays(text: str) -> Iterator[Date]:
    for match in _WEEKDAY.finditer(text):
        last = _WEEK.index(match["weekday"])
        first = _WEEK.index(match["from"]) if match["from"] else last
        for weekday in range(first, last + 1):
            yield Date(*match.span(), weekday=weekday + 1)
    for match in _WEEKEND.finditer(text):
        yield from (Date(*match.span(), weekday=weekday) for weekday in (6, 7))
