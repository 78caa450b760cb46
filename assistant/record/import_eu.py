"""The Algorithmic Transparency Standard of Eurocities, version 0.3.1."""

from assistant.record.import_entry import import_entries
from assistant.record.schema import Schema
from assistant.record.types import Record
from corpus.types import Source


def import_eu(source: Source, schema: Schema) -> list[Record]:
    """Read a JSON or CSV file of entries."""
    return import_entries(source, "eu", schema)
