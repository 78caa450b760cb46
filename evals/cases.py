"""Files of cases and of pairs, JSON lines that people write: read whole before anything runs, then held to a library.

evals/cases/README.md describes their fields.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.verify_exact import quoted_exactly
from corpus.disk import refusal
from corpus.library import Library
from evals.errors import BadCases
from evals.measures.correctness import holds, matches
from evals.measures.shown import fold
from evals.types import Case, Nugget, Pair

_SEE = "la forme attendue est décrite dans evals/cases/README.md"
_PATTERN = (
    "un motif est une expression régulière de Python : vérifiez parenthèses, crochets et barres obliques inverses"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """What is wrong with a case, in French: it would be judged on what the library does not hold."""

    case: str
    problem: str


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; the first line that means nothing is a `BadCases`, and so is an empty file."""
    lines = _lines(path)
    cases = [_case(line) for line in lines]
    _once(lines, "id", [case.id for case in cases])
    _once(lines, "question", [case.question for case in cases])
    return cases


def read_pairs_of_support(path: Path) -> list[Pair]:
    """Return the pairs of a file that judges the verifier; defects are `BadCases`, as for cases."""
    lines = _lines(path)
    pairs = [_pair(line) for line in lines]
    _once(lines, "id", [pair.id for pair in pairs])
    return pairs


def check(cases: Sequence[Case], library: Library) -> list[Defect]:
    """Return what the cases say of the library that is not so, current versions alone; cases may be of several files.

    Evidence stands word for word in a document of its case, and shows a nugget; each nugget is shown by evidence, or by
    a document where the case gives none; each document of an answerable case shows a nugget; what is forbidden stands
    nowhere, or an exact quotation would be counted as an invention.
    """
    stored = {document for document, _, _ in library.versions()}
    named = {document for case in cases for document in case.documents} & stored
    texts = {document: fold(library.document(document).text) for document in named}
    defects = [*_asked_twice(cases), *_forbidden_and_stored(cases, library, stored)]
    return defects + [Defect(case=case.id, problem=problem) for case in cases for problem in _unfounded(case, texts)]


def _asked_twice(cases: Sequence[Case]) -> Iterator[Defect]:
    ids: set[str] = set()
    questions: dict[str, str] = {}
    for case in cases:
        if case.id in ids:
            yield Defect(case=case.id, problem="un autre cas porte le même « id ».")
        elif other := questions.get(_key(case.question)):
            yield Defect(case=case.id, problem=f"le cas {other} pose la même question.")
        ids.add(case.id)
        questions.setdefault(_key(case.question), case.id)


def _forbidden_and_stored(cases: Sequence[Case], library: Library, stored: set[str]) -> Iterator[Defect]:
    forbidden = [(case.id, pattern) for case in cases for pattern in case.forbidden]
    for document in sorted(stored) if forbidden else ():
        text = fold(library.document(document).text)
        for case, pattern in forbidden:
            if matches([pattern], text):
                yield Defect(case=case, problem=f"le motif interdit « {pattern} » est dans le document {document}.")


def _unfounded(case: Case, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what the documents of a case do not hold, of all that it says they do."""
    if missing := [document for document in case.documents if document not in texts]:
        yield f"la bibliothèque n'a pas {', '.join(missing)}."
        return
    mine = {document: texts[document] for document in case.documents}
    for quote in case.evidence:
        if not any(quoted_exactly(quote, text) for text in mine.values()):
            yield f"la preuve « {quote} » n'est mot pour mot dans aucun de ses documents."
        if not _shows_some(case, fold(quote)):
            yield f"la preuve « {quote} » ne montre aucun des faits attendus."
    by = "aucune preuve" if case.evidence else "aucun document"
    for nugget in case.nuggets:
        if not any(holds(nugget, fold(text)) for text in case.evidence or mine.values()):
            yield f"le fait « {nugget.text} » n'est montré par {by}."
    if case.answerable:
        silent = [document for document, text in mine.items() if not _shows_some(case, text)]
        yield from (f"le document {document} ne montre aucun des faits attendus." for document in silent)


def _shows_some(case: Case, text: str) -> bool:
    return any(holds(nugget, text) for nugget in case.nuggets)


@dataclass(frozen=True, slots=True)
class _Line:
    """An object of a file, and where it stands; what is wrong with it is a `BadCases`."""

    where: str
    item: Mapping[str, Any]

    def refused(self, problem: str, fix: str = _SEE) -> BadCases:
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
        values = self.item.get(key, [])
        if not isinstance(values, list):
            raise self.refused(f"« {key} » doit être une liste.")
        return values


def _case(line: _Line) -> Case:
    line.hold_to(("id", "question", "kind", "answerable"), ("documents", "nuggets", "forbidden", "evidence", "note"))
    case = Case(
        id=line.text("id"),
        question=line.text("question"),
        kind=line.text("kind"),
        answerable=line.flag("answerable"),
        documents=line.texts("documents"),
        nuggets=tuple(_nugget(line.where, number, item) for number, item in enumerate(line.items("nuggets"), start=1)),
        forbidden=line.patterns("forbidden"),
        evidence=line.texts("evidence"),
        note=line.text("note") if line.item.get("note") else "",
    )
    if case.answerable and not (case.nuggets and case.documents):
        raise line.refused("ce cas a une réponse : il faut dire où (« documents ») et laquelle (« nuggets »).")
    if not case.answerable and (case.nuggets or case.evidence):
        raise line.refused("ce cas n'a pas de réponse : il ne peut avoir ni « nuggets » ni « evidence ».")
    return case


def _nugget(where: str, number: int, item: Any) -> Nugget:
    line = _Line(f"{where}, nugget {number}", item if isinstance(item, dict) else {})
    line.hold_to(("text", "patterns"), ())
    if not line.items("patterns"):
        raise line.refused("il faut au moins un motif (« patterns »).")
    return Nugget(text=line.text("text"), patterns=line.patterns("patterns"))


def _pair(line: _Line) -> Pair:
    line.hold_to(("id", "evidence", "claim", "supported"), ("failure", "document", "style"))
    supported = line.flag("supported")
    failure = line.text("failure") if line.item.get("failure") is not None else None
    if supported and failure:
        raise line.refused("une phrase juste (« supported ») ne peut avoir de défaut (« failure »).")
    return Pair(
        id=line.text("id"),
        evidence=line.text("evidence"),
        claim=line.text("claim"),
        supported=supported,
        failure=failure,
    )


def _once(lines: Sequence[_Line], key: str, values: Sequence[str]) -> None:
    first: dict[str, _Line] = {}
    for line, value in zip(lines, values, strict=True):
        if (other := first.setdefault(_key(value), line)) is not line:
            raise line.refused(f"même « {key} » que plus haut ({other.where}).", "gardez un seul des deux")


def _key(text: str) -> str:
    return fold(text).casefold()


def _lines(path: Path) -> list[_Line]:
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


def _line(where: str, line: str) -> _Line:
    try:
        item = json.loads(line)
        json.dumps(item, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadCases(f"{where} : JSON mal formé.", fix="un objet JSON par ligne") from error
    if not isinstance(item, dict):
        raise BadCases(f"{where} : ce n'est pas un objet JSON.", fix=_SEE)
    return _Line(where, item)
