"""Explains a word with a sentence of the library: its glossaries first, then whatever text defines it, word for word.

Nothing is defined by us: a term that no text defines gets no explanation, and the page says so.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.cite import cite
from assistant.record.texts import glossary
from assistant.record.texts.glossary import Definition
from corpus.sentences import split
from corpus.types import Document, Span
from index.fold import fold
from index.search import Searcher
from index.words import surfaces

LONGEST = 80
"""Characters; what is longer is a question, and no term."""

_NEAR = 12
_GLOSSARIES = 20
_GLOSSARY = re.compile(r"\b(?:glossaire|lexique|sigles|definitions)\b")
_ASKED = re.compile(
    r"^\s*(?:(?:c'est quoi|qu'est-ce que?(?: c'est)?|que (?:veut dire|signifie)"
    r"|(?:la )?definition (?:de|du|des)|definir|expliquer?|un|une|le|la|les|des|du)\b\s*"
    r"|qu'(?=\w)|[ld]'(?=\w)|[«\"“]\s*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\((?P<acronym>\w{2,10})\)")


def define(term: str, searcher: Searcher) -> Definition | None:
    """Return the definition of a term with its place; None where no text of the library gives one."""
    wanted = clean(term)
    if not wanted or len(wanted) > LONGEST:
        return None
    texts = _texts(wanted, searcher)
    return glossary.define(wanted, texts) or _expanded(wanted, texts)


def clean(term: str) -> str:
    """Take a term out of how it was asked: "C'est quoi le QF ?" asks for "QF"."""
    text = " ".join(term.split()).replace("’", "'").strip(' ?!.:;,«»“”"')
    shouted = text.isupper()
    while found := _ASKED.match(_unaccented(text)):
        rest, asked = text[found.end() :].lstrip("' "), found[0].strip()
        # What is left is the term, and so is an acronym that looks like an article: "DU", "LA".
        if not rest or (asked.isalpha() and asked.isupper() and not shouted):
            break
        text = rest
    return text.strip(" «»“”\"'")


def _unaccented(text: str) -> str:
    """Fold without changing the length: only what `_ASKED` needs."""
    return text.replace("é", "e").replace("É", "E")


def _texts(term: str, searcher: Searcher) -> Sequence[Document]:
    """Return the glossaries, then the documents nearest to the term, each once."""
    rows = [row for row in searcher.content.documents if _GLOSSARY.search(fold(row.title))][:_GLOSSARIES]
    places = [(row.id, row.version) for row in rows]
    for asked in (term, f"définition : on entend par {term}"):
        places += [(hit.passage.document, hit.version) for hit in searcher.search(asked, top=_NEAR)]
    return [searcher.document(id, version) for id, version in dict.fromkeys(places)]


def _expanded(term: str, texts: Sequence[Document]) -> Definition | None:
    """Find an acronym in brackets after the words that it stands for: "équivalent temps plein (ETP)"."""
    found = (definition for document in texts for definition in _brackets(term, document))
    return next(found, None)


def _brackets(term: str, document: Document) -> Iterator[Definition]:
    for block in document.blocks:
        text = document.text[block.start : block.end]
        for bracket in _BRACKETED.finditer(text):
            before = text[: bracket.start()]
            if fold(bracket["acronym"]) == fold(term) and fold(term) in _initials(before, len(term)):
                sentence = next(span for span in split(text) if span.end >= bracket.end())
                place = Span(block.start + sentence.start, block.start + sentence.end)
                yield Definition(term=bracket["acronym"], citation=cite(document, block, place))


def _initials(text: str, number: int) -> tuple[str, str]:
    """Return the first letters of the last words, without grammar words and with them: DALO keeps its "au"."""
    every = _WORD.findall(fold(text))
    return "".join(word[0] for word in surfaces(text)[-number:]), "".join(word[0] for word in every[-number:])
