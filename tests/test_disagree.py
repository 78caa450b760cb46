"""Two documents that give different delays are both quoted; one delay written in two ways is no disagreement."""

import pytest

from assistant.disagree import disagreement
from assistant.question import understand
from assistant.quote import Candidate
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Provenance
from index.types import Hit

QUESTION = "Quel est le délai pour contester le refus d'une place en crèche ?"
SAID = "Le refus d'une place en crèche se conteste dans un délai de {} après la décision."


def candidate(id: str, delay: str) -> Candidate:
    composer = Composer("Règlement")
    composer.add(SAID.format(delay))
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
    first, second = candidate("a", one), candidate("b", other)
    found = disagreement(understand(QUESTION), [first], [first, second])
    assert found == (second if differ else None)
