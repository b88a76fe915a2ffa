"""One program at a time adds to a library; others wait, and find what it has done.

The turn is SQLite's lock on a small file of its own.  It is the system that
holds it, so it ends with the program, however that ends, and can't grow stale.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

#: Milliseconds between two questions whether to wait on.
_LOOK = 250


@contextmanager
def taken(folder: str, waiting: Callable[[], bool]) -> Iterator[bool]:
    """Hold the turn for the library in ``folder``; whether one has it.

    waiting
        Called again and again while another program has it; returning False
        ends the waiting without it.

    Where nothing can be locked, as in a folder that can't be written to, it is had at once.
    """
    try:
        path = os.path.join(folder, "adding.lock")
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.OperationalError:
        yield True
        return
    with closing(connection):
        mine = _locked(connection)
        connection.execute(f"PRAGMA busy_timeout = {_LOOK}")
        while not mine and waiting():
            mine = _locked(connection)
        yield mine


def _locked(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return "locked" not in str(error)  # else there's no right to write
    return True
