"""Rebuilds the index while the one in place answers: in a thread, one at a time, and anyone can ask how far it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from corpus.counting import count
from corpus.errors import UserError
from corpus.library import Library
from index.build import Built, build
from index.types import Embedder


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a rebuilding is: `done` of `total` passages, both 0 until they are counted; `message` once it is over."""

    running: bool = False
    done: int = 0
    total: int = 0
    message: str = ""
    failed: bool = False


class Rebuild:
    """The rebuilding of one index. What is searched changes only once the new index is whole."""

    def __init__(self, home: Path, embedder: Callable[[], Embedder]) -> None:
        self._home = home
        self._embedder = embedder
        self._lock = Lock()
        self._stage = Stage()
        self._thread: Thread | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands now."""
        return self._stage

    def start(self) -> bool:
        """Begin; False where one is under way, which goes on."""
        with self._lock:
            if self._stage.running:
                return False
            self._stage = Stage(running=True)
            self._thread = Thread(target=self._run, name="rebuild", daemon=True)
            self._thread.start()
        return True

    def join(self, timeout: float) -> None:
        """Wait until it is over, or for so many seconds."""
        if self._thread:
            self._thread.join(timeout)

    def _run(self) -> None:
        over = Stage(
            message="La mise à jour s'est arrêtée : une panne inattendue, décrite dans le journal.", failed=True
        )
        try:
            over = Stage(message=told(self._build()))
        except UserError as error:
            over = Stage(message=f"{error.problem} {error.fix[:1].upper()}{error.fix[1:]}.", failed=True)
        finally:
            self._stage = over

    def _build(self) -> Built:
        library = Library(self._home)
        try:
            return build(library, self._home / "index", self._embedder(), self._progress)
        finally:
            library.close()

    def _progress(self, done: int, total: int) -> None:
        self._stage = replace(self._stage, done=done, total=total)


def told(built: Built) -> str:
    """Return what was done, in one line."""
    added = count(built.embedded, "nouveau passage", "nouveaux passages") if built.embedded else "rien de nouveau"
    gone = f" ; {count(built.removed, 'document retiré', 'documents retirés')}" if built.removed else ""
    return f"Index à jour : {count(built.documents, 'document')}, {count(built.passages, 'passage')} ({added}{gone})."
