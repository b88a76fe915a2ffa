"""The index of the library, kept up to date on a thread of its own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.worker import Shelf, Worker

if TYPE_CHECKING:
    from reader.library import Library

#: Seconds between two rounds while pages are being added.
_EVERY = 2.0
#: So many pages are indexed before anybody could read that they are.
_TOLD_FROM = 200


class Indexing(QObject):
    """Takes in what has changed.

    ``moved`` has the pages done and those in all, ``ended`` comes when all can
    be found, ``troubled`` has the ``Trouble`` that came instead.
    """

    moved = Signal(int, int)
    ended = Signal()
    troubled = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(shelf, self)
        self._worker.troubled.connect(self._failed)
        self._busy = self._again = self._closing = False
        self._began = self._told = 0.0

    def catch_up(self) -> None:
        """Take in every page that has changed."""
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self._began = time.monotonic()
        self._worker.ask(self._work, self._done)

    def catch_up_now_and_then(self) -> None:
        """The same, but no oftener than every other second: there is more to come."""
        if not self._busy and time.monotonic() - self._began > _EVERY:
            self.catch_up()

    def rebuild(self) -> None:
        """Make the index anew; reading and searching go on meanwhile."""
        self._busy = True
        self._worker.ask(lambda library: library.rebuild(self._progress), self._done)

    def close(self) -> None:
        """End the thread.  Blocks until the pages at hand are taken in."""
        self._closing = True
        self._worker.close()

    def _work(self, library: Library) -> int:
        return library.catch_up(self._progress)

    def _progress(self, done: int, total: int) -> bool:
        now = time.monotonic()
        if total > _TOLD_FROM and now - self._told > 0.1:
            self._told = now
            self.moved.emit(done, total)
        return not self._closing

    def _done(self, _: int) -> None:
        self._busy = False
        if self._again:
            self.catch_up()
        else:
            self.ended.emit()

    def _failed(self, trouble: object) -> None:
        self._busy = False
        self.ended.emit()
        self.troubled.emit(trouble)
