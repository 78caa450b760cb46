"""What the gate looks at, figures of the answers, of the search and of the verifier, and what they were, by case."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.record.draft import Drafting
from assistant.types import Verifier
from evals.drafts import draft_figures, run_drafts
from evals.errors import DamagedFile
from evals.floors import SUBJECTS
from evals.lines import read_lines, rewrite
from evals.measures import catalogue
from evals.measures.intervals import Floats, averaged, counted, ratio, resampled
from evals.measures.judge import balanced_accuracy
from evals.measures.names import MEASURES, Measure
from evals.measures.retrieval import retrieval_measured
from evals.types import Case, DraftCase, Interval, Measured, Pair, Result

Search = Callable[[str], Sequence[tuple[str, float]]]
"""From a question to documents and their scores, best first."""

Values = Mapping[str, Mapping[str, float]]
"""By measure, then by case."""

_ACCEPTED, _REFUSED = SUBJECTS["verifier"].kept
"""1 where the verifier is right, of pairs that are supported and of those that are not."""

_BALANCED = Measure(
    key="balanced_accuracy",
    label="Exactitude équilibrée",
    about="Moyenne de la part des phrases justes admises et de la part des phrases fausses refusées.",
    direction="up",
    unit="share",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was measured of a subject; `errors` say, in French, which cases have no answer and why."""

    measured: Mapping[str, Measured]
    errors: tuple[str, ...] = ()

    @property
    def values(self) -> Values:
        """The values by case of all that has any."""
        return {key: found.values for key, found in self.measured.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was measured of a subject when its figures were last kept: the gated figures, and what they are made of."""

    figures: Mapping[str, float]
    values: Values


def of_answers(cases: Sequence[Case], results: Sequence[Result], judging: catalogue.Judging) -> Looked:
    """Look at what one system answered."""
    return Looked(
        measured=catalogue.measured(cases, results, judging),
        errors=tuple(f"{result.case}, {result.error}" for result in results if result.error),
    )


def of_search(cases: Sequence[Case], search: Search) -> Looked:
    """Look at what a search finds for the questions that have an answer."""
    asked = [case for case in cases if case.answerable]
    gold = {case.id: set(case.documents) for case in asked}
    return Looked(measured=retrieval_measured(gold, {case.id: search(case.question) for case in asked}))


def of_verifier(pairs: Sequence[Pair], verifier: Verifier) -> Looked:
    """Look at what a verifier says of pairs that people judged."""
    verdicts = verifier.verify([(pair.evidence, pair.claim) for pair in pairs])
    right = {pair.id: float(verdict.supported == pair.supported) for pair, verdict in zip(pairs, verdicts, strict=True)}
    return Looked(
        measured={
            _BALANCED.key: counted(_BALANCED.key, balanced_accuracy(pairs, verdicts), scored=len(pairs)),
            _ACCEPTED: averaged(_ACCEPTED, {pair.id: right[pair.id] for pair in pairs if pair.supported}),
            _REFUSED: averaged(_REFUSED, {pair.id: right[pair.id] for pair in pairs if not pair.supported}),
        }
    )


def of_drafts(cases: Sequence[DraftCase], parts: Drafting) -> Looked:
    """Look at what drafts say of the fields of cases."""
    drafted = run_drafts(cases, parts)
    return Looked(
        measured=draft_figures(drafted), errors=tuple(f"{one.case.id}, {one.error}" for one in drafted if one.error)
    )


def described(key: str) -> Measure:
    """Return what a gated measure is called, and which way is better."""
    return _BALANCED if key == _BALANCED.key else MEASURES[key]


def difference(key: str, one: Values, other: Values) -> Interval | None:
    """Return how much more a gated measure is in one than in the other, over the cases of both; None without any."""
    if key != _BALANCED.key:
        return catalogue.difference(key, one, other)
    accepted, refused = (_common(one[of], other[of]) for of in (_ACCEPTED, _REFUSED))
    rows = [(1.0, now - then, 0.0, 0.0) for now, then in accepted] + [
        (0.0, 0.0, 1.0, now - then) for now, then in refused
    ]

    def gain(sums: Floats) -> Floats:
        true, more_accepted, false, more_refused = (sums[..., column] for column in range(4))
        return (ratio(more_accepted, true) + ratio(more_refused, false)) / 2

    return resampled(rows, gain)


def judged(subject: str, values: Values) -> set[str]:
    """Return the cases that a subject was judged on."""
    return {case for key in SUBJECTS[subject].kept for case in values[key]}


def keep(subject: str, looked: Looked) -> Kept:
    """Return what is to be kept of what was measured."""
    found = {key: looked.measured[key].interval for key in SUBJECTS[subject].gated}
    return Kept(
        figures={key: interval.mean for key, interval in found.items() if interval},
        values={key: looked.measured[key].values for key in SUBJECTS[subject].kept},
    )


def write_kept(folder: Path, subject: str, kept: Kept) -> None:
    """Write the figures in a first line, then a line a case, in order: what changes shows in a diff."""
    rewrite(_file(folder, subject), _lines(subject, kept))


def read_kept(folder: Path, subject: str) -> Kept:
    """Read what was kept; a file that is missing, or that holds something else, is a `DamagedFile`."""
    file = _file(folder, subject)
    values: dict[str, dict[str, float]] = {key: {} for key in SUBJECTS[subject].kept}
    figures: dict[str, float] | None = None
    for where, line in read_lines(file):
        if figures is None:
            figures = _numbers(where, line.get("figures"), SUBJECTS[subject].gated)
            continue
        case = line.pop("case", None)
        for key, value in _numbers(where, line, SUBJECTS[subject].kept).items():
            values[key][str(case)] = value
    if figures is None:
        raise DamagedFile(
            f"{file} : pas de chiffres gardés.", fix="gardez ceux d'aujourd'hui : glose-evals gate --store"
        )
    return Kept(figures=figures, values=values)


def _lines(subject: str, kept: Kept) -> Iterator[dict[str, Any]]:
    yield {"figures": dict(kept.figures)}
    for case in sorted(judged(subject, kept.values)):
        yield {"case": case, **{key: of[case] for key, of in kept.values.items() if case in of}}


def _numbers(where: str, line: Any, known: Sequence[str]) -> dict[str, float]:
    """Return figures from 0 to 1 under known keys; anything else is a `DamagedFile`."""
    if isinstance(line, dict) and line.keys() <= set(known) and all(map(_is_share, line.values())):
        return {key: float(value) for key, value in line.items()}
    raise DamagedFile(
        f"{where} : ce ne sont pas des chiffres gardés ; clés possibles : {', '.join(known)}.",
        fix="reprenez ce fichier de git, ou refaites-le : glose-evals gate --store",
    )


def _is_share(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _file(folder: Path, subject: str) -> Path:
    return folder / f"{subject}.jsonl"


def _common(one: Mapping[str, float], other: Mapping[str, float]) -> list[tuple[float, float]]:
    return [(value, other[case]) for case, value in one.items() if case in other]
