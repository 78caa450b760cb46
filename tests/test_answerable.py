"""Whether evidence answers, and what an answer must show."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answerable import Judgement, carries, judge, shows_what_is_asked
from assistant.asked.question import understand
from assistant.quoting.quote import Candidate
from assistant.relevance import Judged
from assistant.types import Reason
from corpus.compose import Composer
from corpus.cut import cut
from corpus.types import Provenance
from index.types import Hit


class Fixed:
    """Believes what it is told of the evidence, and keeps what it was given."""

    name = "fixed"
    threshold, near, foreign, said, unsaid, doubted = 0.7, 0.25, 0.1, 0.5, 0.05, 0.2

    def __init__(self, probability: float, *weights: float) -> None:
        self._judged = Judged(probability, weights)
        self.given: tuple[Sequence[str], Sequence[str], float, float]

    def weigh(self, question: str, texts: Sequence[str], /) -> list[float]:
        raise AssertionError("no sentence is weighed to know whether to answer")

    def says(self, asked: str, texts: Sequence[str], /) -> list[float]:
        raise AssertionError(asked)

    def carried(self, weights: Sequence[float], /, *, likeness: float) -> float:
        return max(weights)

    def answered(
        self, question: str, passages: Sequence[str], sentences: Sequence[str], /, *, likeness: float, enough: float
    ) -> Judged:
        self.given = passages, sentences, likeness, enough
        return self._judged


def hits(number: int) -> list[Hit]:
    composer = Composer("Cantine")
    for at in range(number):
        with composer.section(f"Partie {at}"):
            composer.add("Le repas est payé par la ville.")
    document = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    return [
        Hit(
            passage=passage, version=document.version, kind="procedure", title=document.title, text="", score=1,
            meaning=1, words=1,
        )
        for passage in cut(document)
    ]  # fmt: skip


def likely(text: str = "") -> Candidate:
    (hit,) = hits(1)
    return Candidate(hit=hit, sentence=hit.passage.sentences[0], text=text, meaning=1, overlap=1, shows=True, score=1)


def judged(relevance: Fixed) -> Judgement:
    return judge(understand("Qui paye le repas ?"), [likely("La ville.")], hits(3), relevance)


def test_enough_of_the_evidence_is_an_answer() -> None:
    assert judged(Fixed(0.7)).reason is None


@pytest.mark.parametrize(("best", "reason"), [(0.6, "not_covered"), (0.2, "nothing_found"), (0.05, "out_of_scope")])
def test_how_near_the_best_comes_says_why_nothing_is_answered(best: float, reason: Reason) -> None:
    assert judged(Fixed(best)).reason == reason


def test_passages_are_read_under_their_titles_in_the_order_of_the_search() -> None:
    relevance = Fixed(0.9)
    judged(relevance)
    passages, sentences, likeness, enough = relevance.given
    assert [passage.split("\n")[0] for passage in passages] == [f"Cantine > Partie {at}" for at in range(3)]
    assert (sentences, likeness, enough) == (["La ville."], 1, relevance.threshold)


def test_without_a_sentence_nothing_was_found() -> None:
    assert judge(understand("Qui paye le repas ?"), [], hits(3), Fixed(0.9)).reason == "nothing_found"


def test_only_passages_that_were_read_and_weigh_enough_speak_of_the_subject() -> None:
    assert [hit.passage.section for hit in judged(Fixed(0.5, 0.1, 0.25)).near] == [("Partie 1",)]


@pytest.mark.parametrize(("text", "shown"), [("Le repas coûte 3 €.", True), ("Le repas est bon.", False)])
def test_what_is_asked_must_be_shown_however_near_the_text(text: str, shown: bool) -> None:
    assert shows_what_is_asked(understand("Combien coûte le repas ?"), [likely(text)]) is shown


def test_what_is_shown_must_be_enough_by_itself() -> None:
    question = understand("Combien coûte le repas ?")
    junk, other = replace(likely("Le permis coûte 3 €."), meaning=0.1), replace(likely("La ville."), shows=False)
    read = Judgement(None, passages={junk.hit.passage: 0.2})
    assert not carries(question, [other, junk], read, Fixed(0.9))
    assert carries(question, [other, replace(junk, meaning=0.8)], read, Fixed(0.9))
    assert carries(question, [other, replace(junk, fits=True)], read, Fixed(0.9))


@pytest.mark.parametrize(
    ("question", "text", "shown"),
    [
        ("Combien coûte la crèche ?", "Quotient familial, 15 jusqu'à 400 €, 10 jusqu'à 850 €.", False),
        ("Combien coûte la crèche ?", "Leur quotient familial est de 1 650 €.", False),
        ("Combien coûte le permis ?", "45 € par an si votre quotient familial ne dépasse pas 600 €.", True),
        ("Combien coûte le permis au maximum ?", "Le revenu ne dépasse pas 600 €.", True),
    ],
)
def test_a_bound_of_means_is_no_price(question: str, text: str, shown: bool) -> None:
    assert understand(question).is_met_by(text) is shown
