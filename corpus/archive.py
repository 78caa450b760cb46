"""Reads the files of an archive without unpacking anything to disk; what it declares is doubted before it is opened."""

import errno
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from corpus.disk import refusal, shown_name
from corpus.encoding import MAX_TEXT_BYTES
from corpus.errors import UnreadableFile
from corpus.types import Source

_MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 256 * _MEGABYTE
MAX_ARCHIVE_BYTES = 2048 * _MEGABYTE
"""Of an archive once expanded: the whole of service-public.fr is 410 MB, a bomb has no limit."""

_MAX_RATIO = 100
_SMALL = 64 * _MEGABYTE
"""Above this, an archive may not expand to more than `_MAX_RATIO` times its size: sheets do 16 times, a bomb 1,000."""

_BULKY = (".pdf", ".docx", ".odt", ".xlsx")
"""Formats that hold pictures and fonts beside their text; any other is text, and has the limit of a text."""

_ZIP = (".zip",)
_TAR = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_ARCHIVES = (*_ZIP, *_TAR)

_DAMAGES = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError)
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGED = "elle est endommagée ou incomplète"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that gives no document; `reason` is French and complete enough to act on.

    `closed`: it could not be opened this time, which says nothing of what it holds.
    """

    path: str
    reason: str
    closed: bool = False


class _Member(NamedTuple):
    """A file of an archive; `size` is what it declares, and without a `content` it is a link."""

    name: str
    size: int
    content: IO[bytes] | None


def is_archive(path: Path | str) -> bool:
    """Whether the name is one of an archive that Glose reads."""
    return str(path).lower().endswith(_ARCHIVES)


def is_hidden(name: str) -> bool:
    """Whether a file or a folder is not meant to be read: configuration, locks of office software."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")


def refuse_size(name: str, size: int) -> str:
    """Return why a file is too large to be opened, or nothing."""
    limit = MAX_FILE_BYTES if name.lower().endswith(_BULKY) else MAX_TEXT_BYTES
    if size <= limit:
        return ""
    return (
        f"fichier trop gros, {size // _MEGABYTE} Mo (la limite est de {limit // _MEGABYTE} Mo pour ce format) : "
        "découpez-le en documents séparés"
    )


def walk_archive(root: Path) -> Iterator[Source | Skipped]:
    """Yield the files of an archive; one that is damaged or that expands without measure is an `UnreadableFile`."""
    members = _zip_members if str(root).lower().endswith(_ZIP) else _tar_members
    found = False
    try:
        for name, size, content in members(root):
            found = True
            refused = _refuse_member(name, size) or ("" if content else "lien vers un autre fichier : non suivi")
            if refused or not content:
                yield Skipped(path=name, reason=refused)
            else:
                yield Source(path=name, data=content.read())
    except NotImplementedError as error:
        raise _unreadable(root, "elle emploie une compression que Glose ne connaît pas") from error
    except RuntimeError as error:
        raise _unreadable(root, "elle est protégée par un mot de passe") from error
    except OSError as error:
        # Damaged sizes send the file pointer where no file goes.
        damaged = error.errno in (None, errno.EINVAL)
        raise _unreadable(root, _DAMAGED if damaged else refusal(error)) from error
    except _DAMAGES as error:
        raise _unreadable(root, _DAMAGED) from error
    if not found:
        raise UnreadableFile(
            f"{root} : cette archive ne contient aucun fichier.", fix="indiquez une archive qui contient des documents"
        )


def _unreadable(root: Path, why: str) -> UnreadableFile:
    return UnreadableFile(
        f"{root} : archive illisible, {why}.",
        fix="téléchargez-la de nouveau, ou ouvrez-la et ajoutez son contenu ; ce qui a pu en être lu est gardé",
    )


def _zip_members(root: Path) -> Iterator[_Member]:
    with zipfile.ZipFile(root) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _refuse_bomb(root, sum(member.file_size for member in members))
        for member in sorted(members, key=lambda member: member.filename):
            with archive.open(member) as content:
                # Some programs of Windows write its own separator.
                yield _Member(_tidy(member.filename.replace("\\", "/")), member.file_size, content)


def _tar_members(root: Path) -> Iterator[_Member]:
    # In the order of the archive: a compressed one cannot be read in another.
    total = 0
    with tarfile.open(root) as archive:
        for member in archive:
            total += member.size
            _refuse_bomb(root, total)
            if not member.isdir():
                content = archive.extractfile(member) if member.isfile() else None
                yield _Member(_tidy(member.name), member.size, content)


def _tidy(name: str) -> str:
    return PurePosixPath(shown_name(name)).as_posix()


def _refuse_bomb(root: Path, size: int) -> None:
    """Refuse by what the headers declare, before anything is expanded: readers of archives stop at declared sizes."""
    limit = min(MAX_ARCHIVE_BYTES, max(_SMALL, _MAX_RATIO * root.stat().st_size))
    if size > limit:
        raise UnreadableFile(
            f"{root} : archive refusée, une fois ouverte elle dépasse {limit // _MEGABYTE} Mo.",
            fix="vérifiez d'où vient cette archive ; si elle est saine, ajoutez ses dossiers un à un",
        )


def _refuse_member(name: str, size: int) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        return "chemin qui sort de l'archive : refusé par sécurité"
    if any(is_hidden(part) for part in path.parts) or "__MACOSX" in path.parts:
        return "fichier caché ou temporaire"
    if is_archive(name):
        return "archive dans une archive : ouvrez la première, puis ajoutez la seconde"
    return refuse_size(name, size)
