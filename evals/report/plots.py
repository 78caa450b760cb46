"""The plots of the report, as SVG that stands in a page: words are text, each drawing has a title and says what it is.

The only file that knows matplotlib.
"""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from evals.report.words import percent
from evals.sweep import Sweep

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, RULE, PAPER = "#1d2733", "#55606e", "#d9d5cb", "#fbfaf7"
BLUE, BRICK = "#1f5a8a", "#a5382b"
COLOURS: Mapping[str, str] = {"guarded": BLUE, "quotes": "#4d7f6d", "unguarded": "#b07a1c", "plain": BRICK}
MARKERS: Mapping[str, str] = {"guarded": "o", "quotes": "s", "unguarded": "^", "plain": "D"}
"""One colour and one shape a system: neither alone says which it is."""

_SVG = "http://www.w3.org/2000/svg"
_STYLE: Any = {
    "svg.fonttype": "none",
    "text.parse_math": False,  # A kind of question may hold a dollar sign.
    "font.family": "DejaVu Sans",  # Measures the text; the page shows it in its own font, which is narrower.
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "axes.edgecolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "axes.axisbelow": True,
    "legend.frameon": False,
}
_WIDTH = 7.2
_FEW = 5
"""Pairs below which a point says little: it is hollow, and off the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a plot of bars: a share or a time by system, the first of which is the bar."""

    label: str
    values: Mapping[str, float]
    note: str


class _Drawing:
    """What is drawn on, then the SVG of it."""

    axes: "Axes"
    svg: str = ""


def calibration(curve: Sequence[tuple[float, float, int]]) -> str:
    """Draw how often sentences are truly supported, by what the verifier said of them."""
    with _drawing("calibration", "Calibration du vérificateur", _said_of_calibration(curve), height=3.7) as drawing:
        axes = drawing.axes
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle=(0, (4, 3)), label="s'il annonçait juste")
        line = [(said, true) for said, true, pairs in curve if pairs >= _FEW]
        axes.plot(*np.array(line).reshape(-1, 2).T, color=BLUE, linewidth=1.6, label="ce qui est vrai")
        for said, true, pairs in curve:
            inside = BLUE if pairs >= _FEW else "white"
            axes.scatter(said, true, s=14 + 2.2 * pairs, color=inside, edgecolor=BLUE, zorder=3, clip_on=False)
            axes.annotate(
                str(pairs), (said, true), xytext=(0, -9 - pairs**0.5 / 2), textcoords="offset points",
                ha="center", va="top", color=SOFT, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5},
            )  # fmt: skip
        axes.set(xlim=(0, 1.03), ylim=(0, 1.05))
        axes.set_xlabel("Soutien annoncé par le vérificateur")
        axes.set_ylabel("Part de phrases vraiment soutenues")
        _in_percent(axes, "xy")
        axes.legend(loc="lower right")
    return drawing.svg


def thresholds(sweep: Sweep) -> str:
    """Draw what is answered wrongly against what is refused wrongly, as the threshold moves."""
    chosen = sweep.chosen
    about = (
        f"Au seuil choisi, {percent(chosen.error_rate)} de refus à tort et "
        f"{percent(chosen.hallucination_rate)} de réponses à des questions sans réponse."
    )
    with _drawing("seuil", "Répondre à tort ou refuser à tort, selon le seuil", about, height=3.7) as drawing:
        axes = drawing.axes
        axes.step(
            [p.error_rate for p in sweep.points],
            [p.hallucination_rate for p in sweep.points],
            where="post", color=BLUE, linewidth=1.6,
        )  # fmt: skip
        axes.scatter(chosen.error_rate, chosen.hallucination_rate, s=90, color=BRICK, edgecolor="white", zorder=3)
        axes.annotate(
            "seuil choisi", (chosen.error_rate, chosen.hallucination_rate),
            xytext=(12, 10), textcoords="offset points", color=BRICK, weight="bold",
        )  # fmt: skip
        axes.set(xlim=(0, 1.0), ylim=(0, 1.05))
        axes.set_xlabel("Refus à tort (plus à gauche, c'est mieux)")
        axes.set_ylabel("Réponses inventées (plus bas, c'est mieux)")
        _in_percent(axes, "xy")
    return drawing.svg


def kinds(rows: Sequence[Row], names: Mapping[str, str]) -> str:
    """Draw the share of questions that are treated well: a bar for the first system, a mark for each other."""
    about = " ; ".join(f"{row.label} : {row.note}" for row in rows)
    title = "Questions bien traitées, par sorte"
    with _drawing("sortes", title, about, height=0.9 + 0.42 * len(rows)) as drawing:
        axes = drawing.axes
        main, *others = names
        at = range(len(rows))
        axes.barh(at, [row.values[main] for row in rows], height=0.6, color=COLOURS.get(main, BLUE), label=names[main])
        for system in others:
            axes.scatter(
                [row.values[system] for row in rows], at, s=42, marker=MARKERS.get(system, "o"), zorder=3,
                color=COLOURS.get(system, SOFT), edgecolor="white", linewidth=0.8, label=names[system], clip_on=False,
            )  # fmt: skip
        for place, row in enumerate(rows):
            axes.text(1.02, place, row.note, va="center", color=SOFT, transform=axes.get_yaxis_transform())
        axes.set_yticks(at, [row.label for row in rows])
        axes.set_xlim(0, 1)
        _of_rows(axes, legend=bool(others))
        _in_percent(axes, "x")
    return drawing.svg


def timings(rows: Sequence[Row]) -> str:
    """Draw how long half of the readers wait ("median"), and nine out of ten ("most"), in seconds."""
    about = " ; ".join(f"{row.label} : {row.note}" for row in rows)
    with _drawing("temps", "Temps d'attente", about, height=0.9 + 0.45 * len(rows)) as drawing:
        axes = drawing.axes
        at = range(len(rows))
        for key, height, colour, readers in (
            ("most", 0.18, "#a9bfd2", "neuf lecteurs sur dix attendent au plus"),
            ("median", 0.5, BLUE, "un lecteur sur deux attend au plus"),
        ):
            axes.barh(at, [row.values[key] for row in rows], height=height, color=colour, label=readers)
        for place, row in enumerate(rows):
            axes.annotate(row.note, (row.values["most"], place), xytext=(6, 0), textcoords="offset points", va="center")
        axes.set_yticks(at, [row.label for row in rows])
        axes.set_xlim(0, 1.35 * max(row.values["most"] for row in rows))
        axes.set_xlabel("secondes")
        _of_rows(axes, legend=True)
    return drawing.svg


def _of_rows(axes: "Axes", *, legend: bool) -> None:
    """Put the first row on top, the legend above it, and no lines along the rows."""
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    if legend:
        handles, labels = axes.get_legend_handles_labels()
        bars_first = sorted(zip(handles, labels, strict=True), key=lambda pair: not hasattr(pair[0], "patches"))
        axes.figure.legend(
            *zip(*bars_first, strict=True), loc="outside upper left", ncols=4, handletextpad=0.5, columnspacing=1.4
        )


@contextmanager
def _drawing(name: str, title: str, about: str, *, height: float) -> Iterator[_Drawing]:
    """Give axes to draw on, and make their SVG once drawn."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({**_STYLE, "svg.hashsalt": name}):
        drawing = _Drawing()
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        drawing.axes = figure.add_subplot()
        yield drawing
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
        drawing.svg = _for_a_page(written.getvalue(), name, title, about)


def _for_a_page(svg: str, name: str, title: str, about: str) -> str:
    """Return a drawing without what concerns a file alone, its ids its own, its size that of the page."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(svg)
    for size in ("width", "height"):
        del root.attrib[size]
    for parent in [root, *root.iter(f"{{{_SVG}}}defs")]:
        for alone in (*parent.findall(f"{{{_SVG}}}metadata"), *parent.findall(f"{{{_SVG}}}style")):
            parent.remove(alone)  # The style would hold for the whole page.
    _own_ids(root, name)
    for tag, text in (("desc", about), ("title", title)):
        child = ET.Element(f"{{{_SVG}}}{tag}", id=f"{name}-{tag}")
        child.text = text
        root.insert(0, child)
    for key, value in (("role", "img"), ("aria-labelledby", f"{name}-title {name}-desc"), ("stroke-linejoin", "round")):
        root.set(key, value)
    return ET.tostring(root, encoding="unicode")


def _own_ids(root: ET.Element, name: str) -> None:
    """Put a name before the ids of a drawing and all that points at them: others stand in the same page."""
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, f"{name}-{value}")
            elif key.endswith("href") or "url(#" in value:
                element.set(key, value.replace("#", f"#{name}-", 1))


def _in_percent(axes: "Axes", which: str) -> None:
    from matplotlib.ticker import FuncFormatter

    for letter in which:
        axis = axes.xaxis if letter == "x" else axes.yaxis
        axis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))


def _said_of_calibration(curve: Sequence[tuple[float, float, int]]) -> str:
    return " ; ".join(
        f"quand il annonce {percent(said)}, {percent(true)} des {pairs} phrases sont soutenues"
        for said, true, pairs in curve
    )
