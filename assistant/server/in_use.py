"""The assistant of a server: over the index in use, opened again when another is swapped in."""

from pathlib import Path
from threading import Lock

from assistant.ask import Assistant
from assistant.wiring import assemble
from corpus.library import Library
from index.search import Searcher
from index.snapshot import open_snapshot
from index.types import Embedder


class AssistantInUse:
    """Call it for each question. Without an index, that question is an `IndexProblem`, and the next may be answered."""

    def __init__(self, home: Path, library: Library, embedder: Embedder, generator: str) -> None:
        self._home, self._library = home, library
        self._embedder, self._generator = embedder, generator
        self._lock = Lock()
        self._made: tuple[str, Assistant] | None = None

    def __call__(self) -> Assistant:
        """Return the assistant over the index that is in use now."""
        folder = self._home / "index"
        name = open_snapshot(folder).name
        with self._lock:
            if self._made is None or self._made[0] != name:
                searcher = Searcher.open(self._library, folder, self._embedder)
                self._made = name, assemble(self._home, self._embedder, searcher, self._generator)
            return self._made[1]
