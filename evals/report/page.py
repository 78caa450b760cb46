"""The page that a person reads: figures in words first, then bars and plots, then every failure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.render import FAILURES
from corpus.counting import count
from corpus.dates import french_day
from evals.measures.names import MEASURES
from evals.report import plots, words
from evals.report.faults import Judged, wanted
from evals.report.findings import Column, Findings
from evals.report.markdown import well_treated
from evals.types import Json

if TYPE_CHECKING:
    from jinja2 import Template

_HEADLINE = ("hallucination_rate", "error_rate", "all_vital_found", "forbidden_said", "exactness", "trust")
_STEPS = {"first_sentence_ms": "première phrase", "total_ms": "réponse entière"}
_EXAMPLES = 2
"""Of each fault, shown unfolded."""

_TABLE_OF_THRESHOLDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """A drawing, and the numbers that it shows as a table."""

    svg: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def page(found: Findings) -> str:
    """Return the page: one file that needs no other, and no script to be read."""
    text = _template().render(
        found=found,
        main=found.main,
        others=[column for column in found.columns if column is not found.main],
        headline=[MEASURES[key] for key in _HEADLINE],
        measures=found.measures,
        contrasts=_contrasts(found),
        examples=_examples(found.main),
        dropped=_dropped(found),
        plots=_plots(found),
        held_out=".test." in found.about.get("cases", ""),
    )
    return text.lstrip()


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("evals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "words": words,
        "count": count,
        "french_day": french_day,
        "failures": FAILURES,
        "cited": _cited,
        "wanted": wanted,
        "well_treated": well_treated,
        "COLOURS": plots.COLOURS,
    }
    environment.filters["spaced"] = words.spaced
    return environment.get_template("page.html")


def _cited(answer: Json, number: int) -> Json | None:
    return next((citation for citation in answer["citations"] if citation["number"] == number), None)


def _contrasts(found: Findings) -> list[tuple[Judged, list[Judged]]]:
    """Return the questions that Glose treats well and that others answer wrongly, the gravest faults first."""
    elsewhere: dict[str, list[Judged]] = {}
    for column in found.columns:
        for one in column.judged:
            if one.fate in ("forbidden", "invented") and column is not found.main:
                elsewhere.setdefault(one.case.id, []).append(one)
    well = [(one, elsewhere[one.case.id]) for one in found.main.judged if not one.faults and one.case.id in elsewhere]
    # Those that most others miss, and what is said rather than what is merely answered.
    well.sort(key=lambda pair: (-len(pair[1]), pair[0].fate != "rightly_refused", pair[1][0].fate != "forbidden"))
    return well[: _EXAMPLES + 1]


def _examples(column: Column) -> list[tuple[words.Fate, list[Judged], int]]:
    """Return, for each fault there is, a few answers that have it, and how many do."""
    by_fate: dict[words.Fate, list[Judged]] = {}
    for one in column.failed:
        by_fate.setdefault(one.fate, []).append(one)
    return [(fate, ones[:_EXAMPLES], len(ones)) for fate, ones in by_fate.items()]


def _dropped(found: Findings) -> Mapping[str, Any] | None:
    """Return what the guard took away: how many sentences, why, of how many, and a few."""
    written = [one for one in found.main.judged if one.dropped]
    reasons = Counter(sentence["failure"] for one in written for sentence in one.dropped)
    if not reasons:
        return None
    examples = {sentence["failure"]: (one, sentence) for one in reversed(written) for sentence in one.dropped}
    kept = sum(s["origin"] == "written" for one in found.main.judged if one.said for s in one.said.sentences)
    rows = [(many, *examples[reason]) for reason, many in reasons.most_common()]
    return {"rows": rows, "many": reasons.total(), "kept": kept}


def _plots(found: Findings) -> dict[str, _Plot | None]:
    return {
        "kinds": _kinds(found),
        "calibration": _calibration(found),
        "thresholds": _thresholds(found),
        "timings": _timings(found),
    }


def _kinds(found: Findings) -> _Plot:
    ordered = [found.main, *(column for column in found.columns if column is not found.main)]
    rows = [
        plots.Row(
            label=words.kind(name).label,
            values={column.system: _well(column.of_kind(name)) for column in ordered},
            note=well_treated(found.main, name),
        )
        for name in found.kinds
    ]
    names = {column.system: words.system(column.system).label for column in ordered}
    return _Plot(
        svg=plots.kinds(rows, names),
        head=["Sorte de question", "Ce que c'est", *names.values()],
        rows=[
            [words.kind(name).label, words.kind(name).about, *(well_treated(column, name) for column in ordered)]
            for name in found.kinds
        ],
    )


def _well(answers: Sequence[Judged]) -> float:
    return sum(not one.faults for one in answers) / len(answers)


def _calibration(found: Findings) -> _Plot | None:
    if not found.judge:
        return None
    return _Plot(
        svg=plots.calibration(found.judge.curve),
        head=["Soutien annoncé, en moyenne", "Vraiment soutenues", "Phrases"],
        rows=[[words.percent(said), words.percent(true), str(many)] for said, true, many in found.judge.curve],
    )


def _thresholds(found: Findings) -> _Plot | None:
    sweep = found.sweep
    if not sweep:
        return None
    some = [*sweep.points[:: len(sweep.points) // _TABLE_OF_THRESHOLDS], sweep.chosen]
    points = sorted({point.threshold: point for point in some}.values(), key=lambda point: point.threshold)
    return _Plot(
        svg=plots.thresholds(sweep),
        head=["Seuil", "Refus à tort", "Réponses inventées"],
        rows=[
            [
                words.decimal(point.threshold) + (" (choisi)" if point.threshold == sweep.chosen.threshold else ""),
                words.percent(point.error_rate),
                words.percent(point.hallucination_rate),
            ]
            for point in points
        ],
    )


def _timings(found: Findings) -> _Plot | None:
    rows = list(_waits(found))
    if not rows:
        return None
    return _Plot(
        svg=plots.timings(rows),
        head=["Attente", "Un lecteur sur deux attend au plus", "Neuf lecteurs sur dix attendent au plus"],
        rows=[
            [row.label, words.seconds(row.values["median"] * 1000), words.seconds(row.values["most"] * 1000)]
            for row in rows
        ],
    )


def _waits(found: Findings) -> Iterator[plots.Row]:
    for column in found.columns:
        for key, step in _STEPS.items():
            if taken := list(column.measured[key].values.values()):
                median, most = (float(time) / 1000 for time in np.percentile(taken, (50, 90)))
                yield plots.Row(
                    label=f"{words.system(column.system).label}, {step}",
                    values={"median": median, "most": most},
                    note=words.seconds(median * 1000),
                )
