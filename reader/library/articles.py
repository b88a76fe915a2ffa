"""Looking up an article by its id, or by the first characters of it."""

from __future__ import annotations

from collections.abc import Set

from reader.language import tr
from reader.library.cache import Cache
from reader.library.listing import page_info
from reader.library.values import Found
from reader.trouble import Trouble


def article_key(cache: Cache, start: str) -> tuple[str, str]:
    """The one article whose id is this or begins so: its full id, and its page's key.

    Raises ``Trouble`` if there is none or more than one.
    """
    found = cache.ids(start.strip().lower())
    if not found:
        raise _unknown(start)
    if len(found) > 1:
        raise ambiguous(start, len(found))
    return found[0]


def article_found(cache: Cache, start: str, marked: Set[str]) -> Found:
    """The article itself, with its page.  ``marked`` are the ids that have a bookmark."""
    full, key = article_key(cache, start)
    page = cache.page(key)
    contents = cache.contents(key)
    if page is None or not contents:
        raise _unknown(start)
    article = next(a for a in page.articles if a.id == full)
    return Found(page_info(*contents[0], marked), article, page.encoding, full in marked)


def ambiguous(start: str, count: int) -> Trouble:
    """That so many ids begin so."""
    return Trouble(
        tr("{id} is how the ids of {count} articles begin.", id=start, count=count),
        tr("Give more characters of the id."),
    )


def _unknown(start: str) -> Trouble:
    return Trouble(
        tr("There is no article “{id}” in the library.", id=start)
        if start.strip()
        else tr("An empty id names no article."),
        tr("“heding list” shows the articles with their ids."),
    )
