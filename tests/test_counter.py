"""A question at the counter: what is yielded when, whose turn it is, what is kept, what stops."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.audit import Audit, Entry, days, read_day
from assistant.contacts import contacts_of
from assistant.errors import BadSetting, GeneratorProblem, LimitReached
from assistant.server.access import Access, NotAllowed
from assistant.server.accounts import Accounts, Cost
from assistant.server.counter import Counter, Exchange
from assistant.server.limits import Limits, Rate
from assistant.server.turns import Turns
from assistant.settings import Settings
from assistant.types import Answer, AnswerSentence, Citation, Source
from corpus.types import Block, Document, Provenance, Span

TEXT = "La commission décide.\n\nService Petite enfance : 02 61 91 40 30"
STORED = Document(
    id="F1",
    kind="procedure",
    title="Crèche",
    text=TEXT,
    blocks=(Block(start=0, end=21), Block(start=23, end=len(TEXT), role="contact")),
)


def quoted(question: str = "Qui décide ?") -> Answer:
    source = Source(document="F1", version=STORED.version, kind="procedure", title="Crèche")
    cited = Citation(number=1, source=source, section=(), page=None, span=Span(0, 21), quote=TEXT[:21])
    sentence = AnswerSentence(text=TEXT[:21], origin="quote", citations=(1,), support=1.0)
    return Answer(question=question, outcome="answered", sentences=(sentence,), citations=(cited,))


def worded(answer: Answer, words: str) -> Answer:
    said = AnswerSentence(text=words, origin="written", citations=(1,), support=0.9)
    return Answer(
        question=answer.question, outcome="answered", sentences=(said, *answer.sentences), citations=answer.citations
    )


@dataclass
class Writer:
    """An assistant that quotes, then writes what it is told to; `closed` counts the wordings that were stopped."""

    writes: bool = True
    tells: bool = False
    words: tuple[str, ...] = ("Un.", "Deux.")
    answer: Callable[[str], Answer] = quoted
    before_each: Callable[[], None] = lambda: None
    asked: list[tuple[str, str]] = field(default_factory=list)
    closed: int = 0

    def stream(self, question: str, *, previous: str = "") -> Iterator[Answer]:
        self.asked.append((question, previous))
        return self._stream(question)

    def _stream(self, question: str) -> Iterator[Answer]:
        answer = replace(self.answer(question), to_come="model" if self.writes else "")
        if self.tells:
            yield replace(answer, to_come="code")
            yield worded(answer, "Dit.")
            return
        try:
            yield answer
            for words in self.words if self.writes else ():
                self.before_each()
                yield worded(answer, words)
        except GeneratorExit:
            self.closed += 1
            raise

    def generator(self) -> object:
        return self if self.writes else None


def counter(folder: Path, writer: Writer, **parts: Any) -> Counter:
    given: dict[str, Any] = {
        "turns": Turns(),
        "audit": Audit(folder / "audit", days=90),
        "rate": Rate(at_once=100, a_minute=100),
        "candidates": folder / "feedback.jsonl",
    }
    return Counter(assistant=lambda: writer, document=lambda id, version: STORED, **{**given, **parts})  # type: ignore[arg-type, return-value]


def ask(counter: Counter, question: str = "Qui décide ?", before: Exchange | None = None) -> Iterator[Exchange]:
    return counter.ask(question, before or Exchange(), session="s", user="")


def logged(folder: Path) -> list[Entry]:
    (day,) = days(folder / "audit") or [date.min]
    return list(read_day(folder / "audit", day).entries)


def kept(folder: Path) -> list[str]:
    return [entry.event for entry in logged(folder)]


def cuts(folder: Path) -> list[tuple[str | None, int]]:
    """How each answer of the log ended, and how many sentences of it were shown."""
    return [(entry.data["cut"], len(entry.data["sentences"])) for entry in logged(folder)]


def test_quotations_come_at_once_then_the_wording_then_the_id_of_the_log(tmp_path: Path) -> None:
    steps = list(ask(counter(tmp_path, Writer())))
    assert [step.progress for step in steps] == ["searched", "writing", "writing", "writing", "done"]
    assert [len(step.answer.sentences) for step in steps if step.answer] == [1, 1, 2, 2, 2]
    assert [bool(step.id) for step in steps] == [False] * 4 + [True]
    assert cuts(tmp_path) == [(None, 2)]


def test_without_a_model_the_quotations_are_the_answer(tmp_path: Path) -> None:
    steps = list(ask(counter(tmp_path, Writer(writes=False))))
    assert [step.progress for step in steps] == ["searched", "done"] and steps[-1].id
    assert cuts(tmp_path) == [(None, 1)]


def test_quotations_do_not_wait_for_a_model_to_load_nor_go_with_one_that_fails(tmp_path: Path) -> None:
    class Loading(Writer):
        def generator(self) -> object:
            shown.append("loaded")
            raise GeneratorProblem("Le modèle est endommagé.", fix="remplacez-le")

    shown: list[str] = []
    for step in ask(counter(tmp_path, Loading())):
        shown.append(step.progress)
    assert shown == ["searched", "loaded", "writing", "writing", "writing", "done"]


def test_what_code_says_comes_without_waiting_for_the_model(tmp_path: Path) -> None:
    turns = Turns()
    with somebody_first(turns):
        steps = list(ask(counter(tmp_path, Writer(tells=True), turns=turns)))
    assert [step.progress for step in steps] == ["searched", "searched", "done"]
    assert [len(step.answer.sentences) for step in steps if step.answer] == [1, 2, 2]
    assert cuts(tmp_path) == [(None, 2)]


@contextmanager
def somebody_first(turns: Turns) -> Iterator[None]:
    """Somebody else has the model in the meantime."""
    with turns.place("other") as other:
        assert other.wait(0)
        yield


def test_an_abstention_waits_for_nobody(tmp_path: Path) -> None:
    turns = Turns()
    writer = Writer(answer=lambda question: Answer(question=question, outcome="abstained"))
    with somebody_first(turns):
        (only,) = ask(counter(tmp_path, writer, turns=turns))
    assert only.progress == "done"


def test_an_answer_says_where_to_ask_even_where_it_answers(tmp_path: Path) -> None:
    *_, last = ask(counter(tmp_path, Writer(writes=False)))
    assert [contact.name for contact in last.contacts] == ["Service Petite enfance : 02 61 91 40 30"]


def test_a_contact_of_another_case_is_no_contact() -> None:
    block = replace(STORED.blocks[1], section=("Vous habitez à Paris", "Où s'adresser ?"))
    page = replace(STORED, blocks=(block,), provenance=Provenance(publisher="DILA"))
    (own,) = contacts_of([(page, ("Vous habitez à Paris", "Démarche"))])
    (published,) = contacts_of([(page, ("Vous habitez en province", "Démarche"))])
    assert (own.name, published.name) == ("Service Petite enfance : 02 61 91 40 30", "DILA")


def test_wordings_wait_their_turn_and_say_how_many_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.server.counter._PATIENCE", 0.01)
    turns = Turns()
    with somebody_first(turns):
        steps = ask(counter(tmp_path, Writer(), turns=turns))
        assert next(steps).progress == "searched"
        waiting = next(steps)
        assert (waiting.progress, waiting.ahead) == ("waiting", 1)
    assert [step.progress for step in steps] == ["writing", "writing", "writing", "done"]


def test_a_page_that_is_closed_stops_the_model_and_leaves_the_line(tmp_path: Path) -> None:
    writer, turns = Writer(), Turns()
    steps = ask(counter(tmp_path, writer, turns=turns))
    assert [next(steps).progress for _ in range(3)] == ["searched", "writing", "writing"]
    steps.close()  # type: ignore[attr-defined]
    assert writer.closed == 1
    with somebody_first(turns):
        pass
    assert kept(tmp_path) == ["answer"], "what was shown was shown"


@pytest.mark.parametrize(
    ("steps", "cut"),
    [(1, ("waiting", 1)), (2, ("writing", 1)), (3, ("writing", 2)), (5, (None, 2))],
    ids=["quoted", "before the first sentence", "between sentences", "whole"],
)
@pytest.mark.parametrize("how", ["page closed", "cancelled"])
def test_the_log_says_when_a_person_left_and_what_they_had_seen(
    tmp_path: Path, steps: int, cut: tuple[str | None, int], how: str
) -> None:
    turns = Turns()
    answers = ask(counter(tmp_path, Writer(), turns=turns))
    for _ in range(steps):
        next(answers)
    if how == "cancelled":
        turns.cancel("s")
        assert list(answers) == []
    answers.close()  # type: ignore[attr-defined]
    assert cuts(tmp_path) == [cut]


def test_whoever_leaves_the_line_had_seen_the_quotations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.server.counter._PATIENCE", 0.01)
    turns = Turns()
    with somebody_first(turns):
        steps = ask(counter(tmp_path, Writer(), turns=turns))
        assert [next(steps).progress for _ in range(2)] == ["searched", "waiting"]
        turns.cancel("s")
        assert list(steps) == []
    assert cuts(tmp_path) == [("waiting", 1)]


def test_a_wording_that_breaks_down_is_not_a_person_who_left(tmp_path: Path) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(ask(counter(tmp_path, Writer(before_each=broken))))
    assert cuts(tmp_path) == [("failed", 1)]


def test_asking_anew_stops_what_was_asked_before(tmp_path: Path) -> None:
    writer = Writer()
    desk = counter(tmp_path, writer)
    before = ask(desk)
    assert [next(before).progress for _ in range(2)] == ["searched", "writing"]
    after = ask(desk, "Et quand ?")
    assert next(after).progress == "searched"
    assert list(before) == [], "nothing of it may show beside the new answer"
    assert writer.closed == 1
    assert [step.progress for step in after][-1] == "done"


@pytest.mark.parametrize("writes", [True, False])
def test_whoever_leaves_while_it_searches_is_shown_nothing(tmp_path: Path, *, writes: bool) -> None:
    turns = Turns()

    def leaving(question: str) -> Answer:
        turns.cancel("s")
        return quoted(question)

    assert list(ask(counter(tmp_path, Writer(writes=writes, answer=leaving), turns=turns))) == []
    assert days(tmp_path / "audit") == [], "nothing was shown: nothing was answered"


def test_whoever_leaves_while_the_index_is_read_is_shown_nothing(tmp_path: Path) -> None:
    turns, writer = Turns(), Writer()

    def leaving() -> Writer:
        turns.cancel("s")
        return writer

    assert list(ask(replace(counter(tmp_path, writer, turns=turns), assistant=leaving))) == []  # type: ignore[arg-type]


def test_another_person_is_not_stopped(tmp_path: Path) -> None:
    desk = counter(tmp_path, Writer())
    one = desk.ask("Un ?", Exchange(), session="a", user="")
    next(one)
    list(desk.ask("Deux ?", Exchange(), session="b", user=""))
    assert [step.progress for step in one][-1] == "done"


def test_a_follow_up_leans_on_the_question_before(tmp_path: Path) -> None:
    writer = Writer(writes=False)
    desk = counter(tmp_path, writer)
    *_, first = ask(desk, "Qui  décide ?\n")
    list(ask(desk, "et pour la cantine ?", first))
    assert writer.asked == [("Qui décide ?", ""), ("et pour la cantine ?", "Qui décide ?")]


@pytest.mark.parametrize("question", ["", "  \n "])
def test_an_empty_question_is_refused(tmp_path: Path, question: str) -> None:
    with pytest.raises(BadSetting, match="vide"):
        list(ask(counter(tmp_path, Writer()), question))


def test_a_question_may_not_be_a_document(tmp_path: Path) -> None:
    with pytest.raises(LimitReached):
        list(ask(counter(tmp_path, Writer(), limits=Limits(question=10)), "Qui décide donc ?"))


def test_whoever_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    desk = counter(tmp_path, Writer(writes=False), rate=Rate(at_once=1, a_minute=1, now=lambda: 0.0))
    list(ask(desk))
    with pytest.raises(LimitReached, match="réessayez"):
        list(ask(desk))
    list(desk.ask("Qui ?", Exchange(), session="other", user=""))


def test_a_complaint_stands_in_the_log_and_becomes_a_candidate_case(tmp_path: Path) -> None:
    desk = counter(tmp_path, Writer(writes=False))
    *_, exchange = ask(desk)
    desk.complain(exchange, "incomplete", "il manque le délai", "")
    assert kept(tmp_path) == ["answer", "feedback"]
    candidate = json.loads((tmp_path / "feedback.jsonl").read_text("utf-8"))
    assert candidate["id"] == exchange.id and "il manque le délai" in candidate["note"]


def test_what_is_not_in_the_log_cannot_be_complained_of(tmp_path: Path) -> None:
    counter(tmp_path, Writer()).complain(Exchange(asked="Qui ?", answer=quoted()), "wrong", "", "")
    assert not (tmp_path / "feedback.jsonl").exists()


CHEAP = Cost(n=16, r=1, p=1)


def accounts(home: Path) -> None:
    Accounts().add(home / "users.jsonl", "lea", ["counter"], "une phrase assez longue", cost=CHEAP)


def test_without_accounts_everyone_may_do_everything(tmp_path: Path) -> None:
    access = Access(tmp_path, Settings())
    assert not access.by_password and not access.by_proxy
    assert access.may(None, "librarian")


def test_an_account_does_what_its_roles_allow(tmp_path: Path) -> None:
    accounts(tmp_path)
    access = Access(tmp_path, Settings())
    assert access.by_password
    assert access.sign_in("lea", "une phrase assez longue") and not access.sign_in("lea", "une autre")
    access.require("lea", "counter")
    with pytest.raises(NotAllowed, match="bibliothèque"):
        access.require("lea", "librarian")
    assert not access.may("personne", "counter") and not access.may(None, "counter")


def test_whoever_is_removed_is_out_at_once(tmp_path: Path) -> None:
    accounts(tmp_path)
    access = Access(tmp_path, Settings())
    Accounts.read(tmp_path / "users.jsonl").remove(tmp_path / "users.jsonl", "lea")
    assert not access.may("lea", "counter")


def test_too_many_wrong_passwords_lock_out_the_address_that_sent_them(tmp_path: Path) -> None:
    accounts(tmp_path)
    access = Access(tmp_path, Settings())
    for _ in range(5):
        assert not access.sign_in("lea", "non", "10.0.0.66")
    assert access.sign_in("lea", "une phrase assez longue", "10.0.0.7")
    with pytest.raises(LimitReached, match="réessayez dans"):
        access.sign_in("lea", "une phrase assez longue", "10.0.0.66")


def test_the_word_of_a_proxy_is_believed_from_its_address_only(tmp_path: Path) -> None:
    accounts(tmp_path)
    access = Access(tmp_path, Settings(proxy_address="127.0.0.1"))
    assert access.by_proxy and not access.by_password
    assert access.announced({"remote-user": "lea"}, "127.0.0.1") == "lea"
    assert access.announced({"remote-user": "lea"}, "10.0.0.9") is None
    assert access.may("lea", "counter") and not access.may("lea", "drafter")
    assert access.may("inconnue", "counter") and not access.may("inconnue", "drafter")
    assert not access.may(None, "counter")
