"""What a sentence is quoted with, for who repeats it to a person."""

import pytest

from assistant.quoting.needed import completed
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Document, Provenance

FIRST = "Vous avez 10 jours pour accepter la place."


def page(*paragraphs: str) -> Document:
    composer = Composer("Crèche")
    with composer.section("Réponse"):
        for paragraph in paragraphs:
            composer.add(paragraph)
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def listed(lead: str, items: list[str]) -> Document:
    composer = Composer("Crèche")
    with composer.section("Conditions"):
        before = (composer.add(lead),) if lead else ()
        for item in items:
            composer.add(item, role="item", lead=before)
    return composer.finish(id="F1", kind="procedure", provenance=Provenance())


def quoted(document: Document, text: str) -> list[str]:
    """What is quoted where this sentence is chosen."""
    for passage in cut(document):
        for sentence in passage.sentences:
            if document.text[sentence.start : sentence.end] == text:
                return [document.text[slice(*span)] for span in completed(document, passage, sentence)]
    raise AssertionError(text)


@pytest.mark.parametrize(
    "leaning",
    [
        "C'est elle qui attribue les places.",
        "Chacune porte sur 6 mois.",
        "Chaque bailleur en a une.",
        "Il s'agit des indemnités suivantes.",
        "Cette personne doit voter.",
        "Leur total ne dépasse pas 300 €.",
        "Toutefois, un retard se justifie.",
        "Par exception, la ville peut refuser.",
        "De plus, un certificat est demandé.",
    ],
)
def test_what_speaks_of_the_sentence_before_comes_with_it(leaning: str) -> None:
    assert quoted(page(f"{FIRST} {leaning}"), leaning) == [f"{FIRST} {leaning}"]


@pytest.mark.parametrize(
    "otherwise",
    [
        "Sans réponse, la place est proposée à la famille suivante.",
        "À défaut, elle est perdue.",
        "Sauf urgence, le délai court.",
        "Dans le cas contraire, elle est perdue.",
    ],
)
def test_what_happens_otherwise_comes_with_the_rule(otherwise: str) -> None:
    assert quoted(page(f"{FIRST} {otherwise} Le service vous écrit."), FIRST) == [f"{FIRST} {otherwise}"]


@pytest.mark.parametrize("alone", ["Ce sont les familles qui choisissent.", "La place est gratuite."])
def test_what_stands_alone_is_quoted_alone(alone: str) -> None:
    assert quoted(page(f"{FIRST} {alone}"), alone) == [alone]


def test_another_paragraph_is_not_the_neighbour() -> None:
    assert quoted(page(FIRST, "Toutefois, un retard se justifie."), FIRST) == [FIRST]
    assert quoted(page(FIRST, "Cette personne doit voter."), "Cette personne doit voter.") == [
        "Cette personne doit voter."
    ]


def test_a_lead_in_brings_its_items() -> None:
    whole = "Vous devez fournir :\n- une photo\n- un timbre"
    assert quoted(listed("Vous devez fournir :", ["une photo", "un timbre"]), "Vous devez fournir :") == [whole]


def test_a_lead_in_is_left_alone_where_its_list_is_too_long_to_be_whole() -> None:
    items = [f"le justificatif numéro {n}, daté de moins de trois mois et signé" for n in range(30)]
    assert quoted(listed("Vous devez fournir :", items), "Vous devez fournir :") == ["Vous devez fournir :"]


def test_conditions_that_nothing_introduces_are_quoted_together() -> None:
    document = listed("", ["Être domicilié en Eure-et-Loir", "Être bénéficiaire du RSA", "Reprendre une activité"])
    (whole,) = quoted(document, "Être bénéficiaire du RSA")
    assert whole.splitlines()[0] == "Être domicilié en Eure-et-Loir" and "Reprendre une activité" in whole


def test_items_that_are_sentences_stand_by_themselves() -> None:
    document = listed("", ["Le service rédige la fiche.", "La Prada répond aux demandes."])
    assert quoted(document, "La Prada répond aux demandes.") == ["La Prada répond aux demandes."]
