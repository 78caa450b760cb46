"""A register entry of the library as a record: its fields, word for word, under the keys of our schema."""

from collections import Counter
from collections.abc import Iterator, Mapping

from assistant.record.about import left_open
from assistant.record.schema import Field, Schema
from assistant.record.types import FieldValue, Record, RecordSentence
from assistant.record.values import agreed, choose_value
from corpus.register.fields import fold, vocabularies
from corpus.types import Block, Document

_LABEL = " : "
_LEAD = " :"
_BRACKET = " ("
_BETWEEN_CELLS = " ; "
"""How `corpus/register/page.py` writes an entry."""


def record_of(document: Document, schema: Schema) -> Record:
    """Return the record of an entry as its document has it; what it says outside the schema is left in the document."""
    said: dict[str, list[str]] = {}
    for key, text in _said(document, schema):
        said.setdefault(key, []).append(text)
    return Record(
        id=document.id,
        schema=schema.name,
        fields={field.key: _value(field, said.get(field.key, [])) for field in schema.fields},
        notes=document.notes,
    )


def _value(field: Field, lines: list[str]) -> FieldValue:
    if not lines:
        return left_open(field)
    return FieldValue(
        key=field.key,
        status="published",
        sentences=tuple(RecordSentence(text=line, origin="published") for line in lines),
        choice=_choice(field, lines),
    )


def _choice(field: Field, lines: list[str]) -> str:
    """Return the allowed value that the entry gives, as it stands or in other words; empty where it gives none."""
    exact = {value for value in field.values for line in lines if fold(line) == fold(value)}
    if exact:
        return agreed(exact)
    return agreed(choose_value(field.key, field.values, line) for line in lines) if field.values else ""


def _said(document: Document, schema: Schema) -> Iterator[tuple[str, str]]:
    """Give each value with the key of its field, in the order of the document."""
    keys = _keys(schema)
    by_data = {field.key for field in schema.fields if field.by_data}
    for block in document.blocks:
        label, value = _labelled(document, block)
        heading = block.section[0] if block.section else ""
        own = label.partition(_BRACKET)[0]
        key = keys.get((heading, own)) or keys.get(("", own), "")
        if key and value:
            yield key, value
        if key in by_data and block.role == "row":
            yield from ((other, cell) for other, cell in _cells(value, keys) if other in by_data - {key})


def _labelled(document: Document, block: Block) -> tuple[str, str]:
    """Return the label of a block and its value: a heading, a lead-in, or the start of the line."""
    text = document.text[block.start : block.end]
    if len(block.section) > 1:
        return block.section[-1], text
    if block.lead:
        lead = block.lead[-1]
        return document.text[lead.start : lead.end].removesuffix(_LEAD), text
    label, _, value = text.partition(_LABEL)
    return label.removesuffix(_LEAD), value


def _cells(row: str, keys: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str]]:
    """Give the cells of a row whose header names a field: one line of the data says where they come from too."""
    for cell in row.split(_BETWEEN_CELLS):
        label, _, value = cell.partition(_LABEL)
        for field in vocabularies()[0].find(label) if value else ():
            yield keys.get(("", field.label), ""), value


def _keys(schema: Schema) -> Mapping[tuple[str, str], str]:
    """The keys of the schema by (heading, label), and by label alone where no other field has it."""
    labels = [
        (schema.block(field.block).label, field.source_label or field.label, field.key) for field in schema.fields
    ]
    times = Counter(label for _, label, _ in labels)
    alone = {("", label): key for _, label, key in labels if times[label] == 1}
    return {(heading, label): key for heading, label, key in labels} | alone
