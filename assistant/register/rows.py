"""The entries of a register as rows, and their figures: who decides, how complete, how old, by service."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.cite import source_of
from assistant.record.schema import Schema
from assistant.record.texts.complete import Completeness, Score, completeness
from assistant.record.types import Record
from assistant.register.entry import record_of
from assistant.types import Source
from corpus.dates import iso_day
from corpus.library import Library
from index.fold import fold

Automation = Literal["alone", "helps", "unsaid"]
"""Whether the algorithm decides, helps people who decide, or its entry does not say which."""

NO_SERVICE = "Service non précisé"
_STARTS: tuple[tuple[str, Automation], ...] = (("decision entierement", "alone"), ("outil d'aide", "helps"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry at a glance. `source` is the document that it was read from, None for a record that Glose keeps.

    `updated` is an ISO day, or empty.
    """

    record: Record
    automation: Automation
    completeness: Completeness
    updated: str
    source: Source | None = None

    @property
    def name(self) -> str:
        """Name of the algorithm, as its entry has it."""
        return self.record.name or (self.source.title if self.source else "") or self.record.id

    def text(self, key: str) -> str:
        """Return what a field says, empty where it says nothing."""
        value = self.record.fields.get(key)
        return value.text if value and value.status != "to_complete" else ""

    def lines(self, key: str) -> tuple[str, ...]:
        """Return what a field says, a sentence or a link each."""
        return tuple(self.text(key).splitlines())

    @property
    def department(self) -> str:
        """The direction that answers for it: "Direction de l'éducation" of "…, service Petite enfance"."""
        return self.text("service").partition(",")[0].strip() or NO_SERVICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many entries, of which how many decide alone, help to decide, or do not say; how complete they are."""

    label: str
    entries: int
    alone: int
    helps: int
    unsaid: int
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The register in figures. `blocks` are the parts of an entry, over all entries; days are ISO, or empty."""

    whole: Count
    services: tuple[Count, ...]
    blocks: tuple[tuple[str, Score], ...]
    oldest: str
    newest: str
    undated: int


def library_rows(library: Library, schema: Schema) -> tuple[Row, ...]:
    """Return the entries that the library holds, by service then by name."""
    documents = (library.document(entry.id, entry.version) for entry in library.entries() if entry.kind == "register")
    rows = (row(record_of(document, schema), schema, source_of(document)) for document in documents)
    return tuple(sorted(rows, key=_order))


def row(record: Record, schema: Schema, source: Source | None = None) -> Row:
    """Return the row of a record."""
    updated = record.fields.get("updated")
    said = iso_day(updated.text) if updated else ""
    return Row(
        record=record,
        automation=_automation(record),
        completeness=completeness(record, schema),
        updated=said or (source.published if source else "") or record.made_on,
        source=source,
    )


def figures(rows: Sequence[Row]) -> Figures:
    """Count the rows; services come by their number of entries."""
    days = sorted(row.updated for row in rows if row.updated)
    services = [_count(rows, name) for name in dict.fromkeys(row.department for row in rows)]
    return Figures(
        whole=_count(rows, ""),
        services=tuple(sorted(services, key=lambda count: (-count.entries, fold(count.label)))),
        blocks=tuple(_blocks(rows)),
        oldest=days[0] if days else "",
        newest=days[-1] if days else "",
        undated=len(rows) - len(days),
    )


def matching(rows: Iterable[Row], *, words: str = "", automation: str = "", service: str = "") -> tuple[Row, ...]:
    """Return the rows that hold every word typed, and that are of the automation and of the service chosen, if any."""
    wanted = fold(words).split()
    return tuple(
        row
        for row in rows
        if automation in ("", row.automation)
        and service in ("", row.department)
        and all(word in _searched(row) for word in wanted)
    )


def _searched(row: Row) -> str:
    keys = ("administration", "service", "purpose", "public", "legal_basis")
    return fold(" ".join((row.name, *map(row.text, keys))))


def _automation(record: Record) -> Automation:
    value = record.fields.get("automation")
    chosen = fold(value.choice) if value else ""
    return next((which for start, which in _STARTS if chosen.startswith(start)), "unsaid")


def _count(rows: Sequence[Row], service: str) -> Count:
    own = [row for row in rows if service in ("", row.department)]
    kinds = [row.automation for row in own]
    return Count(
        label=service,
        entries=len(own),
        alone=kinds.count("alone"),
        helps=kinds.count("helps"),
        unsaid=kinds.count("unsaid"),
        score=_sum(row.completeness.score for row in own),
    )


def _blocks(rows: Sequence[Row]) -> Iterable[tuple[str, Score]]:
    for number, block in enumerate(rows[0].completeness.blocks if rows else ()):
        yield block.label, _sum(row.completeness.blocks[number].score for row in rows)


def _sum(scores: Iterable[Score]) -> Score:
    every = list(scores)
    return Score(sum(score.there for score in every), sum(score.total for score in every))


def _order(row: Row) -> tuple[str, str]:
    return fold(row.text("service")), fold(row.name)
