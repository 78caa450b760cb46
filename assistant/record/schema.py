"""The schema of a register entry, read from `schema/fr.v1.toml`: fields, what the law asks, other countries' names.

The file can change without the code: nothing here knows a label, an article or a threshold.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

FieldKind = Literal["name", "text", "choice", "date", "number", "links", "contact", "list"]
OutputKey = Literal["general", "mention", "individual"]
Standard = Literal["nl", "atrs3", "atrs4", "eu"]

_FILE = Path(__file__).with_name("schema") / "fr.v1.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the register entry."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the register entry.

    `source_label` is what the guide prints where `label` adds a word to tell namesakes apart. `values` are those
    allowed for a "choice". `limit`, in characters, is advice: the shortest limit of the registers that the entry can be
    exported to. `by_data` marks the fields filled together, one row for each kind of data. `required_by` holds articles
    and is empty for what is only recommended: the law asks for elements of the outputs, not for fields. `queries` find
    the evidence of the field in documents; a field without any is never filled from documents.
    """

    key: str
    label: str
    block: str
    kind: FieldKind
    help: str
    example: str
    required_by: tuple[str, ...]
    recommended_by: str
    question: str
    whom: str
    queries: tuple[str, ...]
    source_label: str = ""
    values: tuple[str, ...] = ()
    limit: int | None = None
    by_data: bool = False

    def asked_of(self, subject: str) -> str:
        """Return the question as it is put about a subject: the reader of pairs is trained on it in these words."""
        return f"{subject} : {self.question}" if subject else self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """Something that an output must say.

    `fields` feed it and `text` is its fixed wording; where both stand, the text comes first. `personal` marks what must
    also be said of the person's own case, which no entry holds. `article` is empty for what only the guide asks.
    """

    key: str
    label: str
    article: str
    source: Literal["law", "guide"]
    fields: tuple[str, ...]
    text: str = ""
    optional: bool = False
    personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One of the three texts that the law asks for. `version` is how Légifrance names its articles as in force."""

    key: OutputKey
    label: str
    article: str
    version: str
    condition: str
    where: str
    limit: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of law that stands beside the outputs, with the conditions in the same paragraph."""

    article: str
    text: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The size from which an output is due: `agents` in full-time equivalents, 0 where size does not matter."""

    output: OutputKey
    agents: int
    article: str
    version: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhabitants:
    """The size that the guide counts and the code does not: both are shown, nothing is decided."""

    number: int
    guide: str
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the guide of August 2026 changed. `sign` finds in folded text that a document follows the one of before."""

    topic: str
    before: str
    after: str
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two sources that differ, and what the law says. `sign` finds in folded text that a document takes a side."""

    key: str
    about: str
    one: str
    other: str
    law: str
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A field of another register. `least` and `limit` are in characters; `note` is in French."""

    name: str
    required: bool = False
    least: int | None = None
    limit: int | None = None
    values: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where a field goes in the other registers; `atrs4_note` says why it goes nowhere there."""

    field: str
    nl: tuple[Foreign, ...]
    atrs3: tuple[Foreign, ...]
    atrs4: tuple[Foreign, ...]
    eu: tuple[Foreign, ...]
    atrs4_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupplied:
    """What a register requires and the French entry never holds: left empty and said so, never derived."""

    standard: Standard
    label: str
    names: tuple[Foreign, ...]
    note: str = ""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


Keyed = TypeVar("Keyed", bound=_Keyed)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """All that is known of a register entry.

    `name` changes with any character of the file. `status` says what the list of fields is worth in law; `notice` is
    printed on every draft and export, once `{date}` and `{models}` are filled. `traps` are the false friends of each
    standard ("all": of every one). Asking for a key that does not exist is a `KeyError`.
    """

    name: str
    language: str
    status: str
    notice: str
    definition: str
    blocks: tuple[Block, ...]
    fields: tuple[Field, ...]
    outputs: tuple[Output, ...]
    nullity: Rule
    refusal: Rule
    thresholds: tuple[Threshold, ...]
    inhabitants: Inhabitants
    changes: tuple[Change, ...]
    contradictions: tuple[Contradiction, ...]
    crosswalk: tuple[Crossing, ...]
    unsupplied: tuple[Unsupplied, ...]
    traps: Mapping[str, tuple[str, ...]]

    def field(self, key: str) -> Field:
        """Return a field by its key."""
        return _by_key(self.fields, key)

    def block(self, key: str) -> Block:
        """Return a block by its key."""
        return _by_key(self.blocks, key)

    def fields_of(self, block: str) -> tuple[Field, ...]:
        """Return the fields of a block, in order."""
        return tuple(field for field in self.fields if field.block == block)

    def output(self, key: str) -> Output:
        """Return an output by its key."""
        return _by_key(self.outputs, key)

    def contradiction(self, key: str) -> Contradiction:
        """Return a contradiction by its key."""
        return _by_key(self.contradictions, key)

    def threshold(self, output: str) -> Threshold:
        """Return the threshold of an output."""
        return {threshold.output: threshold for threshold in self.thresholds}[_by_key(self.outputs, output).key]

    def crossing(self, field: str) -> Crossing:
        """Return where a field goes in the other registers."""
        return {crossing.field: crossing for crossing in self.crosswalk}[field]


@cache
def load_schema() -> Schema:
    """Read the French schema; the file is read once."""
    data = _FILE.read_bytes()
    return _schema(f"{_FILE.stem}@{sha256(data).hexdigest()[:8]}", tomllib.loads(data.decode("utf-8")))


def _schema(name: str, table: dict[str, Any]) -> Schema:
    return Schema(
        name=name,
        **{key: table[key] for key in ("language", "status", "notice", "definition")},
        blocks=_all(Block, table["blocks"]),
        fields=tuple(_make(Field, {"source_label": field["label"]} | field) for field in table["fields"]),
        outputs=tuple(
            _make(Output, output | {"elements": _all(Element, output["elements"])}) for output in table["outputs"]
        ),
        nullity=_make(Rule, table["nullity"]),
        refusal=_make(Rule, table["refusal"]),
        thresholds=_all(Threshold, table["thresholds"]),
        inhabitants=_make(Inhabitants, table["inhabitants"]),
        changes=_all(Change, table["changes"]),
        contradictions=_all(Contradiction, table["contradictions"]),
        crosswalk=tuple(_make(Crossing, _foreign(crossing)) for crossing in table["crosswalk"]),
        unsupplied=tuple(_make(Unsupplied, _foreign(row)) for row in table["unsupplied"]),
        traps={standard: tuple(texts) for standard, texts in table["traps"].items()},
    )


def _foreign(row: Mapping[str, Any]) -> dict[str, Any]:
    """Make the names of other registers out of every list of a row."""
    return {key: _all(Foreign, value) if isinstance(value, list) else value for key, value in row.items()}


def _all(kind: type[Made], tables: Iterable[Mapping[str, Any]]) -> tuple[Made, ...]:
    return tuple(_make(kind, table) for table in tables)


def _make(kind: type[Made], table: Mapping[str, Any]) -> Made:
    """Build a noun from its table; a key too many or too few is a bug of ours, and says so."""
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})


def _by_key(nouns: Iterable[Keyed], key: str) -> Keyed:
    return {noun.key: noun for noun in nouns}[key]
