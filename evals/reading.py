"""Lines of files that people write for evaluations, held to their keys: what is wrong is told with file and line."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.disk import refusal
from evals.errors import BadCases
from evals.measures.shown import fold
from evals.types import Nugget

_SEE = "la forme attendue est décrite dans evals/cases/README.md"
_PATTERN = (
    "un motif est une expression régulière de Python : vérifiez parenthèses, crochets et barres obliques inverses"
)


@dataclass(frozen=True, slots=True)
class Line:
    """An object of a file, and where it stands; what is wrong with it is a `BadCases`."""

    where: str
    item: Mapping[str, Any]

    def refused(self, problem: str, fix: str = _SEE) -> BadCases:
        """Return the error that names this line."""
        return BadCases(f"{self.where} : {problem}", fix=fix)

    def hold_to(self, needed: Sequence[str], allowed: Sequence[str]) -> None:
        """Refuse a line without a key that is needed, or with one that means nothing: it may be misspelt."""
        for key in needed:
            if key not in self.item:
                raise self.refused(f"il manque la clé « {key} ».")
        for key in self.item:
            if key not in (*needed, *allowed):
                raise self.refused(
                    f"la clé « {key} » est inconnue.", f"clés possibles : {', '.join((*needed, *allowed))}"
                )

    def text(self, key: str) -> str:
        """Return what is written under a key that must be there."""
        value = self.item[key]
        if not isinstance(value, str) or not value.strip():
            raise self.refused(f"« {key} » doit être un texte qui n'est pas vide.")
        return value

    def flag(self, key: str) -> bool:
        """Return a yes or a no that must be there."""
        value = self.item[key]
        if not isinstance(value, bool):
            raise self.refused(f"« {key} » doit valoir true ou false.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where the key is not there."""
        values = self.items(key)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.refused(f"« {key} » doit être une liste de textes, aucun n'étant vide.")
        return tuple(values)

    def patterns(self, key: str) -> tuple[str, ...]:
        """Return regular expressions, none of which matches nothing at all: it would match everywhere."""
        patterns = self.texts(key)
        for pattern in patterns:
            try:
                everywhere = re.search(pattern, "", re.IGNORECASE)
            except (re.error, OverflowError, RecursionError) as error:
                raise self.refused(f"« {pattern} » n'est pas un motif.", _PATTERN) from error
            if everywhere:
                raise self.refused(f"le motif « {pattern} » se trouve dans tous les textes.", "précisez ce motif")
        return patterns

    def items(self, key: str) -> list[Any]:
        """Return a list, empty where the key is not there."""
        values = self.item.get(key, [])
        if not isinstance(values, list):
            raise self.refused(f"« {key} » doit être une liste.")
        return values


def nuggets(line: Line) -> tuple[Nugget, ...]:
    """Return the facts of a case."""
    return tuple(_nugget(line.where, number, item) for number, item in enumerate(line.items("nuggets"), start=1))


def _nugget(where: str, number: int, item: Any) -> Nugget:
    line = Line(f"{where}, nugget {number}", item if isinstance(item, dict) else {})
    line.hold_to(("text", "patterns"), ())
    if not line.items("patterns"):
        raise line.refused("il faut au moins un motif (« patterns »).")
    return Nugget(text=line.text("text"), patterns=line.patterns("patterns"))


def hold_unique(lines: Sequence[Line], key: str, values: Sequence[str]) -> None:
    """Refuse a value that two lines give."""
    first: dict[str, Line] = {}
    for line, value in zip(lines, values, strict=True):
        if (other := first.setdefault(as_compared(value), line)) is not line:
            raise line.refused(f"même « {key} » que plus haut ({other.where}).", "gardez un seul des deux")


def as_compared(text: str) -> str:
    """Return a text as two of them are compared: white space folded, case ignored."""
    return fold(text).casefold()


def read_objects(path: Path) -> list[Line]:
    """Return the objects of a JSON Lines file; a line that is none is a `BadCases`, and so is an empty file."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadCases(f"{path} : {refusal(error)}.", fix="vérifiez ce chemin") from error
    except UnicodeDecodeError as error:
        raise BadCases(f"{path} : ce fichier n'est pas en UTF-8.", fix="enregistrez-le en UTF-8") from error
    # Not splitlines(): a JSON string may hold the other characters that it takes for line ends.
    numbered = enumerate(text.split("\n"), start=1)
    lines = [_line(f"{path}, ligne {number}", line) for number, line in numbered if line.strip()]
    if not lines:
        raise BadCases(f"{path} : ce fichier est vide.", fix="écrivez un objet JSON par ligne")
    return lines


def _line(where: str, line: str) -> Line:
    try:
        item = json.loads(line)
        json.dumps(item, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadCases(f"{where} : JSON mal formé.", fix="un objet JSON par ligne") from error
    if not isinstance(item, dict):
        raise BadCases(f"{where} : ce n'est pas un objet JSON.", fix=_SEE)
    return Line(where, item)
