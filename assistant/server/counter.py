"""A question at the counter, from the box to the log: quotations at once, the wording when its turn comes."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Semaphore
from typing import Literal, cast

from assistant.ask import Assistant
from assistant.audit import Audit, Cut
from assistant.contacts import contacts_of
from assistant.errors import BadSetting, GeneratorProblem
from assistant.server.feedback import Complaint, Feedback, keep
from assistant.server.limits import Limits, Rate
from assistant.server.turns import Place, Turns
from assistant.types import Answer, Contact
from corpus.types import Document

_PATIENCE = 1.0
"""Seconds between two looks at the line; also how soon a page that was closed is noticed."""


def _one_a_processor() -> Semaphore:
    return Semaphore(os.cpu_count() or 1)


Progress = Literal["searched", "waiting", "writing", "done"]


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

    `candidates` is the file where complaints become cases of evaluation. `reading` lets in, first come, first served,
    as many questions as there are processors: more would only wait for each other, the first ones with the last.
    """

    assistant: Callable[[], Assistant]
    document: Callable[[str, str], Document]
    turns: Turns
    audit: Audit
    rate: Rate
    candidates: Path
    keep_questions: bool = True
    limits: Limits = field(default_factory=Limits)
    reading: Semaphore = field(default_factory=_one_a_processor)

    def ask(self, question: str, before: Exchange, *, session: str, user: str) -> Iterator[Exchange]:
        """Yield the exchange as it grows. Another question of the same session, or `close`, ends it quietly."""
        asked = " ".join(question.split())
        if not asked:
            raise BadSetting("La question est vide.", fix="écrivez-la dans le cadre, puis appuyez sur Entrée")
        self.limits.check_question(asked)
        self.rate.take(user or session)
        previous = before.answer.question if before.answer else ""
        # Opened first: whoever leaves while the index is being read must not be answered either.
        with self.turns.place(session) as place:
            assistant = self.assistant()
            answers = cast("Generator[Answer]", assistant.stream(asked, previous=previous))
            # Closed, and not left to be collected: closing it is what stops the model.
            with closing(answers):
                yield from self._answered(asked, answers, place, user, lambda: _writes(assistant))

    def complain(self, exchange: Exchange, complaint: Complaint, text: str, user: str) -> None:
        """Keep what is wrong with an answer that is in the log."""
        if exchange.answer and exchange.id:
            self.audit.feedback(exchange.id, complaint, text, user)
            said = Feedback(id=exchange.id, complaint=complaint, text=text)
            keep(self.candidates, said, exchange.answer, keep_questions=self.keep_questions)

    def _answered(
        self, asked: str, answers: Iterator[Answer], place: Place, user: str, writes: Callable[[], bool]
    ) -> Iterator[Exchange]:
        with self.reading:
            exchange = self._quoted(asked, next(answers))
        if place.cancelled:
            # Not logged: the log says what people were shown, and nothing was. Its line would pass for an answer, keep
            # what somebody typed for no use, and hold back from `glose purge` documents that nobody read.
            return
        cut: Cut | None = None
        try:
            if exchange.answer and exchange.answer.outcome == "answered":
                cut = "failed"  # unless something else is known of its end
                for step in self._worded(exchange, answers, place, writes):
                    exchange = step
                    yield step
                cut = _left(exchange) if place.cancelled else None
        except GeneratorExit:
            cut = _left(exchange)
            raise
        finally:
            # Also when nobody reads on: what was shown was shown.
            id = self.audit.answered(exchange.answer, "guichet", user, cut) if exchange.answer else ""
        if not place.cancelled:
            yield replace(exchange, progress="done", ahead=0, id=id)

    def _quoted(self, asked: str, answer: Answer) -> Exchange:
        # The first alone: a quotation that came with it may be of another service.
        first = answer.citations[:1]
        cited = [(self.document(c.source.document, c.source.version), c.section) for c in first]
        return Exchange(asked=asked, answer=answer, contacts=answer.contacts or contacts_of(cited), progress="searched")

    def _worded(
        self, quoted: Exchange, answers: Iterator[Answer], place: Place, writes: Callable[[], bool]
    ) -> Iterator[Exchange]:
        yield quoted
        if place.cancelled or not quoted.answer:
            return
        if quoted.answer.to_come == "code":
            with self.reading:
                quoted = replace(quoted, answer=next(answers))
            yield quoted
        if place.cancelled or not (quoted.answer and quoted.answer.to_come and writes()):
            return
        while not place.wait(_PATIENCE):
            if place.cancelled:
                return
            yield replace(quoted, progress="waiting", ahead=place.ahead)
        yield replace(quoted, progress="writing")
        for answer in answers:
            if place.cancelled:
                return
            yield replace(quoted, answer=answer, progress="writing")


def _writes(assistant: Assistant) -> bool:
    """Whether somebody writes: asked once the quotations are shown, for a model may take seconds to load."""
    try:
        return assistant.generator() is not None
    except GeneratorProblem:
        return True  # the answer itself tells of it


def _left(shown: Exchange) -> Cut:
    """Name the stage at which a person left who had last been shown this."""
    return "writing" if shown.progress == "writing" else "waiting"
