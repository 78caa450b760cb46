"""What refusing more, or less, would change: hallucinations against errors as the threshold of the assistant moves.

Each question is asked again with a threshold of zero: what still refuses then is not the threshold, and the
probability that was found on the way tells from which threshold on the question is refused. For evaluation alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.as_json import answer_as_json
from assistant.ask import Assistant
from assistant.progress import bar
from assistant.relevance import Judged, Relevance
from assistant.wiring import assemble
from evals.measures.shown import shown
from evals.provenance import code
from evals.run import Progress, run
from evals.systems import build
from evals.types import Case, Result
from index.search import Searcher

NAME = "threshold"
"""Of the file of answers, beside those of the systems; it is no system, and the report has no column of it."""

_STEPS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a threshold would give: answered among unanswerable, refused among answerable."""

    threshold: float
    hallucination_rate: float
    error_rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The points by rising threshold, the one in use, and how many questions of each sort they are shares of."""

    points: tuple[Point, ...]
    chosen: Point
    unanswerable: int
    answerable: int


class _Noting:
    """A relevance that never refuses, reads all the evidence, and notes how probable it found the last answer."""

    threshold = near = foreign = 0.0
    said = unsaid = doubted = 0.0

    def __init__(self, relevance: Relevance) -> None:
        self.name = relevance.name
        self.noted: float | None = None
        self._relevance = relevance

    def weigh(self, question: str, texts: Sequence[str], /) -> list[float]:
        return self._relevance.weigh(question, texts)

    def says(self, asked: str, texts: Sequence[str], /) -> list[float]:
        return self._relevance.says(asked, texts)

    def carried(self, weights: Sequence[float], /, *, likeness: float) -> float:
        found = self._relevance.carried(weights, likeness=likeness)
        # What is shown must be enough too: the answer is as probable as the lesser of the two.
        self.noted = found if self.noted is None else min(found, self.noted)
        return found

    def answered(
        self, question: str, passages: Sequence[str], sentences: Sequence[str], /, *, likeness: float, enough: float
    ) -> Judged:
        judged = self._relevance.answered(question, passages, sentences, likeness=likeness, enough=math.inf)
        self.noted = judged.probability
        return judged


@dataclass(frozen=True, kw_only=True)
class _Undoubting:
    """The quotations of an assistant whatever the doubt, and the `probability` that they answer."""

    made_of: Mapping[str, str]
    assistant: Assistant
    name: str = NAME

    def answer(self, question: str, /) -> dict[str, Any]:
        noting = _Noting(self.assistant.relevance)
        answer = answer_as_json(replace(self.assistant, relevance=noting).ask(question))
        return {**answer, "probability": noting.noted}


def sweep(
    cases: Sequence[Case], home: Path, searcher: Searcher, folder: Path, progress: Progress = bar
) -> Sweep | None:
    """Ask every case again, and return what each threshold would give; answers are kept as those of a run are."""
    assistant = assemble(home, searcher.embedder, searcher, "none")
    made_of = build("quotes", home, generator=None, searcher=searcher).made_of
    system = _Undoubting(assistant=assistant, made_of={**made_of, "sweep": code("evals/sweep.py")})
    return swept(cases, run([system], cases, folder, progress), chosen=assistant.relevance.threshold)


def swept(cases: Sequence[Case], results: Sequence[Result], *, chosen: float) -> Sweep | None:
    """Return what each threshold would give; None without questions of both sorts. Errors are left out of both."""
    until = {result.case: _refused_above(result) for result in results if result.answer is not None}
    sorts: dict[bool, list[float]] = {True: [], False: []}
    for case in cases:
        if case.id in until:
            sorts[case.answerable].append(until[case.id])
    if not all(sorts.values()):
        return None

    def point(threshold: float) -> Point:
        refused = {sort: sum(above < threshold for above in values) for sort, values in sorts.items()}
        return Point(
            threshold=threshold,
            hallucination_rate=1 - refused[False] / len(sorts[False]),
            error_rate=refused[True] / len(sorts[True]),
        )

    return Sweep(
        points=tuple(point(step / _STEPS) for step in range(_STEPS + 1)),
        chosen=point(chosen),
        unanswerable=len(sorts[False]),
        answerable=len(sorts[True]),
    )


def _refused_above(result: Result) -> float:
    """Return the highest threshold at which a question is answered; −1 when something else refuses it.

    None of them refuses what answers by its place, which nothing weighs.
    """
    assert result.answer is not None
    if not shown(result.answer, "quotes").answered:
        return -1.0
    probability = result.answer["probability"]
    return math.inf if probability is None else float(probability)
