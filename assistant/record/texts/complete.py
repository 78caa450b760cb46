"""What the law requires of an entry, what the guide recommends, what is there: a checklist with its scores."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.record.about import value_of
from assistant.record.schema import Field, Schema
from assistant.record.standing import is_there
from assistant.record.texts.legal import ElementState, LegalOutput, legal_outputs
from assistant.record.types import FieldValue, Record


@dataclass(frozen=True, slots=True)
class Score:
    """How many are there, of how many."""

    there: int
    total: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all of it; all of nothing is 100."""
        return 100 * self.there // self.total if self.total else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of the checklist.

    `required_by` are articles, empty where the law asks nothing; `recommended_by` is empty where the guide asks
    nothing. `question` and `whom` are set for what is missing. `disputed` is set where sources differ on it.
    """

    key: str
    label: str
    required_by: tuple[str, ...]
    recommended_by: str
    there: bool
    optional: bool = False
    disputed: bool = False
    question: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockScore:
    """A block of the entry, or a text that the law asks for, with its items."""

    key: str
    label: str
    items: tuple[Item, ...]

    @property
    def score(self) -> Score:
        """Of all but what is optional."""
        return _score(item for item in self.items if not item.optional)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The blocks of the entry, then the legal texts; the scores of the whole are those of the entry's fields."""

    blocks: tuple[BlockScore, ...]
    outputs: tuple[BlockScore, ...]

    @property
    def score(self) -> Score:
        """Of every field."""
        return _score(self._items)

    @property
    def required(self) -> Score:
        """Of the fields that the law needs."""
        return _score(item for item in self._items if item.required_by)

    @property
    def recommended(self) -> Score:
        """Of the fields that only the guide asks for."""
        return _score(item for item in self._items if not item.required_by)

    @property
    def _items(self) -> list[Item]:
        return [item for block in self.blocks for item in block.items]


def completeness(record: Record, schema: Schema) -> Completeness:
    """Check every field, block by block, then every element of the three legal texts."""
    blocks = tuple(
        BlockScore(key=block.key, label=block.label, items=_fields(record, schema.fields_of(block.key)))
        for block in schema.blocks
    )
    return Completeness(blocks=blocks, outputs=tuple(map(_output, legal_outputs(record, schema))))


def _score(items: Iterable[Item]) -> Score:
    there = [item.there for item in items]
    return Score(sum(there), len(there))


def _fields(record: Record, fields: Iterable[Field]) -> tuple[Item, ...]:
    return tuple(_field(field, value_of(record, field)) for field in fields)


def _field(field: Field, value: FieldValue) -> Item:
    there = is_there(value)
    return Item(
        key=field.key,
        label=field.label,
        required_by=field.required_by,
        recommended_by=field.recommended_by,
        there=there,
        disputed=bool(value.conflicts),
        question="" if there else value.question or field.question,
        whom="" if there else value.whom or field.whom,
    )


def _output(output: LegalOutput) -> BlockScore:
    return BlockScore(key=output.key, label=output.label, items=tuple(map(_element, output.elements)))


def _element(element: ElementState) -> Item:
    return Item(
        key=element.key,
        label=element.label,
        required_by=(element.article,) if element.article else (),
        recommended_by="" if element.article else "guide",
        there=element.present,
        optional=element.optional,
        question=" ".join(element.questions),
    )
