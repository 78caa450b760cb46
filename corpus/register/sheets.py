"""Spreadsheets as rows of cells: CSV with its delimiter and quotes guessed, and XLSX.

The only file that knows openpyxl.
"""

import csv
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.encoding import MAX_TEXT_BYTES
from corpus.errors import UnreadableFile
from corpus.office.archive import refuse_ole
from corpus.register.fields import vocabularies
from corpus.types import Source

if TYPE_CHECKING:
    import _csv

MAX_SHEET_BYTES = 512 * 1024 * 1024
"""An XLSX that unfolds to more than this was made to exhaust memory."""

MAX_ROWS = 200_000
"""In one sheet: far above any register, and below what a sheet formatted down to its last row asks of memory."""

_SAMPLE_LINES = 200
_DELIMITERS = (";", ",", "\t", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows of cells; `lines` are their numbers in the file, from 1. `remarks` are in French."""

    name: str
    rows: list[list[Any]]
    lines: list[int]
    remarks: list[str] = field(default_factory=list)


class _Dialect(NamedTuple):
    delimiter: str
    quote: str


def read_csv(source: Source) -> Sheet:
    """Read the rows of a CSV; one with a single column is an `UnreadableFile`."""
    lines = source.text.split("\n")
    start = int(lines[0].lower().startswith("sep="))
    dialect = _guess(lines[start : start + _SAMPLE_LINES])
    sheet = Sheet(name="", rows=[], lines=[])
    for number, row in _rows(lines, start, dialect, sheet.remarks):
        sheet.rows.append([cell.strip() for cell in row])
        sheet.lines.append(number)
    if max((len(row) for row in sheet.rows), default=0) < 2:
        raise UnreadableFile(
            f"{source.path} : une seule colonne, ou un séparateur que Glose ne reconnaît pas.",
            fix="exportez le tableau en CSV avec « ; » ou « , » entre les colonnes, ou enregistrez-le en XLSX",
        )
    return sheet


def read_xlsx(source: Source) -> list[Sheet]:
    """Read the visible sheets that hold something, in their order."""
    _refuse_bad_archive(source)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and validations that it leaves out: nothing that is quoted.
            warnings.simplefilter("ignore")
            sheets = list(_sheets(source))
    except Exception as error:  # openpyxl lets out whatever its XML and its archive raise
        raise _not_xlsx(source) from error
    if not sheets:
        raise UnreadableFile(f"{source.path} : classeur vide.", fix="vérifiez le fichier, ou retirez-le du dossier")
    return sheets


def _guess(sample: Sequence[str]) -> _Dialect:
    """Choose the delimiter that gives labels we know; failing that, rows of one width."""
    quote = "'" if next(filter(None, sample), "").startswith("'") else '"'

    def merit(delimiter: str) -> tuple[int, float, int]:
        rows = [row for row in _reader(sample, _Dialect(delimiter, quote)) if row]
        known = max([*map(_known, rows), *map(_known, islice(zip_longest(*rows), 3))], default=0)
        width, count = Counter(len(row) for row in rows).most_common(1)[0] if rows else (0, 0)
        return (known, count / len(rows) if width > 1 else 0.0, width)

    return _Dialect(max(_DELIMITERS, key=merit), quote)


def _known(cells: Iterable[str | None]) -> int:
    """How many of these are labels of a register, whichever it is."""
    return sum(any(vocabulary.find(cell) for vocabulary in vocabularies()) for cell in cells if cell)


def _rows(lines: Sequence[str], start: int, dialect: _Dialect, remarks: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their line numbers. A quote that is never closed spoils its own line and not the rest."""
    while start < len(lines):
        reader = _reader(islice(lines, start, None), dialect, strict=True)
        begins = start
        try:
            for row in reader:
                yield begins + 1, row
                begins = start + reader.line_num
            return
        except csv.Error:
            yield begins + 1, _damaged(lines[begins], begins + 1, dialect, remarks)
            start = begins + 1


def _damaged(line: str, number: int, dialect: _Dialect, remarks: list[str]) -> list[str]:
    if line.count(dialect.quote) % 2 == 0:
        return next(_reader([line], dialect), [])
    remarks.append(f"ligne {number} : guillemet ouvert et jamais refermé ; la ligne est lue sans ses guillemets")
    return line.replace(dialect.quote, "").split(dialect.delimiter)


def _reader(lines: Iterable[str], dialect: _Dialect, *, strict: bool = False) -> "_csv.Reader":
    # The default limit of 128 KB a cell is no limit of ours; `decode` has bounded the whole text.
    csv.field_size_limit(MAX_TEXT_BYTES)
    ended = (line + "\n" for line in lines)
    return csv.reader(ended, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=strict)


def _refuse_bad_archive(source: Source) -> None:
    refuse_ole(source, "classeur", "Excel", "XLSX")
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _not_xlsx(source) from error
    if size > MAX_SHEET_BYTES:
        raise UnreadableFile(
            f"{source.path} : classeur démesuré ({size // (1024 * 1024)} Mo une fois ouvert).",
            fix="exportez en CSV la seule feuille utile",
        )


def _not_xlsx(source: Source) -> UnreadableFile:
    return UnreadableFile(
        f"{source.path} : ce n'est pas un classeur XLSX, ou il est endommagé.",
        fix="ouvrez-le dans un tableur et enregistrez-le de nouveau en XLSX ou en CSV",
    )


def _sheets(source: Source) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
    for page in book.worksheets:
        if page.sheet_state != "visible":
            continue
        # Some exporters declare a sheet smaller than it is.
        page.reset_dimensions()
        sheet = Sheet(name=page.title, rows=[], lines=[])
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            if number > MAX_ROWS:
                sheet.remarks.append(f"feuille « {page.title} » : rien n'est lu après la ligne {MAX_ROWS}")
                break
            cells = [cell.strip() if isinstance(cell, str) else cell for cell in row]
            while cells and cells[-1] in (None, ""):
                cells.pop()
            sheet.rows.append(cells)
            sheet.lines.append(number)
        if any(sheet.rows):
            yield sheet
