"""How old a source is, in words that are seen: rules change, and a page that nobody changed still reads well."""

from collections.abc import Callable, Sequence
from datetime import date

from assistant.quoting.quote import Candidate
from corpus.types import Document, Kind
from index.types import Hit

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


_KEPT: frozenset[Kind] = frozenset(("law", "procedure", "register"))
"""What its publisher keeps up to date under one address: its day is that of its last change, and it holds."""


def current_first(chosen: Sequence[Candidate], document: Callable[[Hit], Document]) -> list[Candidate]:
    """Put what stands in documents that have aged after the rest, where another source is two years younger."""
    days = {one.hit.passage.document: document(one.hit).provenance.published for one in chosen}
    newest = max((day for day in map(_day, days.values()) if day), default=None)

    def aged(one: Candidate) -> bool:
        return newest is not None and one.hit.kind not in _KEPT and is_old(days[one.hit.passage.document], newest)

    return sorted(chosen, key=aged)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
