"""The British register (ATRS): records of version 3.0 or 4.0, by section or flat, or the list of GOV.UK."""

from assistant.record.import_entry import import_entries
from assistant.record.schema import Schema
from assistant.record.types import Record
from corpus.types import Source


def import_atrs(source: Source, schema: Schema) -> list[Record]:
    """Read a JSON file, or a CSV file whose first line holds the names of the attributes."""
    return import_entries(source, "atrs", schema)
