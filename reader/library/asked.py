"""The searches that the reader keeps, and those made before.  In ``marks.db``."""

from __future__ import annotations

from reader.library.marks import Marks, now

#: Searches that are remembered.
_REMEMBERED = 50


class Asked:
    """The tables of ``marks.db`` for this.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def kept(self) -> tuple[str, ...]:
        """The queries that were kept, in the order in which they were."""
        with self._marks.reading() as connection:
            rows = connection.execute("SELECT query FROM search ORDER BY made, query")
            return tuple(str(query) for (query,) in rows)

    def keep(self, query: str, on: bool) -> None:
        """Keep a query, or keep it no more."""
        with self._marks.writing() as connection:
            if on:
                connection.execute("INSERT OR IGNORE INTO search VALUES (?, ?)", (query, now()))
            else:
                connection.execute("DELETE FROM search WHERE query = ?", (query,))

    def history(self) -> tuple[str, ...]:
        """The last queries, the latest first."""
        with self._marks.reading() as connection:
            rows = connection.execute("SELECT query FROM asked ORDER BY turn DESC")
            return tuple(str(query) for (query,) in rows)

    def remember(self, query: str) -> None:
        """Put a query at the head of the history."""
        with self._marks.writing() as connection:
            connection.execute(
                """INSERT OR REPLACE INTO asked
                SELECT ?, 1 + coalesce(max(turn), 0) FROM asked""",
                (query,),
            )
            connection.execute(
                """DELETE FROM asked WHERE query NOT IN
                (SELECT query FROM asked ORDER BY turn DESC LIMIT ?)""",
                (_REMEMBERED,),
            )

    def forget_history(self) -> None:
        """Forget all queries that were made; those kept stay."""
        with self._marks.writing() as connection:
            connection.execute("DELETE FROM asked")
