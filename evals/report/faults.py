"""What is wrong with each answer, in words: the list that people read, and the reasons that CI is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.measures.correctness import holds
from evals.measures.exactness import StoredText, faults
from evals.measures.shown import Shown, fold, shown
from evals.report.words import FATES, Fate, FaultKind
from evals.types import Case, Json, Nugget, Result


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `detail` says which, in French."""

    kind: FaultKind
    detail: str

    @property
    def label(self) -> str:
        """What the report calls it."""
        return FATES[self.kind].label


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer beside its case, and what is wrong with it, the gravest first."""

    case: Case
    result: Result
    said: Shown | None
    faults: tuple[Fault, ...]

    @property
    def fate(self) -> Fate:
        """What became of the question, in one word."""
        if self.faults:
            return self.faults[0].kind
        return "right" if self.said and self.said.answered else "rightly_refused"

    @property
    def dropped(self) -> list[Json]:
        """The sentences that the guard took away."""
        return list(self.result.answer["dropped"]) if self.result.answer else []


def judged(case: Case, result: Result, text: StoredText) -> Judged:
    """Find all that is wrong with an answer; `text` reads the stored versions that it cites."""
    said = shown(result.answer, result.system) if result.answer is not None else None
    found = _faults(case, said, text) if said else [Fault("error", result.error or "")]
    return Judged(case=case, result=result, said=said, faults=tuple(found))


def _faults(case: Case, said: Shown, text: StoredText) -> Iterator[Fault]:
    for pattern in case.forbidden:
        if match := re.search(pattern, said.text, re.IGNORECASE):
            yield Fault("forbidden", f"« {match[0]} » ne devait pas être dit.")
    if said.answered and not case.answerable:
        yield Fault("invented", "Les documents ne répondent pas à cette question ; il fallait le dire.")
    if said.answered:
        yield from (Fault("inexact", fault) for fault in faults(said, text))
    if case.answerable and not said.answered:
        yield Fault("wrongly_refused", "La réponse est dans les documents ; il fallait la donner.")
    if case.answerable and said.answered:
        yield from (
            Fault("missing", f"Il manque : {wanted(case, nugget)}")
            for nugget in case.nuggets
            if not holds(nugget, said.text)
        )


def wanted(case: Case, nugget: Nugget) -> str:
    """Say which fact a nugget is: by the evidence that shows it where there is one, since readers know its words."""
    shows = (evidence for evidence in case.evidence if holds(nugget, fold(evidence)))
    return next((f"« {fold(evidence)} »" for evidence in shows), nugget.text)
