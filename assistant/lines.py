"""JSON lines on disk: one object a line, added in one write, or a file written whole or left as it was."""

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from assistant.errors import StoreProblem
from corpus.disk import refusal
from corpus.errors import UserError
from corpus.whole import write_whole


@dataclass(frozen=True, slots=True)
class Lines:
    """Reads and writes such files. `problem` is what a refusal of the system becomes, the modes are of what is made."""

    problem: type[UserError]
    file_mode: int = 0o666
    folder_mode: int = 0o777

    def read(self, path: Path) -> Iterator[tuple[str, dict[str, Any] | None]]:
        """Yield where each line stands, and its object, or None for a line that is damaged; nothing without a file."""
        return objects(path, self.content(path))

    def damaged(self, path: Path) -> list[bytes]:
        """Return the lines that are no objects, as they are."""
        return [line for line in self.content(path).split(b"\n") if line.strip() and _object(line) is None]

    def content(self, path: Path) -> bytes:
        """Return what a file holds; nothing without a file."""
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise self.problem(f"{path} : {refusal(error)}.", fix="vérifiez ce fichier et vos droits dessus") from error

    def append(self, path: Path, value: Mapping[str, Any]) -> None:
        """Add a line in one write: programs that add to the same file do not mix their lines.

        What an interruption left half written stays a line of its own.
        """
        with self.writing(path), _opened(path, self.file_mode) as file:
            line = _line(value) if _ends_well(file) else b"\n" + _line(value)
            if file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def rewrite(self, path: Path, values: Iterable[Mapping[str, Any]], *, damaged: Iterable[bytes] = ()) -> None:
        """Write a file whole, or leave it as it was; `damaged` are lines to keep as they are."""
        with self.writing(path):
            write_whole(path, (*(line + b"\n" for line in damaged), *map(_line, values)), mode=self.file_mode)

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Make the folder of a file, and say in French why it cannot be written."""
        try:
            path.parent.mkdir(mode=self.folder_mode, parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise self.problem(
                f"{path} : écriture impossible ({refusal(error)}).", fix="vérifiez la place libre et vos droits"
            ) from error


PRIVATE = Lines(StoreProblem, file_mode=0o600, folder_mode=0o700)
"""What the server keeps for itself (log, accounts, feedback): nobody else on the machine may read it."""


def objects(path: Path, content: bytes) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield where each line of a content stands, and its object, or None for a line that is damaged."""
    # Not splitlines(): a JSON string may hold the other characters that it takes for line ends.
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            yield f"{path}, ligne {number}", _object(line)


def _object(line: bytes) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        item = json.loads(line)
        if isinstance(item, dict):
            return item
    return None


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _opened(path: Path, mode: int) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, mode), "r+b", buffering=0)


def _ends_well(file: BinaryIO) -> bool:
    if not file.seek(0, os.SEEK_END):
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"
