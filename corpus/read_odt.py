"""Reads ODT files. The only file that knows odfpy; `corpus/office/odt_body.py` reads the nodes that it gives."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.assemble import Facts, assemble
from corpus.dates import iso_day
from corpus.office.archive import ODT, damaged, refuse_bad_archive
from corpus.office.numbers import Counters, Level
from corpus.office.odt_body import Look, OdtBody
from corpus.office.odt_hidden import drop_hidden
from corpus.types import About, Document, Source
from corpus.unseen import note_on

if TYPE_CHECKING:
    from odf.opendocument import OpenDocument

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class OdtReader:
    """An OpenDocument text as one document whose id is its path; tracked deletions and hidden text are left out."""

    name = "odt"

    def accepts(self, source: Source, /) -> bool:
        """By its extension: what is inside is checked when it is read."""
        return source.suffix in (".odt", ".ott")

    def read(self, source: Source, about: About, /) -> Sequence[Document]:
        """Return the one document, or say why there is none."""
        refuse_bad_archive(source, ODT)
        from odf.opendocument import load

        try:
            file = load(BytesIO(source.data))
            hidden = drop_hidden(file.text, _styles(file))
            body = OdtBody(_looks(file), Counters(dict(_lists(file))))
            pieces = list(body.pieces(file.text))
            facts = _facts(file)
        except Exception as error:  # odfpy lets out whatever its XML and its archive raise
            raise damaged(source, ODT) from error
        contents = ["sommaire non repris"] if body.contents else []
        return assemble(source, about, pieces, facts, [*note_on(hidden), *contents])


def _facts(file: "OpenDocument") -> Facts:
    said = {node.qname[1]: str(node) for node in file.meta.childNodes if node.nodeType == node.ELEMENT_NODE}
    day = iso_day(said.get("date") or said.get("creation-date", ""))
    return Facts(title=said.get("title", ""), author=said.get("creator") or said.get("initial-creator", ""), day=day)


def _styles(file: "OpenDocument") -> dict[str, Any]:
    from odf.style import Style

    return {str(style.getAttribute("name")): style for style in file.getElementsByType(Style)}


def _looks(file: "OpenDocument") -> dict[str, Look]:
    """Styles by name, each with what it takes from its parents."""
    elements = _styles(file)
    found: dict[str, Look] = {}

    def look(name: str, steps: int = 0) -> Look:
        """A chain of more than ten is a circle."""
        if name not in elements or steps > 10:
            return Look()
        if name not in found:
            above = look(str(elements[name].getAttribute("parentstylename") or ""), steps + 1)
            bold, hidden = _letters(elements[name])
            found[name] = Look(
                title=above.title or name == "Title",
                bold=above.bold if bold is None else bold,
                hidden=above.hidden or hidden,
            )
        return found[name]

    for name in elements:
        look(name)
    return found


def _letters(style: Any) -> tuple[bool | None, bool]:
    """Whether a style makes letters bold (None: not said), and whether it hides them."""
    from odf.style import TextProperties

    for properties in style.getElementsByType(TextProperties):
        weight = properties.getAttribute("fontweight")
        return (None if weight is None else str(weight) == "bold"), str(properties.getAttribute("display")) == "none"
    return None, False


def _lists(file: "OpenDocument") -> Iterator[tuple[str, list[Level]]]:
    """The levels of each list style."""
    from odf.text import ListStyle

    for style in file.getElementsByType(ListStyle):
        yield str(style.getAttribute("name")), [_level(node, depth) for depth, node in enumerate(style.childNodes, 1)]


def _level(node: Any, depth: int) -> Level:
    if node.qname[1] != "list-level-style-number":
        return Level()
    said = {name: str(value) for (_, name), value in node.attributes.items()}
    shown = range(depth - int(said.get("display-levels", "1")) + 1, depth + 1)
    numbers = ".".join(f"%{level}" for level in shown)
    form = _FORMS.get(said.get("num-format", ""), "none")
    return Level(
        form, said.get("num-prefix", "") + numbers + said.get("num-suffix", ""), int(said.get("start-value", 1))
    )
