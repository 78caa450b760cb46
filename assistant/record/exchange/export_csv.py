"""The French register in CSV, as office software opens it: one entry a row, the labels of the inventory on top.

A cell that a spreadsheet would run as a formula is written after an apostrophe, which `shown` takes away again.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from assistant.record.about import file_name, is_drafted, no_place_for, printable, says_choice, value_of
from assistant.record.exchange.exported import Exported
from assistant.record.schema import Schema
from assistant.record.types import FieldValue, Record
from assistant.record.working.reread import is_begun, whole
from corpus.dates import iso_day
from corpus.rows import row_text

CSV = "text/csv"
ID = "Identifiant"
OTHERS = "fr"
"""Key of `Record.foreign` under which the columns of a French register that the inventory does not have are kept."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}(?:er)? \w+ \d{4}")
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def export_csv(record: Record, schema: Schema) -> Exported:
    """Write one entry."""
    return register_csv((record,), schema)


def register_csv(records: Sequence[Record], schema: Schema) -> Exported:
    """Write a register, in the order given; `records` are not empty."""
    cleaned = [printable(record) for record in records]
    others = other_labels(cleaned)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    header = (ID, *(field.label for field in schema.fields), *others)
    rows = (header, *(_row(record, schema, others) for record in cleaned))
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return Exported(
        name=file_name(records[0], ".csv") if len(records) == 1 else "registre.csv",
        media_type=CSV,
        data=text.getvalue().encode("utf-8-sig"),
        lost=tuple(dict.fromkeys(loss for record in records for loss in _lost(record, schema))),
    )


def other_labels(records: Iterable[Record]) -> list[str]:
    """Labels of the columns that the entries had where they come from, and that the inventory does not have."""
    return list(dict.fromkeys(label for record in records for label in _others(record)))


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def shown(cell: str) -> str:
    """Take away the apostrophe that `neutral` put."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _row(record: Record, schema: Schema, others: Sequence[str]) -> Iterator[str]:
    yield record.id
    for field in schema.fields:
        value = value_of(record, field)
        yield _day(value.text) if field.kind == "date" else _cell(value)
    yield from (str(_others(record).get(label) or "") for label in others)


def _cell(value: FieldValue) -> str:
    """The value chosen, unless the text says it itself; else the sentences and the rows, one a line."""
    if value.choice and not says_choice(value.text, value.choice):
        return value.choice
    rows = (row_text(table.header, row) for table in value.tables for row in table.rows)
    return "\n".join((*(sentence.text for sentence in value.sentences), *rows))


def _day(text: str) -> str:
    """Write a text that is a day, and nothing more, in ISO."""
    return iso_day(text) if _DAY.fullmatch(text.strip()) and iso_day(text) else text


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _others(record: Record) -> Mapping[str, object]:
    return record.foreign.get(OTHERS, {})


def _lost(record: Record, schema: Schema) -> Iterator[str]:
    """Say what a row has no place for, of what this record holds."""
    values = [value_of(record, field) for field in schema.fields]
    if is_drafted(record):
        told = "rédigée avec l'aide d'une IA, puis relue" if whole(record) else "brouillon préparé avec l'aide d'une IA"
        yield no_place_for(f"l'avertissement ({told}), la date et les modèles")
    if whole(record) or is_begun(record):
        yield no_place_for("la relecture de la fiche et de ses rubriques : par qui, quand")
    if record.citations:
        yield no_place_for("les sources de chaque phrase : documents, versions, sections, citations")
    yield from map(no_place_for, _lost_of_fields(values))
    if record.request or record.notes or record.dropped:
        yield no_place_for("la demande de départ, les remarques de lecture, les phrases écartées à la vérification")
    if others := sorted(record.foreign.keys() - {OTHERS}):
        yield no_place_for(f"ce que l'entrée gardait d'autres registres ({', '.join(others)})")
    for field, value in zip(schema.fields, values, strict=True):
        if field.kind == "date" and value.text and not _is_day(_day(value.text)):
            yield f"« {field.label} » n'est pas un jour : le schéma de table refuse « {value.text} »."


def _lost_of_fields(values: Sequence[FieldValue]) -> Iterator[str]:
    if len({value.status for value in values}) > 1:
        yield "l'auteur de chaque rubrique : les documents, une personne, une fiche publiée"
    if any(value.status == "to_complete" for value in values):
        yield "les questions à poser au service : les rubriques à compléter sont vides"
    if any(value.choice and value.text not in ("", value.choice) and _cell(value) == value.choice for value in values):
        yield "les phrases qui justifient les valeurs choisies"
    if any(value.tables for value in values):
        yield "les tableaux : leurs rangées sont écrites une par ligne, sans leur titre"
    if any(value.conflicts for value in values):
        yield "les contradictions entre sources"
    if any(value.discarded for value in values):
        yield "les phrases qu'une personne a écartées"
