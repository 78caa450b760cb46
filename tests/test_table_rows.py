"""Which rows of a table an answer shows together."""

import pytest

from assistant.question import understand
from assistant.table_rows import rows_beside
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Document, Provenance, Sentence

PRICES = ("Tranche : A ; Prix d'un repas : 1,00 €", "Tranche : B ; Prix d'un repas : 1,60 €")
SERVICES = ("Service : Cantine ; Téléphone : 02 61 91 40 25", "Service : Stationnement ; Téléphone : 02 61 91 40 60")


def page(*tables: tuple[str, ...]) -> Document:
    composer = Composer("Cantine scolaire")
    composer.add("Le prix dépend de la tranche.")
    for rows in tables:
        for row in rows:
            composer.add(row, role="row")
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def sentence(document: Document, text: str) -> Sentence:
    start = document.text.index(text)
    return next(s for passage in cut(document) for s in passage.sentences if s.start == start)


def beside(asked: str, document: Document, text: str) -> list[str]:
    spans = rows_beside(understand(asked), document, sentence(document, text))
    return [document.text[span.start : span.end] for span in spans]


def test_rows_that_nothing_asked_tells_apart_are_shown_together() -> None:
    assert beside("Combien coûte un repas ?", page(PRICES), PRICES[1]) == list(PRICES)


@pytest.mark.parametrize("asked", ["Quel est le prix d'un repas en tranche B ?", "La tranche B, c'est quoi ?"])
def test_a_row_that_the_question_names_is_shown_alone(asked: str) -> None:
    assert beside(asked, page(PRICES), PRICES[1]) == []


def test_another_table_is_not_shown_with_it() -> None:
    document = page(PRICES, SERVICES)
    assert beside("Combien coûte un repas ?", document, PRICES[0]) == list(PRICES)
    assert beside("Quels sont les numéros ?", document, SERVICES[0]) == list(SERVICES)


def test_a_long_table_is_not_shown_whole() -> None:
    rows = tuple(f"Tranche : {n} ; Prix d'un repas selon le quotient familial du foyer : {n},00 €" for n in range(40))
    assert beside("Combien coûte un repas ?", page(rows), rows[3]) == []


def test_a_sentence_that_is_no_row_brings_none() -> None:
    assert beside("Quel est le prix ?", page(PRICES), "Le prix dépend de la tranche.") == []
