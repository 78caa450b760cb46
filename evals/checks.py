"""Holds figures to floors and to what they were: one check a line, and the reasons of those that are not held."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.counting import count
from evals.figures import Kept, Looked, described, difference, judged
from evals.floors import ANSWERING, COUNTED, SUBJECTS, Floors
from evals.measures.names import Measure
from evals.table import change, figure, number
from evals.types import Interval, Measured

ABSOLUTE: Mapping[str, float] = {"exactness": 1.0, "forbidden_said": 0.0}
"""What answers are held to whatever the floors and whatever they were."""

_NOTHING = "rien n'a pu être mesuré"
_STORE = "gardez ceux d'aujourd'hui : glose-evals gate --store"
_ROUNDING = 1e-9
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A line of the gate: what was looked at, the cells shown, and why it is not held, if it is not."""

    subject: str
    label: str
    cells: tuple[str, str, str, str] = ("", "", "", "")
    reasons: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the change may pass, as far as this goes."""
        return not self.reasons


def checks(looked: Mapping[str, Looked], kept: Mapping[str, Kept], floors: Floors) -> list[Check]:
    """Return every check of the subjects that have floors."""
    found = []
    for subject, asked in floors.floors.items():
        now, then = looked[subject], kept[subject]
        found.append(_cases(subject, now, then, floors.minimum))
        if subject in ANSWERING:
            found += [_absolute(subject, now.measured[key]) for key in ABSOLUTE if _applies(now.measured[key])]
        found += [_figure(subject, key, now, then, asked[key]) for key in SUBJECTS[subject].gated]
    return found


def few(subject: str, looked: Looked, minimum: Mapping[str, int]) -> list[str]:
    """Return why the figures of a subject mean nothing: cases in error, or too few of them."""
    reasons = [f"{len(looked.errors)} en erreur, dont {looked.errors[0]}"] if looked.errors else []
    for key, kind in SUBJECTS[subject].counts.items():
        scored, least = looked.measured[key].scored, _least(kind, minimum)
        if scored < least:
            reasons.append(f"{scored} {COUNTED[kind]}, il en faut au moins {least}")
    return reasons


def _least(kind: str, minimum: Mapping[str, int]) -> int:
    """Return how many there must be: nothing is judged on nothing, but cases may all forbid nothing."""
    return minimum[kind] if kind == "forbidden" else max(minimum.get(kind, 1), 1)


def table(found: Sequence[Check]) -> str:
    """Return a line a check, columns aligned."""
    rows = [("contrôle", "", "valeur [intervalle]", "limite", "gardé", "marge", "")]
    rows += [(SUBJECTS[one.subject].label, one.label, *one.cells, "ok" if one.held else "ROUGE") for one in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def reasons(found: Sequence[Check]) -> list[str]:
    """Return a line a reason, or one that says that all is held."""
    red = [one for one in found if not one.held]
    if not red:
        return [f"Tout est tenu : {len(found)} contrôles."]
    lines = [f"- {SUBJECTS[one.subject].label}, {one.label} : {reason}." for one in red for reason in one.reasons]
    return [f"Contrôles qui ne sont pas tenus : {len(red)} sur {len(found)}.", *lines]


def changes(subject: str, then: Kept, now: Kept) -> Iterator[str]:
    """Yield what a subject's figures were and are, those that are the same left out."""
    for key in SUBJECTS[subject].gated:
        one, other = (of.figures.get(key) for of in (then, now))
        if one != other:
            measure = described(key)
            was, is_ = ("rien" if value is None else number(value, measure.unit) for value in (one, other))
            yield f"{SUBJECTS[subject].label}, {measure.label} : {was} → {is_}."


def _cases(subject: str, now: Looked, then: Kept, minimum: Mapping[str, int]) -> Check:
    """Hold the number of cases; the same ones are compared, or a hard case taken away would pass for progress."""
    these, those = judged(subject, now.values), judged(subject, then.values)
    problems = few(subject, now, minimum)
    if these != those and not now.errors:
        moved = f"{count(len(these - those), 'nouveau', 'nouveaux')}, {count(len(those - these), 'parti')}"
        problems.append(f"les chiffres gardés portent sur d'autres cas ({moved}) ; {_STORE}")
    least = sum(_least(kind, minimum) for kind in SUBJECTS[subject].counts.values() if kind != "forbidden")
    room = f"{len(these) - least:+d}".replace("-", "−")
    cells = (str(len(these)), f"au moins {least}", str(len(those)), room)
    return Check(subject=subject, label="Cas jugés", cells=cells, reasons=tuple(problems))


def _applies(found: Measured) -> bool:
    """Whether the cases call for this check: those of some organisations forbid nothing."""
    return found.measure != "forbidden_said" or found.asked > 0


def _absolute(subject: str, found: Measured) -> Check:
    """Hold a figure without any tolerance, and name the cases at fault."""
    measure, limit = described(found.measure), ABSOLUTE[found.measure]
    faulty = sorted(case for case, value in found.values.items() if value != limit)
    problems = () if found.interval else (_NOTHING,)
    if faulty:
        more = f" et {count(len(faulty) - _NAMED, 'autre')}" if len(faulty) > _NAMED else ""
        problems = (f"{len(faulty)} cas en défaut, {', '.join(faulty[:_NAMED])}{more}",)
    cells = (_shown(found.interval, measure), number(limit, measure.unit), "", "")
    return Check(subject=subject, label=measure.label, cells=cells, reasons=problems)


def _figure(subject: str, key: str, now: Looked, then: Kept, floor: float) -> Check:
    """Hold a figure to its floor, and to what it was beyond what chance explains."""
    measure, interval = described(key), now.measured[key].interval
    was, moved = then.figures.get(key), difference(key, now.values, then.values)
    problems = list(_faults(measure, interval, floor, was, moved))
    kept = "–" if was is None else number(was, measure.unit)
    cells = (_shown(interval, measure), _limit(measure, floor), kept, _room(measure, interval, floor))
    return Check(subject=subject, label=measure.label, cells=cells, reasons=tuple(problems))


def _faults(
    measure: Measure, interval: Interval | None, floor: float, was: float | None, moved: Interval | None
) -> Iterator[str]:
    if interval is None:
        yield _NOTHING
        return
    if _gain(measure, interval.mean - floor) < -_ROUNDING:
        yield f"{number(interval.mean, measure.unit)}, et la limite est {_limit(measure, floor)}"
    if was is None or moved is None:
        yield f"aucun chiffre gardé ne s'y compare ; {_STORE}"
    elif _worse(measure, moved):
        yield f"moins bien que ce qui était gardé, écart {change(moved, measure.unit)}"


def _worse(measure: Measure, moved: Interval) -> bool:
    """Whether the whole interval of a difference is on the bad side of 0."""
    return max(_gain(measure, moved.low), _gain(measure, moved.high)) < -_ROUNDING


def _gain(measure: Measure, more: float) -> float:
    return more if measure.direction == "up" else -more


def _limit(measure: Measure, floor: float) -> str:
    return f"au {'moins' if measure.direction == 'up' else 'plus'} {number(floor, measure.unit)}"


def _shown(interval: Interval | None, measure: Measure) -> str:
    return figure(interval, measure.unit) if interval else "–"


def _room(measure: Measure, interval: Interval | None, floor: float) -> str:
    """Return how far the figure may still fall."""
    if interval is None:
        return "–"
    room = _gain(measure, interval.mean - floor)
    return change(Interval(mean=room, low=room, high=room), measure.unit).partition(" [")[0]
