"""The Dutch register, standard 1.0: one entry, checked against the rules of the standard."""

from collections.abc import Iterator

from assistant.record.exchange.check_entry import can_check, check
from assistant.record.exchange.crosswalk import load_standard
from assistant.record.exchange.export_entry import Entry, export_entry, origin, to_file
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.losses import losses
from assistant.record.schema import Schema
from assistant.record.types import Record


def export_nl(record: Record, schema: Schema) -> Exported:
    """Write an entry of standard 1.0; one that comes from the list of the register keeps the keys of the list."""
    entry = export_entry(record, schema, origin(record, "nl") or load_standard("nl.v1"))
    return to_file(record, entry, [*losses(record, entry, schema), *_checked(entry)])


def _checked(entry: Entry) -> Iterator[str]:
    """Say what does not follow the standard; what it requires and the entry lacks is among the losses already."""
    if entry.standard.name == "nl.list":
        yield "Ce fichier garde les clés de la liste d'où vient l'entrée : ce n'est pas une fiche de la norme 1.0."
    elif can_check():
        yield from (problem.text for problem in check(entry.values, entry.standard) if problem.rule != "required")
    else:
        yield "Le fichier n'a pas été validé : la bibliothèque jsonschema n'est pas installée."
