"""The files that a person drops in for a draft: each read at once, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.record.sources import read_documents
from assistant.server.limits import Limits
from corpus.counting import count
from corpus.errors import UnreadableFile
from corpus.types import Document

Data = bytes
"""What a file holds; `Received.bytes` is how many there are."""

MAX_TEXT = 4_000_000
"""Characters of all the documents of a draft: about 1,500 pages."""

MAX_ORIGINALS = 30_000_000
"""Bytes of PDF that a person's draft keeps in memory to show their pages; past it, their text is shown alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a file that was dropped in: its documents, or why there are none and what to do.

    `original` are the bytes of a PDF, whose pages can be shown.
    """

    name: str
    bytes: int
    documents: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    fix: str = ""
    original: Data = field(default=b"", repr=False, compare=False)

    @property
    def pages(self) -> int:
        """Pages with text, 0 where the format has none."""
        return max((block.page or 0 for document in self.documents for block in document.blocks), default=0)

    @property
    def size(self) -> int:
        """Characters that can be quoted."""
        return sum(len(document.text) for document in self.documents)


def read_files(known: Sequence[Received], files: Sequence[Path], limits: Limits) -> tuple[Received, ...]:
    """Read files beside those known; one with the name of another takes its place, as its new version.

    A file that cannot be read is there as such and stops nothing; too many, or too large, are a `LimitReached`.
    """
    found = {one.name: one for one in known}
    sizes = {name: one.bytes for name, one in found.items()} | {file.name: _size(file) for file in files}
    limits.check_files(tuple(sizes.items()))
    for file in files:
        room = MAX_TEXT - sum(one.size for name, one in found.items() if name != file.name)
        spare = MAX_ORIGINALS - sum(len(one.original) for name, one in found.items() if name != file.name)
        found[file.name] = _with_original(_received(file, room), file, spare)
    return tuple(found.values())


def _received(file: Path, room: int) -> Received:
    try:
        documents, notes = read_documents([file])
    except UnreadableFile as error:
        return Received(name=file.name, bytes=_size(file), problem=error.problem, fix=error.fix)
    read = Received(name=file.name, bytes=_size(file), documents=tuple(documents), notes=tuple(notes))
    if read.size <= room:
        return read
    return Received(
        name=file.name,
        bytes=read.bytes,
        problem=f"Le texte de ce fichier est trop long : {count(read.size, 'caractère')}, il en reste {room}.",
        fix="ne gardez que les pages qui parlent de cet algorithme",
    )


def _with_original(received: Received, file: Path, spare: int) -> Received:
    if file.suffix.lower() != ".pdf" or not received.documents or received.bytes > spare:
        return received
    try:
        return replace(received, original=file.read_bytes())
    except OSError:
        return received


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        # What reads it says why it cannot.
        return 0
