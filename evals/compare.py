"""What changed from a run to another: each measure of each system of both, on the same questions, in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.errors import BadResults
from evals.measures.catalogue import MEASURES, Judging, difference, measured
from evals.table import change, figure
from evals.types import Case, Interval, Measured, Run

_COLUMNS = ("mesure", "A", "B", "de A à B", "questions", "")
_NOTE = (
    "Écarts avec leur intervalle à 95 % : les mêmes questions sont tirées au sort des deux côtés. « Mieux » et « moins "
    "bien » ne sont dits que si tout l'intervalle l'est. A et B sont jugés ici avec le même vérificateur, la même "
    "bibliothèque et les faits attendus de B ; un écart ne porte que sur les questions où A et B ont chacun une valeur."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A measure in A and in B; `more` is how much more it is in B, over the `cases` that count in both."""

    key: str
    one: Measured
    other: Measured
    more: Interval | None
    cases: int

    @property
    def verdict(self) -> str:
        """What may be said of it, in French: nothing is claimed of an interval that holds 0."""
        if self.more is None or self.more.low <= 0 <= self.more.high:
            return ""
        up = self.more.low > 0
        return "mieux" if up == (MEASURES[self.key].direction == "up") else "moins bien"


def compare(one: Run, other: Run, judging: Judging) -> str:
    """Return a table for each system of both runs; what is in one alone is left out, and said."""
    cases, systems = _cases_of_both(one, other), _systems_of_both(one, other)
    lines = [f"- A : {_about(one)}", f"- B : {_about(other)}", f"- {_counted(cases, one, other)}"]
    if alone := sorted(_systems(one) ^ _systems(other)):
        lines.append(f"- D'un seul côté : {', '.join(alone)}.")
    for system in systems:
        found = changes(system, cases, (one, other), judging)
        lines += ["", f"## {system}", "", *_table(found)]
    return "\n".join([*lines, "", _NOTE])


def changes(system: str, cases: Sequence[Case], runs: tuple[Run, Run], judging: Judging) -> list[Change]:
    """Return every measure of a system that has a value on either side, in the order of the report."""
    one, other = (_measured(run, system, cases, judging) for run in runs)
    before, after = ({key: found.values for key, found in side.items()} for side in (one, other))
    everywhere = _judged(before) & _judged(after)
    return [
        Change(
            key=key,
            one=one[key],
            other=other[key],
            more=difference(key, after, before),
            cases=len(before[key].keys() & after[key].keys() if before[key] or after[key] else everywhere),
        )
        for key in one
        if one[key].interval or other[key].interval
    ]


def _measured(run: Run, system: str, cases: Sequence[Case], judging: Judging) -> dict[str, Measured]:
    asked = {case.id for case in cases}
    return measured(cases, [one for one in run.results if one.system == system and one.case in asked], judging)


def _judged(values: Mapping[str, Mapping[str, float]]) -> set[str]:
    """Return the cases that did not end in an error."""
    return {*values["hallucination_rate"], *values["error_rate"]}


def _cases_of_both(one: Run, other: Run) -> list[Case]:
    """Return the cases of both, as B has them: the question decides, what is expected of an answer may change."""
    asked = {(case.id, case.question) for case in one.cases}
    cases = [case for case in other.cases if (case.id, case.question) in asked]
    if not cases:
        raise BadResults(
            "Ces deux évaluations n'ont aucune question en commun.", fix="comparez deux évaluations des mêmes cas"
        )
    return cases


def _systems_of_both(one: Run, other: Run) -> list[str]:
    both = [system for system in dict.fromkeys(result.system for result in one.results) if system in _systems(other)]
    if not both:
        before, after = (", ".join(sorted(_systems(run))) or "rien" for run in (one, other))
        raise BadResults(
            f"Ces deux évaluations n'ont aucun système en commun : {before} dans A, {after} dans B.",
            fix="comparez deux évaluations du même système",
        )
    return both


def _systems(run: Run) -> set[str]:
    return {result.system for result in run.results}


def _about(run: Run) -> str:
    return ", ".join(run.about[key] for key in ("commit", "date") if key in run.about) or "sans provenance"


def _counted(cases: Sequence[Case], one: Run, other: Run) -> str:
    return f"Questions communes : {len(cases)} (A en a {len(one.cases)}, B en a {len(other.cases)})."


def _table(found: Sequence[Change]) -> list[str]:
    rows = [_COLUMNS, ("---",) * len(_COLUMNS), *map(_row, found)]
    return [f"| {' | '.join(row)} |" for row in rows]


def _row(found: Change) -> tuple[str, ...]:
    measure = MEASURES[found.key]
    sides = (figure(side.interval, measure.unit) if side.interval else "–" for side in (found.one, found.other))
    more = change(found.more, measure.unit) if found.more else "–"
    return (measure.label, *sides, more, str(found.cases), found.verdict)
