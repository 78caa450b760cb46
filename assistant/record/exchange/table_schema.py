"""The description of a register in CSV, beside it: a data package with the Table Schema of its columns.

Both follow the Data Package standard, version 2.0 (datapackage.org). The only file that knows frictionless, which is
optional and checks them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.errors import BadSetting
from assistant.record.about import notice
from assistant.record.exchange.export_csv import ID, neutral, other_labels
from assistant.record.exchange.exported import Exported
from assistant.record.schema import Field, Schema
from assistant.record.types import Record
from assistant.types import Source
from corpus.register.ids import slug

NAME = "datapackage.json"

_PROFILES = "https://datapackage.org/profiles/2.0"
_PROBLEMS = {
    "type-error": "la valeur n'est pas du type attendu",
    "constraint-error": "la valeur manque, ou n'est pas permise",
    "unique-error": "la valeur est déjà celle d'une autre ligne",
    "primary-key": "l'identifiant manque, ou est déjà celui d'une autre ligne",
    "incorrect-label": "le libellé de la colonne n'est pas celui du schéma",
    "missing-cell": "une cellule manque",
    "extra-cell": "une cellule de trop",
    "hash-count": "le fichier a changé depuis qu'il a été décrit",
    "byte-count": "le fichier a changé depuis qu'il a été décrit",
}
"""What frictionless finds, by its name for it; anything else is told in its own words."""


def data_package(table: Exported, records: Sequence[Record], schema: Schema) -> Exported:
    """Describe a register that `register_csv` wrote of these records: its columns, how it was made, what was read."""
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": slug(table.name.removesuffix(".csv")),
        "title": " ; ".join(dict.fromkeys(record.name for record in records)),
        "description": "\n".join(dict.fromkeys(notice(record, schema) for record in records)),
        "resources": [_resource(table, table_schema(schema, other_labels(records)))],
        **_sources(source for record in records for source in record.documents),
    }
    data = json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
    return Exported(name=NAME, media_type="application/json", data=data + b"\n")


def table_schema(schema: Schema, others: Iterable[str] = ()) -> dict[str, Any]:
    """Return the Table Schema of the columns; `others` are those that only these entries have.

    The guide makes no field compulsory, and no list of values either: those that it names are in the description.
    """
    id = {
        "name": ID,
        "title": ID,
        "description": "Identifiant de la fiche, unique dans le registre.",
        "type": "string",
        "constraints": {"required": True, "unique": True},
    }
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "title": f"Registre d'algorithmes publics, schéma {schema.name}",
        "description": schema.status,
        "fields": [id, *map(_column, schema.fields), *({"name": neutral(label), "type": "string"} for label in others)],
        "primaryKey": [ID],
        "missingValues": [""],
    }


def problems(table: Exported, package: Exported) -> list[str]:
    """Check a register against its description and say what does not fit; `BadSetting` without frictionless."""
    try:
        from frictionless import FrictionlessException, Package, system
    except ImportError as error:
        raise BadSetting(
            "La vérification du registre demande la bibliothèque frictionless, qui n'est pas installée.",
            fix="pip install glose[registers]",
        ) from error
    with TemporaryDirectory() as folder, system.use_context(trusted=True):
        for file in (table, package):
            (Path(folder) / file.name).write_bytes(file.data)
        try:
            report = Package(str(Path(folder) / package.name)).validate()
        except FrictionlessException as error:
            return [str(error)]
        return [_in_french(*found) for found in report.flatten(["type", "rowNumber", "fieldName", "message"])]


def _in_french(kind: str, row: int | None, column: str | None, message: str) -> str:
    place = ", ".join(filter(None, (f"ligne {row}" if row else "", f"« {column} »" if column else "")))
    return f"{place or 'fichier'} : {_PROBLEMS.get(kind) or message}"


def _resource(table: Exported, columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": slug(table.name.removesuffix(".csv")),
        "type": "table",
        "path": table.name,
        "format": "csv",
        "mediatype": table.media_type,
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "csv": {"delimiter": ";"}},
        "bytes": len(table.data),
        "hash": f"sha256:{sha256(table.data).hexdigest()}",
        "schema": columns,
    }


def _column(field: Field) -> dict[str, Any]:
    description = field.help + (f" Valeurs nommées par le guide : {', '.join(field.values)}." if field.values else "")
    column: dict[str, Any] = {
        "name": field.label,
        "title": field.source_label,
        "description": description,
        "type": "date" if field.kind == "date" else "string",
    }
    if field.kind != "date":
        column["example"] = field.example
    return {key: value for key, value in column.items() if value}


def _sources(documents: Iterable[Source]) -> dict[str, Any]:
    """The documents that were read, once each; a package may not have an empty list of them."""
    sources = [
        {"title": source.title or source.document, "path": source.url, "version": source.version}
        for source in dict.fromkeys(documents)
    ]
    filled = [{key: value for key, value in source.items() if value} for source in sources]
    return {"sources": filled} if filled else {}
