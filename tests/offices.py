"""Small DOCX and ODT files for tests, written as the XML that they hold."""

import zipfile
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = f"""<w:styles {_W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Chapitre"><w:name w:val="Chapitre"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
_NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1 -"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def p(text: str, style: str = "", *, list_: tuple[int, int] | None = None, bold: bool = False) -> str:
    """A paragraph of a DOCX; `list_` is the number of a list and a depth. Markup in the text stays as it is."""
    run = (
        text
        if text.startswith("<w:")
        else f"<w:r><w:rPr>{'<w:b/>' * bold}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"
    )
    listed = f'<w:numPr><w:ilvl w:val="{list_[1]}"/><w:numId w:val="{list_[0]}"/></w:numPr>' if list_ else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run}</w:p>"


def table(*rows: str) -> str:
    """A table of a DOCX, of rows made with `row`."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; a cell that does not begin with "<w:tcPr" or "<w:p" is plain text."""
    whole = (cell if cell.startswith("<w:") else p(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in whole)}</w:tr>"


def make_docx(body: str, *, footnotes: str = "", core: str = "") -> bytes:
    """A whole DOCX; `footnotes` are `w:footnote` elements, `core` the inside of the core properties."""
    parts = {"styles": _STYLES, "numbering": _NUMBERING, "footnotes": f"<w:footnotes {_W}>{footnotes}</w:footnotes>"}
    types = {f"/word/{name}.xml": f"{_TYPE}.{name}+xml" for name in parts} | {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    declared = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    core_names = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    dates = 'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{rels}"/>{declared}</Types>',
            "_rels/.rels": _links(
                (f"{_RELATION}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "core.xml"),
            ),
            "core.xml": f"<cp:coreProperties {core_names} {dates}>{core}</cp:coreProperties>",
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _links(*((f"{_RELATION}/{name}", f"{name}.xml") for name in parts)),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def _links(*pairs: tuple[str, str]) -> str:
    links = (f'<Relationship Id="r{n}" Type="{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


_O = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    [f'xmlns:{name}="{_O}:{name}:1.0"' for name in ("office", "text", "table", "style")]
    + [f'xmlns:draw="{_O}:drawing:1.0"', f'xmlns:fo="{_O}:xsl-fo-compatible:1.0"']
)
_ODT = "application/vnd.oasis.opendocument.text"


def make_odt(body: str, *, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """A whole ODT; `styles` are automatic styles, `meta` the inside of `office:meta`."""
    names = f'{_NAMES} office:version="1.2"'
    entries = (("/", _ODT), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"))
    listed = "".join(f'<m:file-entry m:full-path="{name}" m:media-type="{kind}"/>' for name, kind in entries)
    return _zip(
        {
            "mimetype": _ODT,
            "content.xml": f"<office:document-content {names}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {names}><office:styles/></office:document-styles>",
            "meta.xml": f'<office:document-meta {names} xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_O}:manifest:1.0">{listed}{manifest}</m:manifest>',
        }
    )


def _zip(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
