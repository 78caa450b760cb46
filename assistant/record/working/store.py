"""Entries at work, kept under the home: one JSON file each, with every state that it went through.

The file begins as an export in JSON does, so that whatever reopens an export reopens what is kept.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.record.exchange.export_json import read_records, register_json
from assistant.record.schema import Schema
from assistant.record.types import Record
from assistant.record.working.reread import as_text, is_begun, progress, whole
from assistant.record.working.session import Session
from corpus.counting import count
from corpus.dates import french_day
from corpus.disk import refusal
from corpus.errors import UnreadableFile, UserError
from corpus.lock import open_lock, taken
from corpus.register.ids import slug
from corpus.types import Source
from corpus.whole import write_whole

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_PARTS = ("record", "past", "undone", "replaced")
_PATIENCE = 30.0
"""Seconds that a save waits for the others: each takes a moment."""


class RecordProblem(UserError):
    """An entry cannot be kept, or is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry as it is kept.

    `replaced` are the states that neither undoing nor redoing reaches any more. `saved` is the moment, in UTC, in ISO.
    """

    session: Session
    replaced: tuple[Record, ...] = ()
    saved: str = ""

    @property
    def states(self) -> tuple[Record, ...]:
        """Every state, the oldest first, those out of reach before all others; the last that was worked on is last."""
        return (*self.replaced, *self.session.past, self.session.record)


def save(home: Path, session: Session, schema: Schema) -> Path:
    """Keep an entry in place of what was kept under its id; no state of before is lost."""
    with _alone(home, session.record.id):
        return _save(home, session, schema)


def put(home: Path, record: Record, schema: Schema) -> tuple[Path, bool]:
    """Keep an entry that was drafted or imported; say whether one of that id was there, to which undoing goes back."""
    with _alone(home, record.id):
        known = file_of(home, record.id).exists()
        session = load(home, record.id).session.changed(record) if known else Session(record=record)
        return _save(home, session, schema), known


def load(home: Path, id: str) -> Kept:
    """Reopen an entry; one that is not there is a `RecordProblem`, a damaged file an `UnreadableFile` that names it."""
    path = file_of(home, id)
    if not path.exists():
        known = ", ".join(kept.session.record.id for kept in list_kept(home)[0]) or "aucune pour l'instant"
        raise RecordProblem(f"Aucune fiche « {id} » sous {path.parent}.", fix=f"les fiches gardées : {known}")
    return _read(path)


def list_kept(home: Path) -> tuple[tuple[Kept, ...], tuple[UnreadableFile, ...]]:
    """Return what is kept, the last saved first, and the files that cannot be read."""
    kept, damaged = [], []
    for path in sorted((home / "records").glob("*.json")):
        try:
            kept.append(_read(path))
        except UnreadableFile as error:
            damaged.append(error)
    return tuple(sorted(kept, key=lambda one: one.saved, reverse=True)), tuple(damaged)


def kept_as_text(kept: Sequence[Kept]) -> str:
    """Return a line for each entry: its id, its name, when it was saved, how many states there are, how far reread."""
    lines = [
        f"{one.session.record.id} : {one.session.record.name} "
        f"({french_day(one.saved[:10])}, {one.saved[11:16]} UTC ; {count(len(one.states), 'état')})"
        f"{f' ; {said}' if (said := _reread(one.session.record)) else ''}"
        for one in kept
    ]
    return "\n".join(lines) or "Aucune fiche gardée."


def _reread(record: Record) -> str:
    """Say in a few words how far an entry is reread, if anybody began."""
    if reread := whole(record):
        return as_text(reread)
    done, filled = progress(record)
    return f"relecture : {done} sur {filled}" if is_begun(record) else ""


def file_of(home: Path, id: str) -> Path:
    """Return where an entry is kept: under its id, or a name of its own where the id could not name a file."""
    name = id if _SAFE.fullmatch(id) else f"{slug(id) or 'fiche'}-{sha256(id.encode()).hexdigest()[:8]}"
    return home / "records" / f"{name}.json"


@contextmanager
def _alone(home: Path, id: str) -> Iterator[None]:
    """Be the only one that saves, from reading what is kept to writing it again with what is new.

    Of two that save at once, in one process or in two, the first would be lost.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = open_lock(home / "records.lock", patience=_PATIENCE)
        free = taken(lock)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(file_of(home, id), error) from error
    with closing(lock):
        if not free:
            raise RecordProblem(
                "Une autre commande enregistre une fiche depuis longtemps.",
                fix="attendez sa fin, puis enregistrez de nouveau",
            )
        yield


def _save(home: Path, session: Session, schema: Schema) -> Path:
    path = file_of(home, session.record.id)
    replaced = _replaced(load(home, session.record.id), session) if path.exists() else ()
    parts = {"record": (session.record,), "past": session.past, "undone": session.undone, "replaced": replaced}
    _write(path, _whole(parts, schema))
    return path


def _replaced(kept: Kept, session: Session) -> tuple[Record, ...]:
    """Return the states on disk that the session does not hold, such as what was undone and then written over."""
    held = (*session.past, session.record, *session.undone)
    return (
        *kept.replaced,
        *(one for one in (*kept.states, *kept.session.undone) if one not in (*kept.replaced, *held)),
    )


def _whole(parts: Mapping[str, Sequence[Record]], schema: Schema) -> bytes:
    """Write the records one after the other, and how many there are of each part."""
    records = [record for name in _PARTS for record in parts[name]]
    whole = json.loads(register_json(records, schema).data)
    whole["kept"] = {"saved": datetime.now(UTC).isoformat(timespec="seconds")} | {n: len(parts[n]) for n in _PARTS}
    return json.dumps(whole, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _read(path: Path) -> Kept:
    try:
        source = Source(path=str(path), data=path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path} : {refusal(error)}.", fix="vérifiez vos droits sur ce fichier") from error
    try:
        counts, records = source.json["kept"], iter(read_records(source))
        parts = {name: tuple(_take(records, counts[name])) for name in _PARTS}
        (record,) = parts["record"]
        datetime.fromisoformat(counts["saved"])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    if next(records, None):
        raise _damaged(path)
    session = Session(record=record, past=parts["past"], undone=parts["undone"])
    return Kept(session=session, replaced=parts["replaced"], saved=counts["saved"])


def _take(records: Iterator[Record], count: Any) -> Iterator[Record]:
    for _ in range(count):
        try:
            yield next(records)
        except StopIteration:
            raise ValueError("fewer records than said") from None


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"{path} : cette fiche est abîmée et ne peut pas être rouverte.",
        fix="remettez une copie de ce fichier, ou déplacez-le pour repartir d'un export JSON de la fiche",
    )


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [data])
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError | sqlite3.Error) -> RecordProblem:
    # SQLite says in English that it can neither open nor write its file.
    why = refusal(error) if isinstance(error, OSError) else "le système le refuse"
    return RecordProblem(
        f"{path} : écriture impossible, {why}. Ce qui était gardé n'a pas changé.",
        fix="libérez de la place ou vérifiez vos droits, puis enregistrez de nouveau",
    )
