"""Finds the files of a folder or an archive, unpacking nothing to disk, and says what it leaves out and why."""

import os
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from corpus.errors import UnreadableFile
from corpus.types import Source

_MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 256 * _MEGABYTE
MAX_ARCHIVE_BYTES = 2048 * _MEGABYTE
"""Of an archive once expanded: the whole of service-public.fr is 410 MB, a bomb has no limit."""

_ZIP = (".zip",)
_TAR = (".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_ARCHIVES = (*_ZIP, *_TAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file that gives no document; `reason` is French and complete enough to act on."""

    path: str
    reason: str


def is_archive(path: Path | str) -> bool:
    """Whether the name is one of an archive that `walk` reads."""
    return str(path).lower().endswith(_ARCHIVES)


def walk(root: Path) -> Iterator[Source | Skipped]:
    """Yield what is under a folder, in an archive, or the file itself, in the order of their paths.

    A path that does not exist or cannot be opened at all is an `UnreadableFile`; a file inside that cannot be opened is
    `Skipped`, and so is what an archive holds outside itself ("../").
    """
    if not root.exists():
        raise UnreadableFile(f"{root} : introuvable.", fix="vérifiez le chemin ; le nom est sensible aux majuscules")
    if root.is_dir():
        yield from _walk_folder(root)
    elif is_archive(root):
        yield from _walk_archive(root)
    else:
        yield _open_file(root, root.name)


def _walk_folder(root: Path) -> Iterator[Source | Skipped]:
    denied: list[OSError] = []
    found = False
    for folder, folders, names in os.walk(root, onerror=denied.append):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            found = True
            path = Path(folder) / name
            yield _open_file(path, path.relative_to(root).as_posix())
    for error in denied:
        if Path(error.filename) == root:
            raise UnreadableFile(
                f"{root} : lecture refusée ({error.strerror}).", fix="demandez le droit de lecture sur ce dossier"
            ) from error
        yield Skipped(
            path=Path(error.filename).relative_to(root).as_posix() + "/", reason="dossier dont la lecture est refusée"
        )
    if not found and not denied:
        raise UnreadableFile(f"{root} : dossier vide.", fix="indiquez un dossier qui contient des documents")


def _open_file(path: Path, relative: str) -> Source | Skipped:
    if _is_hidden(path.name):
        return Skipped(path=relative, reason="fichier caché ou temporaire")
    if is_archive(path):
        return Skipped(
            path=relative, reason="archive dans un dossier : ajoutez-la à part, avec « glose add » et son chemin"
        )
    try:
        if not path.is_file():
            return Skipped(path=relative, reason="ni fichier ni dossier (lien rompu ou fichier spécial)")
        if path.stat().st_size > MAX_FILE_BYTES:
            return Skipped(path=relative, reason=_too_large(path.stat().st_size))
        return Source(path=relative, data=path.read_bytes())
    except OSError as error:
        return Skipped(path=relative, reason=f"lecture refusée ou impossible ({error.strerror})")


def _walk_archive(root: Path) -> Iterator[Source | Skipped]:
    members = _zip_members if str(root).lower().endswith(_ZIP) else _tar_members
    total = 0
    try:
        for name, size, stream in members(root):
            if refusal := _refuse_member(name, size):
                yield Skipped(path=name, reason=refusal)
                continue
            # One byte more than declared is enough to know that the declaration lies.
            data = stream.read(size + 1)
            total += len(data)
            if total > MAX_ARCHIVE_BYTES or len(data) > size:
                raise UnreadableFile(
                    f"{root} : archive refusée, elle dépasse {MAX_ARCHIVE_BYTES // _MEGABYTE} Mo une fois ouverte.",
                    fix="vérifiez d'où vient cette archive ; si elle est saine, ajoutez ses dossiers un à un",
                )
            yield Source(path=name, data=data)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile(
            f"{root} : archive endommagée, protégée ou incomplète ({error}).", fix="téléchargez-la de nouveau"
        ) from error


def _zip_members(root: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    with zipfile.ZipFile(root) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if not member.is_dir():
                with archive.open(member) as stream:
                    yield member.filename, member.file_size, stream


def _tar_members(root: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    # In the order of the archive: a compressed one cannot be read in another.
    with tarfile.open(root) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                yield member.name, member.size, stream


def _refuse_member(name: str, size: int) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return "chemin qui sort de l'archive : refusé par sécurité"
    if any(_is_hidden(part) for part in path.parts) or "__MACOSX" in path.parts:
        return "fichier caché ou temporaire"
    if is_archive(name):
        return "archive dans une archive : ouvrez la première, puis ajoutez la seconde"
    if size > MAX_FILE_BYTES:
        return _too_large(size)
    return ""


def _too_large(size: int) -> str:
    return f"fichier trop gros : {size // _MEGABYTE} Mo (la limite est de {MAX_FILE_BYTES // _MEGABYTE} Mo)"


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
