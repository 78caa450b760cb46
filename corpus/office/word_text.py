"""A paragraph of a DOCX as its reader sees it: insertions accepted, deletions gone, fields by their result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.marks import raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_UNSEEN = frozenset(
    W + name
    for name in (
        "del moveFrom delText instrText delInstrText rPr pPr sdtPr sdtEndPr annotationRef commentReference footnoteRef "
        "endnoteRef fldChar lastRenderedPageBreak"
    ).split()
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SIGNS: Mapping[str, str] = {
    f"{W}tab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_TEXTS = frozenset((f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))
_CALLS: Mapping[str, str] = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(slots=True)
class Inline:
    """The text of a paragraph, and whether all of it is bold.

    `calls` are the notes that it calls, by kind and id; `boxes` are the text boxes that hang on it.
    """

    text: str = ""
    bold: bool = False
    calls: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def read_inline(paragraph: Any, *, calls_before: int = 0) -> Inline:
    """Read a `w:p`; notes are numbered after those called before it."""
    found = Inline()
    plain = False
    for element, bold in (pair for child in paragraph for pair in _visible(child, False)):
        if element.tag in _TEXTS:
            found.text += element.text or ""
            plain = plain or not (bold or not (element.text or "").strip())
        elif element.tag in _SIGNS:
            found.text += _SIGNS[element.tag]
        elif element.tag in _CALLS:
            found.calls.append((_CALLS[element.tag], element.get(f"{W}id", "")))
            found.text += raised(str(calls_before + len(found.calls)))
        else:
            found.boxes.append(element)
    found.bold = not plain and any(c.isalpha() for c in found.text)
    return found


def is_on(element: Any, name: str) -> bool:
    """Whether a switch such as `w:b` or `w:vanish` is set in the properties of a run, a row or a style."""
    found = next((child for child in element.iter(W + name)), None)
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _visible(element: Any, bold: bool) -> Iterator[tuple[Any, bool]]:
    """Texts, signs, calls of notes and text boxes under an element, with whether their run is bold."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return
    if tag == f"{W}r":
        properties = element.find(f"{W}rPr")
        if properties is not None and is_on(properties, "vanish"):
            return
        bold = properties is not None and is_on(properties, "b")
    if tag in _TEXTS or tag in _SIGNS or tag in _CALLS or tag == f"{W}txbxContent":
        yield element, bold
        return
    for child in element:
        yield from _visible(child, bold)
