"""What an entry of another register cannot hold, and what it asks for that the record does not say: in French."""

import re
from collections.abc import Iterator

from assistant.record.about import is_drafted, notice, value_of
from assistant.record.exchange.crosswalk import Key, recognise
from assistant.record.exchange.export_entry import Entry, text_of
from assistant.record.schema import Field, Schema
from assistant.record.types import Record
from assistant.record.working.reread import is_begun, whole

_WORD = re.compile(r"\w")


def losses(record: Record, entry: Entry, schema: Schema) -> Iterator[str]:
    """Yield first what is missing from the entry, then what of the record is not in it."""
    yield from _missing(entry, schema)
    yield from entry.lost
    yield from _left(record, entry, schema)
    yield from _without_place(record, entry, schema)
    yield from _around(record, entry, schema)
    yield from _of_other_registers(record, entry)
    if record.foreign.get(entry.standard.register) and entry.changed:
        yield "Vérifiez que les rubriques modifiées sont dans la langue de l'entrée importée."


def missing_keys(entry: Entry) -> list[Key]:
    """Return the keys that the standard requires and the entry leaves empty."""
    return [key for key in entry.standard.keys if key.required and key.value(entry.values) in (None, "", [])]


def _missing(entry: Entry, schema: Schema) -> Iterator[str]:
    """Say what is required and empty: with its field or its values where it has some, else all in one line."""
    others = []
    for key in missing_keys(entry):
        if key.writes:
            fields = ", ".join(f"« {schema.field(name).label} »" for name in key.writes)
            yield f"Obligatoire et vide : {_named(key)} ; la fiche ne le dit pas dans {fields}."
        elif key.values:
            values = ", ".join(f"« {value} »" for value in key.values)
            yield f"Obligatoire et vide : {_named(key)} ; à choisir par le service parmi {values}."
        else:
            others.append(_named(key))
    if others:
        yield "Obligatoire et vide, la fiche française ne le prévoit pas : " + " ; ".join(others) + "."


def _left(record: Record, entry: Entry, schema: Schema) -> Iterator[str]:
    """Say what is left of the fields of which the standard only takes an address, a day or a value."""
    for field in schema.fields:
        keys = [key for key in entry.standard.keys if field.key in key.writes]
        if field.key not in entry.changed or not keys or any(key.form == "text" for key in keys):
            continue
        rest = _rest(record, field, keys, entry)
        if _WORD.search(rest):
            yield f"« {field.label} » : {entry.standard.title} n'en prend qu'une partie ; il reste : « {rest} »"


def _rest(record: Record, field: Field, keys: list[Key], entry: Entry) -> str:
    value = value_of(record, field)
    if all(key.form == "choice" for key in keys):
        return value.text
    written = [str(found) for key in keys if (found := key.value(entry.values))]
    if written and all(key.form == "date" for key in keys):
        return ""
    rest = value.text
    for one in written:
        rest = rest.replace(one, "", 1)
    return " ".join(rest.split())


def _without_place(record: Record, entry: Entry, schema: Schema) -> Iterator[str]:
    met = {name for key in entry.standard.keys for name in key.writes}
    fields = [schema.field(key) for key in entry.changed - met]
    labels = [field.label for field in schema.fields if field in fields and text_of(value_of(record, field))]
    if labels:
        yield f"Sans équivalent dans {entry.standard.title} : {' ; '.join(labels)}."


def _around(record: Record, entry: Entry, schema: Schema) -> Iterator[str]:
    """Say what no standard has a place for: tables, contradictions, sources, and mostly the notice."""
    place = f"n'a pas de place dans {entry.standard.title}"
    for field in schema.fields:
        value = value_of(record, field)
        yield from (f"Le tableau « {table.title or field.label} » {place}." for table in value.tables)
        yield from (f"Le désaccord entre les sources ({conflict.about}) {place}." for conflict in value.conflicts)
    if record.citations:
        yield f"Le renvoi des phrases à leurs sources (nombre de citations : {len(record.citations)}) {place}."
    if is_begun(record) or (whole(record) and not entry.standard.notice):
        yield f"La relecture de la fiche et de ses rubriques (par qui, quand) {place}."
    if any(value.discarded for value in record.fields.values()):
        yield f"La liste des phrases qu'une personne a écartées {place}."
    if is_drafted(record) and not entry.standard.notice:
        yield f"La mention d'une fiche préparée avec une IA {place} : « {notice(record, schema)} »"


def _of_other_registers(record: Record, entry: Entry) -> Iterator[str]:
    for values in record.foreign.values():
        found = recognise(values)
        if found is None or found == entry.standard:
            continue
        names = [*(key.name for key in found.keys if not key.reads and key.value(values)), *found.known(values)[1]]
        if names:
            title = found.title[0].upper() + found.title[1:]
            yield f"{title} disait aussi, et ce fichier n'en garde rien : {', '.join(dict.fromkeys(names))}."


def _named(key: Key) -> str:
    return f"« {key.name} » ({key.label})"
