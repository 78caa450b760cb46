"""The words of an entry that a reader may not know, each with a sentence of a document that defines it, word for word.

Nothing is defined by us: a term that no text defines is listed as one to define, and an acronym is spelled out as a
document does ("caisse d'allocations familiales (CAF)"). `notions.fr.txt` holds the words of the administration that
deserve it; acronyms always do, with points or without, and so does whatever a text defines and the entry uses.

A draft keeps all that its documents define, so that its glossary follows what is written in it once they are gone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path

from assistant.cite import cite
from assistant.record.acronyms import spelled_out
from assistant.record.texts.jargon import key
from assistant.record.types import Record
from assistant.types import Citation
from corpus.sentences import split
from corpus.types import Block, Document, Span

NOTIONS = Path(__file__).with_name("notions.fr.txt")

_Key = tuple[str, ...]

_ACRONYM = re.compile(r"\b(?:[A-Z]{2,6}|(?:[A-Z]\.){2,5}[A-Z]?)\b")
_ROMAN = re.compile(r"[IVX]+")
_GLOSSARY = re.compile(r"\b(?:glossaire|lexique|définitions?)\b", re.IGNORECASE)
_TERM = r"(?P<term>[^.,;:!?«»“”\"\n]{2,60}?)"
_QUOTED = rf"[«“\"]\s?{_TERM}\s?[»”\"]"
_ARTICLE = r"(?:[Ll][ae]s? |[Ll]['’]|[Uu]ne? )"
_ENTENDS = r"[Oo]n entend (?:ici )?par (?:l[ae]s? |l['’]|une? )?"
_FORMS = (
    re.compile(rf"{_ENTENDS}(?:{_QUOTED}|(?P<bare>[^.,;:!?«»“”\"\n]{{2,60}}?)(?=,| :| l[ae]s? | l['’]| tou| une? ))"),
    re.compile(rf"^{_ARTICLE}?(?:{_QUOTED}|(?P<bare>[^.,;:!?«»“”\"\n]{{2,60}}?)) (?:désigne(?:nt)?|s['’]entend)\b"),
    re.compile(rf"^{_ARTICLE}{_TERM} (?:est|sont) (?:une?|des)\b"),
)
"""Ways to define, the surest first."""
_IS_THE = re.compile(rf"^{_ARTICLE}{_TERM} est (?:le |la |l['’])(?!suivante?\b|même\b|seule?\b)")
"""Only for what is known as a notion: "le maire est le président de la commission" defines nobody."""
_LABELLED = re.compile(r"^(?P<term>[^:\n]{1,80}?) :\s")
_SURE, _SPELLED, _LEAST_SURE = 0, 1, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term of the entry and where it is defined; no citation means that nothing defines it yet.

    The numbers of the citations go on from those of the record.
    """

    term: str
    citation: Citation | None = None

    @property
    def text(self) -> str:
        """The definition, word for word; empty if there is none."""
        return self.citation.quote if self.citation else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that defines a term; the lower `rank`, the surer."""

    term: str
    rank: int
    document: Document
    block: Block
    span: Span


def definitions(texts: Sequence[Document]) -> dict[str, Citation]:
    """Return every term that the texts define and where: the surest first, then by order of the texts."""
    best: dict[str, Citation] = {}
    for found in sorted(_definitions(texts), key=lambda found: found.rank):
        best.setdefault(found.term, _citation(found, 1))
    return best


def glossary(record: Record, texts: Sequence[Document] = ()) -> tuple[Definition, ...]:
    """Return the terms of the entry in alphabetical order, each with its surest definition in the texts.

    What the entry kept of its documents stands in for those that are not among the texts.
    """
    said = _said(record)
    terms = _wanted(said)
    places: dict[_Key, Citation] = {}
    for term, place in (*definitions(texts).items(), *_absent(record, texts)):
        if said.uses(term) and key(term) not in places:
            terms[key(term)], places[key(term)] = term, place
    numbers = count(len(record.citations) + 1)
    return tuple(
        Definition(term=terms[one], citation=replace(places[one], number=next(numbers)) if one in places else None)
        for one in sorted(terms)
    )


def used_definitions(record: Record) -> dict[str, Citation]:
    """Return what the entry kept of its documents on the words that it still uses."""
    said = _said(record)
    return {term: place for term, place in record.definitions.items() if said.uses(term)}


def kept(term: str, record: Record, texts: Sequence[Document]) -> Definition | None:
    """Return the definition of one term that the entry kept of documents that are not among the texts."""
    found = ((known, place) for known, place in _absent(record, texts) if key(known) == key(term))
    return next((Definition(term=known, citation=place) for known, place in found), None)


def _absent(record: Record, texts: Sequence[Document]) -> Iterator[tuple[str, Citation]]:
    here = {text.id for text in texts}
    return ((term, place) for term, place in record.definitions.items() if place.source.document not in here)


def define(term: str, texts: Sequence[Document]) -> Definition | None:
    """Return the surest definition of one term, None where no text defines it.

    An acronym is found by what it stands for too, where its definition starts with that.
    """
    wanted = key(term)
    named = [found for found in _definitions(texts) if key(found.term) == wanted or _stands_for(found, wanted)]
    best = min(named, key=lambda found: (key(found.term) != wanted, found.rank), default=None)
    return Definition(term=best.term, citation=_citation(best, 1)) if best and wanted else None


def _stands_for(found: _Found, wanted: _Key) -> bool:
    text = found.document.text[found.span.start : found.span.end]
    first = text.removeprefix(f"{found.term} : ").partition(".")[0]
    return found.rank == _SURE and found.term.isupper() and key(first) == wanted


@dataclass(frozen=True, slots=True)
class _Said:
    """All that an entry says: as it is written, and as words without case or plural marks."""

    texts: tuple[str, ...]
    words: str

    def uses(self, term: str) -> bool:
        """Whether a term is used; an acronym has to be one there too: PAS is not "pas"."""
        if term.isupper():
            letters = r"\.?".join(map(re.escape, term))  # "C.E.R" is CER
            return any(re.search(rf"\b{letters}\b", text) for text in self.texts)
        return bool(key(term)) and f" {' '.join(key(term))} " in self.words

    def acronyms(self) -> dict[_Key, str]:
        """Return the acronyms; a text that is all in capitals has none."""
        mixed = (text for text in self.texts if not text.isupper())
        found = (one.replace(".", "") for text in mixed for one in _ACRONYM.findall(text))
        return {key(one): one for one in found if not _ROMAN.fullmatch(one)}


def _said(record: Record) -> _Said:
    values = record.fields.values()
    tables = [table for value in values for table in value.tables]
    cells = [cell for table in tables for row in (table.header, *table.rows) for cell in row]
    texts = (*(sentence.text for value in values for sentence in value.sentences), *(t.title for t in tables), *cells)
    return _Said(texts, "".join(f" {' '.join(key(text))} \n" for text in texts))


def _wanted(said: _Said) -> dict[_Key, str]:
    """Return what the entry uses and a reader may not know, defined or not."""
    return said.acronyms() | {term: notion for term, notion in _notions().items() if said.uses(notion)}


@cache
def _notions() -> dict[_Key, str]:
    return {key(line): line for line in NOTIONS.read_text("utf-8").splitlines()}


def _definitions(texts: Sequence[Document]) -> Iterator[_Found]:
    for document in texts:
        for block in document.blocks:
            yield from _set_apart(document, block)
            yield from _spelled(document, block)
            yield from _in_prose(document, block)


def _set_apart(document: Document, block: Block) -> Iterator[_Found]:
    """Give what the author of the page set apart as a definition: "terme : …", or a heading of a glossary."""
    text = document.text[block.start : block.end]
    whole = Span(block.start, block.end)
    labelled = _LABELLED.match(text)
    headings = (document.title, *block.section)
    in_glossary = any(map(_GLOSSARY.search, headings))
    if labelled and (in_glossary or block.role == "definition"):
        yield _Found(labelled["term"].strip(), _SURE, document, block, whole)
    if block.section and block.role == "text" and any(map(_GLOSSARY.search, headings[:-1])):
        yield _Found(block.section[-1], _SURE, document, block, whole)


def _spelled(document: Document, block: Block) -> Iterator[_Found]:
    """Give the acronyms that a text spells out, with no more of it than their words."""
    for found in spelled_out(document.text[block.start : block.end]):
        place = Span(block.start + found.span.start, block.start + found.span.end)
        yield _Found(found.acronym, _SPELLED, document, block, place)


def _in_prose(document: Document, block: Block) -> Iterator[_Found]:
    """Give the sentences that define: "on entend par", "désigne", "est un", and "est le" for a known notion."""
    if block.role in ("row", "field", "link", "contact"):
        return
    for span in split(document.text[block.start : block.end]):
        place = Span(block.start + span.start, block.start + span.end)
        sentence = document.text[place.start : place.end]
        for rank, form in enumerate(_FORMS, start=_SPELLED + 1):
            if found := form.search(sentence):
                groups = found.groupdict()
                yield _Found((groups["term"] or groups["bare"]).strip(), rank, document, block, place)
        if (found := _IS_THE.match(sentence)) and key(found["term"]) in _notions():
            yield _Found(found["term"], _LEAST_SURE, document, block, place)


def _citation(found: _Found, number: int) -> Citation:
    return cite(found.document, found.block, found.span, number)
