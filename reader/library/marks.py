"""``marks.db``: what the user did and nobody else can bring back.

Never deleted and never rebuilt by Heding; written in transactions that survive
a power cut (WAL, ``synchronous=FULL``); brought to a newer form only after a
dated copy was made, and refused if a newer Heding or a damaged disk has been
at it.

Here are the file itself and the files added, with which a new one begins.  Its
other tables are in ``bookmarks``, ``annotations``, ``places``, ``finished``,
``plans`` and ``asked``.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from reader.language import tr
from reader.library.database import (
    connect,
    is_damage,
    number,
    path_from_sql,
    path_to_sql,
    transaction,
)
from reader.trouble import Trouble, reason

#: "HDmk": how SQLite files say whose they are.
APPLICATION = 0x48446D6B

#: The statements that lead from each version of the file to the next.  Only ever appended to.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        # path: absolute, or the bare name of a page that is shipped with Heding
        """CREATE TABLE source (
            key TEXT PRIMARY KEY, path UNIQUE NOT NULL, hash BLOB NOT NULL, added TEXT NOT NULL)""",
        """CREATE TABLE bookmark (
            article TEXT PRIMARY KEY, page TEXT NOT NULL, title TEXT NOT NULL,
            quote TEXT NOT NULL, made TEXT NOT NULL)""",
        # turn: grows with each saving, so that the last place is the highest
        """CREATE TABLE place (
            article TEXT PRIMARY KEY, page TEXT NOT NULL, position INTEGER NOT NULL,
            turn INTEGER NOT NULL)""",
        "CREATE INDEX place_turn ON place (turn)",
    ),
    (
        # What was asked for and isn't done yet.  include: patterns, one a line; paused: 0 or 1
        """CREATE TABLE task (
            path PRIMARY KEY NOT NULL, include TEXT NOT NULL, paused INTEGER NOT NULL,
            made TEXT NOT NULL) WITHOUT ROWID""",
        # Folders in which new files are taken note of
        """CREATE TABLE watched (
            path PRIMARY KEY NOT NULL, include TEXT NOT NULL, made TEXT NOT NULL)
            WITHOUT ROWID""",
        # Files that were taken out of the library, and shall not come back from a watched folder
        "CREATE TABLE unwanted (path PRIMARY KEY NOT NULL) WITHOUT ROWID",
        """CREATE TABLE "read" (
            article TEXT PRIMARY KEY, page TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID""",
        'CREATE INDEX read_page ON "read" (page)',
    ),
    (
        # Searches kept by the reader, and those made: turn grows with each, the last is the highest
        "CREATE TABLE search (query TEXT PRIMARY KEY NOT NULL, made TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE asked (query TEXT PRIMARY KEY NOT NULL, turn INTEGER NOT NULL) WITHOUT ROWID",
    ),
    (
        # article: the one that has the place now, '' if none; targets: JSON, see annotations
        """CREATE TABLE annotation (
            id TEXT PRIMARY KEY NOT NULL, page TEXT NOT NULL, file TEXT NOT NULL,
            article TEXT NOT NULL, title TEXT NOT NULL, quote TEXT NOT NULL, colour TEXT NOT NULL,
            note TEXT NOT NULL, made TEXT NOT NULL, changed TEXT NOT NULL, targets TEXT NOT NULL)
            WITHOUT ROWID""",
        "CREATE INDEX annotation_page ON annotation (page)",
        "CREATE INDEX place_page ON place (page)",
        # By which an article is known again, as a bookmark's
        """ALTER TABLE "read" ADD COLUMN title TEXT NOT NULL DEFAULT ''""",
        """ALTER TABLE "read" ADD COLUMN quote TEXT NOT NULL DEFAULT ''""",
    ),
)


class Source(NamedTuple):
    """A file that was added: its page's key, its path, the hash of what was in it."""

    key: str
    path: str
    hash: bytes


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


class Marks:
    """The open file.  Any thread may use it; each has it alone while it holds ``lock``.

    folder
        The data folder, made if need be.
    first
        Called for a new file: the sources to begin with.
    steps
        The versions' statements; their number is the newest version known.

    ``refusal`` is the trouble that every attempt to write will raise, if the
    folder can't be written to; ``in_memory`` tells that there isn't even a
    file to read.  Raises ``Trouble`` if there is a file and it can't be trusted.
    """

    def __init__(
        self,
        folder: str,
        first: Callable[[], Iterable[Source]] = tuple,
        steps: Sequence[Sequence[str]] = STEPS,
    ) -> None:
        self.path = os.path.join(folder, "marks.db")
        self._log = self.path + "-wal"
        self.lock = threading.RLock()
        self.refusal: Trouble | None = None
        self.in_memory = False
        self._first = first
        self._steps = steps
        self._connection = self._open(folder)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    # ---- opening

    def _open(self, folder: str) -> sqlite3.Connection:
        try:
            os.makedirs(folder, exist_ok=True)
            if not os.path.exists(self.path):
                self._create()
        except (FileExistsError, NotADirectoryError) as error:
            raise Trouble(
                tr("Heding keeps its data in this folder, but there is a file of that name."),
                tr("Move the file away, or choose another folder with --data-dir."),
                folder,
            ) from error
        except (OSError, sqlite3.OperationalError) as error:
            # Nothing can be written here, but the shipped pages can still be read.
            self.refusal = self._no_writing(reason(error))
            with suppress(OSError):
                if os.path.exists(self.path):
                    return self._open_to_read()
            connection = connect(":memory:")
            self._fill(connection)
            self.in_memory = True
            return connection
        try:
            connection = connect(self.path)
            try:
                self._check(connection)
                self._make_current(connection)
            except BaseException:
                connection.close()
                raise
            return connection
        except (sqlite3.DatabaseError, ValueError) as error:
            if is_damage(error) or "locked" in str(error):
                raise self._trouble(error) from error
            self.refusal = self._trouble(error)
            return self._open_to_read()

    def _create(self) -> None:
        """A new file appears whole or not at all, whatever happens meanwhile."""
        if _is_filled(self._log):
            raise self._damaged(tr("marks.db is gone, but marks.db-wal is there"))
        draft = f"{self.path}-{os.getpid()}-{time.time_ns()}.new"
        try:
            connection = connect(draft)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                self._fill(connection)
            finally:
                connection.close()
            try:
                # Unlike a renaming, a link never replaces what another process made meanwhile.
                os.link(draft, self.path)
            except FileExistsError:
                return
            except OSError:  # a file system without links
                if not os.path.exists(self.path):
                    os.rename(draft, self.path)
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                with suppress(FileNotFoundError):
                    os.unlink(draft + ending)

    def _fill(self, connection: sqlite3.Connection) -> None:
        with transaction(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            for step in self._steps:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(self._steps)}")
            self._insert(connection, self._first())

    def _open_to_read(self) -> sqlite3.Connection:
        # A file in WAL mode needs its two companions even for reading.  Where they can't be
        # made, SQLite must be told that nobody writes; what a log still holds is then missed,
        # so that isn't done if there is one.
        ways = ["mode=ro"]
        if not _is_filled(self._log):
            ways.append("mode=ro&immutable=1")
        why = ""
        for way in ways:
            try:
                connection = connect(self.path, way)
                try:
                    self._check(connection)
                    if number(connection, "user_version") == len(self._steps):
                        return connection
                    why = tr("it is of an older version and can't be brought up to date")
                except BaseException:
                    connection.close()
                    raise
                connection.close()
            except (sqlite3.DatabaseError, ValueError) as error:
                if is_damage(error):
                    raise self._trouble(error) from error
                why = reason(error)
        raise Trouble(
            tr("The file with your bookmarks can't be opened: {reason}.", reason=why),
            tr("Make its folder writable, or choose another folder with --data-dir."),
            self.path,
        )

    def _check(self, connection: sqlite3.Connection) -> None:
        # One broken letter in a title must not keep the user from all the rest.
        connection.text_factory = lambda data: str(data, "utf-8", "replace")
        version = number(connection, "user_version")
        if number(connection, "application_id") != APPLICATION:
            raise self._damaged(tr("it is not Heding's"))
        if version > len(self._steps):
            raise Trouble(
                tr("This file with your bookmarks was written by a newer Heding."),
                tr("Start the newer Heding, or choose another folder with --data-dir."),
                self.path,
            )
        fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if version < 1 or fault != "ok":
            raise self._damaged(reason(str(fault)))

    def _make_current(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        with transaction(connection):
            # Writes nothing, but tells now, not at the first bookmark, whether one may.
            connection.execute("DELETE FROM source WHERE 0")
            version = number(connection, "user_version")
        if version < len(self._steps):
            self._copy(connection, version)
            with transaction(connection):
                # Another process may have been here first.
                version = number(connection, "user_version")
                for step in self._steps[version:]:
                    for statement in step:
                        connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {len(self._steps)}")

    def _copy(self, connection: sqlite3.Connection, version: int) -> None:
        """A dated copy beside the file, complete before it gets its name."""
        day = time.strftime("%Y-%m-%d-%H%M%S")
        name = f"{self.path.removesuffix('.db')}-{day}-version-{version}.db"
        draft = f"{name}-{os.getpid()}.new"
        copy = connect(draft)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        os.replace(draft, name)

    # ---- troubles

    def _trouble(self, error: Exception) -> Trouble:
        if is_damage(error):
            return self._damaged(reason(error))
        return self._locked() if "locked" in str(error) else self._no_writing(reason(error))

    def _damaged(self, why: str) -> Trouble:
        return Trouble(
            tr(
                "The file with your bookmarks is damaged and was left as it is ({reason}).",
                reason=why,
            ),
            tr("Put a copy of it in its place, or move it away to begin with an empty one."),
            self.path,
        )

    def _no_writing(self, why: str) -> Trouble:
        return Trouble(
            tr("Nothing can be kept in Heding's data folder ({reason}).", reason=why),
            tr("Make the folder writable and room on its disk, or choose another with --data-dir."),
            os.path.dirname(self.path),
        )

    def _locked(self) -> Trouble:
        return Trouble(
            tr("Another program holds the file with your bookmarks."),
            tr("Close the other program and try again."),
            self.path,
        )

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction.  Raises ``Trouble`` where the disk or another program forbids it."""
        if self.refusal:
            raise self.refusal
        try:
            with self.lock, transaction(self._connection):
                yield self._connection
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            raise self._trouble(error) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Raises ``Trouble`` where the file holds what nobody wrote."""
        try:
            with self.lock:
                yield self._connection
        except sqlite3.ProgrammingError:
            raise
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise self._trouble(error) from error

    def fault(self) -> str:
        """What is wrong with the file, ``""`` if nothing is."""
        with self.reading() as connection:
            found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        return "" if found == "ok" else reason(found)

    def marked_pages(self, keys: Sequence[str]) -> set[str]:
        """Those of the pages in which something was read, left open or annotated."""
        places = ", ".join("?" * len(keys))
        tables = ('"read"', "place", "annotation")
        each = [f"SELECT page FROM {table} WHERE page IN ({places})" for table in tables]
        with self.reading() as connection:
            rows = connection.execute(" UNION ".join(each), [*keys, *keys, *keys])
            return {str(key) for (key,) in rows}

    # ---- the files added

    def foreign_changes(self) -> int:
        """A number that changes when another process has written."""
        with self.lock:
            return number(self._connection, "data_version")

    def sources(self) -> list[Source]:
        """Every file added."""
        with self.reading() as connection:
            rows = connection.execute("SELECT key, path, hash FROM source")
            return [Source(key, path_from_sql(path), digest) for key, path, digest in rows]

    def keep_sources(self, new: Iterable[Source], changed: Iterable[Source]) -> list[Source]:
        """Keep new ones, and what has changed of known ones.

        Returns those of the new whose key or path another process has taken meanwhile.
        """
        with self.writing() as connection:
            connection.executemany(
                "UPDATE OR IGNORE source SET path = ?, hash = ? WHERE key = ?",
                [(path_to_sql(s.path), s.hash, s.key) for s in changed],
            )
            return self._insert(connection, new)

    @staticmethod
    def _insert(connection: sqlite3.Connection, new: Iterable[Source]) -> list[Source]:
        made = now()
        return [
            source
            for source in new
            if not connection.execute(
                "INSERT OR IGNORE INTO source VALUES (?, ?, ?, ?)",
                (source.key, path_to_sql(source.path), source.hash, made),
            ).rowcount
        ]

    def forget_source(self, key: str) -> None:
        """Forget a file, for good if its folder is watched; the marks in it stay."""
        with self.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO unwanted SELECT path FROM source WHERE key = ?", (key,)
            )
            connection.execute("DELETE FROM source WHERE key = ?", (key,))


def _is_filled(path: str) -> bool:
    return os.path.exists(path) and os.path.getsize(path) > 0
