"""Work with articles that takes long and changes nothing: it has a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from reader.desk.values import Reading, read
from reader.desk.worker import Shelf, Worker

if TYPE_CHECKING:
    from reader.library import Library

T = TypeVar("T")


class Errands(QObject):
    """Does one errand after the other, none of which others have to wait for."""

    troubled = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(shelf, self)
        self._worker.troubled.connect(self.troubled)
        self._closing = False

    def run(
        self,
        articles: Sequence[str],
        work: Callable[[tuple[Reading, ...]], T],
        then: Callable[[T], None],
    ) -> None:
        """Do ``work`` with articles, in the thread; ``then`` gets what it returns, in this one."""

        def job(library: Library) -> T:
            return work(tuple(read(library, article) for article in articles))

        self._worker.ask(job, then, lambda: not self._closing)

    def close(self) -> None:
        """End the thread.  Blocks until the errand that is under way is done."""
        self._closing = True
        self._worker.close()
