"""Bookmarks, and how they follow their articles when a page is read anew.  In ``marks.db``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from reader.library.articles import ambiguous
from reader.library.cache import Cache
from reader.library.marks import Marks, now
from reader.library.rows import ArticleRow, quote
from reader.library.values import Bookmark, Found
from reader.trouble import Trouble


class Mark(NamedTuple):
    """A bookmark as it is kept."""

    article: str
    page: str
    title: str
    quote: str
    made: str


def bookmark_of(found: Found) -> Mark:
    """A bookmark of an article, made now."""
    article = found.article
    return Mark(article.id, found.page.key, article.heading(), quote(article), now())


class Bookmarks:
    """The table ``bookmark`` of ``marks.db``.  Any thread may use it.  Raises as ``Marks`` does."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def all(self) -> list[Mark]:
        """Every bookmark, the oldest first."""
        with self._marks.reading() as connection:
            rows = connection.execute(
                "SELECT article, page, title, quote, made FROM bookmark ORDER BY made, rowid"
            )
            return [Mark(*map(str, row)) for row in rows]

    def ids(self, cache: Cache) -> set[str]:
        """The ids of the articles, as they are now."""
        self.follow(cache)
        return {mark.article for mark in self.all()}

    def shown(self, cache: Cache) -> tuple[Bookmark, ...]:
        """Every bookmark as they are now, the oldest first, also those whose article is gone."""
        self.follow(cache)
        return tuple(
            Bookmark(m.article, m.title, m.page, m.quote, m.made, cache.has(m.article))
            for m in self.all()
        )

    def set(self, start: str, on: bool, find: Callable[[str], Found]) -> tuple[str, str, bool]:
        """As ``Library.set_bookmark``; ``find`` finds an article or raises."""
        if on:
            mark = bookmark_of(find(start))
            return mark.article, mark.title, self.keep(mark)
        gone = self.forget(start)
        if gone:
            return gone.article, gone.title, True
        found = find(start)
        return found.article.id, found.article.heading(), False

    def keep(self, mark: Mark) -> bool:
        """Keep a bookmark; one that is there already stays as it was made.  Whether it is new."""
        with self._marks.writing() as connection:
            statement = "INSERT OR IGNORE INTO bookmark VALUES (?, ?, ?, ?, ?)"
            return connection.execute(statement, mark).rowcount > 0

    def forget(self, start: str) -> Mark | None:
        """Forget the bookmark of the article with this id, or whose id begins so.

        Returns what was forgotten, also if its article is gone; None if there
        was no bookmark.  Raises ``Trouble`` if there is more than one.
        """
        start = start.strip().lower()
        marks = [mark for mark in self.all() if start and mark.article.startswith(start)]
        marks = [mark for mark in marks if mark.article == start] or marks
        if not marks:
            return None
        if len(marks) > 1:
            raise ambiguous(start, len(marks))
        with self._marks.writing() as connection:
            connection.execute("DELETE FROM bookmark WHERE article = ?", (marks[0].article,))
        return marks[0]

    def follow(self, cache: Cache) -> None:
        """Let bookmarks follow articles that go by another id since their page was read anew.

        Only on the same page, see ``same_article``.
        """
        for mark in self.all():
            if cache.has(mark.article):
                continue
            rows = [row for _, rows in cache.contents(mark.page) for row in rows]
            found = same_article(mark.title, mark.quote, rows)
            if found is not None:
                # Where nothing can be kept, one can still read; it is tried again next time.
                with suppress(Trouble):
                    self._move(mark.article, found.id)

    def _move(self, old: str, new: str) -> None:
        """The bookmark of article ``old`` becomes one of article ``new``."""
        with self._marks.writing() as connection:
            connection.execute(
                "UPDATE OR IGNORE bookmark SET article = ? WHERE article = ?", (new, old)
            )
            connection.execute("DELETE FROM bookmark WHERE article = ?", (old,))


def same_article(title: str, quote: str, rows: Sequence[ArticleRow]) -> ArticleRow | None:
    """The one of a page's articles that had this title and began with this quote.

    As in the W3C Web Annotation model, the quote finds the place again.  Only
    where one article fits best: a mark on the wrong article is worse than one
    that says that its article is gone.
    """
    ranked = sorted(((_likeness(title, quote, row), row) for row in rows), reverse=True)
    if ranked and ranked[0][0] and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
        return ranked[0][1]
    return None


def _likeness(title: str, quote: str, row: ArticleRow) -> int:
    """3: same title and text begin; 2: same text; 1: same title; 0: another article."""
    length = min(len(quote), len(row.quote))
    same_text = length >= 10 and quote[:length] == row.quote[:length]
    return 2 * same_text + (bool(title) and title == row.title)
