"""Erases what was removed from the library for good, except what the index, the log or an entry still needs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StoreProblem
from corpus.disk import refusal
from corpus.library import Library, Purged
from index.errors import IndexProblem
from index.snapshot import open_snapshot

_VERSION = re.compile(rb"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was erased; and how many removed versions stay because the index, the log or an entry names them."""

    purged: Purged
    indexed: int
    logged: int
    recorded: int


def purge(library: Library, home: Path) -> Outcome:
    """Erase every version that no source holds and that neither the index in use, the log nor an entry names."""
    indexed = _indexed(home / "index")
    logged = _named((home / "audit").glob("*.jsonl"))
    recorded = _named((home / "records").glob("*.json"))
    purged = library.purge(indexed | logged | recorded)
    left = {version for _, version in library.unheld()}
    return Outcome(purged=purged, indexed=len(left & indexed), logged=len(left & logged), recorded=len(left & recorded))


def _indexed(folder: Path) -> set[str]:
    try:
        return {row.version for row in open_snapshot(folder).documents}
    except IndexProblem:
        return set()  # none, or one that cannot be searched: it needs nothing


def _named(files: Iterable[Path]) -> set[str]:
    """Return the versions that files name, wherever they do: also in a line that cannot be read otherwise."""
    found: set[str] = set()
    for file in files:
        try:
            with file.open("rb") as lines:
                found.update(version.decode() for line in lines for version in _VERSION.findall(line))
        except OSError as error:
            raise StoreProblem(
                f"{file} : illisible ({refusal(error)}) ; rien n'a été effacé, car ce fichier peut citer un document.",
                fix="corrigez vos droits sur ce fichier, puis recommencez",
            ) from error
    return found
