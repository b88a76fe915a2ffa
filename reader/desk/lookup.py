"""Names looked up by some of their letters, while they are being typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.worker import Shelf, Worker

if TYPE_CHECKING:
    from reader.library import Library, Name

#: Names that are found at most.
NAMED = 60


class Lookup(QObject):
    """A thread of its own: all names have to be learned before the first of them is found."""

    found = Signal(object)  # a tuple of Name
    troubled = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question = 0
        self._worker = Worker(shelf, self)
        self._worker.troubled.connect(self.troubled)

    def ask(self, letters: str, also: Sequence[tuple[str, str]] = ()) -> None:
        """Find names with these letters; an older question that is still under way is void.

        also
            Commands, each with its id and name, to be found with the library's names.
        """
        self._question += 1
        mine = self._question

        def work(library: Library) -> tuple[Name, ...]:
            from reader.library import Name, best_names

            names = library.names(letters, NAMED, lambda: mine == self._question)
            deeds = [Name("command", text, id_) for id_, text in also]
            return tuple(best_names((*deeds, *names), letters, NAMED))

        self._worker.ask(work, self.found.emit, lambda: mine == self._question)

    def close(self) -> None:
        """End the thread.  Blocks until it has ended."""
        self._question += 1
        self._worker.close()
