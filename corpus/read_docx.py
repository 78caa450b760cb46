"""Reads DOCX files. The only file that knows python-docx; `corpus/office/` reads the XML that it opens."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.assemble import Facts, assemble
from corpus.compose import tidy
from corpus.office.archive import DOCX, damaged, refuse_bad_archive
from corpus.office.numbers import Counters, Level
from corpus.office.word_body import Body, Style
from corpus.office.word_hidden import drop_hidden
from corpus.office.word_text import W, read_inline
from corpus.types import About, Document, Source
from corpus.unseen import note_on

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class DocxReader:
    """A Word document as one document whose id is its path; tracked deletions and hidden text are left out."""

    name = "docx"

    def accepts(self, source: Source, /) -> bool:
        """By its extension: what is inside is checked when it is read."""
        return source.suffix in (".docx", ".docm", ".dotx")

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return the one document, or say why there is none."""
        refuse_bad_archive(source, DOCX)
        from docx import Document as open_word

        try:
            word = open_word(BytesIO(source.data))
            looks = {style.get(f"{W}styleId", ""): style for style in word.styles.element.iter(f"{W}style")}
            hidden = drop_hidden(word.element.body, looks)
            body = Body(_styles(word), Counters(_lists(word)), dict(_notes(word)))
            pieces = list(body.pieces(word.element.body))
            facts = _facts(word)
        except Exception as error:  # python-docx lets out whatever its XML and its archive raise
            raise damaged(source, DOCX) from error
        contents = ["sommaire non repris"] if body.contents else []
        return assemble(source, about, pieces, facts, [*note_on(hidden), *contents])


def _facts(word: "WordDocument") -> Facts:
    from docx.opc.constants import RELATIONSHIP_TYPE

    # For a file that says nothing of itself, python-docx makes up a title, an author and today's date.
    if all(link.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for link in word.part.package.rels.values()):
        return Facts()
    core = word.core_properties
    day = core.modified or core.created
    return Facts(title=core.title or "", author=core.author or "", day=day.date().isoformat() if day else "")


def _styles(word: "WordDocument") -> dict[str, Style]:
    """Styles by id, each with what it takes from the styles that it is based on; the default one under ""."""
    elements = {style.get(f"{W}styleId", ""): style for style in word.styles.element.iter(f"{W}style")}
    found = {name: _style(name, elements, 0) for name in elements}
    default = next((name for name, style in elements.items() if _is_default(style)), "")
    return {**found, "": found.get(default, Style())}


def _is_default(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")


def _style(name: str, elements: Mapping[str, Any], steps: int) -> Style:
    """One style; a chain of more than ten is a circle."""
    element = elements.get(name)
    if element is None or steps > 10:
        return Style()
    base = _style(_value(element, "basedOn"), elements, steps + 1)
    label = _value(element, "name").lower()
    level = label.removeprefix("heading ")
    outline = _value(element, "pPr/outlineLvl")
    heading = int(level) if level.isdecimal() else int(outline) + 1 if outline and outline < "9" else base.heading
    depth = _value(element, "pPr/numPr/ilvl")
    return Style(label, heading, _value(element, "pPr/numPr/numId") or base.list, int(depth) if depth else base.depth)


def _lists(word: "WordDocument") -> dict[str, list[Level]]:
    """The levels of each list that paragraphs may refer to."""
    root = next((p.element for p in word.part.package.iter_parts() if p.content_type == f"{_MAIN}numbering+xml"), None)
    if root is None:
        return {}
    forms = {form.get(f"{W}abstractNumId"): form for form in root.iter(f"{W}abstractNum")}
    found = {}
    for own in root.iter(f"{W}num"):
        form = forms.get(_value(own, "abstractNumId"))
        found[own.get(f"{W}numId", "")] = [] if form is None else [_level(level) for level in form.iter(f"{W}lvl")]
    return found


def _level(element: Any) -> Level:
    start = _value(element, "start")
    return Level(_value(element, "numFmt") or "decimal", _value(element, "lvlText"), int(start) if start else 1)


def _notes(word: "WordDocument") -> Iterator[tuple[tuple[str, str], str]]:
    """The text of footnotes and endnotes; python-docx gives their parts as bytes."""
    from docx.oxml import parse_xml

    for part in word.part.package.iter_parts():
        kind = part.content_type.removeprefix(_MAIN).removesuffix("s+xml")
        if kind not in ("footnote", "endnote"):
            continue
        root = parse_xml(part.blob)
        drop_hidden(root, {})
        for note in root.iter(W + kind):
            texts = (tidy(read_inline(paragraph).text) for paragraph in note.iter(f"{W}p"))
            yield (kind, note.get(f"{W}id", "")), " ".join(filter(None, texts))


def _value(element: Any, path: str) -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else str(found.get(f"{W}val", ""))
