"""A record as an ODF text document, whose sources are footnotes. It needs odfpy; `odt_styles.py` says how it looks."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from assistant.record.about import file_name
from assistant.record.exchange.exported import Exported
from assistant.record.exchange.odt_styles import CHARACTERS, PARAGRAPHS, Look
from assistant.record.schema import Schema
from assistant.record.texts.glossary import Definition
from assistant.record.texts.layout import Grid, Heading, Note, Paragraph, Part, Publication, Role, Run, Runs
from assistant.record.texts.publication import lost, publication
from assistant.record.types import Record

_TYPE = "application/vnd.oasis.opendocument.text"
_ROLES: dict[Role, str] = {
    "text": "Standard",
    "lead": "Lead",
    "item": "Item",
    "open": "Open",
    "warning": "Open",
    "copy": "Copy",
    "notice": "Notice",
}
_SPANS = {"strong": "Strong", "emphasis": "Emphasis"}
_ROOM_CM = 16.5
_HEAD_FILL = "#e8e8f2"


def export_odt(record: Record, schema: Schema, terms: Sequence[Definition] = ()) -> Exported:
    """Write the document."""
    from odf.opendocument import OpenDocumentText

    page = publication(record, schema, terms)
    writer = _Writer(OpenDocumentText(), page)
    writer.write(page)
    file = BytesIO()
    writer.document.save(file)
    return Exported(name=file_name(record, ".odt"), media_type=_TYPE, data=file.getvalue(), lost=lost(record))


class _Writer:
    """A document being written, from top to bottom."""

    def __init__(self, document: Any, page: Publication) -> None:
        self.document = document
        self._notes = {note.number: note for note in page.notes}
        self._mentioned: set[int] = set()
        self._tables = 0
        self._columns: set[str] = set()
        _set_looks(document)
        _set_page(document, page)
        _set_facts(document, page)

    def write(self, page: Publication) -> None:
        """Write the publication; each note stands where it is first mentioned."""
        body = self.document.text
        body.addElement(self._paragraph((Run(page.title),), "Title"))
        if page.subtitle:
            body.addElement(self._paragraph((Run(page.subtitle),), "Subtitle"))
        body.addElement(self._paragraph((Run(page.notice),), "Notice"))
        for part in _with_lists(page.parts):
            for element in self._items(part) if isinstance(part, list) else self._part(part):
                body.addElement(element)

    def _part(self, part: Part) -> Iterator[Any]:
        from odf.text import H

        if isinstance(part, Heading):
            yield H(stylename=f"Heading_20_{part.level}", outlinelevel=part.level, text=Run(part.text).text)
        elif isinstance(part, Grid):
            yield from self._grid(part)
        else:
            yield self._paragraph(part.runs, _ROLES[part.role])

    def _items(self, items: Iterable[Paragraph]) -> Iterator[Any]:
        from odf.text import List, ListItem

        made = List(stylename="Bullets")
        for item in items:
            line = ListItem()
            line.addElement(self._paragraph(item.runs, "Item"))
            made.addElement(line)
        yield made

    def _paragraph(self, runs: Runs, style: str) -> Any:
        from odf.text import P

        made = P(stylename=style)
        for run in runs:
            for element in self._run(run):
                made.addElement(element)
        return made

    def _run(self, run: Run) -> Iterator[Any]:
        yield from _words(run)
        for rank, number in enumerate(run.notes):
            if rank:
                yield _span(",\u00a0", "Mark")
            yield self._mark(number)

    def _mark(self, number: int) -> Any:
        """The note where it is first mentioned; further on, its number, which follows it if it changes."""
        from odf.text import NoteRef

        if number not in self._mentioned:
            self._mentioned.add(number)
            return self._note(self._notes[number])
        again = _span("", "Mark")
        again.addElement(
            NoteRef(noteclass="footnote", refname=f"ftn{number}", referenceformat="text", text=str(number))
        )
        return again

    def _note(self, note: Note) -> Any:
        from odf.text import Note as OdfNote
        from odf.text import NoteBody, NoteCitation

        made = OdfNote(id=f"ftn{note.number}", noteclass="footnote")
        made.addElement(NoteCitation(text=str(note.number)))
        body = NoteBody()
        body.addElement(self._paragraph(note.runs, "Footnote"))
        made.addElement(body)
        return made

    def _grid(self, grid: Grid) -> Iterator[Any]:
        from odf.table import Table, TableColumn, TableHeaderRows

        if grid.title:
            yield self._paragraph(grid.title, "TableTitle")
        self._tables += 1
        made = Table(name=f"Tableau {self._tables}", stylename="Grid")
        for share in grid.shares:
            made.addElement(TableColumn(stylename=self._column(share / sum(grid.shares))))
        head = TableHeaderRows()
        head.addElement(self._row([(Run(text, "strong"),) for text in grid.header], "HeadCell"))
        made.addElement(head)
        for row in grid.rows:
            made.addElement(self._row(row, "BodyCell"))
        yield from (made, self._paragraph((), "Cell"))

    def _row(self, cells: Iterable[Runs], style: str) -> Any:
        from odf.table import TableCell, TableRow

        row = TableRow(stylename="Row")
        for runs in cells:
            cell = TableCell(stylename=style, valuetype="string")
            cell.addElement(self._paragraph(runs, "Cell"))
            row.addElement(cell)
        return row

    def _column(self, share: float) -> str:
        """The style of a column this wide, made the first time that one is."""
        from odf.style import Style, TableColumnProperties

        name = f"Column{round(1000 * share)}"
        if name not in self._columns:
            self._columns.add(name)
            style = Style(name=name, family="table-column")
            style.addElement(TableColumnProperties(columnwidth=f"{_ROOM_CM * share:.2f}cm"))
            self.document.automaticstyles.addElement(style)
        return name


def _with_lists(parts: Iterable[Part]) -> Iterator[Part | list[Paragraph]]:
    """Gather the items that follow each other."""
    items: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Paragraph) and part.role == "item":
            items.append(part)
            continue
        if items:
            yield items
            items = []
        yield part
    if items:
        yield items


def _words(run: Run) -> Iterator[Any]:
    from odf.text import A, LineBreak

    for rank, line in enumerate(run.text.split("\n")):
        if rank:
            yield LineBreak()
        if run.url:
            yield A(type="simple", href=run.url, stylename="Internet_20_link", text=line)
        elif line:
            yield _span(line, _SPANS.get(run.style, ""))


def _span(text: str, style: str) -> Any:
    from odf.text import Span

    return Span(stylename=style, text=text) if style else Span(text=text)


def _set_looks(document: Any) -> None:
    from odf.style import Style

    for family, looks in (("paragraph", PARAGRAPHS), ("text", CHARACTERS)):
        for name, look in looks.items():
            attributes = {"parentstylename": look.parent} if look.parent else {}
            if look.outline:
                attributes["defaultoutlinelevel"] = str(look.outline)
            style = Style(name=name, displayname=name.replace("_20_", " "), family=family, **attributes)
            for properties in _properties(look):
                style.addElement(properties)
            document.styles.addElement(style)
    _set_tables(document)
    _set_bullets(document)
    _set_notes(document)


def _properties(look: Look) -> Iterator[Any]:
    from odf.style import ParagraphProperties, TextProperties

    if look.paragraph:
        yield ParagraphProperties(**look.paragraph)
    if look.text:
        yield TextProperties(
            **{("fontfamily" if key == "fontname" else key): value for key, value in look.text.items()}
        )


def _set_tables(document: Any) -> None:
    from odf.style import Style, TableCellProperties, TableProperties, TableRowProperties

    edge = {"border": "0.5pt solid #b5b5b5", "padding": "0.12cm"}
    made = {
        ("Grid", "table"): TableProperties(width=f"{_ROOM_CM}cm", align="left", bordermodel="collapsing"),
        ("Row", "table-row"): TableRowProperties(keeptogether="always"),
        ("BodyCell", "table-cell"): TableCellProperties(**edge),
        ("HeadCell", "table-cell"): TableCellProperties(**edge, backgroundcolor=_HEAD_FILL),
    }
    for (name, family), properties in made.items():
        style = Style(name=name, family=family)
        style.addElement(properties)
        document.automaticstyles.addElement(style)


def _set_bullets(document: Any) -> None:
    from odf.style import ListLevelProperties
    from odf.text import ListLevelStyleBullet, ListStyle

    bullets = ListStyle(name="Bullets")
    level = ListLevelStyleBullet(level=1, bulletchar="•")
    level.addElement(ListLevelProperties(spacebefore="0.4cm", minlabelwidth="0.5cm"))
    bullets.addElement(level)
    document.styles.addElement(bullets)


def _set_notes(document: Any) -> None:
    from odf.text import NotesConfiguration

    document.styles.addElement(
        NotesConfiguration(
            noteclass="footnote",
            citationstylename="Mark",
            citationbodystylename="Mark",
            defaultstylename="Footnote",
            numformat="1",
            startvalue="0",
            footnotesposition="page",
            startnumberingat="document",
        )
    )


def _set_page(document: Any, page: Publication) -> None:
    from odf.style import Footer, FooterStyle, HeaderFooterProperties, MasterPage, PageLayout, PageLayoutProperties
    from odf.text import P, PageNumber

    layout = PageLayout(name="Page")
    sides = {"marginleft": "2.25cm", "marginright": "2.25cm", "margintop": "2cm", "marginbottom": "1.5cm"}
    layout.addElement(PageLayoutProperties(pagewidth="21cm", pageheight="29.7cm", printorientation="portrait", **sides))
    foot_style = FooterStyle()
    foot_style.addElement(HeaderFooterProperties(minheight="0.8cm", margintop="0.3cm"))
    layout.addElement(foot_style)
    document.automaticstyles.addElement(layout)
    master = MasterPage(name="Standard", pagelayoutname="Page")
    foot, line = Footer(), P(stylename="Footer")
    line.addText(" · ".join(filter(None, (page.title, page.reminder, "page "))))
    line.addElement(PageNumber(selectpage="current"))
    foot.addElement(line)
    master.addElement(foot)
    document.masterstyles.addElement(master)


def _set_facts(document: Any, page: Publication) -> None:
    from odf.dc import Description, Language, Subject, Title

    facts = ((Title, page.title), (Subject, page.subtitle), (Description, page.notice), (Language, page.language))
    for kind, text in facts:
        document.meta.addElement(kind(text=text))
