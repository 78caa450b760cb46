"""Texts of a record under the limits of another register: cut where a sentence ends, or not at all."""

import re

from assistant.addresses import MAIL
from assistant.record.exchange.crosswalk import Form
from corpus.dates import iso_day
from corpus.register.page import first_url
from corpus.sentences import split

_EMAIL = re.compile(MAIL)
_PHONE = re.compile(r"(?<!\d)(?:\+33 ?|0)\d(?:[ .-]?\d{2}){4}(?!\d)")


def cut(text: str, limit: int) -> tuple[str, str]:
    """Split a text after the last sentence that ends within the limit: what is kept, maybe nothing, and the rest.

    A line that only announces the next one ("Données :") is never kept last.
    """
    if len(text) <= limit:
        return text, ""
    kept = next((end for end in reversed(_ends(text)) if end <= limit and text[end - 1] != ":"), 0)
    return text[:kept], text[kept:].strip()


def pick(text: str, form: Form) -> str:
    """Return the first value of this form that a text holds, as it is written there; an empty string if none.

    A date is returned as an ISO day.
    """
    if form == "date":
        return iso_day(text)
    if form == "url":
        return first_url(text)
    email = _EMAIL.search(text) if form in ("email", "contact") else _PHONE.search(text)
    if email:
        return email[0]
    return first_url(text) if form == "contact" else ""


def _ends(text: str) -> list[int]:
    """Where its sentences end, in order; an end of line is one."""
    ends = []
    start = 0
    for line in text.splitlines(keepends=True):
        ends += [start + span.end for span in split(line)]
        start += len(line)
    return ends
