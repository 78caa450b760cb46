"""The wording above the quotations: when it comes, what becomes of it, and what the reader is told when it fails."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.as_json import answer_as_json
from assistant.ask import Assistant
from assistant.errors import GeneratorProblem
from assistant.guard.meaning import SharedWords
from assistant.guard.verify import Guard
from assistant.relevance import Likeness
from assistant.render import as_text
from assistant.types import Generator, Message
from corpus.add import add
from corpus.library import Library
from corpus.types import About
from index.build import build
from index.embed_words import WordHashEmbedder
from index.search import Searcher
from tests.hostile import SAMPLE

QUESTION = "Pour une place en crèche municipale, quand se réunit la commission ?"


class Copies:
    """A generator that copies the first quotation, then writes what it is told; it may fail after that."""

    name = "copies"

    def __init__(self, *lines: str, fails: bool = False) -> None:
        self.lines, self.fails, self.asked = lines, fails, 0

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        self.asked += 1
        first = next(line for line in messages[-1].text.split("\n") if line.startswith("[1] "))
        yield f"{first[4:]} [1]\n"
        yield from self.lines
        if self.fails:
            raise GeneratorProblem("Le serveur ne répond plus.", fix="relancez-le")


@pytest.fixture(scope="module")
def quoting(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("home")
    library = Library(home)
    add(library, SAMPLE, About(retrieved="2026-11-22"))
    embedder = WordHashEmbedder()
    build(library, home / "index", embedder)
    return Assistant(
        embedder=embedder,
        relevance=Likeness(embedder),
        guard=Guard(SharedWords()),
        searcher=Searcher.open(library, home / "index", embedder),
    )


def writing(assistant: Assistant, generator: Generator | None) -> Assistant:
    return replace(assistant, generator=lambda: generator)


def test_the_quotations_come_first_and_the_wording_above_them(quoting: Assistant) -> None:
    answers = list(writing(quoting, Copies()).stream(QUESTION))
    assert [s.origin for s in answers[0].sentences] == ["quote"] * len(answers[0].citations)
    last = answers[-1]
    assert last.sentences[0].origin == "written" and last.sentences[0].citations == (1,)
    assert last.sentences[1:] == answers[0].sentences
    assert last.made_with["generator"] == "copies" and last.made_with["prompts"]
    assert last.timings["first_sentence"] <= last.timings["first_written"] <= last.timings["total"]


def test_a_sentence_that_fails_is_kept_aside_with_its_reason(quoting: Assistant) -> None:
    answer = writing(quoting, Copies("La CAF vous verse 4 812 € par an. [1]\n")).ask(QUESTION)
    assert "4 812" not in " ".join(sentence.text for sentence in answer.sentences)
    assert [(d.text, d.failure.kind) for d in answer.dropped] == [
        ("La CAF vous verse 4 812 € par an.", "number_not_in_source")
    ]
    assert answer_as_json(answer)["dropped"][0]["failure"] == "number_not_in_source"


def test_what_was_dropped_is_shown_to_who_asks_why(quoting: Assistant) -> None:
    answer = writing(quoting, Copies("La CAF vous verse 4 812 € par an. [1]\n")).ask(QUESTION)
    assert "4 812" not in as_text(answer)
    assert "nombre absent de la source (4 812 €)" in as_text(answer, why=True)


def test_a_model_that_fails_leaves_the_quotations_and_what_it_wrote_before(quoting: Assistant) -> None:
    answer = writing(quoting, Copies(fails=True)).ask(QUESTION)
    assert answer.outcome == "answered"
    assert answer.sentences[0].origin == "written"
    assert "Le serveur ne répond plus." in answer.notice and answer.notice in as_text(answer).replace("[/bold]", "")


def test_nothing_is_worded_where_nothing_is_quoted(quoting: Assistant) -> None:
    generator = Copies()
    assert writing(quoting, generator).ask("Quelle est la capitale de l'Australie ?").outcome == "abstained"
    assert generator.asked == 0


def test_without_a_generator_the_answer_is_whole_at_once(quoting: Assistant) -> None:
    [answer] = quoting.stream(QUESTION)
    assert answer.made_with["generator"] == "none" and answer.made_with["prompts"] == []


def test_a_question_that_leans_is_answered_whole_and_shown_so(quoting: Assistant) -> None:
    answer = quoting.ask("Et pour les urgences ?", previous=QUESTION)
    assert answer.question == "Pour une place en crèche municipale, quand se réunit la commission pour les urgences ?"
    assert "Question comprise ainsi" in as_text(answer, asked="Et pour les urgences ?")


def test_the_wording_comes_before_the_quotations_on_a_terminal(quoting: Assistant) -> None:
    text = as_text(writing(quoting, Copies()).ask(QUESTION))
    assert text.index("[cyan]\\[1][/cyan]") < text.index("«")


def test_what_is_plain_is_told_at_once_and_the_model_is_not_asked(quoting: Assistant) -> None:
    generator = Copies()
    quoted, last = replace(writing(quoting, generator), tells=True).stream(QUESTION)
    assert (quoted.to_come, last.to_come, generator.asked) == ("code", "", 0)
    first = last.sentences[0]
    assert first.by_code and first.origin == "written" and first.citations == (1,)
    assert first.text in " ".join(last.citations[0].quote.split())
    assert last.made_with["by_code"] and last.made_with["generator"] == "none"
    assert answer_as_json(last)["sentences"][0]["origin"] == "written"


def test_nothing_is_told_where_only_quotations_are_asked_for(quoting: Assistant) -> None:
    [answer] = quoting.stream(QUESTION)
    assert not answer.wording and "by_code" not in answer.made_with
