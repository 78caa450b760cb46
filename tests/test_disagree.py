"""Two documents that give different values are both quoted; one value written in two ways is no disagreement."""

from dataclasses import replace

import pytest

from assistant.asked.question import understand
from assistant.quoting.disagree import disagreement
from assistant.quoting.quote import Candidate
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Provenance
from index.types import Hit

QUESTION = "Quel est le délai pour contester le refus d'une place en crèche ?"
SAID = "Le refus d'une place en crèche se conteste dans un délai de {} après la décision."
HOW_MUCH = "Quel est le montant de l'aide à la garde d'enfants ?"
PAID = "Aide à la garde d'enfants versée aux familles, par foyer : {}."


def candidate(id: str, said: str) -> Candidate:
    composer = Composer("Règlement")
    composer.add(said)
    document = composer.finish(id=id, kind="document", provenance=Provenance())
    (passage,) = cut(document)
    hit = Hit(
        passage=passage, version=document.version, kind="document", title=document.title, text=document.text,
        score=1, meaning=1, words=1,
    )  # fmt: skip
    text = f"Règlement\n{document.text}"
    return Candidate(hit=hit, sentence=passage.sentences[0], text=text, meaning=1, overlap=1, shows=True, score=1)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("2 mois", "3 mois", True),
        ("deux mois", "deux mois et demi", True),
        ("2 mois ½", "2 mois", True),
        ("2,5 mois", "deux mois et demi", False),
        ("un an", "12 mois", False),
        ("quinze jours", "15 jours", False),
    ],
)
def test_delays_of_two_documents(one: str, other: str, *, differ: bool) -> None:
    first, second = (candidate(id, SAID.format(delay)) for id, delay in (("a", one), ("b", other)))
    found = disagreement(understand(QUESTION), [first], [first, second])
    assert found == (second if differ else None)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("1 200 €", "1 300 €", True),
        ("1 200 €", "1 200,50 €", True),
        ("1 200 €", "1 200,00 €", False),
        ("1.200 euros", "mille deux cents euros", False),
        ("1 200 €", "en 2024 1 200 €", False),
    ],
)
def test_amounts_of_two_documents(one: str, other: str, *, differ: bool) -> None:
    first, second = (candidate(id, PAID.format(amount)) for id, amount in (("a", one), ("b", other)))
    found = disagreement(understand(HOW_MUCH), [first], [first, second])
    assert found == (second if differ else None)


def test_two_things_that_have_a_price_do_not_disagree() -> None:
    pool = candidate("a", "L'entrée coûte 3,40 € aux nageurs de plus de 12 ans.")
    permit = candidate("b", "Le permis coûte 180 € par an.")
    asked = understand("Combien coûte l'entrée de la piscine ?")
    assert disagreement(asked, [pool], [pool, permit]) is None


def test_a_passage_that_gives_both_values_contradicts_nobody() -> None:
    first = candidate("a", PAID.format("300 €"))
    second = candidate("b", PAID.format("180 €"))
    second = replace(second, hit=replace(second.hit, text=f"{second.hit.text}\nPour un deuxième enfant : 300 €."))
    assert disagreement(understand(HOW_MUCH), [first], [first, second]) is None
    assert disagreement(understand(HOW_MUCH), [second], [second, first]) is None
