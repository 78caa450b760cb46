"""The signs of a text written without styles: bullets, numbers, what begins a sentence or a heading, raised figures."""

import re

_BULLET = re.compile(
    r"(?:[-–—−‐•●◦○■□▪▫▶►▸➢➤➔→✓✔❖◆◇⬥☐☒]+|[o*§¤.])(?=\s|$)|[•●■▪➢✓✔☐☒](?=\S)|[-–—](?=[^\W\d]|[«\"“])|(?=>\s+[^\W\d])"
)
"""The last alternative keeps ">" in the text, where it may also compare."""
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)°]|\(?[a-z][.)]|(?:\d{1,2}|[a-z])(?:\.\d{1,2})+\.?|[ivx]+[.)])\s+\S")
_BEGINNING = re.compile(r"[«\"“(\[]?\s?(?:[A-ZÀ-ÖØ-ÞŒ]|\d)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_CALLS = re.compile(
    r"^[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s+|(?:(?<=[^\W\d_])|(?<=[.,;:!?»)\]’'…]))(?<!\bm)(?<!\b[cdk]m)(?<!\bCO)[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
)
"""The call of a note after a word, or the number that begins one; not a power, a surface or a volume."""


def split_mark(text: str) -> tuple[str, str]:
    """The bullet that begins a text, and the rest; an empty bullet when it begins otherwise."""
    found = _BULLET.match(text)
    return (found[0].strip() or ">", text[found.end() :].strip()) if found else ("", text)


def is_numbered(text: str) -> bool:
    """Whether it begins like the item of a numbered list: "1.", "a)", "2.3"."""
    return bool(_NUMBER.match(text))


def begins(text: str) -> bool:
    """Whether it begins as a sentence or a heading does: by a capital or a figure, an opening sign before it or not."""
    return bool(_BEGINNING.match(text))


def raised(text: str) -> str:
    """Figures as they stand above the line, so that the call of a note does not become part of a number."""
    return text.translate(_RAISED)


def without_calls(text: str) -> str:
    """Leave out the raised figures that call notes: what they call is not there when a sentence is quoted alone."""
    return _CALLS.sub("", text)
