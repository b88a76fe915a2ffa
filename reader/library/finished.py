"""Which articles the user has read: scrolled to their end, or said so.  Kept in ``marks.db``."""

from __future__ import annotations

from reader.library.marks import Marks, now


class Finished:
    """The table ``read`` of ``marks.db``.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def articles(self) -> frozenset[str]:
        """The ids of all that were read."""
        with self._marks.reading() as connection:
            return frozenset(
                str(row[0]) for row in connection.execute('SELECT article FROM "read"')
            )

    def keep(self, article: str, page: str) -> None:
        """An article of the page with this key was read."""
        with self._marks.writing() as connection:
            connection.execute(
                'INSERT OR IGNORE INTO "read" VALUES (?, ?, ?)', (article, page, now())
            )

    def forget(self, article: str) -> None:
        """An article is unread again."""
        with self._marks.writing() as connection:
            connection.execute('DELETE FROM "read" WHERE article = ?', (article,))
