"""What the user asked for that goes on: files still to be added, folders to watch.

Kept in ``marks.db``: after a crash, what is left to do is still known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.library.database import path_from_sql, path_to_sql
from reader.library.marks import Marks, now


class Task(NamedTuple):
    """A file or folder to add, with the patterns of the files to take from it."""

    path: str
    include: tuple[str, ...] = ()
    paused: bool = False


class Watched(NamedTuple):
    """A folder in which new files are noticed, with the patterns of those that count."""

    path: str
    include: tuple[str, ...] = ()


class Plans:
    """The tables of ``marks.db`` for this.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    # ---- what is left to do

    def tasks(self) -> tuple[Task, ...]:
        """What was asked for and not finished, in the order in which it was."""
        with self._marks.reading() as connection:
            rows = connection.execute("SELECT path, include, paused FROM task ORDER BY made, path")
            return tuple(Task(path_from_sql(p), _patterns(i), bool(on)) for p, i, on in rows)

    def keep_tasks(self, tasks: Iterable[Task]) -> None:
        """Keep these as asked for."""
        made = now()
        with self._marks.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO task VALUES (?, ?, ?, ?)",
                [(path_to_sql(t.path), "\n".join(t.include), t.paused, made) for t in tasks],
            )

    def end_tasks(self, tasks: Iterable[Task]) -> None:
        """These are done, or given up."""
        with self._marks.writing() as connection:
            connection.executemany(
                "DELETE FROM task WHERE path = ?", [(path_to_sql(task.path),) for task in tasks]
            )

    def give_up(self) -> None:
        """Forget what is left to do; what was added stays."""
        self.end_tasks(self.tasks())

    def pause(self, paused: bool = True) -> None:
        """Whether what is left to do waits until the user says to go on, also after a new start."""
        with self._marks.writing() as connection:
            connection.execute("UPDATE task SET paused = ?", (paused,))

    # ---- watched folders

    def watched(self) -> tuple[Watched, ...]:
        """The folders that are watched, in the order of their paths."""
        with self._marks.reading() as connection:
            rows = connection.execute("SELECT path, include FROM watched ORDER BY path")
            return tuple(Watched(path_from_sql(path), _patterns(i)) for path, i in rows)

    def watch(self, folder: Watched) -> None:
        """Watch a folder from now on."""
        with self._marks.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO watched VALUES (?, ?, ?)",
                (path_to_sql(folder.path), "\n".join(folder.include), now()),
            )

    def unwatch(self, path: str) -> None:
        """Watch a folder no more; its pages stay."""
        with self._marks.writing() as connection:
            connection.execute("DELETE FROM watched WHERE path = ?", (path_to_sql(path),))

    def unwanted(self) -> set[str]:
        """The files that were taken out of the library."""
        with self._marks.reading() as connection:
            return {
                path_from_sql(row[0]) for row in connection.execute("SELECT path FROM unwanted")
            }

    def want(self, paths: Iterable[str]) -> None:
        """These files may come back."""
        with self._marks.writing() as connection:
            connection.executemany(
                "DELETE FROM unwanted WHERE path = ?", [(path_to_sql(path),) for path in paths]
            )


def _patterns(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)
