"""Everything of a record in JSON, and the record again: nothing is lost on the way."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.as_data import Misshapen, from_data, to_data
from assistant.guard.exact import quoted_exactly
from assistant.record.about import file_name, notice
from assistant.record.citing import used
from assistant.record.exchange.exported import Exported
from assistant.record.schema import Schema
from assistant.record.texts.glossary import used_definitions
from assistant.record.types import FieldValue, Record, RecordSentence
from corpus.errors import UnreadableFile
from corpus.types import Source

FORMAT = "glose.records.v1"


def export_json(record: Record, schema: Schema) -> Exported:
    """Write one record for others: what is still to be checked, or defines no word of it, is no part of the entry."""
    fields = {key: replace(value, doubtful=()) for key, value in record.fields.items()}
    return register_json((replace(record, fields=fields, definitions=used_definitions(record)),), schema)


def register_json(records: Sequence[Record], schema: Schema) -> Exported:
    """Write records, in the order given, under the notice of each and the labels of their fields."""
    whole = {
        "format": FORMAT,
        "notice": [notice(record, schema) for record in records],
        "labels": {field.key: field.label for field in schema.fields},
        "records": to_data(records),
    }
    # What half a character leaves is written as JSON escapes it.
    data = json.dumps(whole, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    name = file_name(records[0], ".json") if len(records) == 1 else "registre.json"
    return Exported(name=name, media_type="application/json", data=data + b"\n")


def is_ours(data: object) -> bool:
    """Whether this is what `register_json` writes."""
    return isinstance(data, dict) and str(data.get("format")).startswith(FORMAT.rpartition(".")[0])


def read_records(source: Source) -> list[Record]:
    """Reopen what `register_json` wrote; a file that somebody damaged is an `UnreadableFile` that says where."""
    data = source.json
    if data["format"] != FORMAT:
        raise UnreadableFile(
            f"{source.path} : fiches au format « {data['format']} », que cette version de Glose ne lit pas.",
            fix="ouvrez ce fichier avec la version de Glose qui l'a écrit, ou mettez Glose à jour",
        )
    try:
        records: list[Record] = list(from_data(tuple[Record, ...], data.get("records"), "records"))
        for number, record in enumerate(records):
            _check(record, f"records.{number}")
    except Misshapen as error:
        raise UnreadableFile(
            f"{source.path} : valeur inattendue à l'endroit « {error.place} » : {error.found}.",
            fix="rendez à cet endroit sa valeur d'origine, ou exportez de nouveau la fiche",
        ) from error
    return records


def _check(record: Record, place: str) -> None:
    """Refuse what the types let through: a number without its citation, a quotation that is none, a row too short."""
    for number, citation in enumerate(record.citations, start=1):
        if citation.number != number:
            raise Misshapen(f"{place}.citations.{number - 1}.number", citation.number)
    cited = (citation.source for citation in (*record.citations, *record.definitions.values()))
    marks = [mark for mark in (record.reread, *(value.reread for value in record.fields.values())) if mark]
    if nameless := [mark for mark in marks if not mark.by.strip()]:
        raise Misshapen(f"{place} (reread.by)", nameless[0].by)
    for day in (
        record.made_on,
        *(mark.on or "?" for mark in marks),
        *(source.published for source in (*record.documents, *cited)),
    ):
        if day and not _is_iso(day):
            raise Misshapen(f"{place} (dates)", day)
    for key, value in record.fields.items():
        if value.key != key:
            raise Misshapen(f"{place}.fields.{key}.key", value.key)
        _check_cited(value, record, f"{place}.fields.{key}")
        _check_tables(value, f"{place}.fields.{key}.tables")
    _check_foreign(record.foreign, f"{place}.foreign")


def _check_cited(value: FieldValue, record: Record, place: str) -> None:
    known = range(1, len(record.citations) + 1)
    if stray := [number for number in used(value) if number not in known]:
        raise Misshapen(f"{place} (citations)", stray[0])
    if altered := [sentence for sentence in value.sentences if not _is_exact(sentence, record)]:
        raise Misshapen(f"{place} (quote_not_in_source)", altered[0].text)


def _is_exact(sentence: RecordSentence, record: Record) -> bool:
    """Whether a sentence that is given as a quotation is in one that it cites, word for word."""
    cited = (record.citation(number).quote for number in sentence.citations)
    return sentence.origin != "quote" or any(quoted_exactly(sentence.text, quote) for quote in cited)


def _is_iso(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _check_tables(value: FieldValue, place: str) -> None:
    for number, table in enumerate(value.tables):
        if any(len(row) != len(table.header) for row in table.rows):
            raise Misshapen(f"{place}.{number}.rows", table.header)


def _check_foreign(foreign: Mapping[str, Any], place: str) -> None:
    for register, kept in foreign.items():
        if not isinstance(kept, dict):
            raise Misshapen(f"{place}.{register}", kept)
