"""Finds how the documents call what a request names, so that the name of an entry is quoted and not retyped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.record.scope import Line
from assistant.record.subject import Subject, telling, without_number
from corpus.types import Span
from index.fold import fold
from index.words import words

_LETTERS = {"a": "aàâä", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "c": "cç", "'": "'’", "-": "-‐ "}
_ARTICLE = 4
"""Characters of an article before a name."""

_LABEL = re.compile(r"^nom de l'algorithme : ")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a document writes it, and the sentence that holds it."""

    text: str
    line: Line
    span: Span


def name_of(subject: Subject, lines: Sequence[Line]) -> Named | None:
    """Return the name of the subject in the documents: of a register entry, or where a sentence writes it in full."""
    for line in lines:
        if _LABEL.match(line.folded):
            return Named(line.text.partition(" : ")[2], line, Span(line.sentence.start, line.sentence.end))
    headings = dict.fromkeys(without_number(h) for line in lines for h in line.passage.section if subject.named_by(h))
    for name in (subject.name, *headings):
        if (phrase := _phrase(name)) and (found := _first(phrase, lines)):
            return found
    return _in_a_row(subject, lines)


def _in_a_row(subject: Subject, lines: Sequence[Line]) -> Named | None:
    """Return the cell of a table that names the subject."""
    for line in lines:
        for part in line.text.split(" ; ") if line.sentence.role == "row" else ():
            if subject.named_by(cell := part.partition(" : ")[2]):
                return Named(cell, line, Span(line.sentence.start, line.sentence.end))
    return None


def _first(phrase: re.Pattern[str], lines: Sequence[Line]) -> Named | None:
    """Return the first sentence that has a name, one that begins with it if any does, and a row failing all."""
    found = [(match, line) for line in lines if (match := phrase.search(line.text))]
    if not found:
        return None
    match, line = min(found, key=lambda item: (item[1].sentence.role == "row", item[0].start() > _ARTICLE))
    return Named(match[0], line, Span(line.sentence.start, line.sentence.end))


def _phrase(name: str) -> re.Pattern[str] | None:
    """Match a name from its first telling word to its last; not where a longer name begins so."""
    tokens = name.split()
    kept = [at for at, token in enumerate(tokens) if telling(words(token))]
    if not kept:
        return None
    spelled = r"\s+".join(_spelled(token) for token in tokens[kept[0] : kept[-1] + 1])
    return re.compile(rf"(?<!\w)(?i:{spelled})(?!\w)(?!\s+[A-ZÀÂÇÉÈÊÎÔ])")


def _spelled(token: str) -> str:
    """Match a word with or without its accents and capitals."""
    return "".join(f"[{_LETTERS[c]}]" if c in _LETTERS else re.escape(c) for c in fold(token))
