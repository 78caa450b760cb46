"""A record in Markdown, with its sources as footnotes (`[^1]`), which most readers of Markdown know.

Whatever Markdown or HTML would read as a mark is escaped: a document cannot bold, link or run anything.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from assistant.record.about import file_name
from assistant.record.exchange.exported import Exported
from assistant.record.schema import Schema
from assistant.record.texts.glossary import Definition
from assistant.record.texts.layout import Grid, Heading, Note, Paragraph, Part, Publication, Run, Runs
from assistant.record.texts.publication import lost, publication
from assistant.record.types import Record

_MARKS = re.compile(r"([\\`*_\[\]{}|~$#^])")
_OPENS_LINE = re.compile(r"^(\s*)([-+=>]|\d+(?=[.)]))", re.MULTILINE)
_STYLES = {"": "", "strong": "**", "emphasis": "*"}
_QUOTED_ROLES = ("notice", "open", "warning", "copy")


def export_markdown(record: Record, schema: Schema, terms: Sequence[Definition] = ()) -> Exported:
    """Write the text."""
    text = "\n\n".join(_lines(publication(record, schema, terms))) + "\n"
    return Exported(
        name=file_name(record, ".md"), media_type="text/markdown", data=text.encode("utf-8"), lost=lost(record)
    )


def _lines(page: Publication) -> Iterator[str]:
    yield f"# {_inline(page.title)}"
    if page.subtitle:
        yield _inline(page.subtitle)
    yield _quote(_escaped(page.notice))
    yield from _joined(page.parts)
    if page.notes:
        yield "## Sources"
        yield "\n".join(map(_note, page.notes))


def _joined(parts: tuple[Part, ...]) -> Iterator[str]:
    """Items and quoted paragraphs that follow each other make one list, or one quotation."""
    held: list[str] = []
    role = ""
    for part in parts:
        own = part.role if isinstance(part, Paragraph) else ""
        if held and own != role:
            yield _together(role, held)
            held = []
        role = own
        if role in ("item", *_QUOTED_ROLES):
            held.append(_part(part))
        else:
            yield _part(part)
    if held:
        yield _together(role, held)


def _together(role: str, lines: list[str]) -> str:
    return ("\n" if role == "item" else "\n>\n").join(lines)


def _part(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'#' * (part.level + 1)} {_inline(part.text)}"
    if isinstance(part, Grid):
        return _grid(part)
    text = _runs(part.runs)
    if part.role == "item":
        return "- " + text.replace("\n", "\\\n  ")
    return _quote(text) if part.role in _QUOTED_ROLES else text.replace("\n", "\\\n")


def _quote(text: str) -> str:
    return "> " + text.replace("\n", "\\\n> ")


def _grid(grid: Grid) -> str:
    lines = [_row([_inline(cell) for cell in grid.header]), _row(["---"] * len(grid.header))]
    lines += [_row([_runs(cell).replace("\n", "<br>") for cell in row]) for row in grid.rows]
    title = _runs(grid.title)
    return "\n".join([title, "", *lines] if title else lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(note: Note) -> str:
    return f"[^{note.number}]: {_runs(note.runs)}".replace("\n", " ")


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    notes = "".join(f"[^{number}]" for number in run.notes)
    if run.url:
        return f"<{run.url}>{notes}"
    words = run.text.strip(" ")
    mark = _STYLES[run.style] if words and "\n" not in words else ""
    before = run.text[: len(run.text) - len(run.text.lstrip(" "))] if words else run.text
    after = run.text[len(run.text.rstrip(" ")) :] if words else ""
    return f"{before}{mark}{_escaped(words)}{mark}{notes}{after}"


def _inline(text: str) -> str:
    return _escaped(text.replace("\n", " "))


def _escaped(text: str) -> str:
    """Write text that is read as text; line ends stay."""
    marked = _MARKS.sub(r"\\\1", escape(text, quote=False))
    return _OPENS_LINE.sub(lambda found: f"{found[1]}{_opened(found[2])}", marked)


def _opened(mark: str) -> str:
    return mark + "\\" if mark.isdigit() else "\\" + mark
