"""Sees when tables of two documents give another value for the same row and column, so that both are cited.

Precision comes first: rows and columns must have the same words, cells the same words around their numbers, and what
tells two tables apart (their titles and headings, a year, a kind of people) leaves them both in peace.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from assistant.record.differing.told_apart import place_of, told_apart
from assistant.record.types import Conflict, Table
from assistant.types import Citation
from assistant.values.reading import read
from corpus.counting import count
from index.fold import fold

_TOKEN = re.compile(r"\w+|[<>≤≥=+%€]")
_NUMBER = re.compile(r"(?<![\w,.])\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?![\d,])|(?<![\w,.])\d+(?:[,.]\d+)?(?![\d,])")
_UNITS = {
    "euro": frozenset(("€", "euro", "eur")),
    "point": frozenset(("point", "pt")),
    "share": frozenset(("%", "pourcentage")),
}
"""Units, whatever they are called; in the name of a column they hold for its cells."""

_YEARS = range(1900, 2100)
_SMALL = frozenset("a au aux de du des d l la le les un une en et par pour".split())
_OF_VALUES = frozenset(
    "nombre point montant valeur tarif coefficient ponderation poid note bareme pri cotation euro € % eur pt".split()
)
"""What the column of values is called when there is one, without its plural: "Points", "Prix", "Pondération"."""

_OF_TEXTS = _OF_VALUES | frozenset(
    "article annexe tableau grille critere priorite reglement notice deliberation procedure fiche guide note logiciel "
    "outil conseil municipal ville commune departement suivant suivante ci dessous dessus calcul classement selon "
    "attribution regle applique fixe est sont comme suit tableaux demande version projet document".split()
)
"""What titles and headings say of a table or of its document, and not of what it is the table of."""

_MOST = 4
"""Cells told one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A cell under the names of its row and column, and what of it is compared."""

    row: str
    column: str
    text: str
    numbers: tuple[Decimal, ...]
    unit: str
    beside: tuple[str, ...]
    citation: int

    def is_like(self, other: "_Value") -> bool:
        """Whether two cells measure the same thing, so that their numbers may be compared."""
        alike = self.unit == other.unit and self.beside == other.beside
        return alike and len(self.numbers) == len(other.numbers)


@dataclass(frozen=True)
class _Scale:
    """A table, the citations of its rows, and what it can be compared by."""

    table: Table
    citations: tuple[Citation, ...]

    @property
    def version(self) -> tuple[str, str]:
        """The document that it stands in, as it was read."""
        return self.citations[0].source.document, self.citations[0].source.version

    @cached_property
    def headed(self) -> str:
        """All that says what it is of, the title of its document left out."""
        return " > ".join((place_of(self.citations[0]), self.table.title, *self.table.header))

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words of its titles that are not those of any table."""
        source, section = self.citations[0].source, self.citations[0].section[-1:]
        return frozenset(_tokens(" ".join((source.title, *section, self.table.title)))) - _OF_TEXTS

    @cached_property
    def values(self) -> dict[tuple[tuple[str, ...], ...], _Value]:
        """Its cells by row and column; two rows, or two columns, of the same name say nothing certain."""
        first = _first_value(self.table)
        columns = [tuple(word for word in _tokens(name) if word not in _OF_VALUES) for name in self.table.header]
        rows = [_tokens(" ".join(row[:first])) for row in self.table.rows]
        own_columns, own_rows = Counter(columns[first:]), Counter(rows)
        return {
            (label, column): value
            for row, label in zip(self.table.rows, rows, strict=True)
            for at, column in enumerate(columns[first:], start=first)
            if own_rows[label] == own_columns[column] == 1
            and label
            and (value := self._value(" ".join(filter(None, row[:first])), self.table.header[at], row[at]))
        }

    def _value(self, row: str, column: str, text: str) -> _Value | None:
        numbers = tuple(_number(found) for found in _NUMBER.findall(_spaced(text)))
        beside = _tokens(_NUMBER.sub(" ", _spaced(text)))
        unit = _unit(beside) or _unit(_tokens(column))
        if not numbers or read(text).dates or (not unit and any(number in _YEARS for number in numbers)):
            return None
        rest = tuple(word for word in beside if not _unit((word,)))
        return _Value(row, column, text, numbers, unit, rest, self._cited(text, row))

    def _cited(self, *cells: str) -> int:
        """Return the number of the citation that holds a row; a table that a page cuts has several."""
        held = (one.number for one in self.citations if all(cell in one.quote for cell in cells))
        return next(held, self.citations[0].number)


def table_conflicts(tables: Sequence[Table], citation: Callable[[int], Citation]) -> Iterator[Conflict]:
    """Give the contradictions between tables of different documents, one for each pair of tables."""
    scales = [_Scale(table, tuple(map(citation, table.citations))) for table in tables if table.citations]
    for one, other in combinations(scales, 2):
        if one.version == other.version or told_apart(one.headed, other.headed):
            continue
        pairs = [(value, other.values[key]) for key, value in one.values.items() if key in other.values]
        pairs = [(value, against) for value, against in pairs if value.is_like(against)]
        differing = [pair for pair in pairs if pair[0].numbers != pair[1].numbers]
        if differing and _is_one_table(one, other, len(pairs) - len(differing), len(differing)):
            yield _conflict(differing)


def _is_one_table(one: _Scale, other: _Scale, equal: int, differing: int) -> bool:
    """Whether two tables are of one thing: their titles tell them apart in nothing, or most of their cells agree.

    The more their titles differ, the more cells have to.
    """
    apart = bool(one.telling - other.telling) + bool(other.telling - one.telling)
    return not apart or equal >= max(apart, differing)


def _conflict(differing: Sequence[tuple[_Value, _Value]]) -> Conflict:
    told = [_told(one, other) for one, other in differing[:_MOST]]
    rest = len(differing) - len(told)
    told += [f"et {count(rest, 'autre case', 'autres cases')} du tableau"] if rest else []
    ones, others = (dict.fromkeys(pair[side].citation for pair in differing) for side in (0, 1))
    return Conflict(about=" ; ".join(told), one=tuple(ones), other=tuple(others))


def _told(one: _Value, other: _Value) -> str:
    under = f" ({one.column})" if one.column else ""
    return f"« {one.row} »{under} : {one.text} pour l'un, {other.text} pour l'autre"


def _first_value(table: Table) -> int:
    """Return the number of columns that name the rows: those before the first that holds a number in most rows."""
    for at in range(1, len(table.header)):
        filled = sum(bool(_NUMBER.search(_spaced(row[at]))) for row in table.rows)
        if 2 * filled > len(table.rows):
            return at
    return len(table.header)


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text and its signs, without marks of plural: grammar that changes the sense stays."""
    found = (word.rstrip("sx") or word for word in _TOKEN.findall(fold(text)))
    return tuple(word for word in found if word not in _SMALL)


def _unit(words: Sequence[str]) -> str:
    return "/".join(name for name, marks in _UNITS.items() if not marks.isdisjoint(words))


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _number(text: str) -> Decimal:
    grouped = re.sub(r"[ .](?=\d{3}(?!\d))", "", text)
    return Decimal(grouped.replace(",", "."))
