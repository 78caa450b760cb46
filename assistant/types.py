"""The nouns of an answer. Only an `Answer` can be shown, and only `ask.py` makes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.types import Kind, Span

Outcome = Literal["answered", "partial", "abstained"]

Reason = Literal[
    "nothing_found", "not_covered", "sources_disagree", "out_of_scope", "asks_for_a_decision", "unsafe_request"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A version of a document, as a reader needs to see it under a quotation. `published` is an ISO day or empty."""

    document: str
    version: str
    kind: Kind
    title: str
    url: str = ""
    published: str = ""
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place in a stored version: `quote` is exactly `text[span.start:span.end]` of it. `number` counts from 1."""

    number: int
    source: Source
    section: tuple[str, ...]
    page: int | None
    span: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """What is shown: a quotation, or words written from quotations; `support` is the probability that they hold it."""

    text: str
    origin: Literal["quote", "written"]
    citations: tuple[int, ...]
    support: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask, as a source says it."""

    name: str
    url: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader is shown for a question; `reason` and `message` are set unless it is fully answered.

    `nearest` and `contacts` say where to look and whom to ask when Glose abstains. `timings` are milliseconds.
    """

    question: str
    outcome: Outcome
    reason: Reason | None = None
    message: str = ""
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Source, ...] = ()
    contacts: tuple[Contact, ...] = ()
    timings: Mapping[str, int] = field(default_factory=dict)
    made_with: Mapping[str, object] = field(default_factory=dict)
