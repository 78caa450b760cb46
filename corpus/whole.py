"""Writes a file whole, or leaves the one that is there as it was, whatever stops the writer."""

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

from corpus.disk import resolved

_LONGEST = 40
"""Letters of its own that a draft is named with: a longest name that a disk takes must take the rest of it too."""


def write_whole(path: Path, parts: Iterable[bytes | bytearray], *, mode: int = 0o666) -> None:
    """Put what is given, in order, in place of what a file held; `mode` is that of the new file. Raises `OSError`.

    It is on the disk before it is in place, and two that write at once do not share a draft. The folder must be there.
    A link keeps leading to the file; what is no file, such as a pipe or /dev/stdout, is written into.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.writelines(parts)
        return
    place = resolved(path)
    draft = place.with_name(f".{place.name[:_LONGEST]}-{token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            # Buffered: a write that takes only a part of it is followed by another, until all is there.
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
