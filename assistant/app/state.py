"""What the pages share: made once by `serve`, and the same for everyone. What belongs to a person is never here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.ask import Assistant
from assistant.counter import Counter, Log
from assistant.turns import Turns
from corpus.library import Library


def _always(who: str) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class App:
    """The parts of the server.

    `assistant` is asked for at each question: the index may have been rebuilt. `library` is for reading: whoever
    writes opens another. `allowed` raises a `UserError` for someone who asks too often. `today` is a parameter so
    that the age of a source can be tested.
    """

    home: Path
    assistant: Callable[[], Assistant]
    library: Library
    log: Log
    turns: Turns = field(default_factory=Turns)
    allowed: Callable[[str], None] = _always
    today: Callable[[], date] = date.today

    @cached_property
    def counter(self) -> Counter:
        """What answers the page Guichet."""
        return Counter(
            assistant=self.assistant,
            document=self.library.document,
            turns=self.turns,
            log=self.log,
            allowed=self.allowed,
        )
