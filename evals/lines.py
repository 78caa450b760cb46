"""JSON lines of the evaluations: they grow as a run goes, and the half line of an interruption is taken away."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.lines import Lines, objects
from evals.errors import DamagedFile

_KEPT = Lines(DamagedFile)

append, rewrite = _KEPT.append, _KEPT.rewrite


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each object of a file after where it stands; nothing when there is no file.

    What follows the last end of line is what an interruption leaves, and is passed over. Any other line that is not an
    object is a `DamagedFile`.
    """
    for where, found in objects(path, _whole(_KEPT.content(path))):
        if found is None:
            raise DamagedFile(f"{where} : ce n'est pas un objet JSON.", fix="retirez cette ligne : elle sera refaite")
        yield where, found


def repair(path: Path) -> str:
    """Take away the half line that an interruption left at the end of a file; return what to say of it, if anything."""
    content = _KEPT.content(path)
    whole = _whole(content)
    if len(whole) == len(content):
        return ""
    with _KEPT.writing(path):
        os.truncate(path, len(whole))
    return f"{path} : la dernière ligne était écrite à moitié, elle a été retirée."


def _whole(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]
