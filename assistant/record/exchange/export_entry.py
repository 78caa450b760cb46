"""Records to entries of other countries' registers: the part that all of them share.

A record that was imported from the same register gives its entry back to the letter, but for the keys that meet a field
that changed since. What the register requires and no field says stays null: nothing is derived.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from assistant.record.about import file_name, is_drafted, notice, value_of
from assistant.record.exchange.crosswalk import Key, Register, Standard, recognise
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.fit import cut, pick
from assistant.record.exchange.import_entry import read_fields
from assistant.record.schema import Field, Schema
from assistant.record.types import FieldValue, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry made of a record. `changed` are the fields that it was written from; `lost` is in French."""

    standard: Standard
    values: dict[str, Any]
    changed: frozenset[str]
    lost: tuple[str, ...]


def origin(record: Record, register: Register) -> Standard | None:
    """Return the standard of the entry that a record was imported from, if it was from this register."""
    return recognise(record.foreign.get(register, {}), register)


def export_entry(record: Record, schema: Schema, standard: Standard) -> Entry:
    """Write a record under the keys of a standard."""
    is_its_own = origin(record, standard.register) == standard
    values = deepcopy(dict(record.foreign[standard.register])) if is_its_own else {}
    changed = _changed(record, schema, read_fields(values, standard, schema) if is_its_own else {})
    lost: list[str] = []
    for key in standard.keys:
        if is_its_own and changed.isdisjoint(key.writes):
            lost += _kept(key, values, changed)
            continue
        value, said = _write(key, record, schema)
        lost += said
        if value is not None or (key.value(values) is not None if is_its_own else key.required):
            key.put(values, value)
    if standard.notice and is_drafted(record):
        _add_notice(values, standard.notice, notice(record, schema))
    return Entry(standard=standard, values=values, changed=changed, lost=tuple(lost))


def to_file(record: Record, entry: Entry, lost: Sequence[str]) -> Exported:
    """Make the file of an entry, in JSON."""
    return Exported(
        name=file_name(record, f".{entry.standard.register}.json"),
        media_type="application/json",
        # Half a surrogate pair, which UTF-8 has no bytes for, becomes the escape that JSON writes it with.
        data=(json.dumps(entry.values, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace"),
        lost=tuple(dict.fromkeys(lost)),
    )


def text_of(value: FieldValue) -> str:
    """Return what a field says: the value chosen, unless its sentences are just that, then its sentences."""
    said = value.text
    return said if not value.choice or said.casefold() == value.choice.casefold() else f"{value.choice}\n{said}".strip()


def _changed(record: Record, schema: Schema, before: Mapping[str, FieldValue]) -> frozenset[str]:
    """Fields that do not say what the imported entry said; those that say something, where there was none."""
    now = {field.key: text_of(value_of(record, field)) for field in schema.fields}
    return frozenset(key for key, text in now.items() if text != (text_of(before[key]) if key in before else ""))


def _kept(key: Key, values: Mapping[str, Any], changed: frozenset[str]) -> Iterator[str]:
    """Say that a key keeps what it said although the field that it filled changed."""
    if key.reads in changed and key.value(values):
        yield f"« {key.name} » ({key.label}) garde ce que disait l'entrée importée : vérifiez-le."


def _write(key: Key, record: Record, schema: Schema) -> tuple[Any, list[str]]:
    fields = [schema.field(name) for name in key.writes]
    parts = [(field, text) for field in fields if (text := text_of(value_of(record, field)))]
    if key.always:
        return key.always, []
    if key.form == "choice":
        return _choice(key, record), []
    if key.form != "text":
        return next((found for _, text in parts if (found := pick(text, key.form))), None), []
    return _text(key, parts)


def _choice(key: Key, record: Record) -> str | None:
    """The value of the register that the chosen value of a field is, if it is one."""
    chosen = {record.fields[name].choice.casefold() for name in key.writes if name in record.fields}
    return next((own for own, french in zip(key.values, key.french, strict=True) if french.casefold() in chosen), None)


def _text(key: Key, parts: Sequence[tuple[Field, str]]) -> tuple[str | None, list[str]]:
    """Write fields one after the other, under their labels where there are several, within the limit of the key."""
    whole = "\n".join(_labelled(field, text) if len(parts) > 1 else text for field, text in parts)
    text, rest = cut(whole, key.limit) if key.limit else (whole, "")
    lost = []
    if rest:
        lost.append(
            f"« {key.name} » ({key.label}) n'admet que {key.limit} caractères et le texte en a {len(whole)} ;"
            f" il n'y tient pas : « {rest} »"
        )
    if text and len(text) < key.least:
        lost.append(
            f"« {key.name} » ({key.label}) demande au moins {key.least} caractères ; le texte en a {len(text)}."
        )
    return text or None, lost


def _labelled(field: Field, text: str) -> str:
    return f"{field.label}{'' if field.label.endswith('?') else ' :'} {text}"


def _add_notice(values: dict[str, Any], key: str, text: str) -> None:
    said = str(values.get(key) or "")
    if text not in said:
        values[key] = f"{said}\n{text}".strip()
