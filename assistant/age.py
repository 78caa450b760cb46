"""How old a source is, in words that are seen: rules change, and a page that nobody changed still reads well."""

from datetime import date

_MONTHS = 24


def warning(published: str, today: date) -> str:
    """Return what a reader must know of the date of a source, or an empty string when it is recent enough."""
    day = _day(published)
    if day is None:
        return "Source sans date : à vérifier"
    return f"Source de {day.year} : à vérifier" if is_old(published, today) else ""


def is_old(published: str, today: date) -> bool:
    """Whether a day, in ISO, is two years ago or more; what has no date is not known to be."""
    day = _day(published)
    if day is None:
        return False
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day) >= _MONTHS


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
