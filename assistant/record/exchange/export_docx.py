"""A record as a Word document whose sources are real footnotes. It needs python-docx; `word_xml.py` has the rest."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.record.about import file_name
from assistant.record.exchange import word_xml
from assistant.record.exchange.exported import Exported
from assistant.record.schema import Schema
from assistant.record.texts.glossary import Definition
from assistant.record.texts.layout import Grid, Heading, Note, Paragraph, Part, Publication, Role, Run, Runs
from assistant.record.texts.publication import lost, publication
from assistant.record.types import Record

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLES: dict[Role, str] = {
    "text": "Normal",
    "lead": "Glose Amorce",
    "item": "List Bullet",
    "open": "Glose À compléter",
    "warning": "Glose À compléter",
    "copy": "Glose Texte à copier",
    "notice": "Glose Avertissement",
}
_HEAD_FILL = "E8E8F2"
_LONGEST_FACT = 255
_PAGE_CM = (21.0, 29.7)
_MARGIN_CM = 2.25


def export_docx(record: Record, schema: Schema, terms: Sequence[Definition] = ()) -> Exported:
    """Write the document."""
    from docx import Document as new_word

    word = _Word(new_word())
    page = publication(record, schema, terms)
    word.set_up(page)
    word.write(page)
    return Exported(name=file_name(record, ".docx"), media_type=_TYPE, data=word.data(), lost=lost(record))


class _Word:
    """A document being written, from top to bottom."""

    def __init__(self, document: "WordDocument") -> None:
        self._document = document
        self._mentioned: set[int] = set()

    def set_up(self, page: Publication) -> None:
        """Put our styles, the size of the page, its foot and what the file says of itself."""
        self._set_styles()
        self._set_page()
        self._set_foot(page)
        core = self._document.core_properties
        core.title, core.subject, core.comments = (_short(text) for text in (page.title, page.subtitle, page.notice))
        core.author, core.language = "Glose", page.language
        day = datetime.fromisoformat(page.made_on) if page.made_on else datetime.now()
        core.created = core.modified = day.replace(tzinfo=UTC)

    def write(self, page: Publication) -> None:
        """Write the publication, its notes last."""
        self._document.add_paragraph(page.title, style="Title")
        if page.subtitle:
            self._document.add_paragraph(page.subtitle, style="Subtitle")
        self._paragraph(Paragraph((Run(page.notice),), "notice"))
        for part in page.parts:
            self._part(part)
        self._write_notes(page.notes)

    def data(self) -> bytes:
        """Return the file."""
        file = BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _part(self, part: Part) -> None:
        if isinstance(part, Heading):
            self._document.add_heading(part.text, level=part.level)
        elif isinstance(part, Grid):
            self._grid(part)
        else:
            self._paragraph(part)

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._fill(self._document.add_paragraph(style=_STYLES[paragraph.role]), paragraph.runs)

    def _grid(self, grid: Grid) -> None:
        from docx.shared import Cm

        if grid.title:
            self._fill(self._document.add_paragraph(style="Glose Titre de tableau"), grid.title)
        table = self._document.add_table(rows=0, cols=len(grid.header), style="Table Grid")
        table.autofit = False
        self._row(table, [(Run(text, "strong"),) for text in grid.header], head=True)
        for row in grid.rows:
            self._row(table, row)
        room = _PAGE_CM[0] - 2 * _MARGIN_CM
        for column, share in zip(table.columns, grid.shares, strict=True):
            column.width = Cm(room * share / sum(grid.shares))
            for cell in column.cells:
                cell.width = column.width
        self._document.add_paragraph(style="Glose Cellule")

    def _row(self, table: Any, cells: Iterable[Runs], *, head: bool = False) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        for name in ("cantSplit", "tblHeader") if head else ("cantSplit",):
            properties.extend(_elements(word_xml.row_property(name)))
        for cell, runs in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].style = "Glose Cellule"
            self._fill(cell.paragraphs[0], runs)
            if head:
                cell._tc.get_or_add_tcPr().extend(_elements(word_xml.shading(_HEAD_FILL)))

    def _fill(self, paragraph: Any, runs: Runs) -> None:
        relate = _relation(self._document.part)
        made = (word_xml.runs_xml((run,), relate) + word_xml.marks(run.notes, self._mentioned) for run in runs)
        paragraph._p.extend(_elements("".join(made)))

    def _write_notes(self, notes: Iterable[Note]) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        package = self._document.part.package
        (element,) = _elements(word_xml.footnotes())
        part = XmlPart(PackURI("/word/footnotes.xml"), word_xml.FOOTNOTES_TYPE, element, package)
        for note in notes:
            element.extend(_elements(word_xml.footnote(note, _relation(part))))
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        (lines,) = _elements(word_xml.footnotes_in_settings())
        settings.find(f"{{{settings.nsmap['w']}}}compat").addprevious(lines)

    def _set_styles(self) -> None:
        """Put each of our styles, and the defaults, in the place of the one that the blank document has."""
        known = self._document.styles.element
        id = f"{{{known.nsmap['w']}}}styleId"
        old = {(style.tag, style.get(id)): style for style in known}
        for style in _parsed(word_xml.styles()):
            if (style.tag, style.get(id)) in old:
                known.replace(old[style.tag, style.get(id)], style)
            else:
                known.append(style)

    def _set_page(self) -> None:
        from docx.shared import Cm

        section = self._document.sections[0]
        section.page_width, section.page_height = map(Cm, _PAGE_CM)
        section.left_margin = section.right_margin = Cm(_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(2)

    def _set_foot(self, page: Publication) -> None:
        foot = self._document.sections[0].footer.paragraphs[0]
        foot.add_run(" · ".join(filter(None, (page.title, page.reminder))) + "\t")
        foot._p.extend(_elements(word_xml.field("PAGE", "1")))


def _short(text: str) -> str:
    """Cut what a property of the file has no room for."""
    return text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"


def _relation(part: Any) -> word_xml.Relate:
    from docx.opc.constants import RELATIONSHIP_TYPE

    return lambda url: str(part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _elements(xml: str) -> list[Any]:
    return list(_parsed(word_xml.ROOT % xml))


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml.encode("utf-8"))
