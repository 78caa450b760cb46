"""Which rows of a table an answer shows together."""

import pytest

from assistant.asked.question import understand
from assistant.quoting.table_rows import rows_to_show
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Document, Provenance

PRICES = ("Tranche : A ; Prix d'un repas : 1,00 €", "Tranche : B ; Prix d'un repas : 1,60 €")
SERVICES = ("Service : Cantine ; Téléphone : 02 61 91 40 25", "Service : Stationnement ; Téléphone : 02 61 91 40 60")


def page(*tables: tuple[str, ...]) -> Document:
    composer = Composer("Cantine scolaire")
    composer.add("Le prix dépend de la tranche.")
    for rows in tables:
        for row in rows:
            composer.add(row, role="row")
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def shown(asked: str, document: Document, text: str) -> list[str]:
    start = document.text.index(text)
    passage, sentence = next((p, s) for p in cut(document) for s in p.sentences if s.start == start)
    return [
        document.text[span.start : span.end] for span in rows_to_show(understand(asked), document, passage, sentence)
    ]


def test_rows_that_nothing_asked_tells_apart_are_shown_together() -> None:
    assert shown("Combien coûte un repas ?", page(PRICES), PRICES[1]) == list(PRICES)


@pytest.mark.parametrize("asked", ["Quel est le prix d'un repas en tranche B ?", "La tranche B, c'est quoi ?"])
def test_a_row_that_the_question_names_is_shown_alone_whichever_is_chosen(asked: str) -> None:
    for row in PRICES:
        assert shown(asked, page(PRICES), row) == [PRICES[1]]


def test_two_rows_that_the_question_names_are_both_shown() -> None:
    assert shown("Quel prix en tranche A, et en tranche B ?", page((*PRICES, "Tranche : C")), PRICES[0]) == list(PRICES)


def test_a_word_of_the_title_names_no_row() -> None:
    rows = ("Critère : fratrie à la cantine", "Critère : revenus")
    assert shown("Quels critères pour la cantine ?", page(rows), rows[1]) == list(rows)


def test_another_table_is_not_shown_with_it() -> None:
    document = page(PRICES, SERVICES)
    assert shown("Combien coûte un repas ?", document, PRICES[0]) == list(PRICES)
    assert shown("Quels sont les numéros ?", document, SERVICES[0]) == list(SERVICES)


def test_a_long_table_is_not_shown_whole() -> None:
    rows = tuple(f"Tranche : {n} ; Prix d'un repas selon le quotient familial du foyer : {n},00 €" for n in range(40))
    assert shown("Combien coûte un repas ?", page(rows), rows[3]) == []


def test_a_sentence_that_is_no_row_brings_none() -> None:
    assert shown("Quel est le prix ?", page(PRICES), "Le prix dépend de la tranche.") == []
