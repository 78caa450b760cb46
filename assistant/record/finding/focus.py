"""Where a document names the subject of a request: in its title, in its headings, in the cells of its tables."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.record.finding.subject import Subject, telling
from corpus.types import Document
from index.fold import fold
from index.words import words

ONE_SUBJECT = 15_000
"""Characters below which a document whose title names the subject in part has no other."""

_HALF = 0.5
_HEAD = 6
"""Blocks among which a letter or a memo says what it is about."""

_COINED = re.compile(r"\b\w*[a-zà-ÿ][A-Z]\w*\b")
_OBJECT = re.compile(r"obj(?:et)?\.? ?:")


def title_of(document: Document) -> str:
    """Return the title of a document, with what its letterhead says that it is about."""
    opening = document.blocks[:_HEAD]
    headings = [heading for block in opening for heading in block.section]
    first = next((heading for block in document.blocks[:1] for heading in block.section), "")
    said = [*headings, *(document.text[block.start : block.end] for block in opening)]
    about = next((line for line in said if _OBJECT.match(fold(line))), "")
    return f"{document.title} {first} {about}"


def narrowed(subject: Subject, documents: Sequence[Document]) -> Subject:
    """Keep of a request its proper name alone, where the long documents that bear it speak of the rest throughout.

    "Classement des candidats par Orientéo" is about Orientéo where the paper on it ranks candidates on every page. A
    short document is read whole anyway; one whose title bears a name made up for it ("AdéFIP") is about nothing else.
    """
    if subject.proper and subject.proper == subject.stems:
        return _called(subject)
    if coined := _coined(subject, documents):
        return _called(replace(subject, stems=coined, proper=coined))
    named = [subject.proper & telling(words(title_of(document))) for document in documents]
    proper = frozenset[str]().union(*named) if all(named) else frozenset()
    rest = subject.stems - proper
    if not proper or not rest or not all(_throughout(document, rest) for document in documents):
        return subject
    return _called(replace(subject, stems=proper, proper=proper))


def _coined(subject: Subject, documents: Sequence[Document]) -> frozenset[str]:
    """Return the stems of a name with capitals inside that a request has, and the title of every document."""
    coined = frozenset(words(" ".join(_COINED.findall(subject.name)))) & subject.stems
    return coined if all(coined <= set(words(title_of(document))) for document in documents) else frozenset()


def _called(subject: Subject) -> Subject:
    """Call a subject by its proper name: "l'algorithme Orientéo" and "Orientéo" ask the same."""
    runs: list[list[str]] = [[]]
    for token in subject.name.split():
        if subject.proper & set(words(token)):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    longest = max(runs, key=lambda run: len(run))
    return replace(subject, name=" ".join(longest))


def _throughout(document: Document, stems: frozenset[str]) -> bool:
    """Whether it is long, and the sections that hold more than half of some words are more than half of it."""
    if len(document.text) <= ONE_SUBJECT:
        return False
    sections: dict[tuple[str, ...], list[str]] = {}
    for block in document.blocks:
        sections.setdefault(block.section, list(block.section)).append(document.text[block.start : block.end])
    naming = [text for text in map(" ".join, sections.values()) if len(stems & set(words(text))) > _HALF * len(stems)]
    return sum(map(len, naming)) > _HALF * len(document.text)


def focus(document: Document, subject: Subject) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Return the heading paths that name the subject best, and the stems of the name that they give it."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    names: frozenset[str] = frozenset()
    for section in dict.fromkeys(block.section for block in document.blocks):
        for at, heading in enumerate(section):
            if named := subject.named_by(heading):
                prefix = section[: at + 1]
                found[prefix] = len(named), len(subject.stems & set(words(" ".join(prefix))))
                names = max(names, named, key=len)
    best = max(found.values(), default=(0, 0))
    return frozenset(prefix for prefix, rank in found.items() if rank == best), names


def naming_cells(row: str, subject: Subject) -> list[str]:
    """Return the cells of a row that name the subject."""
    values = [part.partition(" : ")[2] or part for part in row.split(" ; ")]
    return [value for value in values if subject.named_by(value)]
