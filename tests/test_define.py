"""A word is explained by a text of the library, word for word, or not at all."""

import pytest

from assistant.define import clean, define
from assistant.record.texts.glossary import Definition
from corpus.read_guide import GuideReader
from corpus.types import About, Document, Source
from index.build import content_of
from index.embed_words import WordHashEmbedder
from index.search import Searcher

GLOSSARY = """\
---
title: Glossaire de Valmont
---

# Glossaire de Valmont

## ETP

Équivalent temps plein. Unité qui compte le travail : deux agents à mi-temps font un ETP.

## Quotient familial

Douzième des revenus de l'année, divisé par le nombre de parts.
"""
RULES = """\
---
title: Règlement de la cantine
---

# Règlement de la cantine

On entend par « enfant résident » un enfant dont un parent habite Valmont.

Le quotient familial est une somme calculée par la caisse.

La personne qui a un droit au logement opposable (DALO) passe devant.

La caisse (CAF) verse les prestations.
"""


def documents() -> list[Document]:
    reader = GuideReader()
    texts = {"reglement.md": RULES, "glossaire.md": GLOSSARY}
    return [d for name, text in texts.items() for d in reader.read(Source(path=name, data=text.encode()), About())]


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    found = documents()
    embedder = WordHashEmbedder()
    by_id = {document.id: document for document in found}
    return Searcher(lambda id, _: by_id[id], content_of(found, embedder), embedder)


def place(found: Definition | None) -> str:
    assert found is not None
    assert found.citation is not None
    return found.citation.source.document


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("quotient familial", "quotient familial"),
        ("C'est quoi le quotient familial ?", "quotient familial"),
        ("Qu’est-ce qu’un ETP ?", "ETP"),
        ("que veut dire « ETP » ?", "ETP"),
        ("Définition de l'enfant résident", "enfant résident"),
        ("  élève  ", "élève"),
        ("lettre", "lettre"),
        ("unité", "unité"),
        ("?!", ""),
        ("DU", "DU"),
        ("LA", "LA"),
        ("C'est quoi un DU ?", "DU"),
        ("DU de psychologie", "DU de psychologie"),
        ("C'EST QUOI LE QF ?", "QF"),
        ("L'État", "État"),
    ],
)
def test_a_term_is_taken_out_of_how_it_is_asked(asked: str, term: str) -> None:
    assert clean(asked) == term


def test_the_glossary_comes_before_any_other_text(searcher: Searcher) -> None:
    found = define("le quotient familial", searcher)
    assert place(found) == "glossaire.md"
    assert found.text == "Douzième des revenus de l'année, divisé par le nombre de parts."


def test_a_definition_is_word_for_word_in_its_document(searcher: Searcher) -> None:
    found = define("enfant résident", searcher)
    assert found is not None
    assert found.citation is not None
    document = next(d for d in documents() if d.id == place(found))
    assert found.text == document.text[found.citation.span.start : found.citation.span.end]


def test_a_colon_in_a_definition_does_not_hide_its_heading(searcher: Searcher) -> None:
    assert place(define("ETP", searcher)) == "glossaire.md"


def test_what_an_acronym_stands_for_finds_it(searcher: Searcher) -> None:
    found = define("équivalent temps plein", searcher)
    assert found is not None
    assert found.term == "ETP"


def test_brackets_explain_an_acronym_when_the_words_before_have_its_letters(searcher: Searcher) -> None:
    found = define("dalo", searcher)
    assert found is not None
    assert found.term == "DALO"
    assert "droit au logement opposable" in found.text
    assert define("CAF", searcher) is None


@pytest.mark.parametrize("term", ["pomme", "", "   ", "mot " * 60, "<script>", "(", "ETP ETP"])
def test_what_no_text_defines_is_not_explained(term: str, searcher: Searcher) -> None:
    assert define(term, searcher) is None


def test_an_empty_library_explains_nothing() -> None:
    embedder = WordHashEmbedder()
    empty = Searcher(lambda id, version: documents()[0], content_of([], embedder), embedder)
    assert define("ETP", empty) is None
