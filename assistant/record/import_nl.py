"""The Dutch register: entries of its standard 1.0, or of the list that it publishes."""

from assistant.record.import_entry import import_entries
from assistant.record.schema import Schema
from assistant.record.types import Record
from corpus.types import Source


def import_nl(source: Source, schema: Schema) -> list[Record]:
    """Read a JSON file: an entry, a list of entries, or an object that holds such a list."""
    return import_entries(source, "nl", schema)
