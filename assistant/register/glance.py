"""All that the page Registre shows, read once for as long as the library stays the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.cite import source_of
from assistant.record.schema import Schema
from assistant.register.links import Link, find_links
from assistant.register.rows import Figures, Row, figures, library_rows
from assistant.register.scope import Said, scope_note
from assistant.types import Source
from corpus.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The register of a library; `unlinked` are the procedures that no text links to an entry."""

    rows: tuple[Row, ...]
    figures: Figures
    said: tuple[Said, ...]
    links: tuple[Link, ...]
    unlinked: tuple[Source, ...]


def read_glance(library: Library, schema: Schema) -> Glance:
    """Read the entries, the texts about them, and the pages that they serve."""
    rows = library_rows(library, schema)
    entries = [entry for entry in library.entries() if entry.kind != "register"] if rows else []
    pages = [library.document(entry.id, entry.version) for entry in entries if entry.kind != "law"]
    links = find_links(rows, pages, schema)
    linked = {link.document for link in links}
    return Glance(
        rows=rows,
        figures=figures(rows),
        said=scope_note(library, {row.text("administration") for row in rows}, schema),
        links=links,
        unlinked=tuple(source_of(page) for page in pages if page.kind == "procedure" and page.id not in linked),
    )


class Glances:
    """Gives the glance of a library, and reads it again only once a document has changed."""

    def __init__(self, library: Library, schema: Schema) -> None:
        self._library, self._schema = library, schema
        self._lock = Lock()
        self._read: tuple[Sequence[object], Glance] | None = None

    def __call__(self) -> Glance:
        """Return what the page shows now."""
        with self._lock:
            versions = self._library.versions()
            if self._read is None or self._read[0] != versions:
                self._read = versions, read_glance(self._library, self._schema)
            return self._read[1]
