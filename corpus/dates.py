"""Days as files write them, and as a French reader expects them."""

import re

_MONTHS = """janvier février mars avril mai juin juillet août septembre octobre novembre décembre""".split()
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_WORDS = re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)


def iso_day(text: str) -> str:
    """Return the first day written in a text ("2020-03-01T08:00", "1/3/2020", "1er mars 2020") as ISO, else ""."""
    if found := _ISO.search(text):
        return _day(*map(int, found.groups()))
    if found := _SLASHES.search(text):
        day, month, year = map(int, found.groups())
        return _day(year, month, day)
    if found := _WORDS.search(text):
        return _day(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
    return ""


def french_day(iso: str) -> str:
    """Write an ISO day as in a sentence: "1er mars 2020"; what is not one comes back as it is."""
    try:
        year, month, day = map(int, iso[:10].split("-"))
    except ValueError:
        return iso
    return f"{'1er' if day == 1 else day} {_MONTHS[month - 1]} {year}" if _day(year, month, day) else iso


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
