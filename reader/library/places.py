"""Where the reader was in each article.  Kept in ``marks.db``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.library.articles import article_key
from reader.library.cache import Ask, Cache
from reader.library.marks import Marks
from reader.library.rows import ArticleRow
from reader.library.values import Place

if TYPE_CHECKING:
    from reader.page import Page


class Places:
    """The table ``place`` of ``marks.db``.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks, ask: Ask, cache: Cache) -> None:
        self._marks, self._ask, self._cache = marks, ask, cache

    def save(self, place: Place) -> None:
        """Keep where the reader is.  Raises ``Trouble`` if there is no such article."""
        article, page = self._ask(lambda: article_key(self._cache, place.article))
        with self._marks.writing() as connection:
            connection.execute(
                """INSERT OR REPLACE INTO place
                SELECT ?, ?, ?, 1 + coalesce(max(turn), 0) FROM place""",
                (article, page, place.offset),
            )

    def kept(self, article: str = "", limit: int = -1) -> list[tuple[Place, str]]:
        """The places kept, of one article or of all, the last one first, with their pages' keys."""
        with self._marks.reading() as connection:
            rows = connection.execute(
                """SELECT article, position, page FROM place WHERE article = :article
                OR :article = '' ORDER BY turn DESC LIMIT :limit""",
                {"article": article, "limit": limit},
            )
            return [(Place(str(id_), int(offset)), str(page)) for id_, offset, page in rows]

    def of(self, article: str) -> Place | None:
        """Where the reader was last in an article."""
        kept = self.kept(article, 1)
        return kept[0][0] if kept else None

    def follow(self, articles: Mapping[str, Sequence[ArticleRow]]) -> None:
        """Pages, by their keys, were read anew and have these articles now.

        One that goes by another id now is that at the same position.
        """
        places = ", ".join("?" * len(articles))
        with self._marks.reading() as connection:
            kept = connection.execute(
                f"SELECT page, article, position FROM place WHERE page IN ({places})",
                list(articles),
            ).fetchall()
        moved = []
        for key, old, offset in kept:
            if all(row.id != old for row in articles[key]):
                page = self._cache.page(key)
                new = _article_at(page, offset) if page else ""
                if new:
                    moved.append((new, old))
        if moved:
            with self._marks.writing() as connection:
                connection.executemany(
                    "UPDATE OR IGNORE place SET article = ? WHERE article = ?", moved
                )
                connection.executemany(
                    "DELETE FROM place WHERE article = ?", [(old,) for _, old in moved]
                )

    def last(self) -> Place | None:
        """Where the reader was last, in any article that is still there.

        Where the article isn't, it is the one at the same position of the page's text.
        """

        def question() -> Place | None:
            for place, key in self.kept(limit=20):
                page = None if self._cache.has(place.article) else self._cache.page(key)
                article = _article_at(page, place.offset) if page else place.article
                if article and (page or self._cache.has(article)):
                    return Place(article, place.offset)
            return None

        return self._ask(question)


def _article_at(page: Page, offset: int) -> str:
    """The id of the article that has a code point of the page, ``""`` if none has."""
    for article in page.articles:
        for _, piece in article.pieces():
            if any(start <= offset < end for start, end in piece.source):
                return article.id
    return ""
