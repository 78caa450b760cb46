"""Rows of cells into the entries of a register, wherever the labels are: in a row above them, or in a first column."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from corpus.counting import count, s
from corpus.register.fields import Entry, Vocabulary, block_of, choose, fold
from corpus.register.sheets import Sheet

_HEADER_WITHIN = 30
"""Rows in which the labels are looked for, below titles and logos."""

_LABELS_WITHIN = 3
"""Columns in which the labels of a fiche are looked for, after a column of block names or of numbers."""


_COMMENTS = frozenset(("aide", "commentaire", "consigne", "exemple", "explication", "precision", "remarque"))
"""Headings, folded, of the columns of a fiche that explain a label and do not answer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries, with the place of each ("ligne 4"); `columns` if each label heads a column.

    `facts` are what the file says of all its entries, by folded label; `remarks` are in French.
    """

    vocabulary: Vocabulary
    entries: list[list[Entry]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    columns: bool = False


class _Labels(NamedTuple):
    """Where the labels are, and the register that they are of."""

    position: int
    vocabulary: Vocabulary
    score: int


def read_sheets(sheets: Sequence[Sheet]) -> Listing | None:
    """Read the first sheet that is a register; where that one is a fiche, the others may be fiches too."""
    found: Listing | None = None
    unread = []
    for sheet in sheets:
        listing = read_table(sheet)
        if listing and found is None:
            found = listing
        elif listing and found and not (listing.columns or found.columns):
            found.entries.extend(listing.entries)
            found.places.extend(listing.places)
            found.remarks.extend(listing.remarks)
        else:
            unread.append(f"« {sheet.name} »")
    if found and unread:
        found.remarks.append("feuilles non lues : " + ", ".join(unread))
    return found


def read_table(sheet: Sheet) -> Listing | None:
    """Return the entries of a sheet, or None if no label of a register is recognised in it."""
    header = _best((i, [_text(cell) for cell in row]) for i, row in enumerate(sheet.rows[:_HEADER_WITHIN]))
    column = _best((i, _column(sheet, i)) for i in range(_LABELS_WITHIN))
    if header and (not column or header.score >= column.score):
        return _wide(sheet, header)
    return _fiche(sheet, column) if column else None


def _best(lines: Iterator[tuple[int, list[str]]]) -> _Labels | None:
    found = [_Labels(i, vocabulary, vocabulary.score(labels)) for i, labels in lines if (vocabulary := choose(labels))]
    return max(found, key=lambda labels: labels.score, default=None)


def _column(sheet: Sheet, index: int) -> list[str]:
    return [_text(row[index]) for row in sheet.rows if len(row) > index]


def _wide(sheet: Sheet, header: _Labels) -> Listing:
    """Read one entry a row, below the row of labels."""
    labels = [_text(cell) for cell in sheet.rows[header.position]]
    listing = Listing(
        vocabulary=header.vocabulary, columns=True, remarks=[*sheet.remarks, *_above(sheet.rows[: header.position])]
    )
    below = list(zip(sheet.lines, sheet.rows, strict=True))[header.position + 1 :]
    while below and not any(map(_text, below[-1][1])):
        below.pop()
    blank = 0
    for number, row in below:
        if not any(map(_text, row)):
            blank += 1
            continue
        listing.entries.append(_row(labels, row))
        listing.places.append(f"ligne {number}")
        if extra := sum(bool(_text(cell)) for cell in row[len(labels) :]):
            listing.remarks.append(f"ligne {number} : {count(extra, 'cellule')} de trop (des guillemets manquent ?)")
    if blank:
        listing.remarks.append(f"{count(blank, 'ligne')} vide{s(blank)}")
    listing.remarks.extend(_on_columns(labels, [row for _, row in below], header.vocabulary))
    return listing


def _row(labels: Sequence[str], row: Sequence[Any]) -> list[Entry]:
    width = max(len(labels), len(row))
    cells = [*row, *[None] * (width - len(row))]
    return [
        Entry(labels[i] if i < len(labels) and labels[i] else f"Colonne {i + 1}", cells[i])
        for i in range(width)
        if (i < len(labels) and labels[i]) or _text(cells[i])
    ]


def _on_columns(labels: Sequence[str], rows: Sequence[Sequence[Any]], vocabulary: Vocabulary) -> Iterator[str]:
    filled = {i for row in rows for i, cell in enumerate(row) if _text(cell)}
    if empty := [label for i, label in enumerate(labels) if label and i not in filled]:
        yield "colonnes sans aucune valeur : " + ", ".join(empty)
    counts = Counter(fold(label) for label in labels if label)
    double = [
        label for label in dict.fromkeys(labels) if label and counts[fold(label)] > max(1, len(vocabulary.find(label)))
    ]
    if double:
        yield "colonnes en double, valeurs conservées toutes : " + ", ".join(double)


def _above(rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Tell what stands above the labels; names of blocks over their columns are no news."""
    texts = ([text for cell in row if (text := _text(cell))] for row in rows)
    if titles := [" ".join(row) for row in texts if row and not all(map(block_of, row))]:
        yield "au-dessus du tableau, non repris : « " + " / ".join(titles)[:300] + " »"


def _fiche(sheet: Sheet, column: _Labels) -> Listing:
    """Read one entry a column, right of the column of labels; a column of comments goes with the first entry."""
    at, find = column.position, column.vocabulary.find
    first = next(i for i, row in enumerate(sheet.rows) if find(_cell(row, at)) or block_of(_cell(row, at)))
    # The row that names the columns, if there is one, fills several of them.
    headed = first > 0 and sum(map(bool, map(_text, sheet.rows[first - 1]))) > 1
    listing = Listing(vocabulary=column.vocabulary, remarks=[*sheet.remarks, *_above(sheet.rows[: first - headed])])
    lines = list(_lines(sheet.rows[first:], at))
    columns = sorted({i for line in lines for i, cell in enumerate(line.cells) if _text(cell)})
    headings = {i: _cell(sheet.rows[first - 1], at + 1 + i) if headed else "" for i in columns}
    answers = [i for i in columns if fold(headings[i]) not in _COMMENTS]
    entries = [i for i in answers if any(_names(line, i, column.vocabulary) for line in lines)] or answers[:1]
    for i in entries:
        entry = [Entry(line.label, _at(line.cells, i), line.groups) for line in lines]
        if i == entries[0]:
            others = [c for c in columns if c not in entries]
            entry += [Entry(_comment(headings[c], c, line.label), _at(line.cells, c)) for c in others for line in lines]
        listing.entries.append(entry)
        listing.places.append(
            f"colonne {at + i + 2}" if len(entries) > 1 else sheet.name and f"feuille « {sheet.name} »"
        )
    return listing


class _Line(NamedTuple):
    """A line of a fiche: its label, the block that it is in, the cells to the right of the label."""

    label: str
    groups: tuple[str, ...]
    cells: Sequence[Any]


def _lines(rows: Sequence[Sequence[Any]], at: int) -> Iterator[_Line]:
    """Yield the lines that say something; one without a label goes on with the label above (merged cells)."""
    label, groups = "", ()  # type: tuple[str, tuple[str, ...]]
    for row in rows:
        own, cells = _cell(row, at), row[at + 1 :]
        answered = any(_text(cell) for cell in cells)
        titles = [_cell(row, i) for i in range(at)] + ([] if answered else [own])
        if heading := next(filter(None, map(block_of, titles)), ""):
            groups = (heading,)
        label = own or label
        if answered:
            yield _Line(label, groups, cells)


def _names(line: _Line, column: int, vocabulary: Vocabulary) -> bool:
    """Whether this cell gives an algorithm its name."""
    return bool(_cell(line.cells, column)) and any(f.gives == "name" for f in vocabulary.find(line.label, line.groups))


def _comment(heading: str, column: int, label: str) -> str:
    return f"{heading or f'Colonne {column + 2}'} : {label}"


def _at(cells: Sequence[Any], index: int) -> Any:
    return cells[index] if index < len(cells) else None


def _cell(cells: Sequence[Any], index: int) -> str:
    return _text(_at(cells, index))


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()
