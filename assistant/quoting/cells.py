"""The cells of a row of a table, as its line is stored, and the row as a sentence that can be said.

"Zone : B ; Quartier : Gare ; Nombre maximal de permis : 620" is exact, and nobody speaks so. "Zone B, quartier Gare :
le nombre maximal de permis est de 620" says the same without a model, where the columns that answer are nouns whose
gender is known here and their values are figures; any other row stays as it is.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.types import Span

BETWEEN = " ; "

_CELL = re.compile(r"[^\s:;][^:;()]{0,79}(?: : | \(.+\)$)", re.DOTALL)
"""How a cell of a row begins, its column first: "Prix : 2 €", or "Quotient (À partir de : 601 € ; Jusqu'à : 850 €)"."""

_MASCULINE = frozenset(
    "montant prix tarif taux nombre délai âge plafond coût revenu forfait seuil total coefficient volume loyer salaire"
    " pourcentage temps poids".split()
)
_FEMININE = frozenset(
    "durée indemnité rémunération part redevance valeur somme amende allocation pension prime aide cotisation taxe"
    " majoration réduction participation levée surprime superficie hauteur vitesse distance".split()
)
_COUNTED = re.compile(r"(?:points|places|trimestres|jours|heures)(?: \w+(?:és|ées|is|us))?", re.IGNORECASE)
"""What is counted in one word: "40 points", "22 places attribuées"."""

_FIGURE = re.compile(r"\d[^:;]{0,59}")
_COUNT = re.compile(r"(?:[2-9]|\d{2,})")
_CODE = re.compile(r"[A-Z]\d?|[IVX]+(?: [A-Z])?|\w[\w'’-]*[^\W\d]")
"""A value that goes with its column as a name: "zone B", "quartier Gare"."""

_BOUNDS = re.compile(r"À partir de : ([^;()]+) ; Jusqu['’]à : ([^;()]+)", re.IGNORECASE)
_BETWEEN_FIGURES = re.compile(r"(?:de|à partir de) \d", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouhâéèêîô]", re.IGNORECASE)


class _Cell(NamedTuple):
    column: str
    value: str


def cells(text: str) -> list[Span]:
    """Return the cells of a row, one after the other, each with the sign that parts it from the next; none in prose."""
    found, start, depth = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth and text.startswith(BETWEEN, at):
            found.append(Span(start, at + len(BETWEEN)))
            start = at + len(BETWEEN)
    found.append(Span(start, len(text)))
    parts = [text[one.start : one.end].removesuffix(BETWEEN) for one in found]
    return found if len(found) > 1 and all(map(_CELL.match, parts)) else []


def told(rows: str) -> list[str]:
    """Return the rows of a quotation as sentences; none unless each of its lines is one."""
    said = [_sentence(line.strip()) for line in rows.splitlines() if line.strip()]
    return said if said and all(said) else []


def _sentence(row: str) -> str:
    found = [cell for span in cells(row) for cell in _read(row[span.start : span.end].removesuffix(BETWEEN))]
    answers: list[str] = []
    while len(found) > 1 and (answer := _answer(found[-1])):
        answers.insert(0, answer)
        found.pop()
    subject = [_subject(cell) for cell in found]
    if not (answers and all(subject)):
        return ""
    named = ", ".join((subject[0], *map(_small, subject[1:])))
    return f"{named}\u00a0: {_listed(answers)}."


def _read(cell: str) -> Iterator[_Cell]:
    """Yield a cell, or those that its column holds: "Tarif (Part fixe : 118 € ; Levée : 2 €)"."""
    column, opened, inside = cell.partition(" (")
    if " : " in column or not opened:
        yield _Cell(*map(str.strip, cell.split(" : ", 1)))
    elif bounds := _BOUNDS.fullmatch(inside.removesuffix(")")):
        to = f"de {bounds[1]} à {bounds[2]}" if bounds[2][:1].isdigit() else f"à partir de {bounds[1]}"
        yield _Cell(column, to)
    else:
        for part in inside.removesuffix(")").split(BETWEEN):
            name, _, value = part.partition(" : ")
            yield _Cell(name.strip(), value.strip())


def _subject(cell: _Cell) -> str:
    """Say which row it is: "Zone B", "Quotient familial de 601 € à 850 €", "Motif « Frère ou sœur »"."""
    if not (cell.column and cell.value) or cell.column.endswith("?") or cell.value.lower().startswith("total"):
        return ""
    if _BETWEEN_FIGURES.match(cell.value):
        return f"{cell.column} {_small(cell.value)}"
    named = _CODE.fullmatch(cell.value) and " " not in cell.column and not cell.column.endswith("s")
    return f"{cell.column} {cell.value}" if named else f"{cell.column} «\u202f{cell.value}\u202f»"


def _answer(cell: _Cell) -> str:
    """Say a column that answers: "le prix d'un repas est de 2,45 €", "40 points"; nothing where it has no figure."""
    noun = cell.column.split(" ", 1)[0].rstrip(",").lower()
    if _COUNTED.fullmatch(cell.column):
        return f"{cell.value} {_small(cell.column)}" if _COUNT.fullmatch(cell.value) else ""
    if "," in cell.column or noun not in _MASCULINE | _FEMININE or not _FIGURE.fullmatch(cell.value):
        return ""
    article = "l'" if _VOWEL.match(noun) else "le " if noun in _MASCULINE else "la "
    return f"{article}{_small(cell.column)} est de {cell.value.rstrip('.')}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _listed(parts: Sequence[str]) -> str:
    return " et ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
