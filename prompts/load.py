"""Loads and fills the words we send: one Markdown file a prompt, its version in its name.

A file begins with what a reader needs to judge it (purpose, variables, models it was tried on) between two lines `---`,
then holds the turns, each under a heading that names its role. What comes first is constant: a model reads it once.
"""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

_TURN = re.compile(r"^## (system|user|assistant)\n", re.MULTILINE)
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A versioned prompt. `name` is its file's; `digest` the first 12 hexadecimal digits of the file's sha256."""

    name: str
    digest: str
    turns: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """What an answer records: the name and the digest."""
        return f"{self.name}@{self.digest}"

    def filled(self, **values: str) -> list[tuple[str, str]]:
        """Return the turns (role, text) with each variable replaced; one without a value is a `KeyError`.

        Values are text: what looks like a variable inside one stays as it is.
        """
        return [(role, _VARIABLE.sub(lambda match: values[match[1]], text)) for role, text in self.turns]


@cache
def load(name: str) -> Prompt:
    """Return the prompt `name` (such as "write.v1")."""
    text = (Path(__file__).parent / f"{name}.md").read_text("utf-8")
    _, _, body = text.split("---\n", 2)
    parts = _TURN.split(body)[1:]
    turns = tuple((role, turn.strip()) for role, turn in zip(parts[::2], parts[1::2], strict=True))
    return Prompt(name=name, digest=sha256(text.encode()).hexdigest()[:12], turns=turns)
