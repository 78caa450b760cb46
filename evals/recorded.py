"""Words that a model wrote, kept and given again: the guard is judged on what the model really says, without waiting.

A text is found by all that decides of it: the model's name, the messages, the grammar and the limit. Nothing that was
sent is kept, so that a recording of held-out questions does not show them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from assistant.errors import GeneratorProblem
from assistant.installing.models import GENERATOR
from assistant.types import Generator, Message
from assistant.wiring import choose_generator
from evals.errors import DamagedFile
from evals.lines import append, read_lines, repair

COMMITTED = Path(__file__).parent / "recorded"
"""Where the words that the gate judges stand, one file a run that made them."""


class Recorded:
    """A generator that says again what it said, and asks another for the rest.

    `source` is a generator, or only the name of the one whose words are kept: what is missing is then a
    `GeneratorProblem`. `files` are read, of which the last to know a text is right; `into` is read too, and grows.
    """

    def __init__(self, source: Generator | str, *, files: Iterable[Path] = (), into: Path | None = None) -> None:
        self.name = source if isinstance(source, str) else source.name
        self._source = None if isinstance(source, str) else source
        self._into = into
        self._known: dict[str, str] = {}
        if into:
            repair(into)
        for file in (*files, *filter(None, [into])):
            self._known.update(_texts(file))

    def knows(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> bool:
        """Whether this text was kept."""
        return self._key(messages, grammar, limit) in self._known

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Yield the text that was kept, or the text as it is written, then kept.

        Whoever has read enough may close it: it is written to its end all the same, for the next version of the code
        may read on.
        """
        key = self._key(messages, grammar, limit)
        if key in self._known:
            yield self._known[key]
            return
        if self._source is None:
            raise GeneratorProblem(
                f"Ce que {self.name} répond à cette demande n'a pas été enregistré.",
                fix="enregistrez-le : glose-evals run --generator embedded, là où le modèle est installé",
            )
        said: list[str] = []
        pieces = self._source.write(messages, grammar=grammar, limit=limit)
        try:
            for piece in pieces:
                said.append(piece)
                yield piece
        except GeneratorExit:
            said += pieces
            self._keep(key, "".join(said))
            raise
        self._keep(key, "".join(said))

    def _keep(self, key: str, text: str) -> None:
        self._known[key] = text
        if self._into:
            append(self._into, {"key": key, "model": self.name, "text": text})

    def _key(self, messages: Sequence[Message], grammar: str, limit: int) -> str:
        asked = [self.name, [[message.role, message.text] for message in messages], grammar, limit]
        return sha256(json.dumps(asked).encode()).hexdigest()


class Heard:
    """A generator as one question hears it: whether it wrote, said again what was kept, or failed.

    The assistant answers without words when the model fails, and says so; for an evaluation that is an error.
    """

    def __init__(self, generator: Generator) -> None:
        self.name = generator.name
        self.words: Literal["none", "written", "recorded"] = "none"
        self.problem: GeneratorProblem | None = None
        self._generator = generator

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Yield what the generator says."""
        kept = isinstance(self._generator, Recorded) and self._generator.knows(messages, grammar=grammar, limit=limit)
        self.words = "recorded" if kept else "written"
        try:
            yield from self._generator.write(messages, grammar=grammar, limit=limit)
        except GeneratorProblem as problem:
            self.problem = problem
            raise


def choose(setting: str, home: Path, words: Path | None) -> Generator | None:
    """Build the generator of a setting over the words already kept, and keep what it writes in `words`.

    "recorded" is the embedded model's words without the model; without `words` nothing is kept nor said again.
    """
    if setting == "recorded":
        return Recorded(GENERATOR, files=[*committed(), *filter(None, [words])])
    generator = choose_generator(setting, home)
    return Recorded(generator, files=committed(), into=words) if generator and words else generator


def committed() -> list[Path]:
    """Return the recordings that come with the code."""
    return sorted(COMMITTED.glob("*.jsonl"))


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    for where, line in read_lines(file):
        if not (isinstance(line.get("key"), str) and isinstance(line.get("text"), str)):
            raise DamagedFile(f"{where} : il faut les clés « key » et « text ».", fix="retirez cette ligne")
        yield line["key"], line["text"]
