"""Files on their way into the library: read, compared with what is known, parsed, stored."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.files import folder
from reader.language import tr
from reader.library import archives
from reader.library.cache import Cache
from reader.library.cache_file import Lost
from reader.library.marks import Marks, Source
from reader.library.parsing import Job, Parsers
from reader.library.rows import Rows, Stamp
from reader.library.sources import Content, is_there, page_keys, parse_file, read, unchanged
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.page import Page

#: Pages, and bytes of their files, that are stored in one go: a search waits no longer than that.
_BATCH = 64
_BATCH_BYTES = 2_000_000


def shipped() -> list[Source]:
    """The pages that a new library begins with."""
    found = []
    for name, path in _seeds().items():
        found.append(Source(new_key(name, ()), name, read(path).hash))
    return found


def read_page(path: str, key: str = "") -> Page:
    """The page in a file, without a library.  Raises ``Trouble`` if it can't be read.

    Without a key it gets the one that an empty library would give it.
    """
    content = read(path)
    return parse_file(content.data, path, key or new_key(stored(os.path.abspath(path)), ()))


def stored(path: str) -> str:
    """How an absolute path is kept: a shipped page by its name alone.

    Programs are moved and installed anew; their pages stay the same pages.
    """
    name = os.path.basename(path)
    return name if _seeds().get(name) == path else path


def located(path: str) -> str:
    """Where the file of a path is that ``stored`` gave."""
    return path if os.path.isabs(path) else os.path.join(folder("seeds"), path)


def new_key(path: str, taken: Container[str]) -> str:
    """A key for the page in a file, none of those taken."""
    full = path if os.path.isabs(path) else f"seeds/{path}"
    return next(key for key in page_keys(full) if key not in taken)


@cache
def _seeds() -> dict[str, str]:
    top = folder("seeds")
    return {
        name: os.path.join(top, name) for name in sorted(os.listdir(top)) if name.endswith(".txt")
    }


class _Wanted(NamedTuple):
    """A page under way: the source that it will be, and what it was till now."""

    source: Source
    state: str  # new, moved, changed; same for one that only the cache lacks


class Reading:
    """One round of reading files: what was known at its start, and what came of it.

    ``pages`` are the keys of the pages now in the library, ``troubles`` the
    files that could not be read, ``counts`` how many pages are of each state:
    ``new``, ``changed``, ``moved``, and ``same`` as before, ``gone`` the keys
    of those whose files aren't there.

    Sources are kept an instant before their pages are in the cache, and here
    looked up after them.  So a cached page that no source names was removed.

    Whoever makes one calls ``finish`` for what is under way, and ``close``.
    """

    def __init__(self, marks: Marks, cache: Cache, lock: AbstractContextManager[object]) -> None:
        self._marks, self._cache, self._lock = marks, cache, lock
        with lock:
            self.stamps = cache.stamps()
            self.sources = {source.path: source for source in marks.sources()}
            self._version = cache.version()
        self._keys = {source.key for source in self.sources.values()}
        self._by_hash: dict[bytes, list[Source]] = {}
        for source in self.sources.values():
            self._by_hash.setdefault(source.hash, []).append(source)
        self.pages: dict[str, None] = {}
        self.troubles: list[Trouble] = []
        self.gone: set[str] = set()
        self.counts = dict.fromkeys(("new", "changed", "moved", "same"), 0)
        self._parsers = Parsers()
        self._wanted: dict[str, _Wanted] = {}
        self._new: list[Source] = []
        self._changed: list[Source] = []
        self._parsed: list[Rows] = []
        self._restamped: dict[str, Stamp] = {}
        self._bytes = 0

    def is_cached(self, source: Source) -> bool:
        """Whether the cache has the page as it was when the source was last read."""
        stamp = self.stamps.get(source.key)
        return stamp is not None and (stamp.path, stamp.hash, stamp.version) == (
            source.path,
            source.hash,
            self._version,
        )

    def read_known(self, path: str) -> None:
        """Read a file of the library if it has changed or isn't cached."""
        self._read_known(path)

    def _read_known(self, path: str) -> bool:
        """Whether it turned out to be as it was."""
        source = self.sources[path]
        stamp = self.stamps.get(source.key)
        cached = self.is_cached(source)
        if stamp and cached and unchanged(located(path), stamp.size, stamp.mtime):
            return True
        try:
            content = read(located(path))
        except Trouble as trouble:
            self.troubles.append(trouble)
            if not is_there(located(path)):
                self.gone.add(source.key)
            return False
        if content.hash == source.hash and stamp and cached:
            self._restamped[source.key] = self._stamp(path, content)
            return True
        state = "same" if content.hash == source.hash else "changed"
        self._take(source._replace(hash=content.hash), content, state)
        return False

    def read_new(self, path: str) -> None:
        """Read a file, which may be of the library already, or have moved from where it was."""
        path = stored(path)
        if path in self.sources:
            if self._read_known(path):
                self.pages[self.sources[path].key] = None
                self.counts["same"] += 1
            return
        try:
            content = read(located(path))
        except Trouble as trouble:
            self.troubles.append(trouble)
            return
        moved = self._moved(path, content)
        key = moved.key if moved else new_key(path, self._keys)
        if moved:
            del self.sources[moved.path]
            self._by_hash[moved.hash].remove(moved)
        source = Source(key, path, content.hash)
        self.sources[path] = source
        self._keys.add(key)
        self._take(source, content, "moved" if moved else "new")

    def _moved(self, path: str, content: Content) -> Source | None:
        """The page of the library that this file was: same content, and gone from where it was."""
        gone = [s for s in self._by_hash.get(content.hash, ()) if not is_there(located(s.path))]
        same_name = [s for s in gone if os.path.basename(s.path) == os.path.basename(path)]
        return next(iter(same_name or gone), None)

    def _take(self, source: Source, content: Content, state: str) -> None:
        self._wanted[source.key] = _Wanted(source, state)
        stamp = self._stamp(source.path, content)
        self._parsers.give(Job(source.key, stamp, located(source.path), content.data))
        self._settle(self._parsers.take())

    def _settle(self, outcomes: Iterable[tuple[Job, Rows | Trouble]]) -> None:
        """Take what is parsed, and store it once it is much."""
        for job, outcome in outcomes:
            source, state = self._wanted.pop(job.key)
            if isinstance(outcome, Trouble):
                self.troubles.append(outcome)
                continue
            self.pages[job.key] = None
            self.counts[state] += 1
            if state == "new":
                self._new.append(source)
            elif state != "same":
                self._changed.append(source)
            self._parsed.append(outcome)
            self._bytes += len(job.data)
            if len(self._parsed) >= _BATCH or self._bytes >= _BATCH_BYTES:
                self.store()

    def _stamp(self, path: str, content: Content) -> Stamp:
        return Stamp(path, content.hash, content.size, content.mtime, self._version)

    def finish(self) -> None:
        """Wait for what is being parsed, and store it.  Raises as ``store`` does."""
        self._settle(self._parsers.rest())
        self.store()

    def close(self) -> None:
        """End the worker processes and let go of archives."""
        self._parsers.close()
        archives.release()

    def store(self) -> None:
        """Store what was read and isn't stored yet.

        Raises ``Trouble`` if new files can't be kept.  That a known one has
        changed needn't be kept: it is only read again next time.
        """
        with self._lock:
            if not (self._parsed or self._restamped):
                return
            try:
                self._cache.store(self._parsed, self._restamped, self._keep_sources)
            except Lost:
                # It will be filled before the next question; what the user did is kept anyway.
                self._keep_sources()
        self._parsed, self._restamped, self._bytes = [], {}, 0

    def _keep_sources(self) -> None:
        new, changed, self._new, self._changed = self._new, self._changed, [], []
        if new or changed:
            try:
                refused = self._marks.keep_sources(new, changed)
            except Trouble as trouble:
                if new:
                    raise
                self.troubles.append(trouble)
                return
            known = {source.path for source in self._marks.sources()} if refused else set()
            for source in refused:
                if source.path not in known:
                    self.pages.pop(source.key, None)
                    self.troubles.append(_overtaken(located(source.path)))


def _overtaken(path: str) -> Trouble:
    return Trouble(
        tr("Another Heding was adding a page of the same name at the same moment."),
        tr("Add it again."),
        path,
    )
