"""The bytes of files whose pages can be shown as they were printed: one file each, named after what it holds."""

from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from corpus.whole import write_whole


class Held(NamedTuple):
    """How many files are kept, and how many bytes they are together."""

    files: int
    bytes: int


class Originals:
    """A folder of files that are written once, whole or not at all, and never change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Store bytes, unless they are there already, and return their name. Raises `OSError`."""
        name = sha256(data).hexdigest()
        place = self._folder / name
        if not self._is_there(place, len(data)):
            self._folder.mkdir(exist_ok=True)
            # On the disk before the library says that it is there.
            write_whole(place, [data])
        return name

    def read(self, name: str) -> bytes | None:
        """Return bytes as they were stored; None if they are gone or are others."""
        with suppress(OSError):
            data = (self._folder / name).read_bytes()
            if sha256(data).hexdigest() == name:
                return data
        return None

    def held(self) -> Held:
        """Count what is kept."""
        with suppress(OSError):
            sizes = [file.stat().st_size for file in self._folder.iterdir() if not file.name.startswith(".")]
            return Held(len(sizes), sum(sizes))
        return Held(0, 0)

    def sweep(self, needed: Collection[str]) -> Held:
        """Delete all but the files needed, what an interrupted writer left included; return what was freed.

        Nobody may be writing meanwhile. Raises `OSError`; called again, it goes on.
        """
        files = size = 0
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            if file.name not in needed:
                freed = file.stat().st_size
                file.unlink()
                files, size = files + 1, size + freed
        return Held(files, size)

    def _is_there(self, place: Path, size: int) -> bool:
        try:
            return place.stat().st_size == size
        except OSError:
            return False
