"""JSON lines that the server keeps for itself (log, accounts, feedback): nobody else on the machine may read them."""

import errno
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from assistant.errors import StoreProblem
from corpus.disk import refusal

_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield where each line stands, and its object, or None for a line that is damaged; nothing without a file."""
    # Not splitlines(): a JSON string may hold the other characters that it takes for line ends.
    for number, line in enumerate(_content(path).split(b"\n"), start=1):
        if line.strip():
            yield f"{path}, ligne {number}", _object(line)


def append(path: Path, value: Mapping[str, Any]) -> None:
    """Add a line in one write. What an interruption left half written stays a line of its own."""
    with _writing(path), _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as file:
        line = _line(value) if _ends_well(file) else b"\n" + _line(value)
        if file.write(line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def rewrite(path: Path, values: Iterable[Mapping[str, Any]], *, damaged: Iterable[bytes] = ()) -> None:
    """Write a file whole, or leave it as it was; `damaged` are lines to keep as they are."""
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    with _writing(path):
        try:
            with _opened(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) as file:
                file.write(b"".join((*(line + b"\n" for line in damaged), *map(_line, values))))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def damaged_lines(path: Path) -> list[bytes]:
    """Return the lines that are no objects, as they are."""
    return [line for line in _content(path).split(b"\n") if line.strip() and _object(line) is None]


def _object(line: bytes) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        item = json.loads(line)
        if isinstance(item, dict):
            return item
    return None


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StoreProblem(f"{path} : {refusal(error)}.", fix="vérifiez ce fichier et vos droits dessus") from error


def _opened(path: Path, flags: int) -> BinaryIO:
    return os.fdopen(os.open(path, flags, _PRIVATE_FILE), "r+b" if flags & os.O_RDWR else "wb", buffering=0)


def _ends_well(file: BinaryIO) -> bool:
    if not file.seek(0, os.SEEK_END):
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise StoreProblem(
            f"{path} : écriture impossible ({refusal(error)}).", fix="vérifiez la place libre et vos droits"
        ) from error
