"""What the entry on a desk, and what was said of it, cite: found again by the numbers that a page shows."""

from assistant.record.texts.glossary import Definition, glossary
from assistant.server.desk import Desk
from assistant.types import Citation

_DIGITS = 6


def cited(desk: Desk, which: str, turn: int | None = None) -> Citation | None:
    """Return a citation by its number: of the entry or its glossary ("3"), of a turn, or doubtful ("appeals.1")."""
    key, doubtful, number = which.rpartition(".")
    known: tuple[Citation, ...] = ()
    if turn is not None:
        known = desk.said[turn].citations if 0 <= turn < len(desk.said) else ()
    elif doubtful and desk.record:
        known = desk.record.fields[key].doubtful if key in desk.record.fields else ()
    elif desk.record:
        known = (*desk.record.citations, *(found.citation for found in defined(desk) if found.citation))
    return next((citation for citation in known if str(citation.number) == number), None)


def number_in(text: str) -> int | None:
    """Read a number that a browser sent: thousands of digits are no number of anything here, and `int` refuses them."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def defined(desk: Desk) -> tuple[Definition, ...]:
    """Return the terms of the entry, each with what its documents say of it, or said when they were read."""
    return glossary(desk.record, desk.documents) if desk.record else ()
