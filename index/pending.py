"""Vectors computed and not yet in a snapshot, so that an interrupted indexing goes on where it stopped."""

import sqlite3
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from index.types import Embedder, Progress, Vectors

_CHUNK = 2048
"""Texts embedded between two saves: some twenty seconds of work on two cores."""


def embed_resumable(embedder: Embedder, texts: Sequence[str], path: Path, progress: Progress | None) -> Vectors:
    """Embed texts as `embedder` does, keeping what is done in the file at `path`. The same text is embedded once.

    A file that is damaged is begun again: it only spares work.
    """
    try:
        return _embed(embedder, texts, path, progress)
    except sqlite3.OperationalError:  # The disk is full, or locked: the file is as it should be.
        raise
    except sqlite3.DatabaseError:
        forget(path)
        return _embed(embedder, texts, path, progress)


def _embed(embedder: Embedder, texts: Sequence[str], path: Path, progress: Progress | None) -> Vectors:
    vectors = np.empty((len(texts), embedder.dimensions), dtype=np.float32)
    rows: dict[bytes, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(blake2b(f"{embedder.name}\0{text}".encode(), digest_size=16).digest(), []).append(row)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        todo = dict(rows)
        for key, vector in database.execute("SELECT key, vector FROM vectors"):
            if key in todo:
                vectors[todo.pop(key)] = np.frombuffer(vector, dtype=np.float32)
        # Longest first over the whole, so that each chunk holds texts of like length and the time left is honest.
        order = sorted(todo, key=lambda key: -len(texts[todo[key][0]]))
        for at in range(0, len(order), _CHUNK):
            chunk = order[at : at + _CHUNK]
            report = _shifted(progress, at, len(order)) if progress else None
            made = embedder.embed_passages([texts[todo[key][0]] for key in chunk], report)
            database.execute("BEGIN")
            pairs = ((key, vector.tobytes()) for key, vector in zip(chunk, made, strict=True))
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", pairs)
            database.execute("COMMIT")
            for key, vector in zip(chunk, made, strict=True):
                vectors[todo[key]] = vector
    finally:
        database.close()
    return vectors


def _shifted(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _: progress(before + done, total)


def forget(path: Path) -> None:
    """Remove the file: a snapshot now holds what it held."""
    for name in (path, path.with_name(path.name + "-journal")):
        name.unlink(missing_ok=True)
