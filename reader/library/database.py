"""What both SQLite files have in common: how they are opened, and how a path is kept in them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

#: Seconds that one process waits for another one's transaction.
PATIENCE = 20.0


def connect(path: str, how: str = "") -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any thread, one at a time.

    how
        Query part of a SQLite URI such as ``mode=ro``; without one the file
        is opened for writing and made if need be.
    """
    if how:
        from pathlib import Path  # only here: it takes long to import

        path = f"{Path(path).absolute().as_uri()}?{how}"
    return sqlite3.connect(
        path, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=bool(how)
    )


@contextmanager
def transaction(connection: sqlite3.Connection, how: str = "IMMEDIATE") -> Iterator[None]:
    """All that is written inside is kept, or none of it.

    With ``DEFERRED`` for ``how``: all that is read inside is of one moment.
    """
    connection.execute(f"BEGIN {how}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back when the disk is full
            connection.execute("ROLLBACK")
        raise


def number(connection: sqlite3.Connection, pragma: str) -> int:
    """The value of a pragma that is a number, such as ``user_version``."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def is_damage(error: BaseException) -> bool:
    """Whether a file's content is at fault, not a disk without room, right or peace."""
    if isinstance(error, sqlite3.OperationalError):
        return any(sign in str(error) for sign in ("decode", "no such", "malformed", "columns but"))
    return not isinstance(error, OSError)


def path_to_sql(path: str) -> str | bytes:
    """A path as text; as bytes where it isn't Unicode, as file names on Linux needn't be."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def path_from_sql(value: str | bytes) -> str:
    """The path that ``path_to_sql`` was given."""
    return value if isinstance(value, str) else os.fsdecode(value)
