"""Which articles the user has read: scrolled to their end, or said so.  Kept in ``marks.db``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.library.bookmarks import same_article
from reader.library.cache import Ask, Cache
from reader.library.marks import Marks, now
from reader.library.rows import ArticleRow


class Finished:
    """The table ``read`` of ``marks.db``.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks, ask: Ask, cache: Cache) -> None:
        self._marks, self._ask, self._cache = marks, ask, cache

    def articles(self) -> frozenset[str]:
        """The ids of all that were read."""
        return self._ask(self.ids)

    def set(self, article: str, page: str, on: bool) -> None:
        """Keep that an article of the page with this key was read, or is unread again."""
        if on:
            contents = self._ask(lambda: self._cache.contents(page))
            row = {row.id: row for _, rows in contents for row in rows}.get(article)
            self._keep(article, page, *((row.title, row.quote) if row else ("", "")))
        else:
            with self._marks.writing() as connection:
                connection.execute('DELETE FROM "read" WHERE article = ?', (article,))

    def ids(self) -> frozenset[str]:
        """As ``articles``, without looking whether pages have changed since."""
        with self._marks.reading() as connection:
            return frozenset(
                str(row[0]) for row in connection.execute('SELECT article FROM "read"')
            )

    def kept(self) -> list[tuple[str, str, str]]:
        """Article, page and title of all that were read."""
        with self._marks.reading() as connection:
            rows = connection.execute('SELECT article, page, title FROM "read" ORDER BY made')
            return [(str(article), str(page), str(title)) for article, page, title in rows]

    def _keep(self, article: str, page: str, title: str, quote: str) -> None:
        # By its title and how its text begins it is known again.
        with self._marks.writing() as connection:
            connection.execute(
                """INSERT OR IGNORE INTO "read" (article, page, made, title, quote)
                VALUES (?, ?, ?, ?, ?)""",
                (article, page, now(), title, quote),
            )

    def follow(self, articles: Mapping[str, Sequence[ArticleRow]]) -> None:
        """Pages, by their keys, were read anew and have these articles now."""
        places = ", ".join("?" * len(articles))
        with self._marks.reading() as connection:
            kept = connection.execute(
                f'SELECT page, article, title, quote FROM "read" WHERE page IN ({places})',
                list(articles),
            ).fetchall()
        there = {row.id: row for rows in articles.values() for row in rows}
        changed = []
        for page, article, title, quote in kept:
            row = there.get(article) or same_article(title, quote, articles[page])
            if row and (row.id, row.title, row.quote) != (article, title, quote):
                changed.append((row.id, row.title, row.quote, article))
        moved = [(article,) for new, _, _, article in changed if new != article]
        if changed:
            with self._marks.writing() as connection:
                connection.executemany(
                    """UPDATE OR IGNORE "read" SET article = ?, title = ?, quote = ?
                    WHERE article = ?""",
                    changed,
                )
                connection.executemany('DELETE FROM "read" WHERE article = ?', moved)
