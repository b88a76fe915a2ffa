"""Where the reader was in each article.  Kept in ``marks.db``."""

from __future__ import annotations

from reader.library.cache import Cache
from reader.library.marks import Marks
from reader.library.values import Place


class Places:
    """The table ``place`` of ``marks.db``.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def keep(self, place: Place, page: str) -> None:
        """Keep where the reader is in an article of the page with this key."""
        with self._marks.writing() as connection:
            connection.execute(
                """INSERT OR REPLACE INTO place
                SELECT ?, ?, ?, 1 + coalesce(max(turn), 0) FROM place""",
                (place.article, page, place.offset),
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

    def last(self, cache: Cache) -> Place | None:
        """Where the reader was last, in any article that is still there.

        If the page has been read anew and the article goes by another id now,
        it is the article at the same position of the page's text.
        """
        for place, key in self.kept(limit=20):
            if cache.has(place.article):
                return place
            page = cache.page(key)
            for article in page.articles if page else ():
                ranges = [r for _, piece in article.pieces() for r in piece.source]
                if any(start <= place.offset < end for start, end in ranges):
                    return Place(article.id, place.offset)
        return None
