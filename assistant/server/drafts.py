"""Drafts under way: each in a thread, a few at a time, told step by step to the page that asked for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event, Thread

from assistant.errors import GeneratorProblem
from assistant.record.draft import Drafting, drafts
from assistant.record.types import Record
from assistant.server.turns import Place, Turns
from assistant.types import Generator, Message
from corpus.types import Document

_PATIENCE = 1.0
"""Seconds between two looks at the line; also how soon a page that was closed is noticed."""

_AT_ONCE = 2
"""Each holds a core while it reads and weighs sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a draft is: what is being done, how many of how many; `ahead` are the drafts that come first.

    `record` is set once a field is drafted: the entry so far, `done` being the number of its fields.
    """

    label: str = ""
    done: int = 0
    total: int = 0
    ahead: int = 0
    record: Record | None = None


class Drafts:
    """Drafts for everyone. `parts` is asked for at each draft, `turns` is the line in front of the model that writes.

    Safe to share between threads.
    """

    def __init__(self, parts: Callable[[], Drafting], turns: Turns) -> None:
        self._parts = parts
        self._writing = turns
        self._line = Turns(at_once=_AT_ONCE)

    def run(self, documents: Sequence[Document], request: str, session: str) -> Iterator[Step]:
        """Yield the steps of a draft; it ends before its last field when it is stopped, or no longer iterated over."""
        with self._line.place(session) as place:
            while not place.wait(_PATIENCE):
                if place.cancelled:
                    return
                yield Step(ahead=place.ahead)
            work = _Work(documents, request, self._parted(session), place)
            try:
                yield from work.steps()
            finally:
                work.stop()

    def stop(self, session: str) -> None:
        """Stop the draft of a session, if there is one."""
        self._line.cancel(session)
        self._writing.cancel(session)

    def _parted(self, session: str) -> Drafting:
        parts = self._parts()
        return replace(parts, generator=parts.generator and _InTurn(parts.generator, self._writing, session))


class _InTurn:
    """A model that waits for its turn at each sentence, so that a long draft keeps nobody waiting."""

    def __init__(self, generator: Generator, turns: Turns, session: str) -> None:
        self.name = generator.name
        self._generator = generator
        self._turns = turns
        self._session = session

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Write once those before have been served."""
        with self._turns.place(self._session) as place:
            while not place.wait(_PATIENCE):
                if place.cancelled:
                    raise GeneratorProblem("La rédaction a été arrêtée.", fix="relancez-la si vous le souhaitez")
            yield from self._generator.write(messages, grammar=grammar, limit=limit)


class _Stopped(Exception):
    """Nobody wants the draft any more."""


class _Work:
    """One draft in its thread."""

    def __init__(self, documents: Sequence[Document], request: str, parts: Drafting, place: Place) -> None:
        self._drafts = drafts(documents, request, parts, self._tell)
        self._total = len(parts.schema.fields)
        self._place = place
        self._stopped = Event()
        self._told: SimpleQueue[Step | Exception | None] = SimpleQueue()
        Thread(target=self._run, name="draft", daemon=True).start()

    def steps(self) -> Iterator[Step]:
        """Yield each step as it comes."""
        while not self._place.cancelled:
            try:
                step = self._told.get(timeout=_PATIENCE)
            except Empty:
                continue
            if isinstance(step, Exception):
                raise step
            if step is None:
                return
            yield step

    def stop(self) -> None:
        """Have the thread end at its next step."""
        self._stopped.set()

    def _run(self) -> None:
        try:
            for done, record in enumerate(self._drafts, start=1):
                self._told.put(Step(label="Rubriques", done=done, total=self._total, record=record))
            self._told.put(None)
        except _Stopped:
            self._told.put(None)
        except Exception as error:
            # Raised again where the draft was asked for.
            self._told.put(error)

    def _tell(self, label: str, done: int, total: int) -> None:
        if self._stopped.is_set() or self._place.cancelled:
            raise _Stopped
        if label != "Rubriques":
            self._told.put(Step(label=label, done=done, total=total))
