"""What the pages share: made once by `serve`, and the same for everyone. What belongs to a person is never here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.ask import Assistant
from assistant.turns import Turns
from corpus.library import Library


@dataclass(frozen=True, kw_only=True)
class App:
    """The parts of the server.

    `assistant` is asked for at each question: the index may have been rebuilt. `library` is for reading: whoever
    writes opens another. `today` is a parameter so that the age of a source can be tested.
    """

    home: Path
    assistant: Callable[[], Assistant]
    library: Library
    turns: Turns = field(default_factory=Turns)
    today: Callable[[], date] = date.today
