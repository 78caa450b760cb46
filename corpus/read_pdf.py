"""Reads PDF files. The only file that knows pypdf; `corpus/pdf/` turns what pages paint into blocks."""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.compose import Composer, complete
from corpus.errors import UnreadableFile
from corpus.metadata import publisher_in, readable_name, title_in
from corpus.pdf.canvas import Face, deref
from corpus.pdf.compose import compose
from corpus.pdf.geometry import QUARTER_TURNS, Box
from corpus.pdf.headings import body_size, title_on
from corpus.pdf.page import Page, read_page
from corpus.pdf.paint import paint
from corpus.pdf.running import remove_contents, remove_running
from corpus.pdf.say import FormField, notes_on, nothing_to_quote
from corpus.types import About, Document, Provenance, Source

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic._font import Font

_BOLD = re.compile(r"bold|black|heavy|demi|gras", re.IGNORECASE)
_PUSH_BUTTON = 1 << 16
_AGAIN = "ouvrez-le dans une visionneuse et enregistrez-le de nouveau en PDF, ou demandez-le à son auteur"


class PdfFileReader:
    """PDF, page by page: what a reader sees of it, and notes on what cannot be quoted."""

    name = "pdf"

    def accepts(self, source: Source) -> bool:
        """By its first bytes or its extension; a false PDF deserves its own error."""
        return source.suffix == ".pdf" or source.head.startswith("%PDF-")

    def read(self, source: Source, about: About) -> Sequence[Document]:
        """One document. The id is the path; blocks carry their page."""
        with _quiet():
            reader = _open(source)
            pages = list(_pages(source, reader))
            fields = _fields(reader)
            meta = _metadata(reader)
        first = next((page.lines for page in pages if page.lines), [])
        body = body_size(line for page in pages for line in page.lines)
        title = title_in(meta["title"]) or title_on(first, body) or readable_name(source)
        remove_running(pages)
        contents = remove_contents(pages)
        composer = Composer(title)
        compose(composer, pages)
        _write_fields(composer, fields)
        if not composer.blocks:
            raise nothing_to_quote(source.path, pages, fields)
        composer.notes += notes_on(pages, fields, contents)
        provenance = Provenance(publisher=publisher_in(meta["author"]), published=meta["published"])
        return [composer.finish(id=source.path, kind="document", provenance=complete(provenance, about))]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on malformed files from the reader's screen: what matters becomes a note or an error."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _open(source: Source) -> "PdfReader":
    """Parse the file and unlock it, or say why not."""
    if b"%PDF-" not in source.data[:1024]:
        raise UnreadableFile(
            f"{source.path} : ce n'est pas un fichier PDF malgré son nom.", fix="ouvrez-le pour voir ce qu'il contient"
        )
    if b"%%EOF" not in source.data[-4096:]:
        raise UnreadableFile(
            f"{source.path} : PDF tronqué, la fin du fichier manque.", fix="téléchargez-le ou copiez-le de nouveau"
        )
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(source.data))
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
        count = 0 if locked else len(reader.pages)
    except NotImplementedError as error:
        raise _locked(source) from error
    except (PyPdfError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise UnreadableFile(f"{source.path} : PDF abîmé, ses pages ne se laissent pas lire.", fix=_AGAIN) from error
    if locked:
        raise _locked(source)
    if reader.root_object.get("/NeedsRendering"):
        raise UnreadableFile(
            f"{source.path} : formulaire dynamique (XFA), que seul Adobe Reader sait afficher.",
            fix="ouvrez-le dans Adobe Reader et imprimez-le en PDF",
        )
    if not count:
        raise UnreadableFile(f"{source.path} : PDF sans aucune page.", fix=_AGAIN)
    return reader


def _locked(source: Source) -> UnreadableFile:
    return UnreadableFile(
        f"{source.path} : PDF protégé par un mot de passe.",
        fix="ouvrez-le avec son mot de passe et enregistrez-en une copie sans protection",
    )


def _pages(source: Source, reader: "PdfReader") -> Iterator[Page]:
    """Read each page; one that is damaged is marked and does not keep the others from being quoted."""
    tools = _Tools(reader)
    for number in range(1, len(reader.pages) + 1):
        try:
            yield _page(number, reader.pages[number - 1], tools)
        except Exception:  # pypdf raises almost anything on damaged objects; the page is named in a note
            yield Page(number=number, damaged=True)


def _page(number: int, page: "PageObject", tools: "_Tools") -> Page:
    box = Box(*(float(side) for side in page.cropbox)).common(Box(*(float(side) for side in page.mediabox)))
    content = page.get_contents()
    if content is None:
        return Page(number=number, blank=True)
    turned = QUARTER_TURNS[int(page.rotation) % 360 // 90 * 90]
    found = read_page(number, paint(tools, content, deref(page.get("/Resources")) or {}, box, turned))
    found.links = tuple(_links(page))
    return found


def _links(page: "PageObject") -> list[str]:
    """Addresses that the links of a page lead to; they only help to read its text."""
    try:
        actions = (deref(deref(annotation).get("/A")) for annotation in deref(page.get("/Annots")) or [])
        return [str(action["/URI"]) for action in actions if action and "/URI" in action]
    except Exception:  # damaged links leave the text readable
        return []


class _Tools:
    """What painting needs of pypdf; fonts are read once for the whole file."""

    def __init__(self, reader: "PdfReader") -> None:
        self._reader = reader
        self._faces: dict[int, tuple[Any, Face | None]] = {}
        self._off = frozenset(_layers_off(reader))

    def operations(self, content: Any) -> Iterable[tuple[Sequence[Any], bytes]]:
        """Strings come as bytes, for the font to decode."""
        from pypdf.generic import ContentStream

        return ContentStream(content, self._reader, "bytes").operations

    def face(self, font: Any) -> Face | None:
        """The key is the object itself, kept alive so that its id is not given to another."""
        if id(font) not in self._faces:
            self._faces[id(font)] = (font, _face(font))
        return self._faces[id(font)][1]

    def is_switched_off(self, layer: Any) -> bool:
        """A group of layers is off when all of its members are."""
        if (number := getattr(layer, "idnum", None)) in self._off:
            return number is not None
        members = deref(deref(layer).get("/OCGs")) if hasattr(deref(layer), "get") else None
        group = members if isinstance(members, list) else []
        return bool(group) and all(getattr(member, "idnum", None) in self._off for member in group)


def _layers_off(reader: "PdfReader") -> Iterator[int]:
    """Numbers of the layers that are off when the document is opened."""
    properties = deref(reader.root_object.get("/OCProperties"))
    if not properties:
        return
    settings = deref(properties.get("/D")) or {}
    named = [member.idnum for member in deref(settings.get("/OFF")) or [] if hasattr(member, "idnum")]
    yield from named
    if settings.get("/BaseState") == "/OFF":
        shown = {member.idnum for member in deref(settings.get("/ON")) or [] if hasattr(member, "idnum")}
        yield from (layer.idnum for layer in properties.get("/OCGs", []) if layer.idnum not in shown)


def _face(font: Any) -> Face | None:
    from pypdf.generic._font import Font

    try:
        return _PdfFace(Font.from_font_resource(font), font)
    except Exception:  # a damaged font must not take the page with it: its text is missing, the rest is read
        return None


class _PdfFace:
    """A font of the file."""

    def __init__(self, font: "Font", resource: Any) -> None:
        self.bold = bool(_BOLD.search(font.name))
        self._font = font
        self._unit = float(deref(resource["/FontMatrix"])[0]) if font.sub_type == "Type3" else 0.001
        self._known: dict[int | str, tuple[str, float, bool]] = {}

    def glyphs(self, code: bytes) -> Iterator[tuple[str, float, bool]]:
        """One byte is one glyph in simple fonts; composite ones name their encoding."""
        units: Iterable[int | str] = code
        if isinstance(self._font.encoding, str):
            units = code.decode(self._font.encoding, "replace")
        for unit in units:
            if unit not in self._known:
                self._known[unit] = self._glyph(unit)
            yield self._known[unit]

    def _glyph(self, unit: int | str) -> tuple[str, float, bool]:
        font = self._font
        raw = chr(unit) if isinstance(unit, int) else unit
        encoded = font.encoding.get(unit, raw) if isinstance(unit, int) and isinstance(font.encoding, dict) else raw
        text = str(font.character_map.get(encoded, encoded)) if font.interpretable else "\ufffd"
        width = font.space_width if raw == font.space_char else font.get_text_width(raw)
        return text, float(width) * self._unit, unit == 32


def _metadata(reader: "PdfReader") -> dict[str, str]:
    """Title, author and day of creation as the file gives them; empty where it does not, or not properly."""
    found = {"title": "", "author": "", "published": ""}
    try:
        meta = reader.metadata
        if meta is not None:
            found["title"], found["author"] = str(meta.title or ""), str(meta.author or "")
            day = meta.creation_date or meta.modification_date
            found["published"] = day.date().isoformat() if day else ""
    except Exception:  # malformed metadata is as good as none
        pass
    return found


def _fields(reader: "PdfReader") -> list[FormField]:
    """Fields that a person fills in, buttons and signatures excepted."""
    try:
        fields = reader.get_fields() or {}
    except Exception:  # a damaged form leaves the printed text readable
        return []
    found = []
    for name, field in fields.items():
        kind, value = field.get("/FT"), field.get("/V")
        if kind in ("/Tx", "/Ch") or (kind == "/Btn" and not int(field.get("/Ff", 0)) & _PUSH_BUTTON):
            label = str(field.get("/TU") or re.sub(r"\[\d+\]|_", " ", name.rsplit(".", 1)[-1])).strip()
            found.append(FormField(label, _value(deref(value))))
    return found


def _value(value: Any) -> str:
    if value is None or value == "/Off":
        return ""
    if isinstance(value, list):
        return ", ".join(str(deref(item)) for item in value)
    text = str(value)
    return {"/Yes": "oui", "/Oui": "oui", "/On": "oui", "/1": "oui"}.get(text, text.removeprefix("/")).strip()


def _write_fields(composer: Composer, fields: Sequence[FormField]) -> None:
    """Values typed into a form are part of what a reader sees."""
    composer.page = None
    composer.at(("Champs remplis",))
    for field in fields:
        if field.value:
            composer.add(f"{field.label.rstrip(' :')} : {field.value}", role="field")
