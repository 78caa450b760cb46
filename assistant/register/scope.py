"""Why these algorithms are published and not others: what the organisation's own texts say of it, word for word.

A note of publication, a guide for agents, an article of a regulation: any text of the library may say it. Where a text
cites an article that the schema knows to be the wrong one, the page says so beside the quotation.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assistant.cite import cite
from assistant.record.schema import Schema
from assistant.types import Citation
from corpus.library import Entry, Library
from corpus.sentences import split
from corpus.types import Document, Span
from index.fold import fold
from index.words import surfaces

Theme = Literal["what", "why", "left_out"]

_WHAT = re.compile(
    r"\bregistre\b[^.]*\balgorithmes?\b|\balgorithmes?\b[^.]*\bregistre\b"
    r"|\b\d+ (?:fiches|traitements)\b[^.]*\bregistre\b"
)
_WHY = re.compile(
    r"\b(?:obligation|impose|doit|doivent|devons|nous)\b[^.]{0,40}\bpubli(?:er|ons|e|ee|ees|es)\b"
    r"|\bprincipaux traitements\b"
)
_NOT_PUBLISHED = re.compile(
    r"\bn(?:e |')(?:sont|est) pas publi|\b(?:on|nous|ville) ne publi\w+ pas\b|\bnon publies?\b"
    r"|\bdispense\w*\b[^.]*\bpubli"
)
_RULE_OF_OUR_OWN = re.compile(
    r"\bnous publions\b|\b(?:ville|commune|departement|region) publie\b|\bchoisi de publier\b"
)
"""A choice of the organisation says more of why these than the law that binds every other one."""

_NO_DUTY = re.compile(r"\bpas d'obligation\b")
_ON_ALGORITHMS = re.compile(r"\b(?:algorithm\w+|traitements?)\b")
_MOST = 5
"""Quotations a theme."""

_FEWEST_WORDS = 5
"""Of a sentence that says something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a text says of the scope of the register; `caution` is set where it cites the wrong article."""

    theme: Theme
    citation: Citation
    caution: str = ""


def scope_note(library: Library, publishers: Collection[str], schema: Schema) -> tuple[Said, ...]:
    """Return what the texts of these publishers say of the scope of their register, theme by theme.

    The texts that say most come first. Without any text of theirs nothing is said: another organisation's reasons are
    not this one's.
    """
    by_document = []
    for entry in _entries(library, publishers):
        if found := list(_said(library.document(entry.id, entry.version), schema)):
            by_document.append(found)
    by_document.sort(key=len, reverse=True)
    kept = [said for theme in ("what", "why", "left_out") for said in _first(by_document, theme)]
    return tuple(
        replace(said, citation=replace(said.citation, number=number)) for number, said in enumerate(kept, start=1)
    )


def _first(by_document: list[list[Said]], theme: str) -> list[Said]:
    """Return the first of each document, then the second of each: several texts are worth more than one."""
    columns = [sorted((said for said in found if said.theme == theme), key=_ours_first) for found in by_document]
    ranked = [(rank, number, said) for number, column in enumerate(columns) for rank, said in enumerate(column)]
    return [said for _, _, said in sorted(ranked, key=lambda item: item[:2])][:_MOST]


def _ours_first(said: Said) -> bool:
    return not _RULE_OF_OUR_OWN.search(fold(said.citation.quote))


def _entries(library: Library, publishers: Collection[str]) -> Iterator[Entry]:
    for entry in library.entries():
        if entry.kind != "register" and entry.provenance.publisher in publishers:
            yield entry


def _said(document: Document, schema: Schema) -> Iterator[Said]:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        under = fold(" > ".join(block.section))
        if block.role not in ("text", "item", "note") or not _ON_ALGORITHMS.search(
            fold(f"{document.title} {under} {text}")
        ):
            continue
        for span in split(text):
            sentence = text[span.start : span.end]
            theme = _theme(fold(sentence), under) if len(sentence.split()) >= _FEWEST_WORDS else None
            if theme:
                place = Span(block.start + span.start, block.start + span.end)
                yield Said(theme=theme, citation=cite(document, block, place), caution=_caution(sentence, schema))


def _theme(sentence: str, under: str) -> Theme | None:
    if _NOT_PUBLISHED.search(sentence) or _NOT_PUBLISHED.search(under):
        return "left_out"
    if _WHY.search(sentence) and not _NO_DUTY.search(sentence):
        return "why"
    return "what" if _WHAT.search(sentence) else None


def _caution(sentence: str, schema: Schema) -> str:
    """Return what the law says where a sentence names the article that other sources wrongly name for publication."""
    known = schema.contradiction("publication_article")
    wrong = _references(known.one) - _references(known.other)
    return known.law if wrong & _references(sentence) else ""


def _references(text: str) -> frozenset[str]:
    return frozenset(word for word in surfaces(text) if word[0].isalpha() and any(map(str.isdigit, word)))
