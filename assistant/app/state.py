"""What the pages share: made once by `serve`, and the same for everyone. What belongs to a person is never here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant.ask import Assistant
from assistant.audit import Audit
from assistant.server.access import Access
from assistant.server.counter import Counter
from assistant.server.limits import Limits, Rate
from assistant.server.turns import Turns
from assistant.settings import Settings
from corpus.library import Library


@dataclass(frozen=True, kw_only=True)
class App:
    """The parts of the server.

    `assistant` is asked for at each question: the index may have been rebuilt. `library` is for reading: whoever
    writes opens another. `access` is asked before anything is searched, written or kept for somebody; what they were
    shown, they may open. `today` is a parameter so that the age of a source can be tested.
    """

    home: Path
    settings: Settings
    assistant: Callable[[], Assistant]
    library: Library
    access: Access
    audit: Audit
    turns: Turns = field(default_factory=Turns)
    rate: Rate = field(default_factory=lambda: Rate(at_once=10, a_minute=20))
    limits: Limits = field(default_factory=Limits)
    today: Callable[[], date] = date.today

    @cached_property
    def counter(self) -> Counter:
        """What answers the page Guichet."""
        return Counter(
            assistant=self.assistant,
            document=self.library.document,
            turns=self.turns,
            audit=self.audit,
            rate=self.rate,
            limits=self.limits,
            candidates=self.home / "feedback.jsonl",
            keep_questions=self.settings.keep_questions,
        )
