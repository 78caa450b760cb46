"""An index on disk: written whole beside the one in use, then swapped in one rename.

A folder `s-…` holds: the documents and their versions, the passages (one JSON line each, with offsets in the stored
text of that version), their word counts, the vocabulary, their vectors, and last of all the manifest. `CURRENT` names
the folder in use. A folder without a manifest is a write that was interrupted, and is never read.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import time
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.cut import MAX_CHARACTERS
from corpus.disk import refusal
from corpus.types import Kind, Passage, load_passage
from corpus.whole import write_whole
from index.errors import IndexProblem
from index.lexical import HEAD_WEIGHT, Counts
from index.types import Vectors

FORMAT = f"3-{MAX_CHARACTERS}-{HEAD_WEIGHT}"
"""Changes when an index of before can no longer be read or continued."""

_ABANDONED = 3600.0
"""Seconds after which a folder half written has nobody writing it any more."""

PENDING = "pending.db"
"""The file of vectors that no snapshot has yet: it is there as long as a build runs, and when one was interrupted."""

_MANIFEST = {"format", "embedder", "documents", "passages"}

_KEPT = 2
"""Snapshots left on disk: the one in use, and the one before for a process that still reads it."""


class DocumentRow(NamedTuple):
    """A document of the index; its passages are the rows `first` to `last`, excluded."""

    id: str
    version: str
    stamp: str
    kind: Kind
    title: str
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is searched; `lines` (passages as JSON), `counts`, `vectors`, `asides` have one row a passage, in order.

    `documents` are in the order of their passages, `titles` their vectors. `asides` are the passages that hold only
    contacts, links, references or definitions. `vocabulary` numbers the stems; `surfaces` are the words as
    written, folded, with the number of passages that hold them: what typing errors are compared with.
    """

    name: str
    documents: Sequence[DocumentRow]
    lines: Sequence[bytes]
    counts: Counts
    vocabulary: dict[str, int]
    surfaces: dict[str, int]
    vectors: Vectors
    titles: Vectors
    asides: NDArray[np.bool_]

    @cached_property
    def document_of(self) -> NDArray[np.int32]:
        """The number of the document of each passage."""
        lengths = [row.last - row.first for row in self.documents]
        return np.repeat(np.arange(len(self.documents), dtype=np.int32), lengths)

    def passage(self, row: int) -> Passage:
        """Return one passage; a line that is damaged is an `IndexProblem`."""
        try:
            return load_passage(self.lines[row], self.documents[int(self.document_of[row])].id)
        except (ValueError, TypeError) as error:
            raise _damaged(Path("index", self.name)) from error


class Snapshot:
    """A snapshot on disk; `content` is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: dict[str, Any] = self._json("manifest.json")
        if not isinstance(self.manifest, dict) or not self.manifest.keys() >= _MANIFEST:
            raise _damaged(folder)

    @property
    def name(self) -> str:
        """Changes with each build; written into every answer."""
        return self.folder.name

    @cached_property
    def documents(self) -> list[DocumentRow]:
        """Every document, in the order of its passages."""
        return [DocumentRow(*row) for row in self._json("documents.json")]

    @cached_property
    def content(self) -> Content:
        """All of it. Vectors stay on disk, and are read as they are needed."""
        with self._readable():
            content = Content(
                name=self.name,
                documents=self.documents,
                lines=(self.folder / "passages.jsonl").read_bytes().split(b"\n")[:-1],
                counts=Counts.load(self.folder / "counts.npz"),
                vocabulary={word: number for number, word in enumerate(self._json("vocabulary.json"))},
                surfaces=self._json("surfaces.json"),
                vectors=np.load(self.folder / "vectors.npy", mmap_mode="r"),
                titles=np.load(self.folder / "titles.npy"),
                asides=np.load(self.folder / "asides.npy"),
            )
            self._check(content)
            return content

    @property
    def is_whole(self) -> bool:
        """Whether all of it can be read."""
        try:
            return bool(self.content.name)
        except IndexProblem:
            return False

    def _check(self, content: Content) -> None:
        """Refuse parts that do not go together: a file cut short is still one that can be read."""
        starts, last = content.counts.starts, content.documents[-1].last if content.documents else 0
        passages = {last, len(content.lines), len(content.counts), len(content.vectors), len(content.asides)}
        documents = {len(content.documents), len(content.titles)}
        if passages != {self.manifest["passages"]} or documents != {self.manifest["documents"]}:
            raise ValueError("parts of other lengths than the manifest says")
        if len(content.counts.words) != starts[-1] or len(content.counts.times) != starts[-1]:
            raise ValueError("counts of other lengths than they say")

    def _json(self, name: str) -> Any:
        with self._readable():
            return json.loads((self.folder / name).read_text("utf-8"))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile) as error:
            raise _damaged(self.folder) from error


def open_snapshot(folder: Path) -> Snapshot:
    """Open the snapshot in use; none, or one of another format, is an `IndexProblem`."""
    found = _current(folder)
    if found is None:
        raise IndexProblem(
            "Rien n'est encore indexé.", fix="ajoutez des documents (glose add), puis lancez glose index"
        )
    snapshot = Snapshot(found)
    if snapshot.manifest["format"] != FORMAT:
        raise IndexProblem("L'index vient d'une autre version de Glose.", fix="lancez glose index pour le refaire")
    return snapshot


def previous_snapshot(folder: Path, embedder: str) -> Snapshot | None:
    """Return the snapshot that a build can continue, if there is one: a damaged one is built anew."""
    found = _current(folder)
    if found is None:
        return None
    try:
        snapshot = Snapshot(found)
    except IndexProblem:
        return None
    same = snapshot.manifest["format"] == FORMAT and snapshot.manifest["embedder"] == embedder
    return snapshot if same and snapshot.is_whole else None


def write_snapshot(folder: Path, content: Content, embedder: str) -> None:
    """Write a snapshot, put it in use, and remove those that nobody reads any more.

    A disk that is full, or a folder that cannot be written, is an `IndexProblem`; the index in use stays as it was.
    """
    target = folder / content.name
    # Its own folder until it is whole: two indexings at once must not write into one another.
    made = folder / f".{content.name}-{os.getpid()}"
    manifest = {
        "format": FORMAT,
        "embedder": embedder,
        "documents": len(content.documents),
        "passages": len(content.lines),
    }
    try:
        made.mkdir(parents=True)
        _write_parts(made, content)
        _write_json(made / "manifest.json", manifest)
        _settle(made.iterdir())
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
        write_whole(folder / "CURRENT", [content.name.encode()])
    except OSError as error:
        shutil.rmtree(made, ignore_errors=True)
        raise disk_problem(folder, error) from error
    _remove_old(folder, keep=target)


def is_unfinished(folder: Path) -> bool:
    """Whether a build runs, or was interrupted."""
    return (folder / PENDING).exists()


def remove_previous(folder: Path) -> int:
    """Remove every snapshot but the one in use, and return how many; never while a build runs, which may swap them.

    One that cannot be removed is an `IndexProblem`: it may hold words of documents that nobody must find any more.
    """
    current = _current(folder)
    others = [path for pattern in ("s-*", ".s-*") for path in folder.glob(pattern) if path != current]
    for path in others:
        try:
            shutil.rmtree(path)
        except OSError as error:
            raise IndexProblem(
                f"{path} : ne peut pas être effacé ({refusal(error)}), et peut garder des mots de documents retirés.",
                fix="effacez ce dossier, ou corrigez vos droits sur lui, puis recommencez",
            ) from error
    return len(others)


def _damaged(folder: Path) -> IndexProblem:
    return IndexProblem(
        f"{folder} : index endommagé.",
        fix="supprimez ce dossier, puis relancez glose index : les documents ne sont pas perdus",
    )


def disk_problem(folder: Path, error: Exception) -> IndexProblem:
    """Say what a failed write means; the index in use was not touched."""
    # SQLite says "full", and numpy how many bytes it wanted to write.
    full = any(word in str(error) for word in ("full", "requested and"))
    # SQLite says in English that it can neither open nor write its file.
    why = refusal(error) if isinstance(error, OSError) else "le système le refuse"
    return IndexProblem(
        f"{folder} : écriture impossible, {'le disque est plein' if full else why}. L'index en place n'a pas changé.",
        fix="libérez de la place (ou vérifiez vos droits), puis relancez glose index : il reprendra où il en était",
    )


def _write_parts(target: Path, content: Content) -> None:
    _write_json(target / "documents.json", content.documents)
    _write_json(target / "vocabulary.json", list(content.vocabulary))
    _write_json(target / "surfaces.json", content.surfaces)
    with (target / "passages.jsonl").open("wb") as file:
        file.writelines(_lines(content.lines))
    content.counts.save(target / "counts.npz")
    np.save(target / "vectors.npy", content.vectors)
    np.save(target / "titles.npy", content.titles)
    np.save(target / "asides.npy", content.asides)


def _settle(paths: Iterable[Path]) -> None:
    """Have the disk hold the files before they are put in use: power may go at any moment."""
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _lines(lines: Iterable[bytes]) -> Iterable[bytes]:
    return (line + b"\n" for line in lines)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _current(folder: Path) -> Path | None:
    try:
        target = folder / (folder / "CURRENT").read_text("utf-8").strip()
        return target if (target / "manifest.json").is_file() else None
    except (OSError, ValueError):
        return None


def _remove_old(folder: Path, keep: Path) -> None:
    found = sorted(folder.glob("s-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    others = [path for path in found if path != keep]
    # What an interrupted writer left; a younger one may still be at work.
    left = [path for path in folder.glob(".s-*") if path.stat().st_mtime < time() - _ABANDONED]
    for path in (*others[_KEPT - 1 :], *left):
        shutil.rmtree(path, ignore_errors=True)
