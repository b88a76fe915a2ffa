"""A thread that asks the library, so that the window never waits for a disk.

Work is done by an object that lives in a ``QThread``; questions and answers
cross by queued signals, so every answer is handled in the thread of the asker.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal

from reader.library import Library
from reader.trouble import Trouble

T = TypeVar("T")


def _always() -> bool:
    return True


class _Hand(QObject):
    """Lives in the thread and holds the thread's own library, opened by the first question."""

    answered = Signal(object, object)

    def __init__(self, open_library: Callable[[], Library]) -> None:
        super().__init__()
        self._open_library = open_library
        self._library: Library | None = None

    def work(self, job: Callable[[Library], Any], then: Any, wanted: Callable[[], bool]) -> None:
        if not wanted():
            return
        try:
            if self._library is None:
                self._library = self._open_library()
            value, error = job(self._library), None
        except BaseException as caught:  # handed over whole: it is raised again where it was asked
            value, error = None, caught
        self.answered.emit((then, wanted), (value, error))

    def close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
        thread = self.thread()
        if thread is not None:
            thread.quit()


class Worker(QObject):
    """One thread with one library.

    ``ask`` gives it something to do; ``then`` gets the answer in the thread
    that asked.  A ``Trouble`` is told by the signal ``troubled`` instead; any
    other exception is raised in the asking thread's event loop.
    """

    troubled = Signal(object)
    _asked = Signal(object, object, object)
    _closed = Signal()

    def __init__(self, open_library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hand = _Hand(open_library)
        self._thread = QThread(self)
        self._hand.moveToThread(self._thread)
        self._asked.connect(self._hand.work, Qt.ConnectionType.QueuedConnection)
        self._closed.connect(self._hand.close, Qt.ConnectionType.QueuedConnection)
        self._hand.answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

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
        self._asked.emit(job, then, wanted)

    def close(self) -> None:
        """Finish what was asked, close the library and end the thread.  Blocks until then."""
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
