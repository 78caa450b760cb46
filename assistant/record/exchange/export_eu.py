"""The Algorithmic Transparency Standard of Eurocities, version 0.3.1: one entry, its notice under "remark"."""

from assistant.record.exchange.crosswalk import load_standard
from assistant.record.exchange.export_entry import export_entry, to_file
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.losses import losses
from assistant.record.schema import Schema
from assistant.record.types import Record


def export_eu(record: Record, schema: Schema) -> Exported:
    """Write an entry of the standard."""
    entry = export_entry(record, schema, load_standard("eu.v0.3.1"))
    return to_file(record, entry, list(losses(record, entry, schema)))
