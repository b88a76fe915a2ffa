"""Keeping where the reader is, whenever it may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.desk.worker import Worker
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Library, Place


class Keeping:
    """Keeps places in the library, off the GUI thread.

    Where nothing can be kept, the worker announces that once: places are kept all the time.
    """

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._last: Place | None = None
        self._failed = False

    def keep(self, place: Place) -> None:
        """Keep this place, unless it is kept already."""
        if place != self._last:
            self._last = place
            self._worker.ask(lambda library: self._keep(library, place))

    def _keep(self, library: Library, place: Place) -> None:
        try:
            library.places.save(place)
        except Trouble:
            if not self._failed:
                self._failed = True
                raise
