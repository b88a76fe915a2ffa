"""What the tree shows: the pages in their order, those that pass the filter, what was read."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.library import Filter, Group, Library, PageInfo

#: Pages, from which on it matters.
_MANY = 1000


class Contents(NamedTuple):
    """All of it, made off the window's thread.

    pages
        Every page of the library.
    outline
        Those shown, in groups; ``order`` has them one after the other, and
        ``places`` where each key stands in that.
    days
        For each day with an issue its pages, whatever is shown.
    columns
        Every column heading with the number of its articles, the commonest
        first; ``people`` the same for the people named in bylines and credits.
    shown
        How many articles the outline has.
    read
        The ids of the articles that were read.
    """

    pages: tuple[PageInfo, ...]
    outline: Group
    order: tuple[PageInfo, ...]
    places: dict[str, int]
    days: dict[str, list[PageInfo]]
    columns: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    shown: int
    read: frozenset[str]

    def neighbour(self, page: str, article: str, steps: int) -> str | None:
        """The id of the article so many behind or before another one; None beyond the ends."""
        at = self.places.get(page)
        if at is None:
            return None
        # Loose fragments are no reading matter; from one that is open it goes on as from an article.
        ids = _readable(self.order[at], article)
        if article not in ids:
            return None
        there = ids.index(article) + steps
        while there >= len(ids) or there < 0:
            forward = there >= len(ids)
            there = there - len(ids) if forward else there
            at += 1 if forward else -1
            if not 0 <= at < len(self.order):
                return None
            ids = _readable(self.order[at])
            there = there if forward else there + len(ids)
        return ids[there]

    def next_unread(self, page: str, article: str, read: frozenset[str]) -> str | None:
        """The id of the first article behind another one that isn't in ``read``."""
        at = self.places.get(page)
        if at is None:
            return None
        ids = _readable(self.order[at], article)
        ids = ids[ids.index(article) + 1 :] if article in ids else ids
        for following in (ids, *(_readable(page) for page in self.order[at + 1 :])):
            for id_ in following:
                if id_ not in read:
                    return id_
        return None

    def neighbour_page(self, page: str, steps: int) -> str | None:
        """The id of the first article of a page before or behind another one, empty ones left out."""
        at = self.places.get(page)
        left = abs(steps)
        while at is not None and left:
            at += 1 if steps > 0 else -1
            if not 0 <= at < len(self.order):
                return None
            left -= bool(_readable(self.order[at]))
        return _readable(self.order[at])[0] if at is not None else None

    def first(self) -> str | None:
        """The id of the first article there is."""
        return next((ids[0] for ids in map(_readable, self.order) if ids), None)


def _readable(page: PageInfo, here: str = "") -> list[str]:
    return [a.id for a in page.articles if a.kind != "loose" or a.id == here]


def first_article(library: Library, keys: Collection[str]) -> str:
    """The id of the first article of some pages, ``""`` if they have none."""
    wanted = set(keys)
    pages = (page for page in library.pages() if page.key in wanted)
    return next((page.articles[0].id for page in pages if page.articles), "")


def contents(library: Library, wanted: Filter | None, latest: bool = False) -> Contents:
    """Ask the library for it: what passes the filter, the newest issue first if ``latest``."""
    # A search for garbage among some hundred thousand values, of which none is any, would hold
    # up the window for a tenth of a second, and again each time that there are a quarter more.
    enabled = gc.isenabled()
    gc.disable()
    try:
        found = _contents(library, wanted, latest)
        if len(found.pages) > _MANY:
            gc.freeze()
        return found
    finally:
        if enabled:
            gc.enable()


def _contents(library: Library, wanted: Filter | None, latest: bool) -> Contents:
    from reader.library import days, filtered, outline

    pages = library.pages()
    read = library.finished.articles()
    # What is still being added is a collection, too.
    plans = library.plans
    roots = [folder.path for folder in plans.watched()] + [task.path for task in plans.tasks()]
    shown = pages
    if wanted:
        marked = frozenset(a.id for page in pages for a in page.articles if a.bookmarked)
        shown = tuple(filtered(pages, wanted, read, marked))
    root = outline(shown, roots, latest)
    order = tuple(root.all_pages())
    places = {page.key: at for at, page in enumerate(order)}
    found = days(pages)
    columns = Counter(a.column for page in pages for a in page.articles if a.column)
    people = Counter(name for page in pages for a in page.articles for name in a.people)
    count = sum(len(page.articles) for page in order)
    return Contents(
        pages,
        root,
        order,
        places,
        found,
        tuple(columns.most_common()),
        tuple(people.most_common()),
        count,
        read,
    )
