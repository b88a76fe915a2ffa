"""Where the story of the open article goes on, on another page, and whence it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.values import Reading
from reader.desk.worker import Worker

if TYPE_CHECKING:
    from reader.library import Jump


class Jumps(QObject):
    """``known`` are those of the open article, once they are looked up."""

    changed = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known: tuple[Jump, ...] = ()
        self._article = ""
        self._worker = worker

    def follow(self, reading: Reading | None) -> None:
        """Look up those of an article."""
        self._article = article = reading.found.article.id if reading else ""
        self._set(())
        if article:
            self._worker.ask(
                lambda library: library.jumps(article), self._set, lambda: article == self._article
            )

    def target(self) -> Jump | None:
        """The one to follow: where the story goes on, else whence it comes; None if not here."""
        there = [jump for jump in self.known if jump.article]
        return next((jump for jump in there if jump.onward), there[0] if there else None)

    def _set(self, found: tuple[Jump, ...]) -> None:
        if found != self.known:
            self.known = found
            self.changed.emit()
