"""Entries of a French register, in any file that Glose reads as one, to records: each value word for word.

What `corpus/register/` knows of real files (labels, blocks, orientations, encodings) is used as it is. A field that the
entry leaves empty is open, with the question of the schema; what the inventory has no field for is kept aside.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from assistant.record.about import left_open, says_choice
from assistant.record.exchange.export_csv import OTHERS, shown
from assistant.record.schema import Field, Schema
from assistant.record.types import FieldValue, Record, RecordSentence, Table
from corpus.errors import UnreadableFile
from corpus.read_register import Register, RegisterEntry
from corpus.register.fields import Filled, vocabularies
from corpus.register.page import is_empty, plain
from corpus.rows import row_text
from corpus.types import Source

_DATA = "data"
_WITH_DATA = {17: "data_source", 18: "data_collection"}
"""By their number in the inventory, the fields that go with each kind of data."""
_BEYOND = "appeals"
"""Key of the one field that stands after the numbered ones of the inventory."""


def import_fr(source: Source, register: Register, schema: Schema) -> list[Record]:
    """Return one record an entry, in the order of the file; remarks on the file go with the first."""
    if not register.entries:
        raise UnreadableFile(
            f"{source.path} : registre sans aucune entrée, seuls ses libellés sont remplis.",
            fix="importez-le de nouveau une fois rempli",
        )
    records = zip(register.ids, register.entries, strict=True)
    return [
        _record(shown(id), entry, schema, () if number else (*register.remarks, *_facts(register)))
        for number, (id, entry) in enumerate(records)
    ]


def _facts(register: Register) -> Iterator[str]:
    yield from (f"Du fichier, {name} : {value}" for name, value in register.listing.facts.items())


def _record(id: str, entry: RegisterEntry, schema: Schema, remarks: Iterable[str]) -> Record:
    said: dict[str, list[Any]] = {}
    others: dict[str, str] = {}
    for filled in entry.filled:
        key = _key(filled, schema)
        if is_empty(filled.value) or (filled.field and filled.field.gives == "id"):
            continue
        if key:
            said.setdefault(key, []).append(filled.value)
        else:
            others[" : ".join((*filled.path[1:], shown(filled.label)))] = "\n".join(_lines(filled.value))
    fields = schema.fields
    by_data = _by_data([row for value in said.get(_DATA, []) for row in _rows(value)])
    return Record(
        id=id,
        schema=schema.name,
        fields={field.key: _field(field, said.get(field.key, []) or by_data.get(field.key, [])) for field in fields},
        notes=tuple(remarks),
        foreign={OTHERS: others} if others else {},
    )


def _key(filled: Filled, schema: Schema) -> str:
    """Key of the field: by its number in the inventory, or by its label for the one beyond."""
    if not filled.field:
        return ""
    numbered = [field.key for field in schema.fields if field.key != _BEYOND]
    number = filled.field.rank[1]
    if number <= len(numbered):
        return numbered[number - 1]
    return _BEYOND if filled.field.label == schema.field(_BEYOND).label else ""


def _field(field: Field, values: list[Any]) -> FieldValue:
    tables = tuple(table for value in values if (table := _table(field, value)))
    lines = [line for value in values if not _table(field, value) for line in _lines(value)]
    if not lines and not tables:
        return left_open(field)
    return FieldValue(
        key=field.key,
        status="published",
        sentences=tuple(RecordSentence(text=line, origin="published") for line in lines),
        choice=next((choice for choice in field.values if says_choice("\n".join(lines), choice)), ""),
        tables=tables,
    )


def _by_data(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """What each kind of data says under the label of another field ("Source"), by the key of that field.

    The inventory asks for the three together, and entries set them out as one table.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        (_, named), *others = row.items()
        for label, value in others:
            numbers = {field.rank[1] for field in vocabularies()[0].find(label)}
            for key in (key for number, key in _WITH_DATA.items() if number in numbers and not is_empty(value)):
                found.setdefault(key, []).append(f"{plain(named)} : {plain(value)}")
    return found


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """Objects that all have the same keys, else nothing."""
    rows = value if isinstance(value, list) else []
    return rows if all(isinstance(row, Mapping) and row and row.keys() == rows[0].keys() for row in rows) else []


def _table(field: Field, value: Any) -> Table | None:
    """Objects that all have the same keys are a table: one kind of data a row."""
    rows = _rows(value)
    if not rows:
        return None
    cells = tuple(tuple(plain(cell) for cell in row.values()) for row in rows)
    return Table(title=field.label, header=tuple(map(str, rows[0])), rows=cells, citations=())


def _lines(value: Any) -> list[str]:
    """The lines of a value, whatever its shape, without what `neutral` put before a formula."""
    if isinstance(value, list | tuple):
        return [line for one in value for line in _lines(one)]
    if isinstance(value, Mapping):
        said = {key: plain(one) for key, one in value.items() if not is_empty(one)}
        return [row_text(list(said), list(said.values()))]
    return [line.strip() for line in shown(_text(value)).splitlines() if line.strip()]


def _text(value: Any) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else plain(value)
