"""JSON lines that grow as a run goes: one whole line at a time, and the half line of an interruption is taken away."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from corpus.disk import refusal
from evals.errors import DamagedFile


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object of a file after where it stands; nothing when there is no file.

    What follows the last end of line is what an interruption leaves, and is passed over. Any other line that is not an
    object is a `DamagedFile`.
    """
    for number, line in enumerate(_whole(_content(path)).split(b"\n"), start=1):
        if line.strip():
            where = f"{path}, ligne {number}"
            yield where, _object(where, line)


def repair(path: Path) -> str:
    """Take away the half line that an interruption left at the end of a file; return what to say of it, if anything."""
    content = _content(path)
    whole = _whole(content)
    if len(whole) == len(content):
        return ""
    with _writing(path):
        os.truncate(path, len(whole))
    return f"{path} : la dernière ligne était écrite à moitié, elle a été retirée."


def append(path: Path, value: Mapping[str, Any]) -> None:
    """Add a line, in one write: programs that add to the same file do not mix their lines."""
    with _writing(path), path.open("ab", buffering=0) as file:
        file.write(_line(value))


def rewrite(path: Path, values: Iterator[Mapping[str, Any]]) -> None:
    """Write a file whole, or leave it as it was."""
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    with _writing(path):
        beside.write_bytes(b"".join(map(_line, values)))
        beside.replace(path)


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _whole(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DamagedFile(f"{path} : {refusal(error)}.", fix="vérifiez ce chemin et vos droits") from error


def _object(where: str, line: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        item = json.loads(line)
        if isinstance(item, dict):
            return item
    raise DamagedFile(f"{where} : ce n'est pas un objet JSON.", fix="retirez cette ligne : elle sera refaite")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise DamagedFile(
            f"{path} : écriture impossible ({refusal(error)}).", fix="vérifiez la place libre et vos droits"
        ) from error
