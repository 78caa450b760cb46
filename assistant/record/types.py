"""The nouns of a register entry. Every output (page, mentions, exports) is made from a `Record`, and only reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.types import Citation, Dropped, Source

Status = Literal["drafted", "to_complete", "by_person", "published"]
"""Where a field stands: from the documents, open, filled by somebody, or as an entry that was imported has it."""

Origin = Literal["quote", "written", "person", "published"]
"""Who says a sentence: a document word for word, a model under guard, somebody, or an entry that was imported.

The last two cite nothing: who fills a field answers for it, and the page says so.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSentence:
    """A sentence of a field.

    `citations` are numbers of `Record.citations`, `support` the probability that they hold it.
    """

    text: str
    origin: Origin
    citations: tuple[int, ...] = ()
    support: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A scale, a weighting, a price list: kept as its source sets it out, every cell word for word.

    `rows` all have as many cells as `header`; `citations` are the places that the rows were read from.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two places that cannot both be right: what differs, in French, and the citations of each side."""

    about: str
    one: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """That a person read words again, sources in hand: an account or the name of a service, and an ISO day."""

    by: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """What a record says in one field of the schema.

    `choice` is the allowed value chosen, for fields that have some, and empty when no sentence justifies one.
    `question` and `whom` are what to ask, and to whom, when the field is open; `doubtful` are then the places that may
    say it, for a person to read, numbered from 1 in each field: they are no part of the entry. `reread` is of these
    very words. `discarded` are the sentences that a person took out, in the order in which they went.
    """

    key: str
    status: Status
    sentences: tuple[RecordSentence, ...] = ()
    choice: str = ""
    tables: tuple[Table, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    question: str = ""
    whom: str = ""
    doubtful: tuple[Citation, ...] = ()
    reread: Reread | None = None
    discarded: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A register entry: every field of its schema, in the order of the schema.

    `schema` names the schema and its version. `citations` are numbered from 1 over the whole record; `documents` are
    the versions that were read, cited or not. `notes` say, in French, what went wrong in reading them. `foreign` keeps,
    by register ("fr", "nl", "atrs", "eu"), an imported entry as it was: what nobody changed goes out to the letter.
    `definitions` are the terms that the documents define, used or not, the surest first: each with its place, which a
    glossary numbers after `citations`. `made_on` is an ISO day, empty for what nobody drafted. `reread` is of the
    whole: `assistant.record.working.reread.whole` says whether it holds.
    """

    id: str
    schema: str
    fields: Mapping[str, FieldValue]
    request: str = ""
    citations: tuple[Citation, ...] = ()
    documents: tuple[Source, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()
    foreign: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    definitions: Mapping[str, Citation] = field(default_factory=dict)
    made_with: Mapping[str, object] = field(default_factory=dict)
    made_on: str = ""
    reread: Reread | None = None

    @property
    def name(self) -> str:
        """Name of the algorithm, or of what was asked for."""
        named = self.fields.get("name")
        return (named.text if named else "") or self.request

    def citation(self, number: int) -> Citation:
        """Return a citation by its number."""
        return self.citations[number - 1]
