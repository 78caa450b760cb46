"""The British standard (ATRS): one record, under the attributes of version 3.0 or the field names of version 4.0."""

from typing import Literal

from assistant.record.exchange.crosswalk import load_standard
from assistant.record.exchange.export_entry import export_entry, origin, to_file
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.losses import losses
from assistant.record.schema import Schema
from assistant.record.types import Record

_STANDARDS = {"3.0": "atrs.v3", "4.0": "atrs.v4"}


def export_atrs(record: Record, schema: Schema, version: Literal["3.0", "4.0"] | None = None) -> Exported:
    """Write a record by section; without a version, that of the record it was imported from, else 3.0."""
    own = origin(record, "atrs") if version is None else None
    entry = export_entry(record, schema, own or load_standard(_STANDARDS[version or "3.0"]))
    return to_file(record, entry, list(losses(record, entry, schema)))
