"""All pages as the window lists them, kept from one question to the next.

A hundred thousand articles take a second to fetch, but what has changed since
takes no time: the cache numbers its changes.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.library.cache import Cache
from reader.library.reading import located
from reader.library.rows import ArticleRow, PageRow
from reader.library.values import ArticleInfo, PageInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from reader.page import PageDate

#: Pages that are fetched at once, some milliseconds: others want to ask something, too.
_AT_ONCE = 200


class Listing:
    """Follows a cache.  One thread at a time."""

    def __init__(self) -> None:
        self._cache = ""
        self._seen = 0
        self._places: dict[str, tuple[str, str]] = {}
        self._infos: dict[str, PageInfo] = {}
        self._marked: set[str] = set()
        self._gone: frozenset[str] = frozenset()
        self._sorted: tuple[PageInfo, ...] | None = ()

    def catch_up(self, cache: Cache) -> bool:
        """Take in some of what has changed; whether there may be more."""
        identity = cache.identity()
        if identity != self._cache:
            self._cache, self._seen, self._sorted = identity, 0, ()
            self._places, self._infos = {}, {}
        changes = cache.changes(self._seen, _AT_ONCE)
        if not changes:
            cache.expect(len(self._infos), self._seen)
            return False
        found = cache.contents_of([change.page for change in changes if change.present])
        for change in changes:
            self._infos.pop(change.page, None)
            self._places.pop(change.page, None)
        for place, row, articles in found:
            info = page_info(row, articles, self._marked)
            self._infos[row.key] = info._replace(gone=row.key in self._gone)
            self._places[row.key] = (place, row.path)
        self._seen = changes[-1].number
        self._sorted = None
        return True

    def pages(self, marked: set[str], gone: frozenset[str]) -> tuple[PageInfo, ...]:
        """Every page in the order of the paths, with the bookmarks as they are now.

        ``gone`` are the keys of those whose files aren't there.
        """
        for key in gone ^ self._gone:
            if key in self._infos:
                self._infos[key] = self._infos[key]._replace(gone=key in gone)
                self._sorted = None
        self._gone = gone
        differ = marked ^ self._marked
        if differ:
            self._marked = set(marked)
            for key, info in self._infos.items():
                if any(article.id in differ for article in info.articles):
                    articles = tuple(a._replace(bookmarked=a.id in marked) for a in info.articles)
                    self._infos[key] = info._replace(articles=articles)
            self._sorted = None
        if self._sorted is None:
            order = sorted(self._infos, key=self._places.__getitem__)
            self._sorted = tuple(self._infos[key] for key in order)
        return self._sorted


def page_info(row: PageRow, articles: Iterable[ArticleRow], marked: Set[str]) -> PageInfo:
    """A page as the layers above see it."""
    path = located(row.path)
    name = os.path.splitext(os.path.basename(path))[0]
    infos = tuple(_article_info(article, marked) for article in articles)
    title = row.title or name
    # Most pages are called as their first article is: one text for both.
    title = next((info.title for info in infos[:1] if info.title == title), title)
    return PageInfo(row.key, path, sys.intern(name), title, _date(row.date), infos)


def _article_info(row: ArticleRow, marked: Set[str]) -> ArticleInfo:
    return ArticleInfo(
        row.id,
        sys.intern(row.kind),
        row.title,
        sys.intern(row.kicker),
        sys.intern(row.column),
        row.id in marked,
        _same(row.confidence),
        _people(row.people),
    )


@lru_cache(maxsize=2000)
def _same(confidence: float) -> float:
    """One object for all that are equal: there are a hundred thousand of them."""
    return confidence


@lru_cache(maxsize=20_000)
def _people(names: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, names.splitlines()))


def _date(value: str | None) -> PageDate | None:
    """Without the evidence, which the whole page has: nobody wants to see it of all pages at once."""
    if value is None:
        return None
    import json

    found = json.loads(value)
    return _page_date(found["value"], found["certain"], found["origin"])


@lru_cache(maxsize=2000)
def _page_date(value: str, certain: bool, origin: str) -> PageDate:
    from reader.page import PageDate

    return PageDate(value, certain, (), origin)
