"""Adds files, folders and archives to the library: reads what changed, forgets what is gone, names what it skips."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from time import monotonic

from corpus.archive import Skipped, is_archive
from corpus.disk import resolved, shown_name
from corpus.errors import UnreadableFile
from corpus.library import Library, StoredSource
from corpus.read import FORMAT, read
from corpus.types import About, Document, Source
from corpus.walk import check_there, walk

_COMMIT_SECONDS = 2.0
"""Work lost at most when the machine stops; each commit costs a few milliseconds."""

_SHOWN = "pdf"
"""The reader of files whose pages can be shown as they were printed: their bytes are kept."""


@dataclass(slots=True, kw_only=True)
class Report:
    """What one `add` did: counts of files, then of documents by kind, then what a person should know."""

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """The root that a path belongs to, and the part of it that is read: everything when `prefix` is empty."""

    root: Path
    prefix: str

    def covers(self, path: str) -> bool:
        return not self.prefix or path == self.prefix or path.startswith(self.prefix + "/")


def add(library: Library, path: Path, about: About, progress: Callable[[int, str], None] | None = None) -> Report:
    """Add a file, a folder or an archive; `progress` is told how many files were met, and which is next.

    Safe to repeat and to interrupt: each file is stored whole or not at all. A path that does not exist, or one single
    file that cannot be read, is an `UnreadableFile`; inside a folder it is listed in the report.
    """
    place = _place(library, path)
    adding = _Adding(library, str(place.root), about)
    known = {source.path: source for source in library.sources(str(place.root)) if place.covers(source.path)}
    if _is_single(path):
        # One that could not be read is read again: its reason was kept, and not what to do about it.
        known = {name: source for name, source in known.items() if not source.reason}
    seen: set[str] = set()
    closed: set[str] = set()
    try:
        for item in _items(path, place):
            seen.add(item.path)
            if isinstance(item, Skipped) and (item.closed or item.path.endswith("/")):
                closed.add(item.path)
            if progress:
                progress(len(seen), item.path)
            adding.take(item, known.get(item.path))
    except (UnreadableFile, KeyboardInterrupt):
        # A damaged archive, or Ctrl-C: what was read until then is kept.
        adding.commit()
        raise
    adding.commit()
    gone = [source for name, source in known.items() if name not in seen and not _is_closed(name, closed)]
    if not place.prefix:
        inside = _swallowed(library, place.root)
        gone += [source for source in inside if not _is_closed(_name_under(place.root, source), closed)]
    adding.report.removed = _let_go(library, gone)
    if _is_single(path) and adding.report.skipped:
        raise UnreadableFile(
            f"{path} : {adding.report.skipped[0].reason}",
            fix=adding.advice or "corrigez le fichier, puis ajoutez-le de nouveau",
        )
    return adding.report


def remove(library: Library, path: Path) -> int:
    """Forget a file, or all that is under an added folder or archive; return how many files. Versions stay stored."""
    place = Path(shown_name(str(resolved(path))))
    stored = ((source, Path(shown_name(str(_full_path(source))))) for source in library.sources())
    gone = [source for source, file in stored if file.is_relative_to(place)]
    if not gone:
        raise UnreadableFile(
            f"{path} : rien de ce chemin n'est dans la bibliothèque.", fix="glose status donne les dossiers ajoutés"
        )
    return _let_go(library, gone)


class _Adding:
    """One run of `add` over one root: what is new is read, kept for a moment, and committed with its neighbours."""

    def __init__(self, library: Library, root: str, about: About) -> None:
        self.report = Report()
        self.advice = ""
        self._library = library
        self._root = root
        self._about = about
        self._pending: list[tuple[StoredSource, list[tuple[str, Document]], bytes | None]] = []
        self._since = monotonic()

    def take(self, item: Source | Skipped, known: StoredSource | None) -> None:
        if isinstance(item, Source):
            self._take_source(item, known)
        elif item.closed and known and not known.reason:
            kept = f"{item.reason} : ce qui en avait été lu est gardé"
            self.report.skipped.append(replace(item, reason=kept))
        else:
            self._skip(item.path, "", item.reason)
        if monotonic() - self._since > _COMMIT_SECONDS:
            self.commit()

    def commit(self) -> None:
        if self._pending:
            with self._library.transaction():
                for source, documents, original in self._pending:
                    self._library.keep(source, documents, original)
        self._pending = []
        self._since = monotonic()

    def _take_source(self, source: Source, known: StoredSource | None) -> None:
        fingerprint = _fingerprint(source, self._about)
        if known and known.fingerprint == fingerprint:
            if known.reason:
                self.report.skipped.append(Skipped(path=source.path, reason=known.reason))
            else:
                self.report.unchanged += 1
            return
        try:
            reader, documents = read(source, self._about)
            documents = [self._named(document, source) for document in documents]
        except UnreadableFile as error:
            self.advice = error.fix
            self._skip(source.path, fingerprint, error.problem)
            return
        self.report.read += 1
        self.report.documents.update(document.kind for document in documents)
        self.report.notes += [(document.id, note) for document in documents for note in document.notes]
        stored = StoredSource(root=self._root, path=source.path, fingerprint=fingerprint, reason="")
        original = source.data if reader == _SHOWN else None
        self._pending.append((stored, [(reader, document) for document in documents], original))

    def _skip(self, path: str, fingerprint: str, reason: str) -> None:
        # What a reader says may repeat half a character of the file, which nothing can store.
        reason = reason.removeprefix(f"{path} : ").encode("utf-8", "backslashreplace").decode()
        self.report.skipped.append(Skipped(path=path, reason=reason))
        source = StoredSource(root=self._root, path=path, fingerprint=fingerprint, reason=reason)
        self._pending.append((source, [], None))

    def _named(self, document: Document, source: Source) -> Document:
        """Give another id to a file whose relative path is already the id of a file of another root."""
        if document.id != source.path:
            return document
        if all(root == self._root for root, _ in self._library.holders(document.id)):
            return document
        longer = f"{Path(self._root).name}/{document.id}"
        if any(root != self._root for root, _ in self._library.holders(longer)):
            raise UnreadableFile(
                f"{source.path} : deux autres fichiers portent déjà ce nom et ce dossier.",
                fix="ajoutez plutôt le dossier qui les contient tous",
            )
        note = f"un autre fichier s'appelle déjà {document.id} : celui-ci prend l'identifiant {longer}"
        return replace(document, id=longer, notes=(*document.notes, note))


def _place(library: Library, path: Path) -> _Place:
    """A path under a folder already added belongs to that folder: ids must not depend on how a file was named."""
    place = resolved(path)
    if (shown := shown_name(str(place))) != str(place):
        raise UnreadableFile(
            f"{shown} : nom qui n'est pas en UTF-8, ou qui contient un caractère de contrôle.",
            fix="renommez ce fichier ou ce dossier",
        )
    check_there(place)
    if not is_archive(place):
        for root in map(Path, library.roots()):
            if place != root and place.is_relative_to(root) and root.is_dir():
                return _Place(root, place.relative_to(root).as_posix())
    return _Place(place, "")


def _items(path: Path, place: _Place) -> Iterator[Source | Skipped]:
    single = _is_single(path)
    for item in walk(resolved(path)):
        name = place.prefix if single and place.prefix else "/".join(filter(None, [place.prefix, item.path]))
        yield replace(item, path=name)


def _is_single(path: Path) -> bool:
    return not path.is_dir() and not is_archive(path)


def _is_closed(name: str, closed: Collection[str]) -> bool:
    """Whether this is, or is in, what could not be opened: nobody knows that it is gone."""
    return name in closed or any(folder.endswith("/") and name.startswith(folder) for folder in closed)


def _swallowed(library: Library, root: Path) -> Sequence[StoredSource]:
    """Files and folders added one by one before the folder that holds them all."""
    if not root.is_dir():
        return []
    inside = [r for r in library.roots() if Path(r) != root and Path(r).is_relative_to(root) and not is_archive(r)]
    return [source for r in inside for source in library.sources(r)]


def _let_go(library: Library, sources: Sequence[StoredSource]) -> int:
    if sources:
        with library.transaction():
            for source in sources:
                library.let_go(source.root, source.path)
    return len(sources)


def _name_under(root: Path, source: StoredSource) -> str:
    return _full_path(source).relative_to(root).as_posix()


def _full_path(source: StoredSource) -> Path:
    """The path of a file; one added alone has itself as root."""
    root = Path(source.root)
    return root if root.name == source.path else root / source.path


def _fingerprint(source: Source, about: About) -> str:
    """Changes with the bytes, with what the person says of them, and with what our readers make of them."""
    said = f"{FORMAT}|{about.kind}|{about.publisher}|{about.licence}|{about.url}|{about.code}"
    if source.head.startswith("%PDF-"):
        # Read again where it was stored before originals were kept.
        said += "|original"
    return sha256(said.encode() + b"\0" + source.data).hexdigest()
