"""The stored documents: every version that was read, where each came from, what is current, what was skipped and why.

One SQLite file, so that a write is whole or absent, whatever interrupts it; beside it, the bytes of PDF files, whose
pages can be shown. A version once stored stays, and so does the file that gave it, until `purge`: an audit may cite
it. A document is current while a source that was added still holds it; of two sources that hold the same id, the latest
published wins, then the longest text.
"""

import errno
import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from hashlib import sha256
from pathlib import Path

from corpus.errors import LibraryProblem
from corpus.originals import Held, Originals
from corpus.types import Document, Kind, Provenance, dump_blocks, load_blocks

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT, version TEXT, kind TEXT, title TEXT, text TEXT, blocks TEXT, provenance TEXT, notes TEXT, reader TEXT,
    stamp TEXT,
    PRIMARY KEY (id, version)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (
    root TEXT, path TEXT, fingerprint TEXT, reason TEXT, PRIMARY KEY (root, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS holds (
    root TEXT, path TEXT, id TEXT, version TEXT, published TEXT, length INTEGER,
    PRIMARY KEY (root, path, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS originals (id TEXT, version TEXT, file TEXT, PRIMARY KEY (id, version)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS holds_by_id ON holds (id);
CREATE VIEW IF NOT EXISTS current AS
    SELECT id, version FROM (
        SELECT id, version, row_number() OVER (
            PARTITION BY id ORDER BY published DESC, length DESC, version, root, path) AS rank FROM holds)
    WHERE rank = 1;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A current document without its text. `source` is the path of the file that gave it."""

    id: str
    version: str
    kind: Kind
    title: str
    provenance: Provenance
    notes: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSource:
    """A file that was met under an added folder or archive; `reason` is empty unless it was skipped."""

    root: str
    path: str
    fingerprint: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What `purge` erased: versions of documents, and the files that gave them."""

    versions: int
    files: Held


class Library:
    """Opens, or creates, the library in a folder. Errors of the disk are `LibraryProblem`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library.db"
        self._originals = Originals(folder / "files")
        with self._guarded():
            folder.mkdir(parents=True, exist_ok=True)
            # Readers of a server share one library; writing stays in one thread, as sqlite3 wants it. No write-ahead
            # log: to read through one, files must be created, and a full or read-only disk must still answer.
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing of it."""
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def keep(
        self, source: StoredSource, documents: Sequence[tuple[str, Document]], original: bytes | None = None
    ) -> None:
        """Store what one file gave, as (reader's name, document); what it gave before and no longer does is let go.

        `original` are its bytes, where its pages can be shown.
        """
        self.let_go(source.root, source.path)
        file = self._originals.keep(original) if original is not None else None
        self._db.execute("INSERT INTO sources VALUES (?, ?, ?, ?)", astuple(source))
        for reader, document in documents:
            version, blocks = document.version, dump_blocks(document.blocks)
            self._db.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    version,
                    document.kind,
                    document.title,
                    document.text,
                    blocks,
                    json.dumps(asdict(document.provenance), ensure_ascii=False),
                    json.dumps(document.notes, ensure_ascii=False),
                    reader,
                    sha256(f"{document.kind}\0{document.title}\0{version}\0{blocks}".encode()).hexdigest()[:16],
                ),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO holds VALUES (?, ?, ?, ?, ?, ?)",
                (source.root, source.path, document.id, version, document.provenance.published, len(document.text)),
            )
            if file is not None:
                self._db.execute("INSERT OR REPLACE INTO originals VALUES (?, ?, ?)", (document.id, version, file))

    def let_go(self, root: str, path: str) -> None:
        """Forget a file: its documents stop being current, and their stored versions stay readable."""
        self._db.execute("DELETE FROM sources WHERE root = ? AND path = ?", (root, path))
        self._db.execute("DELETE FROM holds WHERE root = ? AND path = ?", (root, path))

    def sources(self, root: str | None = None) -> list[StoredSource]:
        """Every file met under a root, or under all of them, in the order of their paths."""
        where, values = ("WHERE root = ?", [root]) if root is not None else ("", [])
        with self._guarded():
            rows = self._db.execute(f"SELECT root, path, fingerprint, reason FROM sources {where}", values)
            return [StoredSource(root=r, path=p, fingerprint=f, reason=why) for r, p, f, why in rows]

    def roots(self) -> list[str]:
        """The folders, archives and folders of files that were added."""
        with self._guarded():
            return [row[0] for row in self._db.execute("SELECT DISTINCT root FROM sources ORDER BY root")]

    def holders(self, id: str) -> list[tuple[str, str]]:
        """The (root, path) of every source that holds a document of this id."""
        with self._guarded():
            return list(self._db.execute("SELECT root, path FROM holds WHERE id = ? ORDER BY root, path", (id,)))

    def all_holders(self) -> dict[str, list[tuple[str, str]]]:
        """The same for every id at once."""
        found: dict[str, list[tuple[str, str]]] = {}
        with self._guarded():
            for id, root, path in self._db.execute("SELECT id, root, path FROM holds ORDER BY id, root, path"):
                found.setdefault(id, []).append((root, path))
        return found

    def versions(self) -> list[tuple[str, str, str]]:
        """The (id, version, stamp) of every current document, by id; the stamp changes with all that is searched."""
        query = "SELECT id, version, stamp FROM current JOIN documents USING (id, version) ORDER BY id"
        with self._guarded():
            return list(self._db.execute(query))

    def entries(self) -> list[Entry]:
        """Every current document without its text, sorted by kind then id."""
        query = (
            "SELECT d.id, d.version, d.kind, d.title, d.provenance, d.notes,"
            " (SELECT min(h.path) FROM holds h WHERE h.id = d.id AND h.version = d.version)"
            " FROM current c JOIN documents d ON d.id = c.id AND d.version = c.version ORDER BY d.kind, d.id"
        )
        with self._guarded():
            rows = list(self._db.execute(query))
        entries = []
        for id, version, kind, title, provenance, notes, source in rows:
            with self._as_stored(id):
                entries.append(
                    Entry(
                        id=id,
                        version=version,
                        kind=kind,
                        title=title,
                        provenance=Provenance(**json.loads(provenance)),
                        notes=tuple(json.loads(notes)),
                        source=source,
                    )
                )
        return entries

    def document(self, id: str, version: str | None = None) -> Document:
        """Return a document in a version, current or not; without one, the current.

        One that is unknown, or whose text is no longer the one that was read, is a `LibraryProblem`.
        """
        with self._guarded():
            if version is None:
                row = self._db.execute("SELECT version FROM current WHERE id = ?", (id,)).fetchone()
                version = row[0] if row else ""
            row = self._db.execute(
                "SELECT kind, title, text, blocks, provenance, notes FROM documents WHERE id = ? AND version = ?",
                (id, version),
            ).fetchone()
        if row is None:
            raise LibraryProblem(
                f"Le document {id} n'est pas dans la bibliothèque.", fix="glose status --documents donne la liste"
            )
        kind, title, text, blocks, provenance, notes = row
        with self._as_stored(id):
            document = Document(
                id=id,
                kind=kind,
                title=title,
                text=text,
                blocks=load_blocks(blocks),
                provenance=Provenance(**json.loads(provenance)),
                notes=tuple(json.loads(notes)),
            )
            if document.version != version:
                raise ValueError("another text than the one that was read")
        return document

    def original(self, id: str, version: str) -> bytes | None:
        """Return the bytes of the file that gave a version, current or not; None where they are not kept."""
        query = "SELECT file FROM originals WHERE id = ? AND version = ?"
        with self._guarded():
            row = self._db.execute(query, (id, version)).fetchone()
        return self._originals.read(row[0]) if row else None

    def originals(self) -> Held:
        """Count the files whose bytes are kept."""
        return self._originals.held()

    def unheld(self) -> list[tuple[str, str]]:
        """The (id, version) of every stored version that no source holds any more."""
        with self._guarded():
            return list(self._db.execute("SELECT id, version FROM documents EXCEPT SELECT id, version FROM holds"))

    def purge(self, kept: Collection[str]) -> Purged:
        """Erase the versions that no source holds, those of `kept` excepted, and the files that no version needs.

        Versions go together or not at all. Files go after them: an interruption leaves files that the next purge
        deletes, and never a version without its file.
        """
        with self._guarded():
            # Overwritten, and not only forgotten: it may be about somebody.
            self._db.execute("PRAGMA secure_delete = ON")
        with self.transaction():
            gone = [place for place in self.unheld() if place[1] not in kept]
            for table in ("documents", "originals"):
                self._db.executemany(f"DELETE FROM {table} WHERE id = ? AND version = ?", gone)
        # Nobody else writes during a transaction: no file is there before the row that needs it.
        with self.transaction():
            needed = {file for (file,) in self._db.execute("SELECT file FROM originals")}
            return Purged(versions=len(gone), files=self._originals.sweep(needed))

    @contextmanager
    def _as_stored(self, id: str) -> Iterator[None]:
        """Refuse a row that is damaged, or that another program wrote."""
        try:
            yield
        except (ValueError, TypeError, AttributeError) as error:
            roots = " ou ".join(root for root, _ in self.holders(id)) or "le chemin qui l'a donné"
            raise LibraryProblem(
                f"{self.path} : le document {id} n'y est plus tel qu'il a été lu, il ne peut pas être cité.",
                fix=f"retirez {roots} (glose remove), ajoutez-le de nouveau (glose add), puis lancez glose index",
            ) from error

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, sqlite3.DatabaseError, OSError) as error:
            raise _refused(self.path, error) from error


def _refused(path: Path, error: Exception) -> LibraryProblem:
    """Return what a refusal of SQLite or of the system means, and what to do about it."""
    text = str(error)
    why, advice = f"la bibliothèque ne répond pas ({text})", "vérifiez le dossier donné par --home et vos droits dessus"
    if "full" in text or getattr(error, "errno", 0) == errno.ENOSPC:
        why = "le disque est plein, rien n'a été écrit"
        advice = "libérez de la place puis relancez la même commande : elle reprendra où elle en était"
    elif "locked" in text:
        why = "la bibliothèque est en cours d'écriture par une autre commande"
        advice = "attendez la fin de l'autre commande, puis recommencez"
    elif "readonly" in text or "unable to open" in text or isinstance(error, PermissionError):
        why = "écriture impossible (droits ou dossier)"
    elif "malformed" in text or "not a database" in text:
        why = "le fichier de la bibliothèque est endommagé"
        advice = "déplacez ce fichier, puis ajoutez de nouveau vos documents avec « glose add »"
    return LibraryProblem(f"{path} : {why}.", fix=advice)
