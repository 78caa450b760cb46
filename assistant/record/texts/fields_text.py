"""A register entry as text for a terminal: field by field, each sentence with the number of its source."""

from collections.abc import Iterator

from assistant.cite import place
from assistant.record.about import notice
from assistant.record.schema import Field, load_schema
from assistant.record.types import FieldValue, Record, Table
from assistant.types import Citation


def fields_as_text(record: Record) -> str:
    """Return an entry with rich's marks."""
    from rich.markup import escape

    schema = load_schema()
    notes = (f"Note : {note}" for note in record.notes)
    lines = [f"[bold]{escape(record.name)}[/bold]", *map(escape, (notice(record, schema), *notes))]
    for block in schema.blocks:
        lines += ["", f"[bold]{escape(block.label)}[/bold]"]
        for field in schema.fields_of(block.key):
            lines += map(escape, _field(field, record.fields[field.key]))
    return "\n".join([*lines, "", *map(escape, _sources(record))])


def _field(field: Field, value: FieldValue) -> Iterator[str]:
    if value.status == "to_complete":
        yield f"  {field.label} : à compléter. {value.question} (à demander à : {value.whom})"
        yield from (f"    À vérifier : {_quoted(citation)}" for citation in value.doubtful)
        return
    yield f"  {field.label} :{f' {value.choice}' if value.choice else ''}"
    for sentence in value.sentences:
        numbers = "".join(f"[{number}]" for number in sentence.citations)
        yield f"    {' '.join(sentence.text.split())} {numbers}".rstrip()
    for table in value.tables:
        yield from _table(table)
    for conflict in value.conflicts:
        sides = " et ".join("".join(f"[{number}]" for number in side) for side in (conflict.one, conflict.other))
        yield f"    Les sources se contredisent {sides} : {conflict.about}."
    if value.question:
        yield f"    À préciser : {value.question} (à demander à : {value.whom})"


def _table(table: Table) -> Iterator[str]:
    yield f"    {table.title} {''.join(f'[{number}]' for number in table.citations)}"
    for row in (table.header, *table.rows) if any(table.header) else table.rows:
        yield f"      {' | '.join(row)}"


def _sources(record: Record) -> Iterator[str]:
    yield "Sources"
    yield from (f"  [{citation.number}] {_where(citation)}" for citation in record.citations)


def _quoted(citation: Citation) -> str:
    return f"«\u202f{' '.join(citation.quote.split())}\u202f» ({_where(citation)})"


def _where(citation: Citation) -> str:
    return place((citation.source.title or citation.source.document, *citation.section[-1:]), citation.page)
