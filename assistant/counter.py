"""A question at the counter, from the box to the log: quotations at once, the wording when its turn comes."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal, Protocol, cast

from assistant.ask import Assistant
from assistant.contacts import contacts_of
from assistant.errors import BadSetting
from assistant.turns import Place, Turns
from assistant.types import Answer, Contact
from corpus.types import Document

MAX_QUESTION = 500
"""Characters: a long paragraph. Longer is a document, which is not asked but dropped in."""

_PATIENCE = 1.0
"""Seconds between two looks at the line; also how soon a page that was closed is noticed."""

Progress = Literal["searched", "waiting", "writing", "done"]


class Log(Protocol):
    """Keeps what was answered, and what was wrong with it."""

    def answered(self, answer: Answer, page: str, user: str) -> str:
        """Write an answer down and return its id."""
        ...

    def feedback(self, id: str, reason: str, text: str, user: str) -> None:
        """Write down what someone says of the answer that has this id."""
        ...


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """The last question of a person and its answer; an empty one is a person who has just come.

    `asked` is the question as it was typed, `id` the one of the log, `ahead` how many wordings come first.
    """

    asked: str = ""
    answer: Answer | None = None
    contacts: tuple[Contact, ...] = ()
    progress: Progress = "done"
    ahead: int = 0
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Answers whoever stands at it. Safe to share between threads: what belongs to a person is passed in.

    `allowed` raises a `UserError` for someone who asks too often.
    """

    assistant: Callable[[], Assistant]
    document: Callable[[str, str], Document]
    turns: Turns
    log: Log
    allowed: Callable[[str], None]

    def ask(self, question: str, before: Exchange, *, session: str, user: str) -> Iterator[Exchange]:
        """Yield the exchange as it grows. Another question of the same session, or `close`, ends it quietly."""
        asked = _checked(question)
        self.allowed(user or session)
        assistant = self.assistant()
        previous = before.answer.question if before.answer else ""
        answers = cast("Generator[Answer]", assistant.stream(asked, previous=previous))
        # Closed, and not left to be collected: closing it is what stops the model.
        with self.turns.place(session) as place, closing(answers):
            yield from self._answered(asked, answers, place, user, writes=assistant.generator() is not None)

    def _answered(
        self, asked: str, answers: Iterator[Answer], place: Place, user: str, *, writes: bool
    ) -> Iterator[Exchange]:
        exchange = self._quoted(asked, next(answers))
        try:
            if writes and exchange.answer and exchange.answer.outcome == "answered":
                for step in self._worded(exchange, answers, place):
                    exchange = step
                    yield step
        finally:
            # Also when nobody reads on: what was shown was shown.
            id = self.log.answered(exchange.answer, "guichet", user) if exchange.answer else ""
        if not place.cancelled:
            yield replace(exchange, progress="done", ahead=0, id=id)

    def _quoted(self, asked: str, answer: Answer) -> Exchange:
        cited = [(self.document(c.source.document, c.source.version), c.section) for c in answer.citations]
        return Exchange(asked=asked, answer=answer, contacts=answer.contacts or contacts_of(cited), progress="searched")

    def _worded(self, quoted: Exchange, answers: Iterator[Answer], place: Place) -> Iterator[Exchange]:
        yield quoted
        while not place.wait(_PATIENCE):
            if place.cancelled:
                return
            yield replace(quoted, progress="waiting", ahead=place.ahead)
        yield replace(quoted, progress="writing")
        for answer in answers:
            if place.cancelled:
                return
            yield replace(quoted, answer=answer, progress="writing")


def _checked(question: str) -> str:
    asked = " ".join(question.split())
    if not asked:
        raise BadSetting("La question est vide.", fix="écrivez-la dans le cadre, puis appuyez sur Entrée")
    if len(asked) > MAX_QUESTION:
        raise BadSetting(
            f"La question est trop longue : {len(asked)} caractères, {MAX_QUESTION} au plus.",
            fix="résumez-la en une ou deux phrases",
        )
    return asked
