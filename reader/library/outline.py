"""How the pages are ordered: by collection, year, month and day where dates are known, else by folder.

Pure functions on what ``Library.pages`` gives; ten thousand pages take some
hundredths of a second, so they are called off the window's thread.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.files import folder as shipped_folder
from reader.library.values import ArticleInfo, PageInfo

#: More pages than this don't stand side by side, but in parts of so many.
_MOST, _PART = 400, 200


class Group(NamedTuple):
    """Pages that belong together, and the groups in it.

    kind
        ``all``, ``collection``, ``year``, ``month``, ``day``, ``folder``, or
        ``part`` of what would be too long a row of pages.
    name
        The collection's folder, ``""`` for the shipped pages; the date as
        YYYY, YYYY-MM or YYYY-MM-DD; the folder within the collection; the
        names of the first and last page.
    key
        Tells it from all others, also after a new start.
    """

    key: str
    kind: str
    name: str
    items: tuple[Group | PageInfo, ...]
    pages: int

    def all_pages(self) -> Iterator[PageInfo]:
        """The pages in it, and in the groups in it, in their order."""
        for item in self.items:
            if isinstance(item, Group):
                yield from item.all_pages()
            else:
                yield item

    def path_to(self, page: str) -> list[Group | PageInfo]:
        """The groups from the outermost in that lead to the page with this key, and the page."""
        for item in self.items:
            if isinstance(item, Group):
                inside = item.path_to(page)
                if inside:
                    return [item, *inside]
            elif item.key == page:
                return [item]
        return []


class Filter(NamedTuple):
    """Which articles to show; empty fields let all through."""

    column: str = ""
    person: str = ""
    photo: bool = False
    unread: bool = False
    bookmarked: bool = False

    def __bool__(self) -> bool:
        return any(self)

    def fits(self, article: ArticleInfo, read: frozenset[str], marked: frozenset[str]) -> bool:
        """Whether an article is shown."""
        return not (
            (self.column and article.column != self.column)
            or (self.person and self.person not in article.people)
            or (self.photo and article.kind != "photo")
            or (self.unread and article.id in read)
            or (self.bookmarked and article.id not in marked)
        )


def filtered(
    pages: Iterable[PageInfo], wanted: Filter, read: frozenset[str], marked: frozenset[str]
) -> list[PageInfo]:
    """The pages that have such articles, with these articles alone."""
    found = []
    for page in pages:
        articles = tuple(a for a in page.articles if wanted.fits(a, read, marked))
        if articles:
            found.append(page._replace(articles=articles))
    return found


def outline(pages: Sequence[PageInfo], roots: Iterable[str] = (), latest: bool = False) -> Group:
    """The order of the pages, which are given in the order of their paths.

    roots
        The folders that were added: each is a collection.  A page in none of
        them belongs to the collection of its own folder.
    latest
        Whether the newest year, month and day come first; the pages of a day
        stay as they are.

    Where there is one collection only, its groups stand at the top, and a
    group with nothing but one other group in it isn't shown.
    """
    tops = sorted((root.rstrip(os.sep) for root in roots), key=len, reverse=True)
    collections: dict[str, list[PageInfo]] = {}
    for page in pages:
        folder = os.path.dirname(page.path)
        top = next((t for t in tops if folder == t or folder.startswith(t + os.sep)), folder)
        collections.setdefault(top, []).append(page)
    groups = [_collection(top, inside, latest) for top, inside in collections.items()]
    items = groups[0].items if len(groups) == 1 else tuple(groups)
    while len(items) == 1 and isinstance(items[0], Group) and len(pages) > 1:
        only = items[0]
        if only.kind == "day":
            break
        items = only.items
    return Group("", "all", "", tuple(items), len(pages))


def _collection(top: str, pages: list[PageInfo], latest: bool) -> Group:
    tree: dict[tuple[str, ...], list[PageInfo]] = {}
    for page in pages:
        tree.setdefault(_levels(top, page), []).append(page)
    name = "" if top == shipped_folder("seeds") else top
    return _group(top, "collection", name, tree, 0, latest)


def _levels(top: str, page: PageInfo) -> tuple[str, ...]:
    """The names of the groups that lead to a page within its collection."""
    if page.date:
        value = page.date.value
        return tuple(value[:length] for length in (4, 7, 10) if length <= len(value))
    inside = os.path.relpath(os.path.dirname(page.path), top)
    return () if inside == "." else (os.sep + inside,)


def _group(
    key: str,
    kind: str,
    name: str,
    tree: dict[tuple[str, ...], list[PageInfo]],
    depth: int,
    latest: bool,
) -> Group:
    inner: dict[str, dict[tuple[str, ...], list[PageInfo]]] = {}
    own: list[PageInfo] = []
    for levels, pages in tree.items():
        if len(levels) == depth:
            own += pages
        else:
            inner.setdefault(levels[depth], {})[levels] = pages
    items: list[Group | PageInfo] = []
    for inside in _sorted(inner, latest):
        group = _group(
            f"{key}\n{inside}",
            _kind(inside),
            inside.lstrip(os.sep),
            inner[inside],
            depth + 1,
            latest,
        )
        items.append(_unwrapped(group))
    items += own if len(own) <= _MOST else _parts(key, own)
    count = sum(item.pages if isinstance(item, Group) else 1 for item in items)
    return Group(key, kind, name, tuple(items), count)


def _parts(key: str, pages: list[PageInfo]) -> Iterator[Group]:
    for first in range(0, len(pages), _PART):
        part = tuple(pages[first : first + _PART])
        name = f"{part[0].name} – {part[-1].name}"
        yield Group(f"{key}\n#{first}", "part", name, part, len(part))


def _sorted(names: Collection[str], latest: bool) -> list[str]:
    # Folders come as they did, in the order of their paths, behind what is dated.
    folders = [name for name in names if name.startswith(os.sep)]
    return [*sorted((n for n in names if not n.startswith(os.sep)), reverse=latest), *folders]


def _unwrapped(group: Group) -> Group:
    """The group, or the only one in it: a year with one month is that month."""
    while len(group.items) == 1 and isinstance(group.items[0], Group):
        group = group.items[0]
    return group


def _kind(name: str) -> str:
    if name.startswith(os.sep):
        return "folder"
    return {4: "year", 7: "month", 10: "day"}[len(name)]


def days(pages: Iterable[PageInfo]) -> dict[str, list[PageInfo]]:
    """For each day that has an issue, as YYYY-MM-DD, the pages of it."""
    found: dict[str, list[PageInfo]] = {}
    for page in pages:
        if page.date and len(page.date.value) == 10 and page.articles:
            found.setdefault(page.date.value, []).append(page)
    return found
