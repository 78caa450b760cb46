"""Erases what was removed from the library for good, except what the index, the log or an entry still needs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StoreProblem
from assistant.server.accounts import homes
from corpus.disk import refusal
from corpus.library import Library, Purged
from index.errors import IndexProblem
from index.snapshot import is_unfinished, open_snapshot, remove_previous

_VERSION = re.compile(rb"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was erased; and how many removed versions stay because the index, the log or an entry names them.

    `snapshots` are the previous indexes that went; `unfinished` is an index that could not be looked into, and may
    hold words of what was removed: it is being made, was interrupted, or comes from another Glose.
    """

    purged: Purged
    snapshots: int
    unfinished: bool
    indexed: int
    logged: int
    recorded: int


def purge(library: Library, home: Path) -> Outcome:
    """Erase every version that no source holds and that neither the index in use, the log nor an entry names.

    Previous indexes go too: nobody searches them, and they hold titles and words of what was removed.
    """
    index = home / "index"
    building = is_unfinished(index)
    found = _indexed(index)
    indexed = found or set()
    logged = _named((home / "audit").glob("*.jsonl"))
    recorded = _named(file for own in homes(home) for file in (own / "records").glob("*.json"))
    snapshots = 0 if building else remove_previous(index)
    purged = library.purge(indexed | logged | recorded)
    left = {version for _, version in library.unheld()}
    return Outcome(
        purged=purged,
        snapshots=snapshots,
        unfinished=building or (found is None and any(index.glob("s-*"))),
        indexed=len(left & indexed),
        logged=len(left & logged),
        recorded=len(left & recorded),
    )


def _indexed(folder: Path) -> set[str] | None:
    try:
        return {row.version for row in open_snapshot(folder).documents}
    except IndexProblem:
        return None  # none, or one that cannot be searched: it needs nothing


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
