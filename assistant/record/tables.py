"""Keeps the scales and price lists of documents as tables: their headers, every cell word for word, their places."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from assistant.record.finding.beside import ranks_places, tells_fees
from assistant.record.finding.scope import Line
from assistant.record.finding.subject import Subject
from assistant.record.types import Table
from corpus.counting import count
from corpus.types import Document, Span
from index.fold import fold

_SCALE = re.compile(
    r"\d ?(?:€|%|euros?|points?\b)|\b(?:points?|taux|montants?|tarifs?|coefficients?|plafonds?|bareme)\b"
)
_AMOUNT = re.compile(r"\d")
_HALF = 0.5
MOST = 8
"""Tables of a draft: more would be a copy of the document."""
_LONGEST = 60
"""Rows from which a table is kept in part, for the same reason."""


@dataclass(frozen=True)
class Run:
    """Rows of one table that are kept, in order; `rows` is how many it has where it is too long to be kept whole."""

    document: Document
    lines: tuple[Line, ...]
    rows: int = 0

    @cached_property
    def parts(self) -> list[list[tuple[str, str]]]:
        """The cells of each row with the header that each names, empty where it names none."""
        return [_parts(line.text) for line in self.lines]

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return _header(self.parts)


def scales(lines: Sequence[Line], near: Container[tuple[str, int]], subject: Subject) -> list[Run]:
    """Return the tables that hold amounts, points or rates, each once; examples only where there is nothing else.

    There may be more than `MOST` of them; `left_out` says what a draft then does not take over. `near` are the passages
    (document, start) nearest to what the field asks: elsewhere a table must name the subject. What people pay for a
    place is no scale of a request on who gets one.
    """
    tables = list(_tables(lines))
    kept = [_kept(table, near, subject) for table in tables]
    found = [run for run in kept if run]
    runs = [run or table for table, run in zip(tables, kept, strict=True) if run or _is_part(table, found)]
    runs = [run for run in runs if _is_scale(run)]
    if ranks_places(subject.name):
        runs = [run for run in runs if not tells_fees(_introduced(run))]
    runs = [run for run in runs if not all(line.is_example for line in run.lines)] or runs
    once: dict[tuple[str, ...], Run] = {}
    for run in runs:
        once.setdefault((*run.lines[0].passage.section[-1:], *(line.folded for line in run.lines)), run)
    return list(once.values())


def left_out(runs: Sequence[Run]) -> Iterator[str]:
    """Yield notes, in French, on the tables and rows that a draft has no room for."""
    for run in runs[:MOST]:
        if run.rows:
            yield f"Tableau « {_title(run)} » trop long : {len(run.lines)} lignes reprises sur {run.rows}."
    if titles := [f"« {_title(run)} »" for run in runs[MOST:]]:
        others = count(len(titles), "tableau non repris", "tableaux non repris")
        yield f"{others} ({MOST} au plus dans une fiche) : {', '.join(titles)}."


def _tables(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield each table with its rows, in order."""
    rows = [line for line in lines if line.sentence.role == "row"]
    for _, of_document in groupby(rows, key=lambda line: line.document.id):
        own = list(of_document)
        starts = list(_starts(own[0].document))
        for _, table in groupby(own, key=lambda line: bisect_right(starts, line.sentence.start)):
            yield Run(own[0].document, tuple(table))


def _starts(document: Document) -> Iterator[int]:
    """Yield where tables begin; the notes at the end of a page do not end the one that goes on after it."""
    before = None
    for block in document.blocks:
        if block.role == "row" and (block.section, block.lead) != before:
            yield block.start
        if block.role != "note":
            before = (block.section, block.lead) if block.role == "row" else None


def _kept(table: Run, near: Container[tuple[str, int]], subject: Subject) -> Run | None:
    """Return a table with all its rows, if one of them counts; of a list of other things too, those that count."""
    chosen = [line for line in table.lines if line.reach != "around" or line.place in near]
    if not chosen:
        return None
    named = [any(subject.share(value) > _HALF for _, value in row) for row in table.parts]
    lists = any(named) and not all(named)
    if not lists and (len(table.lines) <= _LONGEST or len(chosen) == len(table.lines)):
        return table
    return Run(table.document, tuple(chosen), rows=0 if lists else len(table.lines))


def _is_part(table: Run, kept: Sequence[Run]) -> bool:
    """Whether a table goes with one that is kept: the same columns for another public, one at most excepted.

    Where the rows of a document name the subject, or its headings do, tables that do not are of something else.
    """
    if any(run.document is table.document and _names_subject(run) for run in (table, *kept)):
        return False
    own = set(table.header)
    others = [set(run.header) for run in kept if run.document is table.document]
    return any(len(own & other) > 1 and max(len(own), len(other)) - len(own & other) < 2 for other in others)


def _names_subject(run: Run) -> bool:
    return any(line.reach != "around" for line in run.lines)


def as_table(run: Run, cite: Callable[[Line, Span], int]) -> Table:
    """Return a table; `cite` gives the number of the citation of a span."""
    cells = [_cells(row, run.header) for row in run.parts]
    width = max(map(len, cells))
    names = (*run.header, *[""] * (width - len(run.header)))
    return Table(
        title=_title(run),
        header=tuple(names),
        rows=tuple((*row, *[""] * (width - len(row))) for row in cells),
        citations=tuple(cite(line, span) for line, span in _spans(run)),
    )


def _is_scale(run: Run) -> bool:
    said = [line for line in run.lines if _SCALE.search(line.folded) and _AMOUNT.search(line.folded)]
    return len(said) > _HALF * len(run.lines)


def _introduced(run: Run) -> str:
    """Return all that says what a table is of: its headings, its lead-in, its headers."""
    said = (*run.lines[0].passage.section[-2:], _title(run), *run.header)
    return fold(" > ".join(said))


def _parts(row: str) -> list[tuple[str, str]]:
    """Return the cells of a row with the header that each names, empty where it names none."""
    found = []
    for part in row.split(" ; "):
        name, colon, value = part.partition(" : ")
        found.append((name, value) if colon else ("", part))
    return found


def _header(rows: Sequence[list[tuple[str, str]]]) -> tuple[str, ...]:
    """Return the names that most rows give to their cells, in order: "Personne isolée : 84 €" alone is a cell.

    The first is empty where no row names its first cell, the label of the row.
    """
    names = Counter(name for row in rows for name in {name for name, _ in row if name})
    order = dict.fromkeys(name for row in rows for name, _ in row)
    header = tuple(name for name in order if names[name] > _HALF * len(rows))
    return ("", *header) if header and not any(row[0][0] for row in rows) else header


def _cells(row: list[tuple[str, str]], header: Sequence[str]) -> list[str]:
    """Put the cells of a row under their headers; those without any come after, and so does a second one."""
    cells = dict.fromkeys(header, "")
    others = []
    for number, (name, value) in enumerate(row):
        if name in cells and not cells[name] and (name or not number):
            cells[name] = value
        else:
            others.append(f"{name} : {value}" if name else value)
    return [*cells.values(), *others]


def _title(run: Run) -> str:
    """Return what introduces a table: its lead-in, or the headings that it stands under, of which the last says little.

    "Retraité > Démarches": under either alone one cannot tell whose table it is.
    """
    first = run.lines[0]
    if first.sentence.lead:
        span = first.sentence.lead[-1]
        return run.document.text[span.start : span.end].rstrip(" :")
    return " > ".join(first.passage.section[-2:]) or run.document.title


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
