"""Finds the files of a folder or an archive, and says what it leaves out and why."""

import os
from collections.abc import Iterator
from pathlib import Path

from corpus.archive import Skipped, is_archive, is_hidden, refuse_size, walk_archive
from corpus.disk import refusal, shown_name
from corpus.errors import UnreadableFile
from corpus.types import Source


def walk(root: Path) -> Iterator[Source | Skipped]:
    """Yield what is under a folder, in an archive, or the file itself; in a folder, in the order of the paths.

    A path that does not exist or cannot be opened at all is an `UnreadableFile`; a file inside that cannot be opened is
    `Skipped`, and so is what an archive holds outside itself ("../").
    """
    check_there(root)
    if root.is_dir():
        yield from _walk_folder(root)
    elif is_archive(root):
        yield from walk_archive(root)
    else:
        yield _open_file(root, shown_name(root.name))


def check_there(path: Path) -> None:
    """Refuse a path that cannot be reached, with an `UnreadableFile` that says why."""
    try:
        path.stat()
    except OSError as error:
        raise UnreadableFile(
            f"{path} : {refusal(error)}.", fix="vérifiez le chemin (majuscules comprises) et vos droits"
        ) from error


def _walk_folder(root: Path) -> Iterator[Source | Skipped]:
    denied: list[OSError] = []
    found = False
    for folder, folders, names in os.walk(root, onerror=denied.append):
        inside = Path(folder)
        refused = {name: why for name in folders if (why := _refuse_folder(inside / name))}
        folders[:] = sorted(name for name in folders if name not in refused)
        for name, why in sorted(refused.items()):
            yield Skipped(path=_relative(inside / name, root) + "/", reason=why)
        for name in sorted(names):
            found = True
            yield _open_file(inside / name, _relative(inside / name, root))
    for error in denied:
        yield _denied(error, root)
    if not found and not denied:
        raise UnreadableFile(
            f"{root} : ce dossier ne contient aucun fichier.", fix="indiquez un dossier qui contient des documents"
        )


def _denied(error: OSError, root: Path) -> Skipped:
    """Report a folder that could not be listed; for the root, there is nothing else to report."""
    if Path(error.filename) == root:
        raise UnreadableFile(
            f"{root} : lecture impossible ({refusal(error)}).", fix="demandez le droit de lecture sur ce dossier"
        ) from error
    return Skipped(path=_relative(Path(error.filename), root) + "/", reason=f"dossier illisible ({refusal(error)})")


def _refuse_folder(path: Path) -> str:
    if is_hidden(path.name):
        return "dossier caché"
    return "lien vers un dossier, non suivi : ajoutez ce dossier à part" if path.is_symlink() else ""


def _relative(path: Path, root: Path) -> str:
    return shown_name(path.relative_to(root).as_posix())


def _open_file(path: Path, relative: str) -> Source | Skipped:
    if is_hidden(path.name):
        return Skipped(path=relative, reason="fichier caché ou temporaire")
    if is_archive(path):
        return Skipped(
            path=relative, reason="archive dans un dossier : ajoutez-la à part, avec « glose add » et son chemin"
        )
    try:
        if not path.is_file():
            return Skipped(path=relative, reason="ni fichier ni dossier (lien rompu ou fichier spécial)")
        if refused := refuse_size(path.name, path.stat().st_size):
            return Skipped(path=relative, reason=refused)
        return Source(path=relative, data=path.read_bytes())
    except OSError as error:
        return Skipped(path=relative, reason=f"lecture impossible ({refusal(error)})", closed=True)
