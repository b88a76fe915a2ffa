"""What another program, such as the command line, writes into the same library meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desk.worker import Worker

if TYPE_CHECKING:
    from reader.library import Library

#: Milliseconds between two looks.  One is a question to SQLite about a number that it has in
#: memory shared by all programs at the file; nothing is read from the disk.
_EVERY = 1500


class Elsewhere(QObject):
    """``changed`` tells that files, bookmarks or what was read have been changed elsewhere."""

    changed = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._state: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Look now, and from then on now and then."""

        def work(library: Library) -> int:
            return library.foreign_changes()

        self._worker.ask(work, self._seen)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _seen(self, state: int) -> None:
        before, self._state = self._state, state
        if before is not None and before != state:
            self.changed.emit()
        self._timer.start()
