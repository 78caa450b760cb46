"""What a word of an entry means: as one of its documents says, or said when it was read, or else the library."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.record.texts import glossary
from assistant.record.texts.glossary import Definition
from assistant.record.types import Record
from corpus.types import Document
from index.query import Speller
from index.words import STOP_WORDS, surfaces

LookUp = Callable[[str], Definition | None]
"""Finds a term elsewhere than in the documents of an entry."""


def define(term: str, record: Record, texts: Sequence[Document], look_up: LookUp | None) -> Definition:
    """Return the definition of a term, with a wrong letter too; its citation comes after those of the record.

    There is no citation when nothing defines the term.
    """
    bare = _bare(term)
    found = glossary.define(bare, texts) or glossary.define(_corrected(bare, texts), texts)
    found = found or glossary.kept(bare, record, texts) or (look_up(bare) if look_up else None)
    if found is None or found.citation is None:
        return Definition(term=bare)
    return replace(found, citation=replace(found.citation, number=len(record.citations) + 1))


def _bare(term: str) -> str:
    """Take off the grammar words before a term: "le quotient familial" is "quotient familial"."""
    said = term.split()
    while len(said) > 1 and said[0].casefold() in STOP_WORDS:
        said = said[1:]
    bare = " ".join(said)
    return bare[2:] if bare[:2].casefold() in ("l'", "l’", "d'", "d’") else bare


def _corrected(term: str, texts: Sequence[Document]) -> str:
    """Spell a term as the documents do."""
    known = Counter(word for document in texts for word in surfaces(document.text))
    speller = Speller({word: times + 1 for word, times in known.items()})
    return " ".join(speller.correct(word)[0] for word in surfaces(term))
