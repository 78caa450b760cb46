"""A document of a word processor is a zip archive: refuses what is not one, or what would fill the memory."""

import zipfile
import zlib
from collections.abc import Container
from dataclasses import dataclass
from io import BytesIO

from corpus.errors import UnreadableFile
from corpus.types import Source

MAX_UNFOLDED = 512 * 1024 * 1024
"""All parts together, pictures included."""
MAX_PART = 128 * 1024 * 1024
"""One part: the text of the longest law stays far below."""

_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = 0x1
"""Flag of a part that asks for a password (APPNOTE.TXT, 4.4.4)."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Opens an encrypted DOCX or XLSX, and the old DOC and XLS."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, and the part that holds the text."""

    name: str
    part: str


DOCX = Format("DOCX", "word/document.xml")
ODT = Format("ODT", "content.xml")


def refuse_bad_archive(source: Source, kind: Format) -> None:
    """Raise `UnreadableFile` for what cannot be opened, or must not be."""
    refuse_ole(source, "document", "Word", kind.name)
    if not source.data.startswith(b"PK"):
        raise UnreadableFile(
            f"{source.path} : ce n'est pas un document {kind.name} malgré son nom.",
            fix=f"ouvrez-le dans son logiciel d'origine et enregistrez-le en {kind.name} ou en PDF",
        )
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            _refuse_bad_parts(source, kind, archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise damaged(source, kind) from error


def refuse_ole(source: Source, what: str, old: str, new: str) -> None:
    """Raise `UnreadableFile` for what is encrypted, or written as Office did before its formats were archives."""
    if source.data.startswith(_OLE):
        raise UnreadableFile(
            f"{source.path} : {what} protégé par un mot de passe, ou ancien format {old} renommé.",
            fix=f"ouvrez-le dans son logiciel, retirez la protection et enregistrez-le en {new}",
        )


def damaged(source: Source, kind: Format) -> UnreadableFile:
    """The error for an archive cut short, or with something else inside."""
    return UnreadableFile(
        f"{source.path} : document {kind.name} abîmé ou tronqué.",
        fix="téléchargez-le ou copiez-le de nouveau ; sinon, demandez-le à son auteur",
    )


def _refuse_bad_parts(source: Source, kind: Format, archive: zipfile.ZipFile) -> None:
    sizes = {info.filename: info.file_size for info in archive.infolist()}
    unfolded = sum(sizes.values())
    if unfolded > MAX_UNFOLDED or sizes.get(kind.part, 0) > MAX_PART:
        raise UnreadableFile(
            f"{source.path} : document démesuré ({unfolded // (1024 * 1024)} Mo une fois ouvert).",
            fix="vérifiez d'où il vient ; enregistrez-le sans ses images, ou découpez-le",
        )
    if _is_locked(archive, sizes):
        raise UnreadableFile(
            f"{source.path} : document protégé par un mot de passe.",
            fix="ouvrez-le avec son mot de passe et enregistrez-le sans protection",
        )
    if kind.part not in sizes:
        raise UnreadableFile(
            f"{source.path} : l'archive ne contient pas de document {kind.name}.",
            fix="donnez-lui l'extension de son vrai format, ou enregistrez-le de nouveau",
        )


def _is_locked(archive: zipfile.ZipFile, names: Container[str]) -> bool:
    """Whether a part is encrypted: by the zip archive, or as OpenDocument does it and says in its manifest."""
    if any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
        return True
    return _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST)
