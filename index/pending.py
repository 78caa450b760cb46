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
    """Embed texts as `embedder` does, keeping what is done in the file at `path`. The same text is embedded once."""
    keys = [blake2b(f"{embedder.name}\0{text}".encode(), digest_size=16).digest() for text in texts]
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        stored = dict(database.execute("SELECT key, vector FROM vectors"))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in stored}
        # Longest first over the whole, so that each chunk holds texts of like length and the time left is honest.
        todo = sorted(missing, key=lambda key: -len(missing[key]))
        for at in range(0, len(todo), _CHUNK):
            chunk = todo[at : at + _CHUNK]
            report = _shifted(progress, at, len(todo)) if progress else None
            vectors = embedder.embed_passages([missing[key] for key in chunk], report)
            rows = [(key, vector.tobytes()) for key, vector in zip(chunk, vectors, strict=True)]
            database.execute("BEGIN")
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            database.execute("COMMIT")
            stored.update(rows)
    finally:
        database.close()
    flat = b"".join(stored[key] for key in keys)
    return np.frombuffer(flat, dtype=np.float32).reshape(len(texts), embedder.dimensions)


def _shifted(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _: progress(before + done, total)


def forget(path: Path) -> None:
    """Remove the file: a snapshot now holds what it held."""
    for name in (path, path.with_name(path.name + "-journal")):
        name.unlink(missing_ok=True)
