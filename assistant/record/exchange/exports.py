"""Every format that a record is exported to, and the one door by which entries come in.

Each format lives in a file of its own, loaded when it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from assistant.errors import BadSetting
from assistant.record.exchange.export_csv import CSV
from assistant.record.exchange.export_json import is_ours, read_records
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.import_fr import import_fr
from assistant.record.schema import Schema, load_schema
from assistant.record.texts.glossary import Definition
from assistant.record.types import Record
from corpus.disk import refusal
from corpus.errors import UnreadableFile
from corpus.read_register import read_register
from corpus.register.fields import vocabularies
from corpus.types import Source

Export = Callable[[Record, Schema, Sequence[Definition]], Exported]


def _later(module: str, name: str, *, glossary: bool = False) -> Export:
    """Load the file of a format at its first use; what registers exchange has no place for a glossary."""

    def export(record: Record, schema: Schema, terms: Sequence[Definition]) -> Exported:
        make = getattr(import_module(f"assistant.record.exchange.{module}"), name)
        made: Exported = make(record, schema, terms) if glossary else make(record, schema)
        return made

    return export


FORMATS: Mapping[str, Export] = {
    "csv": _later("export_csv", "export_csv"),
    "json": _later("export_json", "export_json"),
    "docx": _later("export_docx", "export_docx", glossary=True),
    "odt": _later("export_odt", "export_odt", glossary=True),
    "md": _later("export_markdown", "export_markdown", glossary=True),
    "html": _later("export_html", "export_html", glossary=True),
    "nl": _later("export_nl", "export_nl"),
    "atrs": _later("export_atrs", "export_atrs"),
    "eu": _later("export_eu", "export_eu"),
}

_IMPORTED = (".csv", ".tsv", ".xlsx", ".xlsm", ".json", ".yaml", ".yml")


def export(record: Record, schema: Schema, format: str, terms: Sequence[Definition] = ()) -> Exported:
    """Make the file of a record, with the terms of its glossary; `BadSetting` names the formats that exist."""
    if format not in FORMATS:
        raise BadSetting(f"Format inconnu : « {format} ».", fix=f"choisissez l'un de ceux-ci : {', '.join(FORMATS)}")
    return FORMATS[format](record, schema, terms)


def beside(exported: Exported, records: Sequence[Record], schema: Schema) -> tuple[Exported, ...]:
    """Return the files that go with an export: for CSV, the description that its columns are checked against."""
    if exported.media_type != CSV:
        return ()
    from assistant.record.exchange.table_schema import data_package

    return (data_package(exported, records, schema),)


def import_file(file: Path | Source) -> list[Record]:
    """Read the entries of a file: our own JSON, a French register, or a register of the other countries.

    Anything else is an `UnreadableFile` that says why.
    """
    source = file if isinstance(file, Source) else _open(file)
    if source.suffix not in _IMPORTED:
        _refuse(source, None)
    if source.suffix == ".json" and is_ours(source.json):
        return read_records(source)
    try:
        register = read_register(source)
    except (UnreadableFile, RecursionError) as error:
        return _import_foreign(source) or _refuse(source, error)
    if register.listing.vocabulary is vocabularies()[0]:
        return import_fr(source, register, load_schema())
    return _import_foreign(source) or _refuse(source, None)


def _open(path: Path) -> Source:
    try:
        return Source(path=path.name, data=path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path} : {refusal(error)}.", fix="vérifiez son chemin et vos droits") from error


def _import_foreign(source: Source) -> list[Record]:
    """Return the entries of another country's register, or none if it is of none that Glose knows."""
    from assistant.record.exchange.import_entry import import_entries, register_of

    register = register_of(source)
    return import_entries(source, register, load_schema()) if register else []


def _refuse(source: Source, error: Exception | None) -> NoReturn:
    if isinstance(error, UnreadableFile):
        raise error
    raise UnreadableFile(
        f"{source.path} : aucune entrée de registre que Glose sache importer n'y est reconnue.",
        fix="donnez une fiche de l'inventaire français (CSV, JSON, XLSX, YAML), un export JSON de Glose, ou une entrée"
        " des registres néerlandais, britannique ou d'Eurocities (JSON, CSV)",
    ) from error
