"""``cache.db`` as a file: its form, how it is opened, and when it is begun anew.

Everything in it can be made again from the user's files, so it may be deleted
at any moment.  Damage, another version or any doubt: it is deleted and begun
anew.  Where the disk gives no room or no right to write, it lives in memory
until the program ends.

A rollback journal rather than a log with shared memory (WAL): the file has no
companions then that would outlive its deletion, and SQLite refuses by itself
to write to a file that was deleted or replaced under its hands.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reader.library.database import connect, is_damage, number, transaction
from reader.library.rows import Damaged

#: "HDca": how SQLite files say whose they are.
APPLICATION = 0x48446361
#: The form of the tables and of the JSON in them.
FORMAT = 3
_TABLES = (
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # place: sorts paths as people do, A2 before A10.  articles: how many.  checksum: of the
    # columns before it.  data: the page as compressed JSON.
    """CREATE TABLE page (
        key TEXT PRIMARY KEY, path NOT NULL, place TEXT NOT NULL, title TEXT NOT NULL, date TEXT,
        articles INTEGER NOT NULL, checksum INTEGER NOT NULL, hash BLOB NOT NULL,
        size INTEGER NOT NULL, mtime INTEGER NOT NULL, version TEXT NOT NULL,
        data BLOB NOT NULL)""",
    # checksum: of the columns before it.  text: all pieces, joined by line feeds; body: where
    # the headline ends in it; text_checksum: of these two.
    """CREATE TABLE article (
        id TEXT NOT NULL, page TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
        kicker TEXT NOT NULL, heading TEXT NOT NULL, confidence REAL NOT NULL,
        quote TEXT NOT NULL, number INTEGER NOT NULL, people TEXT NOT NULL,
        checksum INTEGER NOT NULL,
        body INTEGER NOT NULL, text_checksum INTEGER NOT NULL, text TEXT NOT NULL)""",
    # One row for each page that is or was here, with the number of its last change: numbers
    # only grow, so whoever has seen all up to one of them asks for those above it.
    "CREATE TABLE change (number INTEGER PRIMARY KEY AUTOINCREMENT, page TEXT UNIQUE NOT NULL)",
    "CREATE INDEX article_id ON article (id)",
    "CREATE INDEX article_page ON article (page, number)",
)


class Lost(Exception):
    """The cache had to be begun anew; fill it and ask again."""


class CacheFile:
    """The open file.  One thread at a time.

    ``generation`` changes whenever what was in it is gone.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self.generation = 0
        self._begun_anew = False
        self._connection, self._inode = self._open()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def in_memory(self) -> bool:
        """Whether it lives no longer than the program, as the disk allows no more."""
        return self._inode == -1

    def _open(self) -> tuple[sqlite3.Connection, int]:
        """The connection and its file's inode, -1 if it is in memory."""
        for _ in range(2):
            try:
                connection = connect(self._path)
                try:
                    _prepare(connection)
                    return connection, os.stat(self._path).st_ino
                except BaseException:
                    connection.close()
                    raise
            except (*_DOUBTS, OSError) as error:
                if not is_damage(error):
                    break
                try:
                    os.unlink(self._path)
                except OSError:
                    break
        return _in_memory(), -1

    @contextmanager
    def safely(self) -> Iterator[sqlite3.Connection]:
        """Turn damage, a full disk and the like into a new cache and ``Lost``."""
        try:
            yield self._connection
        except sqlite3.ProgrammingError:
            raise
        except _DOUBTS as error:
            # In memory nothing is damaged: there it is a bug, and gets through.
            if self._inode == -1:
                raise
            self._begin_anew(is_damage(error))
            raise Lost from error

    def _begin_anew(self, damaged: bool) -> None:
        """On disk, where that can help and for the first time; else in memory."""
        self.generation += 1
        old = self._connection
        if (damaged or not self._in_place()) and not self._begun_anew:
            self._begun_anew = True
            old.close()
            if damaged:
                with suppress(OSError):  # then opening fails, too, and leads to memory
                    os.unlink(self._path)
            self._connection, self._inode = self._open()
            return
        self._connection, self._inode = _in_memory(), -1
        if not damaged:
            try:
                old.backup(self._connection)
            except sqlite3.Error:
                self._connection.close()
                self._connection = _in_memory()
        old.close()

    def _in_place(self) -> bool:
        """Whether the file that was opened still stands at its path."""
        try:
            return os.stat(self._path).st_ino == self._inode
        except OSError:
            return False


#: What reading a damaged file may lead to, and writing to one that can't be written.
_DOUBTS = (Damaged, sqlite3.Error, zlib.error, ValueError, LookupError, TypeError)


def _prepare(connection: sqlite3.Connection) -> None:
    """Check that the file is a cache of this form; make it one if it is new."""
    connection.execute("PRAGMA synchronous = NORMAL")
    if not _is_current(connection):
        with transaction(connection):
            if _is_current(connection):  # another process was faster
                return
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("of another form")
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute("INSERT INTO fact VALUES ('identity', ?)", (os.urandom(16).hex(),))
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")


def _is_current(connection: sqlite3.Connection) -> bool:
    if number(connection, "application_id") != APPLICATION:
        return False
    if number(connection, "user_version") != FORMAT:
        return False
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    return names >= {"fact", "page", "article", "change", "article_id", "article_page"}


def _in_memory() -> sqlite3.Connection:
    connection = connect(":memory:")
    _prepare(connection)
    return connection
