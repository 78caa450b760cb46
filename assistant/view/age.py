"""How old a source is, in words that are seen: rules change, and a page that nobody changed still reads well."""

from datetime import date

_MONTHS = 24


def warning(published: str, today: date) -> str:
    """Return what a reader must know of the date of a source, or an empty string when it is recent enough."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return "Source sans date : à vérifier"
    age = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return f"Source de {day.year} : à vérifier" if age >= _MONTHS else ""
