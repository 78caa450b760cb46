"""Drafts register entries from the documents of cases, and measures what each field says.

Cases of the same documents and request share one draft. A draft that ends in an error fails all its cases.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from assistant.progress import bar
from assistant.record.draft import Drafting, draft_from
from assistant.record.types import Record
from evals.measures import drafts
from evals.measures.intervals import averaged
from evals.provenance import ROOT
from evals.run import Shown
from evals.types import DraftCase, Measured

_OF_CASES: Mapping[str, Callable[[DraftCase, Record], float | None]] = {
    "field_invented": drafts.invented,
    "field_left_open": drafts.left_open,
    "field_facts": drafts.facts_drafted,
    "field_forbidden": drafts.wrongly_drafted,
    "right_choice": drafts.right_choice,
    "wrong_choice": drafts.wrong_choice,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What became of a case: the record that was drafted, or the error that stopped it."""

    case: DraftCase
    record: Record | None = None
    error: str = ""


def run_drafts(
    cases: Sequence[DraftCase],
    parts: Drafting,
    progress: Callable[[str], AbstractContextManager[Shown]] = bar,
) -> list[Drafted]:
    """Draft once for each set of documents and request; return what became of each case, in the order given."""
    sets = dict.fromkeys((case.documents, case.request) for case in cases)
    done: dict[tuple[tuple[str, ...], str], Record | str] = {}
    with progress("Projets de fiche") as shown:
        for number, (documents, request) in enumerate(sets, start=1):
            done[documents, request] = _draft(documents, request, parts)
            shown.update(number, len(sets))
    return [_drafted(case, done[case.documents, case.request]) for case in cases]


def draft_figures(drafted: Sequence[Drafted]) -> dict[str, Measured]:
    """Return every measure of drafts; a case that failed has no value, and counts in `failed`."""
    return {key: _measured(key, drafted) for key in _OF_CASES}


def went_wrong(drafted: Iterable[Drafted]) -> list[tuple[str, str]]:
    """Return the id of each case that did, with what is wrong, in French."""
    said = {
        "field_invented": "rubrique remplie sans source",
        "field_left_open": "rubrique laissée ouverte",
        "field_forbidden": "ce qui ne devait pas être écrit",
        "wrong_choice": "valeur choisie à tort",
    }
    wrong = [(one.case.id, one.error) for one in drafted if one.error]
    for one in drafted:
        if one.record is not None:
            wrong += [(one.case.id, problem) for key, problem in said.items() if _OF_CASES[key](one.case, one.record)]
            if drafts.facts_drafted(one.case, one.record) not in (None, 1.0):
                wrong.append((one.case.id, "fait attendu absent"))
    return wrong


def _draft(documents: Sequence[str], request: str, parts: Drafting) -> Record | str:
    try:
        return draft_from([ROOT / document for document in documents], request, parts)
    except Exception as error:  # whatever it is, it is an error of these cases, and the others are still drafted
        return f"{type(error).__name__} : {getattr(error, 'problem', error)}"


def _drafted(case: DraftCase, done: Record | str) -> Drafted:
    return Drafted(case=case, error=done) if isinstance(done, str) else Drafted(case=case, record=done)


def _measured(key: str, drafted: Sequence[Drafted]) -> Measured:
    values: dict[str, float] = {}
    for one in drafted:
        if one.record is not None and (value := _OF_CASES[key](one.case, one.record)) is not None:
            values[one.case.id] = value
    failed = sum(_may_concern(key, one.case) for one in drafted if one.record is None)
    return averaged(key, values, failed=failed)


def _may_concern(key: str, case: DraftCase) -> bool:
    concerned = {
        "field_invented": not case.covered,
        "field_left_open": case.covered,
        "field_facts": case.covered,
        "field_forbidden": bool(case.forbidden),
    }
    return concerned.get(key, case.choice is not None)
