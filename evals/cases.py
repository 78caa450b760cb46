"""Files of cases and of pairs, JSON lines that people write: read whole before anything runs, then held to a library.

evals/cases/README.md describes their fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.guard.exact import quoted_exactly
from corpus.library import Library
from evals.measures.correctness import holds, matches
from evals.measures.shown import fold
from evals.reading import Line, as_compared, hold_unique, nuggets, read_objects
from evals.types import Case, DraftCase, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """What is wrong with a case, in French: it would be judged on what the library does not hold."""

    case: str
    problem: str


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file; the first line that means nothing is a `BadCases`, and so is an empty file."""
    lines = read_objects(path)
    cases = [_case(line) for line in lines]
    hold_unique(lines, "id", [case.id for case in cases])
    hold_unique(lines, "question", [case.question for case in cases])
    return cases


def read_pairs_of_support(path: Path) -> list[Pair]:
    """Return the pairs of a file that judges the verifier; defects are `BadCases`, as for cases."""
    lines = read_objects(path)
    pairs = [_pair(line) for line in lines]
    hold_unique(lines, "id", [pair.id for pair in pairs])
    return pairs


def read_draft_cases(path: Path) -> list[DraftCase]:
    """Return the drafting cases of a file; defects are `BadCases`, as for cases."""
    lines = read_objects(path)
    cases = [_draft_case(line) for line in lines]
    hold_unique(lines, "id", [case.id for case in cases])
    return cases


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
        elif other := questions.get(as_compared(case.question)):
            yield Defect(case=case.id, problem=f"le cas {other} pose la même question.")
        ids.add(case.id)
        questions.setdefault(as_compared(case.question), case.id)


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


def _case(line: Line) -> Case:
    line.hold_to(("id", "question", "kind", "answerable"), ("documents", "nuggets", "forbidden", "evidence", "note"))
    case = Case(
        id=line.text("id"),
        question=line.text("question"),
        kind=line.text("kind"),
        answerable=line.flag("answerable"),
        documents=line.texts("documents"),
        nuggets=nuggets(line),
        forbidden=line.patterns("forbidden"),
        evidence=line.texts("evidence"),
        note=line.text("note") if line.item.get("note") else "",
    )
    if case.answerable and not (case.nuggets and case.documents):
        raise line.refused("ce cas a une réponse : il faut dire où (« documents ») et laquelle (« nuggets »).")
    if not case.answerable and (case.nuggets or case.evidence):
        raise line.refused("ce cas n'a pas de réponse : il ne peut avoir ni « nuggets » ni « evidence ».")
    return case


def _pair(line: Line) -> Pair:
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


def _draft_case(line: Line) -> DraftCase:
    line.hold_to(
        ("id", "documents", "request", "field", "covered"), ("choice", "nuggets", "forbidden", "evidence", "note")
    )
    case = DraftCase(
        id=line.text("id"),
        documents=line.texts("documents"),
        request=line.text("request"),
        field=line.text("field"),
        covered=line.flag("covered"),
        choice=line.text("choice") if line.item.get("choice") is not None else None,
        nuggets=nuggets(line),
        forbidden=line.patterns("forbidden"),
        evidence=line.texts("evidence"),
        note=line.text("note") if line.item.get("note") else "",
    )
    if not case.documents:
        raise line.refused("il faut les documents d'où part le projet de fiche (« documents »).")
    if case.covered != bool(case.nuggets):
        raise line.refused("« nuggets » dit ce que la rubrique doit contenir, et seulement si elle est couverte.")
    return case
