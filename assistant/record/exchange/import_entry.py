"""Entries of other countries' registers to records: the part that all of them share.

The entry itself is kept as it is in `Record.foreign`, and every field it fills is "published": nothing is translated,
split or chosen. So an export gives back what was not changed, to the letter.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.record.about import left_open
from assistant.record.exchange.crosswalk import Register, Standard, recognise
from assistant.record.schema import Schema
from assistant.record.types import FieldValue, Record, RecordSentence
from corpus.errors import UnreadableFile
from corpus.html import read_fragment
from corpus.register.ids import Marks, own_ids
from corpus.register.trees import Repeated, read_json
from corpus.types import Source

_TAGS = re.compile(r"</?(?:div|br|p|ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_NAMES: Mapping[Register, str] = {
    "nl": "du registre néerlandais",
    "atrs": "du registre britannique (ATRS)",
    "eu": "de la norme d'Eurocities",
}
_SHOWN = 6


def register_of(source: Source) -> Register | None:
    """Return the register that the entries of a file are of, by their keys; None if they are of none of these."""
    try:
        entries, _ = _entries(source)
    except UnreadableFile:
        return None
    first = entries[0] if entries else None
    found = recognise(first) if isinstance(first, dict) else None
    return found.register if found else None


def import_entries(source: Source, register: Register, schema: Schema) -> list[Record]:
    """Return one record an entry, in the order of the file; an entry that cannot be read is an `UnreadableFile`."""
    entries, around = _entries(source)
    if not entries:
        raise UnreadableFile(
            f"{source.path} : aucune entrée à importer.", fix="vérifiez que le fichier contient des entrées de registre"
        )
    standards = [_standard(source, number, entry, register) for number, entry in enumerate(entries, start=1)]
    pairs = list(zip(entries, standards, strict=True))
    try:
        ids = own_ids([_marks(entry, one) for entry, one in pairs])
        return [_record(f"{register}-{own}", *pair, schema, around) for own, pair in zip(ids, pairs, strict=True)]
    except RecursionError as error:
        raise UnreadableFile(
            f"{source.path} : des valeurs imbriquées sur trop de niveaux.",
            fix="exportez de nouveau le registre, un champ par information",
        ) from error


def read_fields(entry: Mapping[str, Any], standard: Standard, schema: Schema) -> dict[str, FieldValue]:
    """Return every field of the schema, filled with what an entry says of it and open where it says nothing."""
    lines = _lines_by_field(entry, standard, schema)
    choices = _choices(entry, standard)
    return {
        field.key: FieldValue(
            key=field.key,
            status="published",
            sentences=tuple(RecordSentence(text=line, origin="published") for line in lines[field.key]),
            choice=choices.get(field.key, ""),
        )
        if field.key in lines
        else left_open(field)
        for field in schema.fields
    }


def _lines_by_field(entry: Mapping[str, Any], standard: Standard, schema: Schema) -> dict[str, list[str]]:
    """What the entry says, in lines; of several keys that name the same thing, the first that is filled."""
    lines: dict[str, list[str]] = {}
    for key in standard.keys:
        said = _lines(key.value(entry)) if key.reads else []
        if said and not (key.reads in lines and schema.field(key.reads).kind == "name"):
            lines.setdefault(key.reads, []).extend(said)
    return lines


def _choices(entry: Mapping[str, Any], standard: Standard) -> dict[str, str]:
    """The allowed values that the entry's own values are, for the keys whose values have an equivalent in France."""
    return {
        key.reads: french
        for key in standard.keys
        for theirs, french in zip(key.values, key.french, strict=False)
        if key.value(entry) == theirs
    }


def _record(id: str, entry: dict[str, Any], standard: Standard, schema: Schema, around: str) -> Record:
    return Record(
        id=id,
        schema=schema.name,
        fields=read_fields(entry, standard, schema),
        notes=tuple(_notes(entry, standard, around)),
        foreign={standard.register: entry},
    )


def _notes(entry: Mapping[str, Any], standard: Standard, around: str) -> Iterator[str]:
    """What the reader of the record should know of where it comes from, and of what it does not show."""
    yield f"Entrée importée telle que publiée, non traduite : elle suit {standard.title}.{around}"
    yield from (key.caution for key in standard.keys if key.caution and key.value(entry))
    unread = [key.name for key in standard.keys if not key.reads and key.value(entry)]
    unread += standard.known(entry)[1]
    if unread:
        yield f"Sans rubrique en France, gardé tel quel avec l'entrée : {', '.join(dict.fromkeys(unread))}."


def _entries(source: Source) -> tuple[list[Any], str]:
    """Return the entries of a file, and what stands around them, in French."""
    if source.suffix == ".csv":
        return list(_rows(source)), ""
    data = read_json(source)
    if isinstance(data, dict) and not recognise(data):
        return _inside(data)
    return (data if isinstance(data, list) else [data]), ""


def _rows(source: Source) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV under the names of its first line, every cell as it is."""
    lines = source.text.splitlines(keepends=True)
    if not lines:
        return
    delimiter = max(",", ";", "\t", key=lines[0].count)
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if None in row or None in row.values():
                raise _bad_row(source, reader.line_num)
            yield row
    except csv.Error as error:
        raise _bad_row(source, reader.line_num) from error


def _bad_row(source: Source, line: int) -> UnreadableFile:
    return UnreadableFile(
        f"{source.path}, ligne {line} : pas autant de colonnes que dans la première, ou un guillemet jamais refermé.",
        fix="exportez de nouveau le tableau en CSV, chaque valeur entre guillemets",
    )


def _inside(data: Mapping[str, Any]) -> tuple[list[Any], str]:
    """The first list of objects of an object that is no entry; `{"algoritmes": […], "source_url": "…"}`."""
    lists = (v for v in data.values() if isinstance(v, list) and v and all(isinstance(one, dict) for one in v))
    return next(lists, [data]), "".join(f" Le fichier dit aussi « {name} » : {value}." for name, value in _facts(data))


def _facts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _facts(value)
        elif isinstance(value, str):
            yield name, value


def _standard(source: Source, number: int, entry: Any, register: Register) -> Standard:
    found = recognise(entry, register) if isinstance(entry, dict) else None
    if isinstance(entry, Repeated):
        raise UnreadableFile(
            f"{source.path}, entrée {number} : une même clé y est écrite plusieurs fois.",
            fix="ne gardez que l'une d'elles, ou réunissez leurs valeurs",
        )
    if found:
        return found
    seen = ", ".join(map(str, list(entry)[:_SHOWN])) if isinstance(entry, dict) else str(entry)[:60]
    raise UnreadableFile(
        f"{source.path}, entrée {number} : ce n'est pas une entrée {_NAMES[register]} qui nomme un algorithme"
        f" (on y lit : {seen or 'rien'}).",
        fix="retirez cette entrée, ou donnez-lui les clés du registre",
    )


def _marks(entry: Mapping[str, Any], standard: Standard) -> Marks:
    def first(field: str) -> str:
        values = (key.value(entry) for key in standard.keys if key.reads == field)
        return next((str(value) for value in values if value), "")

    own = (entry.get(name) for name in ("id", "lars", "uuid", "source_id"))
    return Marks(
        id=next((str(value) for value in own if value), ""),
        url=str(entry.get("url") or ""),
        name=first("name"),
        publisher=first("administration"),
        content=repr(entry),
    )


def _lines(value: Any) -> list[str]:
    """The lines that a value reads in, whatever its shape; none for what is empty."""
    if isinstance(value, dict):
        joined = " : ".join(line for one in value.values() for line in _lines(one))
        return [joined] if joined else []
    if isinstance(value, list):
        return [line for one in value for line in _lines(one)]
    text = "" if value is None else str(value)
    pieces = [piece.text for piece in read_fragment(text)] if _TAGS.search(text) else [text]
    return [line.strip() for piece in pieces for line in piece.splitlines() if line.strip()]
