"""A lock that one holder has at a time, in any process, and that goes with it: an empty database.

It is the one lock of the standard library that holds on every system and outlives no process.
"""

import sqlite3
from pathlib import Path


def open_lock(path: Path, *, patience: float = 0.0) -> sqlite3.Connection:
    """Open a lock, made if it is not there; to be closed, which releases it. Raises `sqlite3.Error`.

    `patience` is for how many seconds `taken` waits for whoever holds it: another process, or a thread of this one.
    """
    return sqlite3.connect(path, timeout=patience, isolation_level=None)


def taken(lock: sqlite3.Connection) -> bool:
    """Take a lock, and say whether it could be: somebody else may hold it."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True
