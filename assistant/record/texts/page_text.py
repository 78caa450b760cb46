"""An entry and what is made of it as plain text, for a terminal: pure functions, compared with golden files.

Nothing is marked up: who prints with colours escapes it first. Markdown is one of the exports.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.cite import place
from assistant.record.about import notice, value_of
from assistant.record.schema import Schema
from assistant.record.texts.complete import BlockScore, Completeness, Item, Score, completeness
from assistant.record.texts.filled import quote
from assistant.record.texts.legal import ElementState, LegalOutput, legal_outputs
from assistant.record.texts.summary import Layer, Line, Summary, summary
from assistant.record.types import Record, Table
from assistant.record.working.reread import is_begun, progress_as_text, whole
from assistant.types import Citation

_YES, _NO = "[x]", "[ ]"


def record_as_text(record: Record, schema: Schema) -> str:
    """Return all of it: how it was made, the page, the quotations, the legal texts, the checklist."""
    quotations = "\n".join(map(_quotation, record.citations))
    parts = [
        notice(record, schema),
        *filter(None, [progress_as_text(record) if not (whole(record) or is_begun(record)) else ""]),
        *(f"Attention : {note}" for note in record.notes),
        page_as_text(summary(record, schema)),
        *([_titled("Les citations", "-") + f"\n\n{quotations}"] if quotations else []),
        *_dropped(record, schema),
        *map(output_as_text, legal_outputs(record, schema)),
        checklist_as_text(completeness(record, schema)),
    ]
    return "\n\n".join(parts) + "\n"


def page_as_text(page: Summary) -> str:
    """Return the page in layers."""
    return "\n\n".join([_titled(page.title, "="), *map(_layer, page.layers)])


def output_as_text(output: LegalOutput) -> str:
    """Return a legal text between two rules, under the state of its elements."""
    rule = "- " * 20
    return "\n\n".join(
        [
            _titled(f"{output.label} ({output.article})", "-"),
            f"Pour qui : {output.condition}\nOù : {output.where}\n{output.limit}",
            "\n".join(map(_element, output.elements)),
            f"{rule.rstrip()}\n\n{output.text}\n\n{rule.rstrip()}",
        ]
    )


def checklist_as_text(found: Completeness) -> str:
    """Return what is there and what is not, block by block, then the scores."""
    totals = (
        ("Ce dont la loi a besoin", found.required),
        ("Ce que le guide recommande en plus", found.recommended),
        ("En tout", found.score),
    )
    lines = [f"{label} : {_score(score)}" for label, score in totals]
    blocks = map(_block, (*found.blocks, *found.outputs))
    return "\n\n".join([_titled("Ce qui est là, ce qui manque", "-"), "\n".join(lines), *blocks])


def _dropped(record: Record, schema: Schema) -> Iterator[str]:
    """Give the sentences that a person took out, by field."""
    lines = [f"{field.label} : « {text} »" for field in schema.fields for text in value_of(record, field).discarded]
    if lines:
        yield "\n".join([_titled("Écarté par une personne", "-"), "", *lines])


def _titled(title: str, rule: str) -> str:
    return f"{title}\n{rule * len(title)}"


def _layer(layer: Layer) -> str:
    grouped = (_lines(label, list(lines)) for label, lines in groupby(layer.lines, key=lambda line: line.label))
    return "\n".join([_titled(layer.title, "-"), "", *grouped, *map(_table, layer.tables)])


def _lines(label: str, lines: Sequence[Line]) -> str:
    """Write a label with its line, or with its lines one under the other."""
    said = list(map(_line, lines))
    return f"{label} : {said[0]}" if len(said) == 1 else "\n".join([f"{label} :", *(f"  {line}" for line in said)])


def _line(line: Line) -> str:
    by = " (rempli par une personne)" if line.origin == "person" else ""
    whom = f" (demander à : {line.whom})" if line.whom else ""
    return f"{line.text}{by}{whom}{_numbers(line.citations)}"


def _numbers(citations: Sequence[int]) -> str:
    return " " + "".join(f"[{number}]" for number in citations) if citations else ""


def _table(table: Table) -> str:
    """Write a table in columns as wide as their widest cell."""
    rows = [[cell.replace("\n", " ") for cell in row] for row in (table.header, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = "-+-".join("-" * width for width in widths)
    return "\n".join([f"{table.title or 'Tableau'}{_numbers(table.citations)}", lines[0], rule, *lines[1:]])


def _quotation(citation: Citation) -> str:
    title = citation.source.title or citation.source.document
    where = place(citation.section, citation.page)
    return f"[{citation.number}] {quote(citation.quote)} — {title}{f' ({where})' if where else ''}"


def _element(element: ElementState) -> str:
    article = f" ({element.article or 'guide'})"
    own = " ; à compléter pour chaque personne" if element.personal else ""
    optional = " ; facultatif" if element.optional else ""
    disputed = " ; les sources diffèrent" if element.disputed else ""
    state = _YES if element.present else _NO
    return "\n".join(
        [
            f"{state} {element.label}{article}{own}{optional}{disputed}{_numbers(element.citations)}",
            *(f"      à compléter : {question}" for question in element.questions),
        ]
    )


def _block(block: BlockScore) -> str:
    return "\n".join(
        [f"{block.label} : {_score(block.score)}", *(line for item in block.items for line in _item(item))]
    )


def _item(item: Item) -> Iterator[str]:
    needs = f"loi : {', '.join(item.required_by)}" if item.required_by else item.recommended_by
    disputed = " ; les sources diffèrent" if item.disputed else ""
    optional = " ; facultatif" if item.optional else ""
    yield f"  {_YES if item.there else _NO} {item.label} — {needs}{optional}{disputed}"
    if item.question:
        yield f"        {item.question}" + (f" Demander à : {item.whom}." if item.whom else "")


def _score(score: Score) -> str:
    return f"{score.there} sur {score.total} ({score.percent} %)"
