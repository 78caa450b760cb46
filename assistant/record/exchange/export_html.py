"""A record as one HTML page: no script, no external font or image, nothing that a document says can run.

Every text goes through `escape`, every address is http or https (`layout.linked`), and the page forbids scripts itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from assistant.record.about import file_name
from assistant.record.exchange.exported import Exported
from assistant.record.schema import Schema
from assistant.record.texts.glossary import Definition
from assistant.record.texts.layout import Grid, Heading, Note, Paragraph, Part, Publication, Run, Runs
from assistant.record.texts.publication import lost, publication
from assistant.record.types import Record

_STYLE = """
:root { color-scheme: light dark; --ink: #1e1e1e; --soft: #5a5a5a; --line: #c8c8c8; --tint: #f3f4f8; --blue: #000091;
  --warm: #fdf3e1; --page: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --soft: #b0b0b0; --line: #555; --tint: #24252e;
  --blue: #a3a8ff; --warm: #3a2e16; --page: #161616; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--page);
  font: 1.0625rem/1.6 Arial, "Liberation Sans", sans-serif; }
main, header, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 2rem; line-height: 1.25; margin: 2.5rem 0 0; }
h2 { font-size: 1.5rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 2px solid var(--blue); }
h3 { font-size: 1.2rem; margin: 2rem 0 .75rem; } h4 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: .6rem 0; } ul { margin: .4rem 0 1rem; padding-left: 1.4rem; } li { margin: .3rem 0; }
a { color: var(--blue); overflow-wrap: anywhere; } a:focus-visible { outline: 3px solid var(--blue); }
.subtitle { color: var(--soft); margin-top: .25rem; }
.notice, .warning, .open, .copy { padding: .6rem 1rem; border-left: 4px solid var(--line); background: var(--tint); }
.notice { border-color: var(--blue); } .open, .warning { border-color: #b34000; background: var(--warm); }
.copy { margin: 0; } .skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: 1rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: .75rem 0 1.5rem; }
caption { text-align: left; font-weight: bold; padding: .4rem 0; }
th, td { border: 1px solid var(--line); padding: .5rem .7rem; text-align: left; vertical-align: top; }
th { background: var(--tint); }
sup { line-height: 0; } sup a { padding: 0 .1rem; } .notes { font-size: .9rem; } .notes li { margin: .6rem 0; }
@media print { body { font-size: 10.5pt; } .skip { display: none; } h2, h3, h4 { break-after: avoid; } }
"""
_TAGS = {"": "", "strong": "strong", "emphasis": "em"}


def export_html(record: Record, schema: Schema, terms: Sequence[Definition] = ()) -> Exported:
    """Write the page."""
    text = _page(publication(record, schema, terms))
    return Exported(
        name=file_name(record, ".html"), media_type="text/html", data=text.encode("utf-8"), lost=lost(record)
    )


def _page(page: Publication) -> str:
    subtitle = f'<p class="subtitle">{_text(page.subtitle)}</p>\n' if page.subtitle else ""
    body = "\n".join(_parts(page.parts))
    return f"""<!DOCTYPE html>
<html lang="{escape(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(page.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header>
<h1>{_text(page.title)}</h1>
{subtitle}<p class="notice" role="note">{_text(page.notice)}</p>
</header>
<main id="contenu">
{body}
</main>
{_footer(page.notes)}</body>
</html>
"""


def _parts(parts: Iterable[Part]) -> Iterator[str]:
    """Items that follow each other are one list, and paragraphs to copy one box."""
    first: set[int] = set()
    for role, group in groupby(parts, key=lambda part: part.role if isinstance(part, Paragraph) else ""):
        lines = [_part(part, first) for part in group]
        if role == "item":
            yield "<ul>\n" + "\n".join(lines) + "\n</ul>"
        else:
            yield from lines


def _part(part: Part, seen: set[int]) -> str:
    if isinstance(part, Heading):
        return f"<h{part.level + 1}>{_text(part.text)}</h{part.level + 1}>"
    if isinstance(part, Grid):
        return _grid(part, seen)
    if part.role == "item":
        return f"<li>{_runs(part.runs, seen)}</li>"
    kind = f' class="{part.role}"' if part.role not in ("text", "lead") else ""
    return f"<p{kind}>{_runs(part.runs, seen)}</p>"


def _grid(grid: Grid, seen: set[int]) -> str:
    caption = f"<caption>{_runs(grid.title, seen)}</caption>\n" if grid.title else ""
    head = "".join(
        f'<th scope="col" style="width: {100 * share // sum(grid.shares)}%">{_text(cell)}</th>'
        for cell, share in zip(grid.header, grid.shares, strict=True)
    )
    rows = "\n".join("<tr>" + "".join(f"<td>{_runs(cell, seen)}</td>" for cell in row) + "</tr>" for row in grid.rows)
    # A wide table scrolls in its own box, which a keyboard must be able to reach.
    return (
        f'<div class="scroll" role="region" aria-label="Tableau" tabindex="0"><table>\n{caption}'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>"
    )


def _runs(runs: Runs, seen: set[int]) -> str:
    return "".join(_run(run, seen) for run in runs)


def _run(run: Run, seen: set[int]) -> str:
    text = _text(run.text)
    if run.url:
        text = f'<a href="{escape(run.url)}" rel="noopener noreferrer">{text}</a>'
    if tag := _TAGS[run.style]:
        text = f"<{tag}>{text}</{tag}>"
    return text + _marks(run.notes, seen)


def _marks(notes: tuple[int, ...], seen: set[int]) -> str:
    """The first mention of a note is where its way back leads."""
    marks = []
    for number in notes:
        anchor = "" if number in seen else f' id="appel-{number}"'
        seen.add(number)
        marks.append(f'<a{anchor} href="#note-{number}" role="doc-noteref" aria-label="Source {number}">{number}</a>')
    return f"<sup>{', '.join(marks)}</sup>" if marks else ""


def _footer(notes: tuple[Note, ...]) -> str:
    if not notes:
        return ""
    lines = "\n".join(
        f'<li id="note-{note.number}">{_runs(note.runs, set())} '
        f'<a href="#appel-{note.number}" role="doc-backlink" aria-label="Retour au texte">↩</a></li>'
        for note in notes
    )
    return f'<footer class="notes" role="doc-endnotes">\n<h2>Sources</h2>\n<ol>\n{lines}\n</ol>\n</footer>\n'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
