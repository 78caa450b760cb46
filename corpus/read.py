"""Gives a file to the reader that knows its format. The readers are asked in order: the most particular first."""

import warnings
from collections.abc import Sequence
from dataclasses import astuple
from functools import cache
from importlib import import_module

from corpus.encoding import half_character
from corpus.errors import UnreadableFile, UserError
from corpus.types import About, Document, Reader, Source

_READERS = (
    ("corpus.read_procedure", "ProcedureReader"),
    ("corpus.read_law", "LawReader"),
    ("corpus.read_register", "RegisterReader"),
    ("corpus.read_guide", "GuideReader"),
    ("corpus.read_html", "HtmlReader"),
    ("corpus.read_pdf", "PdfFileReader"),
    ("corpus.read_docx", "DocxReader"),
    ("corpus.read_odt", "OdtReader"),
    ("corpus.read_text", "TextReader"),
)

FORMAT = 4
"""Raised when a reader gives another text for the same file, so that what was stored is read again."""

_KNOWN_AND_NOT_READ = {
    ".xml": ("autre chose qu'une fiche XML de service-public.fr", "retirez ce fichier, ou enregistrez-le en CSV"),
    ".doc": ("ancien format Word", "enregistrez-le en DOCX ou en PDF"),
    ".xls": ("ancien format Excel", "enregistrez-le en XLSX ou en CSV"),
    ".ods": ("feuille de calcul OpenDocument", "enregistrez-la en XLSX ou en CSV"),
    ".rtf": ("format RTF", "enregistrez-le en DOCX ou en PDF"),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("présentation", "exportez-la en PDF")),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp"),
        ("image", "passez-la à la reconnaissance de caractères, puis ajoutez le PDF"),
    ),
}
_UNKNOWN = ("format inconnu", "Glose lit XML, JSON, CSV, XLSX, YAML, Markdown, HTML, PDF, DOCX, ODT et texte")


class ReaderFault(ResourceWarning):
    """A reader failed in a way that nobody foresaw: a bug of ours. Python hides it from users, and tests fail on it."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader, in the order in which they are asked. Their libraries load with the first file that needs them."""
    return tuple(getattr(import_module(module), name)() for module, name in _READERS)


def read(source: Source, about: About) -> tuple[str, Sequence[Document]]:
    """Return the reader's name and the documents of one file, at least one.

    `UnreadableFile` says why there is none. With `about.kind`, every document takes that kind.
    """
    if not source.data.strip(b"\0 \t\r\n"):
        raise UnreadableFile(f"{source.path} : fichier vide.", fix="vérifiez le fichier, ou retirez-le du dossier")
    for reader in readers():
        if reader.accepts(source):
            return reader.name, _with_kind(_read_by(reader, source, about), about)
    what, advice = _KNOWN_AND_NOT_READ.get(source.suffix, _UNKNOWN)
    raise UnreadableFile(f"{source.path} : {what}, que Glose ne lit pas.", fix=advice)


def _read_by(reader: Reader, source: Source, about: About) -> Sequence[Document]:
    """Have a reader read; where it breaks on a file, that file alone is left out, and not those beside it too."""
    try:
        documents = reader.read(source, about)
    except (UserError, OSError, MemoryError):
        raise
    except Exception as error:
        warnings.warn(f"{reader.name}, {source.path}: {error!r}", ReaderFault, stacklevel=2)
        raise UnreadableFile(
            f"{source.path} : Glose n'a pas su lire ce fichier ({reader.name} : {type(error).__name__}).",
            fix="enregistrez-le sous un autre format, et signalez cette panne de Glose",
        ) from error
    for document in documents:
        _refuse_half_characters(source, document)
    return documents


def _refuse_half_characters(source: Source, document: Document) -> None:
    places = {place for block in document.blocks for place in (*block.section, block.url)}
    said = (document.id, document.title, document.text, *document.notes, *astuple(document.provenance), *places)
    if problem := half_character("\n".join(said)):
        raise UnreadableFile(
            f"{source.path} : {problem}.", fix="corrigez ce caractère, ou exportez de nouveau le fichier"
        )


def _with_kind(documents: Sequence[Document], about: About) -> Sequence[Document]:
    if about.kind is None:
        return documents
    from dataclasses import replace

    return [replace(document, kind=about.kind) for document in documents]
