"""The index kept in step with the cache: opened, caught up, begun anew when in doubt."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

from reader.library.cache import Cache
from reader.library.index import Busy, Damaged, Index, remove

if TYPE_CHECKING:
    from reader.page import Page

T = TypeVar("T")

#: Pages that a question waits for; where more are missing, it is answered without them.
_AT_ONCE = 200
#: Seconds to wait for another thread or process that takes pages in.
_PATIENCE = 3.0
#: Pages that are taken in before they can be found.
_BATCH = 2000


class Following:
    """The index beside a cache.  Any thread may call any method.

    ``lock`` guards the cache; it is held for moments only.  One thread at a
    time takes pages in, while others ask.
    """

    def __init__(self, folder: str, cache: Cache, lock: AbstractContextManager[object]) -> None:
        self._folder = os.path.join(folder, "index")
        self._cache, self._lock = cache, lock
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._index: Index | None = None
        self._in_memory = False

    def ask(self, question: Callable[[Index, int], T]) -> T:
        """Put a question to the index, and the number of pages that it has not taken in yet.

        Few pages that are missing are taken in first.
        """
        for _ in range(2):
            try:
                return self._asked(question)
            except Damaged:
                self._begin_anew()
        return self._asked(question)

    def catch_up(self, progress: Callable[[int, int], bool | None] | None = None) -> int:
        """Take in all that is missing, and return how many pages still are.

        progress
            Called with the pages done and those in all; False ends it.

        None are, unless it was ended, or another process or thread is at it.
        """
        for _ in range(2):
            try:
                return self._caught_up(progress)
            except Damaged:
                self._begin_anew()
        return self._caught_up(progress)

    def rebuild(self, progress: Callable[[int, int], bool | None] | None = None) -> int:
        """Begin anew and take in everything.  Answers as ``catch_up``."""
        with self._writing:
            self._begin_anew()
        return self.catch_up(progress)

    def _asked(self, question: Callable[[Index, int], T]) -> T:
        index = self._opened()
        missing = self._missing(index)
        # Few pages are soon taken in, by whoever is at it.
        if 0 < missing <= _AT_ONCE and self._writing.acquire(timeout=_PATIENCE):
            try:
                self._take_in(index, _AT_ONCE, lambda done: True)
            finally:
                self._writing.release()
            missing = self._missing(index)
        return question(index, missing)

    def _caught_up(self, progress: Callable[[int, int], bool | None] | None) -> int:
        before, going = 0, True
        while True:
            with self._writing:
                index = self._opened()
                missing = self._missing(index)

                def told(done: int, before: int = before, missing: int = missing) -> bool:
                    nonlocal going
                    if progress is not None:
                        going = progress(before + done, before + missing) is not False
                    return going

                if not missing or not going or not self._take_in(index, _BATCH, told):
                    return missing
                before += min(missing, _BATCH)

    def _take_in(self, index: Index, most: int, told: Callable[[int], bool]) -> bool:
        """Whether it was done, by this process and not another."""
        with self._lock:
            identity = self._cache.identity()

        def changes() -> Iterator[tuple[int, str, Page | None]]:
            after = self._seen(index, identity)
            with self._lock:
                found = self._cache.changes(after, most)
            for change in found:
                with self._lock:
                    page = self._cache.page(change.page) if change.present else None
                yield change.number, change.page, page

        try:
            index.follow(identity, changes, told, _PATIENCE)
        except Busy:
            return False
        return True

    def _missing(self, index: Index) -> int:
        """How many pages have changed since the index has looked last; all of another cache."""
        with self._lock:
            identity, last = self._cache.identity(), self._cache.last_change()
        if index.state[:2] != (identity, last):
            index.reload()  # another process may have been at it
        if index.state[:2] == (identity, last):
            return 0
        after = self._seen(index, identity)
        with self._lock:
            return self._cache.count_changes(after)

    @staticmethod
    def _seen(index: Index, identity: str) -> int:
        return index.state.number if index.state.cache == identity else 0

    def _opened(self) -> Index:
        with self._opening:
            with self._lock:
                folder = None if self._in_memory or self._cache.in_memory else self._folder
            if self._index is None or self._index.folder != folder:
                try:
                    self._index = Index(folder)
                except OSError:  # no right to read or write there
                    self._in_memory = True
                    self._index = Index(None)
            return self._index

    def _begin_anew(self) -> None:
        with self._opening:
            self._index = None
            try:
                remove(self._folder)
            except OSError:
                self._in_memory = True
