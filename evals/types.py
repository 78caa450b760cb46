"""The nouns of an evaluation: cases, systems, what each system answered, and scores that are never made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Json = Mapping[str, Any]

SYSTEMS = ("quotes", "guarded", "unguarded", "plain")
"""The names of those compared; `evals.systems` builds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nugget:
    """A fact that a right answer must hold: found when one of `patterns` matches (case ignored, white space folded)."""

    text: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question, what a right answer holds, and what it must not say.

    `documents` are those that answer (any of them is right), or the nearest ones when nothing does. `nuggets` are all
    vital. `forbidden` are patterns of inventions. `evidence` stands word for word in one of the documents.
    """

    id: str
    question: str
    kind: str
    answerable: bool
    documents: tuple[str, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    forbidden: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A cited text and a sentence, and whether whoever reads the first must grant the second."""

    id: str
    evidence: str
    claim: str
    supported: bool
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCase:
    """A field of a register entry to draft from documents, and what it must hold, or that it must stay open.

    `documents` are paths, relative to the root of the project. `covered` says whether a sentence of them says the
    field; `choice` is the allowed value that they justify, None where there is nothing to judge. Cases of the same
    documents and request are judged on one draft.
    """

    id: str
    documents: tuple[str, ...]
    request: str
    field: str
    covered: bool
    choice: str | None = None
    nuggets: tuple[Nugget, ...] = ()
    forbidden: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    note: str = ""


class System(Protocol):
    """What is judged: answers a question as `glose ask --json` does."""

    @property
    def name(self) -> str:
        """Column of the report."""
        ...

    @property
    def made_of(self) -> Mapping[str, str]:
        """Provenance: index, embedder, verifier, generator, prompts, code. The same values give the same answers."""
        ...

    def answer(self, question: str, /) -> Json:
        """Return the object of the contract; any exception is an error of the case, and not an answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a system answered to a case, or the error that stopped it: never both, never neither."""

    case: str
    system: str
    answer: Json | None = None
    error: str | None = None
    made_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A mean and its 95 % bootstrap interval over questions."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measure of one system.

    `asked` counts the cases to which the measure applies, `failed` those of them that ended in an error, `scored` the
    others. `interval` is None when nothing was scored. `values` are by case id; empty for what is not a mean over
    cases (an F1, Trust).
    """

    measure: str
    interval: Interval | None
    asked: int
    scored: int
    failed: int
    values: Mapping[str, float] = field(default_factory=dict)


Direction = Literal["up", "down"]
"""Whether more is better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All results of one run, and what they were measured on."""

    results: Sequence[Result]
    cases: Sequence[Case]
    about: Mapping[str, str] = field(default_factory=dict)
