"""What the library holds, for the page Sources: counts, ages, failures, a search; files come in and go out.

Files that a browser sends are kept in the folder `documents` of the home: the library reads them again from there.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.status import status_as_json
from corpus.add import add, remove
from corpus.archive import is_hidden
from corpus.disk import readable, refusal
from corpus.errors import UnreadableFile
from corpus.library import Entry, Library, StoredSource
from corpus.types import KINDS, About, Kind
from index.fold import fold

OLD_DAYS = 2 * 365
"""Age from which a page of an administration deserves to be read again."""

_KEPT = "documents"
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFigures:
    """The documents of one kind. Days are ISO, or empty; `old` are those of more than two years."""

    kind: Kind
    documents: int
    oldest: str
    newest: str
    undated: int
    old: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """The index in use: `waiting` are the documents that it does not have yet, `stale` those that it has no more to."""

    documents: int
    passages: int
    waiting: int
    stale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The library at a glance; `index` is None where nothing was indexed, `retrieved` the last day a file was read."""

    entries: tuple[Entry, ...]
    kinds: tuple[KindFigures, ...]
    licences: tuple[tuple[str, int], ...]
    skipped: tuple[StoredSource, ...]
    index: Indexed | None
    retrieved: str

    @property
    def is_indexed(self) -> bool:
        """Whether the index in use has all that the library holds, and nothing else."""
        return self.index is not None and not self.index.waiting and not self.index.stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: `problem` is empty where it was taken in, `notes` are what its readers remarked."""

    name: str
    documents: int = 0
    problem: str = ""
    fix: str = ""
    notes: tuple[str, ...] = ()


def shelf(library: Library, index: Path, today: date) -> Shelf:
    """Read the library and the state of its index."""
    entries = tuple(library.entries())
    state = status_as_json(library, index)
    return Shelf(
        entries=entries,
        kinds=tuple(_kinds(entries, today)),
        licences=tuple(sorted(state["licences"].items(), key=lambda item: (-item[1], item[0]))),
        skipped=tuple(source for source in library.sources() if source.reason),
        index=_indexed(state["index"], len(entries)) if state["index"] else None,
        retrieved=max((entry.provenance.retrieved for entry in entries), default=""),
    )


def matching(entries: Sequence[Entry], *, words: str = "", kind: str = "") -> tuple[Entry, ...]:
    """Return the documents that hold every word typed, in what the list shows of them, and that are of this kind."""
    wanted = fold(words).split()
    return tuple(e for e in entries if kind in ("", e.kind) and all(word in _searched(e) for word in wanted))


def is_old(published: str, today: date) -> bool:
    """Whether a day, in ISO, is more than two years ago; what has no date is not known to be."""
    try:
        return (today - date.fromisoformat(published[:10])).days > OLD_DAYS
    except ValueError:
        return False


def files_of(library: Library, entries: Sequence[Entry]) -> list[Path]:
    """Return the files that gave these documents, each once."""
    places = dict.fromkeys(place for entry in entries for place in library.holders(entry.id))
    return list(dict.fromkeys(_file(Path(root), path) for root, path in places))


def take_in(
    library: Library, home: Path, files: Sequence[Path], about: About, progress: Callable[[int, str], None]
) -> list[Outcome]:
    """Keep files sent by a browser and read them; one that cannot be read leaves what was there before in place.

    `progress` is told how many are done, and which is next.
    """
    outcomes = []
    for number, file in enumerate(files):
        progress(number, file.name)
        outcomes.append(_take_in(library, home / _KEPT, file, about))
    return outcomes


def take_out(library: Library, home: Path, files: Sequence[Path]) -> int:
    """Forget files; those that a browser had sent are deleted, others stay on their disk. Return how many."""
    gone = 0
    for file in files:
        gone += remove(library, file)
        if file.is_relative_to((home / _KEPT).resolve()):
            file.unlink(missing_ok=True)
    return gone


def _indexed(state: Mapping[str, int], documents: int) -> Indexed:
    waiting = state["waiting"]
    return Indexed(
        documents=state["documents"],
        passages=state["passages"],
        waiting=waiting,
        stale=state["documents"] - (documents - waiting),
    )


def _take_in(library: Library, folder: Path, file: Path, about: About) -> Outcome:
    if refused := _refuse_name(file.name):
        return Outcome(name=file.name, problem=refused, fix="renommez ce fichier, puis ajoutez-le de nouveau")
    target, before = folder / file.name, folder / f".{file.name}.avant"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.replace(before)
        shutil.copyfile(file, target)
        report = add(library, target, about)
    except OSError as error:
        _put_back(library, target, before, about)
        return Outcome(name=file.name, problem=f"écriture impossible ({refusal(error)})", fix="vérifiez le disque")
    except UnreadableFile as error:
        _put_back(library, target, before, about)
        problem = error.problem.removeprefix(f"{target} : ").removeprefix(f"{file.name} : ")
        return Outcome(name=file.name, problem=problem, fix=error.fix)
    before.unlink(missing_ok=True)
    skipped = tuple(f"{one.path} : {one.reason}" for one in report.skipped)
    notes = tuple(f"{document} : {note}" for document, note in report.notes)
    documents = sum(report.documents.values()) or report.unchanged
    return Outcome(name=file.name, documents=documents, notes=(*skipped, *notes))


def _put_back(library: Library, target: Path, before: Path, about: About) -> None:
    """Undo a failed arrival: the file that could not be read goes, the one that it replaced comes back."""
    target.unlink(missing_ok=True)
    if any(_file(Path(source.root), source.path) == target.resolve() for source in library.sources()):
        remove(library, target)
    if before.exists():
        before.replace(target)
        add(library, target, about)


def _refuse_name(name: str) -> str:
    if is_hidden(name):
        return "fichier caché ou temporaire"
    if len(name) > _LONGEST_NAME or readable(name) != name:
        return "nom trop long ou illisible"
    return ""


def _kinds(entries: Sequence[Entry], today: date) -> Iterator[KindFigures]:
    for kind in KINDS:
        own = [entry.provenance.published for entry in entries if entry.kind == kind]
        days = sorted(day for day in own if day)
        if own:
            yield KindFigures(
                kind=kind,
                documents=len(own),
                oldest=days[0] if days else "",
                newest=days[-1] if days else "",
                undated=len(own) - len(days),
                old=sum(is_old(day, today) for day in days),
            )


def _searched(entry: Entry) -> str:
    known = entry.provenance
    return fold(" ".join((entry.title, entry.id, entry.source, known.publisher, known.licence)))


def _file(root: Path, path: str) -> Path:
    """The path of a file; one added alone has itself as root."""
    return root if root.name == path else root / path
