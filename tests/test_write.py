"""The wording: what is sent, what comes back, and what becomes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.types import Citation, Failure, Message, Source, Verdict
from assistant.write import grammar, messages, telling, write
from corpus.compose import Composer
from corpus.types import Provenance, Span
from tests.test_quote import candidate

QUOTES = ("La demande est gratuite.", "Le délai est de 2 mois.")


def citation(number: int, quote: str) -> Citation:
    source = Source(document="F1", version="sha256:0", kind="procedure", title="Une démarche")
    return Citation(number=number, source=source, section=(), page=None, span=Span(0, len(quote)), quote=quote)


CITATIONS = [citation(number, quote) for number, quote in enumerate(QUOTES, start=1)]


class Dictated:
    """A generator that writes what it is told, and notes whether it was closed."""

    name = "dictated"

    def __init__(self, *pieces: str) -> None:
        self.pieces, self.closed, self.grammar = pieces, False, ""

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        self.grammar = grammar
        try:
            yield from self.pieces
        finally:
            self.closed = True


class Suspicious:
    """A verifier that refuses sentences with "toujours", and notes what it was asked."""

    name = "suspicious"

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        self.asked += pairs
        return [
            Verdict(support=0.1, failures=(Failure("not_supported", "toujours"),))
            if "toujours" in sentence
            else Verdict(support=0.9)
            for _, sentence in pairs
        ]


def written(*pieces: str) -> list[tuple[str, tuple[int, ...], bool]]:
    found = write("Combien de temps ?", CITATIONS, Dictated(*pieces), Suspicious())
    return [(w.text, w.citations, w.verdict.supported) for w in found]


def test_each_line_is_a_sentence_with_its_citations() -> None:
    assert written("C'est gra", "tuit. [1]\nVous avez deux mois. [2][1]\n") == [
        ("C'est gratuit.", (1,), True),
        ("Vous avez deux mois.", (2, 1), True),
    ]


def test_a_sentence_is_verified_against_the_quotations_it_names() -> None:
    verifier = Suspicious()
    list(write("?", CITATIONS, Dictated("Vous avez deux mois. [2][1]\n"), verifier))
    assert verifier.asked == [("Le délai est de 2 mois.\nLa demande est gratuite.", "Vous avez deux mois.")]


def test_a_sentence_with_the_number_of_its_neighbour_gets_the_number_of_the_quotation_that_supports_it() -> None:
    class Literal(Suspicious):
        def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
            failed = (Failure("not_supported", "?"),)
            return [Verdict(support=0.9, failures=() if "2 mois" in text else failed) for text, _ in pairs]

    [found] = write("?", CITATIONS, Dictated("Vous avez deux mois. [1]\n"), Literal())
    assert (found.citations, found.verdict.supported) == ((2,), True)


def test_a_sentence_that_no_quotation_supports_fails_as_it_does_against_those_it_names() -> None:
    [found] = write("?", CITATIONS, Dictated("C'est toujours gratuit. [2]\n"), Suspicious())
    assert (found.citations, found.verdict.failures[0].kind) == ((2,), "not_supported")


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("C'est toujours gratuit. [1]\n",), [("C'est toujours gratuit.", (1,), False)]),
        (("C'est gratuit.\n",), [("C'est gratuit.", (), False)]),
        (("C'est gratuit. [7]\n",), [("C'est gratuit.", (), False)]),
        (("C'est gratuit. [1]\nC'est gratuit. [1]\n",), [("C'est gratuit.", (1,), True)]),
        (("C'est gratuit. [1]\nVous avez deux",), [("C'est gratuit.", (1,), True)]),
        (("C'est gratuit. [1]",), [("C'est gratuit.", (1,), True)]),
        (("\n\n- C'est gratuit. [1]\n",), [("C'est gratuit.", (1,), True)]),
        (("Oui, c'est gratuit. [1]\n",), [("C'est gratuit.", (1,), True)]),
        (("Non. [1]\n",), []),
        ((), []),
    ],
    ids=[
        "refused",
        "without citation",
        "unknown citation",
        "repeated",
        "cut short",
        "no line end",
        "list",
        "yes",
        "no alone",
        "empty",
    ],
)
def test_what_the_model_may_do_wrong(pieces: Sequence[str], expected: list[tuple[str, tuple[int, ...], bool]]) -> None:
    assert written(*pieces) == expected


def test_closing_the_wording_stops_the_model() -> None:
    generator = Dictated("C'est gratuit. [1]\n", "Vous avez deux mois. [2]\n")
    sentences = write("?", CITATIONS, generator, Suspicious())
    next(sentences)
    sentences.close()  # type: ignore[attr-defined]
    assert generator.closed


def test_the_grammar_holds_to_the_numbers_given() -> None:
    assert 'number ::= "1" | "2"' in grammar([1, 2])
    assert grammar([1]).count("line?") == 1


def test_what_is_sent_ends_with_the_question_and_its_quotations() -> None:
    sent = messages("Combien\n de temps ?", CITATIONS)
    assert sent[0].role == "system"
    assert sent[-1] == Message(
        "user", "Question : Combien de temps ?\n[1] La demande est gratuite.\n[2] Le délai est de 2 mois."
    )


def test_what_looks_like_a_variable_in_a_question_stays_as_it_is() -> None:
    assert "{{quotations}}" in messages("Que veut dire {{quotations}} ?", CITATIONS)[-1].text


def test_all_but_the_last_turn_is_the_same_for_every_question() -> None:
    assert messages("Une question ?", CITATIONS)[:-1] == messages("Une autre ?", CITATIONS[:1])[:-1]


def answering(*sentences: tuple[str, float]) -> list[int]:
    """The numbers worth wording among sentences of one page, each a quotation, with how each answers."""
    composer = Composer("Une démarche")
    for text, _ in sentences:
        composer.add(text)
    page = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    found = [replace(candidate(page, text), meaning=meaning) for text, meaning in sentences]
    citations = [
        replace(citation(n, c.text), span=Span(c.sentence.start, c.sentence.end)) for n, c in enumerate(found, start=1)
    ]
    return [c.number for c in telling(citations, found)]


def test_only_quotations_that_answer_are_worded() -> None:
    assert answering(("Le délai est de 2 mois.", 0.9), ("La mairie ferme à midi.", 0.1)) == [1]


def test_three_quotations_at_most_are_worded_in_reading_order() -> None:
    assert answering(("Un.", 0.5), ("Deux.", 0.9), ("Trois.", 0.8), ("Quatre.", 0.7)) == [2, 3, 4]


def test_an_example_is_quoted_and_never_worded() -> None:
    assert answering(("Exemple : vous payez 2,45 €.", 0.9), ("Le prix dépend du quotient.", 0.8)) == [2]


def test_of_a_table_that_is_shown_whole_no_row_is_worded() -> None:
    composer = Composer("Une démarche")
    rows = [composer.add(f"Tranche : {n} ; Prix : {n} €", role="row") for n in (1, 2)]
    page = composer.finish(id="F1", kind="procedure", provenance=Provenance())
    found = replace(candidate(page, "Tranche : 1 ; Prix : 1 €"), rows=tuple(rows))
    whole = replace(citation(1, page.text), span=Span(rows[0].start, rows[1].end))
    assert telling([whole], [replace(found, rows=())]) == [whole]
    assert telling([whole], [found]) == []


def test_a_line_of_a_register_is_not_a_wording_of_itself() -> None:
    field = [citation(1, "Mode de collecte : lecture automatique")]
    dictated = Dictated("Mode de collecte : lecture automatique. [1]\nLa lecture est automatique. [1]\n")
    assert [w.text for w in write("Comment ?", field, dictated, Suspicious())] == ["La lecture est automatique."]


def test_a_sentence_about_others_is_not_told_to_who_asks() -> None:
    prices = [citation(1, "Résident, 90 € ; non résident, 300 €.")]
    dictated = Dictated("Le tarif d'un non résident est de 300 €. [1]\nPour un résident, il est de 90 €. [1]\n")
    of_others, own = write("Combien paie un résident ?", prices, dictated, Suspicious())
    assert [failure.kind for failure in of_others.verdict.failures] == ["not_supported"]
    assert own.verdict.supported


def test_a_word_that_only_the_question_has_is_not_the_sources() -> None:
    aid = [citation(1, "Le plafond de l'aide est de 900 €.")]
    question = "Quel plafond de revenus faut-il respecter ?"
    wrong, right = write(
        question, aid, Dictated("Le plafond de revenus est de 900 €. [1]\nL'aide a un plafond. [1]\n"), Suspicious()
    )
    assert wrong.verdict.failures == (Failure("not_supported", "revenus"),)
    assert right.verdict.supported


def test_a_word_of_the_question_that_a_title_holds_may_be_said() -> None:
    [said] = write("Que dit la démarche ?", CITATIONS[:1], Dictated("La démarche est gratuite. [1]\n"), Suspicious())
    assert said.verdict.supported
