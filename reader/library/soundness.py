"""Whether what the library keeps is whole and fits the user's files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Set
from contextlib import AbstractContextManager
from typing import NamedTuple

from reader.language import tr
from reader.library.bookmarks import Bookmarks
from reader.library.cache import Cache
from reader.library.cache_file import Lost
from reader.library.marks import Marks
from reader.library.reading import located
from reader.library.sources import read
from reader.library.tracking import Tracking
from reader.trouble import Trouble

#: Code points of a highlight's words that are told.
_QUOTED = 40
#: Rows that are looked at in one go, a few milliseconds.
_STEP = 200


class Finding(NamedTuple):
    """Something that isn't as it should be.

    kind
        ``damage``: what is kept was changed by something else than Heding.
        ``missing``: a file is gone or can't be read.  ``changed``: it isn't
        what was read.  ``unread``: a page is known, but not in the cache.
        ``orphan``: a page or mark that belongs to nothing any more.
    where
        The file, or the article's or page's name in the library.
    what
        What it is, in one sentence, and what to do about it.
    """

    kind: str
    where: str
    what: str


def check(
    marks: Marks,
    cache: Cache,
    tracking: Tracking,
    lock: AbstractContextManager[object],
    progress: Callable[[int, int, str], bool | None] | None = None,
) -> Iterator[Finding]:
    """Compare cache, marks and files with one another, from the cache's rows to the files' bytes.

    Nothing of the user's is changed; a damaged cache is deleted, since it can
    be made again.  ``progress`` is as for adding.
    """
    with lock:
        fault = marks.fault()
    if fault:
        yield Finding(
            "damage",
            marks.path,
            tr("The file with your bookmarks is damaged: {fault}.", fault=fault),
        )
    try:
        first = 0
        while first >= 0:
            with lock:
                first = cache.verify(first, _STEP)
        with lock:
            stamps = cache.stamps()
    except Lost:
        stamps = {}
        yield Finding(
            "damage", cache.path, tr("The cache was damaged, and is made again. Nothing is lost.")
        )
    with lock:
        sources = marks.sources()
    known = {source.key for source in sources}
    for key in stamps.keys() - known:
        yield Finding(
            "orphan", located(stamps[key].path), tr("The cache has a page that is in no library.")
        )
    for done, source in enumerate(sources):
        path = located(source.path)
        if progress and progress(done, len(sources), os.path.basename(path)) is False:
            return
        try:
            same = read(path).hash == source.hash
        except Trouble as trouble:
            yield Finding("missing", path, str(Trouble(trouble.what, trouble.cure)))
            continue
        stamp = stamps.get(source.key)
        if not same:
            yield Finding("changed", path, tr("The file has changed since it was read."))
        elif stamps and (stamp is None or (stamp.hash, stamp.path) != (source.hash, source.path)):
            yield Finding("unread", path, tr("The page is known, but has still to be read."))
    if stamps:
        yield from _orphans(marks, tracking, cache, lock, known)


def _orphans(
    marks: Marks,
    tracking: Tracking,
    cache: Cache,
    lock: AbstractContextManager[object],
    known: Set[str],
) -> Iterator[Finding]:
    """Marks that belong to nothing.

    That an article was read, and up to where, needs no word where its page was taken out of the
    library.
    """

    def gone(article: str) -> bool:
        with lock:
            return not cache.has(article)

    for mark in Bookmarks(marks).all():
        if gone(mark.article):
            said = tr("The article of a bookmark is gone: {title}", title=mark.title)
            yield Finding("orphan", mark.article, said)
    for one in tracking.annotations.kept():
        if not one.present or gone(one.article):
            said = tr(
                "The place of a highlight or note isn't found: {quote}", quote=one.quote[:_QUOTED]
            )
            yield Finding("orphan", one.file, said)
    for article, page, title in tracking.finished.kept():
        if page in known and gone(article):
            said = tr("An article that was read is gone: {title}", title=title)
            yield Finding("orphan", article, said)
    for place, page in tracking.places.kept():
        if page in known and gone(place.article):
            yield Finding("orphan", place.article, tr("The article of a reading place is gone."))
