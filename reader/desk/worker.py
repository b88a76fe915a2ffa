"""Threads that ask the library, so that the window never waits for a disk.

Work is done by an object that lives in a ``QThread``; questions and answers
cross by queued signals, so every answer is handled in the thread of the asker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Library

T = TypeVar("T")


def _always() -> bool:
    return True


class Shelf:
    """The one library of all workers, opened by the first question, in that question's thread."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._library: Library | None = None
        self._lock = threading.Lock()

    def library(self) -> Library:
        """The open library.  Raises ``Trouble`` if it can't be opened; the next call tries anew."""
        # Loaded by the thread, while the window is being painted.
        from reader.library import Library

        with self._lock:
            if self._library is None:
                self._library = Library(self._folder, patient=False)
            return self._library

    def close(self) -> None:
        """Close the library, if it was opened."""
        with self._lock:
            if self._library is not None:
                self._library.close()
                self._library = None


class _Hand(QObject):
    """Lives in the thread and does the work."""

    answered = Signal(object, object)

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf

    def work(self, job: Callable[[Library], Any], then: Any, wanted: Callable[[], bool]) -> None:
        if not wanted():
            return
        value: Any = None
        error: BaseException | None = None
        try:
            value = job(self._shelf.library())
        except BaseException as caught:  # handed over whole: raised again in the asking thread
            error = caught
        self.answered.emit((then, wanted), (value, error))

    def leave(self) -> None:
        self.thread().quit()


class Worker(QObject):
    """One thread that does one thing after the other.

    ``ask`` gives it something to do; ``then`` gets the answer in the thread
    that asked.  A ``Trouble`` is told by the signal ``troubled`` instead; any
    other exception is raised in the asking thread's event loop.
    """

    troubled = Signal(object)
    _asked = Signal(object, object, object)
    _closed = Signal()

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hand = _Hand(shelf)
        self._thread = QThread(self)
        self._ended = False
        self._hand.moveToThread(self._thread)
        self._asked.connect(self._hand.work, Qt.ConnectionType.QueuedConnection)
        self._closed.connect(self._hand.leave, Qt.ConnectionType.QueuedConnection)
        self._hand.answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        job: Callable[[Library], T],
        then: Callable[[T], None] | None = None,
        wanted: Callable[[], bool] = _always,
    ) -> None:
        """Do ``job`` in the thread, after what was asked before.

        wanted
            Tells, before the work and again before the answer, whether anybody
            still waits for it; called in both threads.
        """
        if self._ended:
            return
        if not self._thread.isRunning():
            self._thread.start()
        self._asked.emit(job, then, wanted)

    def close(self) -> None:
        """Finish what was asked and end the thread for good.  Blocks until then."""
        self._ended = True
        if self._thread.isRunning():
            self._closed.emit()
            self._thread.wait()

    def _answer(self, question: tuple[Any, Callable[[], bool]], answer: tuple[Any, Any]) -> None:
        (then, wanted), (value, error) = question, answer
        if isinstance(error, Trouble):
            self.troubled.emit(error)
        elif error is not None:
            raise error
        elif then is not None and wanted():
            then(value)
