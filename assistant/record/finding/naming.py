"""Finds how the documents call what a request names, so that the name of an entry is quoted and not retyped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.record.finding.scope import Line
from assistant.record.finding.subject import CAPITAL, Subject, telling, without_number
from corpus.types import Span
from index.fold import fold
from index.words import words

_LETTERS = {"a": "aàâä", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "c": "cç", "'": "'’", "-": "-‐ "}
_ARTICLE = 4
"""Characters of an article before a name."""

_HALF = 0.5
_HEAD = 300
_LONGEST = 100
"""Characters at the head of a document where its title and its object stand, and of a name there."""

_PART = re.compile(r"[^\s:.–][^\n:.–]*[^\s:.–]")
_KIND_OF_TEXT = re.compile(
    r"^(?:règlement|note|notice|délibération|arrêté|fiche|procédure|guide|compte[- ]rendu|campagne)\b[^\n:]{0,20}? "
    r"(?:de l['’]|de la |du |des |de |d['’]|sur l['’]|sur la |sur les |sur le )",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:outil|logiciel|application|algorithme|module|traitement|dispositif|plateforme|programme)\b[^.;«»]{0,60}"
    r"\b(?:appel[ée]|d[ée]nomm[ée]|nomm[ée]|intitul[ée]|baptis[ée]|sous le nom)e?s? (?:de )?«\s*(?P<name>[^»]+?)\s*»",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r" (?:par|pour|selon|dans|de|du|des|à|aux?) | d['’]")
_CLAUSE = re.compile(r"\b(?:est|sont|a|ont|sera|seront)\b")
"""What a sentence has and a title has not."""

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
    for line in lines:
        if line.reach == "subject" and (called := _CALLED.search(line.text)):
            return Named(called["name"], line, Span(line.sentence.start, line.sentence.end))
    headings = dict.fromkeys(without_number(h) for line in lines for h in line.passage.section if subject.named_by(h))
    for name in (subject.name, *headings, *_cut_short(subject)):
        if (phrase := _phrase(name)) and (found := _first(phrase, lines)):
            return found
        if phrase and (found := _in_a_heading((_pattern(name.split()), phrase), lines)):
            return found
    return _in_a_row(subject, lines) or _in_a_title(subject, lines)


def _cut_short(subject: Subject) -> Iterator[str]:
    """Yield the name of a request without its last complements: of whom, by whom, according to what."""
    ends = [found.start() for found in _COMPLEMENT.finditer(subject.name)]
    for end in reversed(ends):
        name = subject.name[:end]
        if len(telling(words(name))) > 1:
            yield name


def _in_a_title(subject: Subject, lines: Sequence[Line]) -> Named | None:
    """Return what the head of a document says that it is about: "Délibération n° 3 : barème des places"."""
    for line in lines:
        text = line.document.text[:_HEAD]
        for part in _PART.finditer(text):
            name = _KIND_OF_TEXT.sub("", part[0])
            if len(name) > _LONGEST or _CLAUSE.search(name):
                continue
            if line.reach == "subject" and subject.stems and subject.share(name) > _HALF:
                return Named(name, line, Span(part.end() - len(name), part.end()))
    return None


def _in_a_heading(phrases: Sequence[re.Pattern[str]], lines: Sequence[Line]) -> Named | None:
    """Return a name as a heading over what speaks of the subject writes it: an entry often bears it there alone."""
    for phrase in phrases:
        for line in lines:
            for heading in line.passage.section if line.reach == "subject" else ():
                start = line.document.text.rfind(heading, 0, line.passage.start)
                if start >= 0 and (match := phrase.search(heading)):
                    return Named(match[0], line, Span(start, start + len(heading)))
    return None


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
    """Match a name from its first telling word to its last."""
    tokens = name.split()
    kept = [at for at, token in enumerate(tokens) if telling(words(token))]
    if not kept:
        return None
    return _pattern(tokens[kept[0] : kept[-1] + 1])


def _pattern(tokens: Sequence[str]) -> re.Pattern[str]:
    """Match these words, however they are spelled; not where a longer name begins so, nor in an address."""
    spelled = r"\s+".join(map(_spelled, tokens))
    return re.compile(rf"(?<![\w@/.])(?i:{spelled})(?!\w|\.\w|[\w.-]*@|\s+{CAPITAL})")


def _spelled(token: str) -> str:
    """Match a word with or without its accents, its capitals and the mark of the plural."""
    letters = fold(token).removesuffix("s")
    return "".join(f"[{_LETTERS[c]}]" if c in _LETTERS else re.escape(c) for c in letters) + "s?"
