"""Administrative words and what a person would say instead, read from `jargon.fr.tsv`.

A line of the table is a plain wording, then the forms that it replaces: it is a file to be completed by people who know
the counter and not the code. Case, accents and plural marks do not count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.logic.words import pieces
from corpus.counting import singular
from corpus.types import Span

TABLE = Path(__file__).with_name("jargon.fr.tsv")

_CONTRACTED = {"de": ("d'", "du", "des"), "à": ("au", "aux")}

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Jargon:
    """A word of the administration in a text, as the text writes it, and what could be said instead."""

    term: str
    plain: str
    span: Span


def jargon(text: str) -> tuple[Jargon, ...]:
    """Return the words of the table that the text uses, in order; of two that overlap, the longer one."""
    found = pieces(text)
    keys = [singular(piece.text) for piece in found]
    hits = []
    at = 0
    while at < len(found):
        size = next((size for size in _sizes() if tuple(keys[at : at + size]) in _plain()), 0)
        if size:
            span = Span(found[at].start, found[at + size - 1].end)
            hits.append(Jargon(text[span.start : span.end], _plain()[tuple(keys[at : at + size])], span))
        at += size or 1
    return tuple(hits)


@cache
def _plain() -> Mapping[_Key, str]:
    lines = TABLE.read_text("utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return {key(form): plain for plain, forms in cells for written in forms.split(", ") for form in _endings(written)}


def _endings(form: str) -> Iterator[str]:
    """Give a form and what its last word becomes: "à compter de", "d'", "du", "des"; "conformément à", "au", "aux"."""
    yield form
    for last, others in _CONTRACTED.items():
        if form.endswith(f" {last}"):
            yield from (form.removesuffix(last) + other for other in others)


@cache
def _sizes() -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in _plain()}, reverse=True))


def key(term: str) -> _Key:
    """Return what two spellings of a term share."""
    return tuple(singular(piece.text) for piece in pieces(term))
