"""Keeps the scales and price lists of documents as tables: their headers, every cell word for word, their places."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.record.beside import ranks_places, tells_fees
from assistant.record.scope import Line
from assistant.record.types import Table
from corpus.types import Document, Span
from index.fold import fold

_SCALE = re.compile(
    r"\d ?(?:€|%|euros?|points?\b)|\b(?:points?|taux|montants?|tarifs?|coefficients?|plafonds?|bareme)\b"
)
_AMOUNT = re.compile(r"\d")
_HALF = 0.5
_MOST = 8
"""Tables of a draft: more would be a copy of the document."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one table that are kept, in order."""

    document: Document
    lines: tuple[Line, ...]


def scales(lines: Sequence[Line], near: Container[tuple[str, int]], subject: str) -> list[Run]:
    """Return the tables that hold amounts, points or rates, each once; examples only where there is nothing else.

    `near` are the passages (document, start) nearest to what the field asks: elsewhere a table must name the subject.
    What people pay for a place is no scale of a request on who gets one.
    """
    rows = [
        line
        for line in lines
        if line.sentence.role == "row" and (line.reach != "around" or (line.document.id, line.passage.start) in near)
    ]
    runs = [run for _, group in groupby(rows, key=_table) if _is_scale(run := _run(list(group)))]
    if ranks_places(subject):
        runs = [run for run in runs if not tells_fees(_introduced(run))]
    runs = [run for run in runs if not all(line.is_example for line in run.lines)] or runs
    known: set[tuple[str, ...]] = set()
    kept = []
    for run in runs:
        said = tuple(line.folded for line in run.lines)
        if said not in known:
            known.add(said)
            kept.append(run)
    return kept[:_MOST]


def as_table(run: Run, cite: Callable[[Line, Span], int]) -> Table:
    """Return a table; `cite` gives the number of the citation of a span."""
    rows = [_parts(line.text) for line in run.lines]
    header = _header(rows)
    width = max(len(_cells(row, header)) for row in rows)
    cells = [_cells(row, header) for row in rows]
    names = (*header, *[""] * (width - len(header)))
    return Table(
        title=_title(run),
        header=tuple(names),
        rows=tuple((*row, *[""] * (width - len(row))) for row in cells),
        citations=tuple(cite(line, span) for line, span in _spans(run)),
    )


def _table(line: Line) -> tuple[str, tuple[str, ...], tuple[Span, ...]]:
    return line.document.id, line.passage.section, line.sentence.lead


def _run(lines: list[Line]) -> Run:
    return Run(lines[0].document, tuple(lines))


def _is_scale(run: Run) -> bool:
    said = [line for line in run.lines if _SCALE.search(line.folded) and _AMOUNT.search(line.folded)]
    return len(said) > _HALF * len(run.lines)


def _introduced(run: Run) -> str:
    """Return all that says what a table is of: its headings, its lead-in, its headers."""
    said = (*run.lines[0].passage.section[-2:], _title(run), *_header([_parts(line.text) for line in run.lines]))
    return fold(" > ".join(said))


def _parts(row: str) -> list[tuple[str, str]]:
    """Return the cells of a row with the header that each names, empty where it names none."""
    found = []
    for part in row.split(" ; "):
        name, colon, value = part.partition(" : ")
        found.append((name, value) if colon else ("", part))
    return found


def _header(rows: Sequence[list[tuple[str, str]]]) -> tuple[str, ...]:
    """Return the names that most rows give to their cells, in order: "Personne isolée : 84 €" alone is a cell."""
    names = Counter(name for row in rows for name, _ in row if name)
    return tuple(name for name, times in names.items() if times > _HALF * len(rows))


def _cells(row: list[tuple[str, str]], header: Sequence[str]) -> list[str]:
    """Put the cells of a row under their headers; those without any come after."""
    named = {name: value for name, value in row if name in header}
    others = [f"{name} : {value}" if name else value for name, value in row if name not in header]
    return [*(named.get(name, "") for name in header), *others]


def _title(run: Run) -> str:
    """Return what introduces a table: its lead-in, or the heading that it stands under."""
    first = run.lines[0]
    if first.sentence.lead:
        span = first.sentence.lead[-1]
        return run.document.text[span.start : span.end].rstrip(" :")
    return first.passage.section[-1] if first.passage.section else run.document.title


def _spans(run: Run) -> Iterator[tuple[Line, Span]]:
    """Yield the runs of text that the rows stand in: rows that follow each other are one."""
    start: Line | None = None
    end = 0
    for line in run.lines:
        between = run.document.text[end : line.sentence.start]
        if start is not None and between.strip():
            yield start, Span(start.sentence.start, end)
            start = None
        start = start or line
        end = line.sentence.end
    if start is not None:
        yield start, Span(start.sentence.start, end)
