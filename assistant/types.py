"""The nouns of an answer. Only an `Answer` can be shown, and only `ask.py` makes one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, Protocol

from corpus.types import Kind, Span

Outcome = Literal["answered", "partial", "abstained"]

ToCome = Literal["", "code", "model"]

Reason = Literal[
    "nothing_found", "not_covered", "sources_disagree", "out_of_scope", "asks_for_a_decision", "unsafe_request"
]

FailureKind = Literal[
    "quote_not_in_source",
    "number_not_in_source",
    "date_not_in_source",
    "name_not_in_source",
    "legal_reference_not_in_source",
    "polarity_differs",
    "modality_differs",
    "not_supported",
    "no_citation",
]
"""Why a sentence is not shown.

`modality_differs` covers all that changes how far a rule binds or reaches: may for must, all for some, at most for at
least, a condition or an exception left out. An actor swapped is `not_supported`.
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason; `detail` is the word or value at fault, as the sentence writes it."""

    kind: FailureKind
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the guard says of a sentence. `support` is the probability that its evidence holds it, 0 to 1."""

    support: float
    failures: tuple[Failure, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.failures


class Verifier(Protocol):
    """Reads sentences beside the text they cite."""

    name: str

    def verify(self, pairs: Sequence[tuple[str, str]], /) -> list[Verdict]:
        """Return one verdict per pair (cited text, sentence), in the order given."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what is sent to a generator."""

    role: Literal["system", "user", "assistant"]
    text: str


class Generator(Protocol):
    """Writes text. Deterministic: the same messages and grammar give the same text."""

    name: str

    def write(self, messages: Sequence[Message], /, *, grammar: str, limit: int) -> Iterator[str]:
        """Yield the text as it is written, at most `limit` tokens.

        `grammar` is in GBNF, the notation of llama.cpp. Where a server cannot hold to it, the text may break it: the
        reader of the text must not trust it. Raises `GeneratorProblem` when the model cannot answer.
        """
        ...


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
class Near:
    """The best passage of a source that comes near a question and does not answer it: where to look."""

    source: Source
    section: tuple[str, ...]
    page: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """What is shown: a quotation, or words written from quotations; `support` is the probability that they hold it.

    `by_code` tells words that no model wrote: those of the quotation, or of its labels, put as they are said.
    """

    text: str
    origin: Literal["quote", "written"]
    citations: tuple[int, ...]
    support: float
    by_code: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that a model wrote and that nobody is shown, and the first reason why."""

    text: str
    failure: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask, as a source says it."""

    name: str
    url: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader is shown for a question; `reason` and `message` are set unless it is fully answered.

    A list that is too long to be shown whole is "partial" without a `reason`: its `message` says how long it is.
    `notice` says what went wrong and did not stop the answer. `sentences` are the wording, if there is one, then the
    quotations that it comes from, each whole, in the order of `citations`. `nearest` and `contacts` say where to look
    and whom to ask when Glose abstains. `timings` are milliseconds. `to_come` is who may still add words: "code", at
    once, then "model", which takes seconds.
    """

    question: str
    outcome: Outcome
    reason: Reason | None = None
    message: str = ""
    notice: str = ""
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    nearest: tuple[Near, ...] = ()
    contacts: tuple[Contact, ...] = ()
    timings: Mapping[str, int] = field(default_factory=dict)
    made_with: Mapping[str, object] = field(default_factory=dict)
    to_come: ToCome = ""

    @property
    def wording(self) -> list[AnswerSentence]:
        """The written sentences as they are told: those of one quotation in one run, after its headings."""
        written = (sentence for sentence in self.sentences if sentence.origin == "written")
        runs = (list(run) for _, run in groupby(written, key=lambda sentence: sentence.citations))
        return [replace(run[0], text=" ".join(sentence.text for sentence in run)) for run in runs]
