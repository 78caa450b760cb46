"""The XML of Word that python-docx has no words for: notes at the foot of the page, fields, links, our styles.

Plain text in, plain text out: `export_docx.py` puts it in its place. What is returned stands inside `ROOT`.
"""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from assistant.record.texts.layout import Note, Run, Runs

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

ROOT = (
    '<root xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">%s</root>'
)
_STYLES = Path(__file__).with_name("word_styles.xml")
_MARK = '<w:rStyle w:val="FootnoteReference"/>'
_PROPERTIES = {"": "", "strong": "<w:b/>", "emphasis": "<w:i/>"}

Relate = Callable[[str], str]
"""Makes an address a relation of the part that links to it, and returns its id."""


def styles() -> str:
    """Return our styles, defaults first; each takes the place of its namesake in the library's blank document."""
    return _STYLES.read_text("utf-8")


def footnotes() -> str:
    """Return the part of notes with what every Word file has: the lines that part notes from the text."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"<w:footnotes>{lines}</w:footnotes>"


def footnotes_in_settings() -> str:
    """Return the setting that names these lines."""
    return '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'


def footnote(note: Note, relate: Relate) -> str:
    """Return one note; its number is Word's own."""
    mark = f"<w:r><w:rPr>{_MARK}</w:rPr><w:footnoteRef/></w:r>"
    return (
        f'<w:footnote w:id="{note.number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"{mark}{_text(' ', '')}{runs_xml(note.runs, relate)}</w:p></w:footnote>"
    )


def runs_xml(runs: Runs, relate: Relate) -> str:
    """Return words without their notes; nothing for a run that says nothing."""
    said = [run for run in runs if run.text]
    return "".join(_link(run, relate) if run.url else _text(run.text, _PROPERTIES[run.style]) for run in said)


def marks(notes: tuple[int, ...], mentioned: set[int]) -> str:
    """Return the marks of notes after a run; `mentioned` are the notes that have one already, and grows."""
    made = []
    for number in notes:
        made.append((_later_mention if number in mentioned else _first_mention)(number))
        mentioned.add(number)
    return _text(",\u00a0", _MARK).join(made)


def field(code: str, shown: str, properties: str = "") -> str:
    """Return a field of Word (a page number, a reference) with what is shown until Word works it out."""
    inside = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r><w:rPr>{properties}</w:rPr>{one}</w:r>" for one in inside)


def shading(fill: str) -> str:
    """Return the background of a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def row_property(name: str) -> str:
    """Return a property of a row: "tblHeader" (printed again on each page), "cantSplit"."""
    return f"<w:{name}/>"


def _first_mention(number: int) -> str:
    """The mark of a note, with the bookmark that later mentions refer to."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="_RefNote{number}"/>'
        f'<w:r><w:rPr>{_MARK}</w:rPr><w:footnoteReference w:id="{number}"/></w:r><w:bookmarkEnd w:id="{number}"/>'
    )


def _later_mention(number: int) -> str:
    """A field that repeats the number of a note, and follows it if it changes."""
    return field(f"NOTEREF _RefNote{number} \\h", str(number), _MARK)


def _link(run: Run, relate: Relate) -> str:
    inside = _text(run.text, '<w:rStyle w:val="Hyperlink"/>' + _PROPERTIES[run.style])
    return f"<w:hyperlink r:id={quoteattr(relate(run.url))}>{inside}</w:hyperlink>"


def _text(text: str, properties: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{lines}</w:r>"
