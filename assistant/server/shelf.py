"""What the library holds, for the page Sources: counts, ages, failures, a search; files come in and go out.

Files that a browser sends are kept in the folder `documents` of the home: the library reads them again from there.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.age import is_old
from assistant.errors import StoreProblem
from assistant.lines import PRIVATE
from assistant.status import status_as_json
from corpus.add import add, remove
from corpus.archive import is_hidden
from corpus.counting import count
from corpus.disk import readable, refusal
from corpus.errors import UserError
from corpus.library import Entry, Library, StoredSource
from corpus.types import KINDS, About, Kind
from index.fold import fold

_KEPT = "documents"
_REFUSED = "refused.jsonl"
"""Files that a browser sent and that could not be read: nothing else remembers them. By name, the last reason."""
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFigures:
    """The documents of one kind. Days are ISO, or empty; `old` are those of two years or more."""

    kind: Kind
    documents: int
    oldest: str
    newest: str
    undated: int
    old: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """The index in use: `waiting` are documents new or changed since, `gone` those that the library has no more."""

    documents: int
    passages: int
    waiting: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The library at a glance; `index` is None where nothing was indexed, `retrieved` the last day a file was read.

    `refused` are the files that a browser sent in vain, with the reason.
    """

    entries: tuple[Entry, ...]
    kinds: tuple[KindFigures, ...]
    licences: tuple[tuple[str, int], ...]
    skipped: tuple[StoredSource, ...]
    index: Indexed | None
    retrieved: str
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def is_indexed(self) -> bool:
        """Whether the index in use has all that the library holds, and nothing else."""
        return self.index is not None and not self.index.waiting and not self.index.gone


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
        index=_indexed(state["index"]) if state["index"] else None,
        retrieved=max((entry.provenance.retrieved for entry in entries), default=""),
        refused=tuple(_refused(index.parent).items()),
    )


def matching(entries: Sequence[Entry], *, words: str = "", kind: str = "") -> tuple[Entry, ...]:
    """Return the documents that hold every word typed, in what the list shows of them, and that are of this kind."""
    wanted = fold(words).split()
    return tuple(e for e in entries if kind in ("", e.kind) and all(word in _searched(e) for word in wanted))


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
    _remember(home, outcomes)
    return outcomes


def take_out(library: Library, home: Path, files: Sequence[Path]) -> int:
    """Forget files; those that a browser had sent are deleted, others stay on their disk. Return how many."""
    gone, kept = 0, (home / _KEPT).resolve()
    for file in files:
        gone += remove(library, file)
        if file.is_relative_to(kept):
            _delete(library, kept / file.relative_to(kept).parts[0])
    return gone


def _delete(library: Library, sent: Path) -> None:
    """Delete a file that a browser had sent, once nothing of it serves: an archive goes with its last document."""
    left = _sources(library, sent)
    if any(not source.reason for source in left):
        return
    if left:
        remove(library, sent)
    try:
        sent.unlink(missing_ok=True)
    except OSError as error:
        raise StoreProblem(
            f"{sent.name} n'est plus dans la bibliothèque, mais le fichier reste sur le serveur ({refusal(error)}).",
            fix=f"corrigez vos droits, puis effacez {sent}",
        ) from error


def titles_of(library: Library, entries: Sequence[Entry]) -> dict[Path, str]:
    """Return the files that gave these documents, each with the title of the first and how many others it holds."""
    holders = library.all_holders()
    held: dict[Path, dict[str, str]] = {}
    for entry in entries:
        for root, path in holders.get(entry.id, ()):
            held.setdefault(_file(Path(root), path), {})[entry.id] = entry.title
    more = {file: f" et {count(len(own) - 1, 'autre')}" if len(own) > 1 else "" for file, own in held.items()}
    return {file: f"{next(iter(own.values()))}{more[file]} ({file.name})" for file, own in held.items()}


def _refused(home: Path) -> dict[str, str]:
    lines = (line for _, line in PRIVATE.read(home / _REFUSED) if line)
    return {str(line.get("name", "")): str(line.get("reason", "")) for line in lines}


def _remember(home: Path, outcomes: Sequence[Outcome]) -> None:
    """Keep what was refused until a file of that name is read."""
    known = _refused(home)
    now = {**known, **{one.name: one.problem for one in outcomes}}
    kept = {name: reason for name, reason in now.items() if reason}
    if kept != known:
        PRIVATE.rewrite(home / _REFUSED, ({"name": name, "reason": reason} for name, reason in kept.items()))


def _indexed(state: Mapping[str, int]) -> Indexed:
    return Indexed(**{key: state[key] for key in ("documents", "passages", "waiting", "gone")})


def _take_in(library: Library, folder: Path, file: Path, about: About) -> Outcome:
    if refused := _refuse_name(file.name):
        return Outcome(name=file.name, problem=refused, fix="renommez ce fichier, puis ajoutez-le de nouveau")
    target, before = folder / file.name, folder / f".{file.name}.avant"
    known, said = _sources(library, target), _said(library, target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.replace(before)
        shutil.copyfile(file, target)
        report = add(library, target, about)
    except OSError as error:
        _put_back(library, target, before, known, said)
        return Outcome(name=file.name, problem=f"écriture impossible ({refusal(error)})", fix="vérifiez le disque")
    except UserError as error:
        _put_back(library, target, before, known, said)
        problem = error.problem.removeprefix(f"{target} : ").removeprefix(f"{file.name} : ")
        return Outcome(name=file.name, problem=problem, fix=error.fix)
    before.unlink(missing_ok=True)
    skipped = tuple(f"{one.path} : {one.reason}" for one in report.skipped)
    notes = tuple(f"{document} : {note}" for document, note in report.notes)
    documents = sum(report.documents.values()) or report.unchanged
    return Outcome(name=file.name, documents=documents, notes=(*skipped, *notes))


def _put_back(library: Library, target: Path, before: Path, known: Sequence[StoredSource], said: About) -> None:
    """Undo a failed arrival: the file that could not be read goes, the one that it replaced comes back.

    `known` is what the library held of that one, `said` what had been said of it.
    """
    target.unlink(missing_ok=True)
    if before.exists():
        before.replace(target)
    left = _sources(library, target)
    if left == known:
        return  # such as a library that could not be written
    if left:
        remove(library, target)
    if known and target.exists():
        add(library, target, said)


def _sources(library: Library, sent: Path) -> list[StoredSource]:
    """Return what the library holds of a file that was sent: itself, or what is in it where it is an archive."""
    place = sent.resolve()
    return [one for one in library.sources() if _file(Path(one.root), one.path).is_relative_to(place)]


def _said(library: Library, sent: Path) -> About:
    """Return what was said of a file when it was sent: what its documents have in common, that none needs to say."""
    places = {(one.root, one.path) for one in _sources(library, sent)}
    if not places:
        return About()
    holders = library.all_holders()
    known = [one.provenance for one in library.entries() if places.intersection(holders.get(one.id, ()))]
    shared = {
        key: values.pop()
        for key in ("publisher", "licence", "retrieved")
        if len(values := {getattr(one, key) for one in known}) == 1
    }
    return About(**shared)


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
