"""Finding words in the open article: where they stand, and which of the matches is the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.values import Match, Reading
from reader.desk.worker import Worker

if TYPE_CHECKING:
    from reader.library import Library


#: The roles of the pieces that a search by sound looks in.
_HEADS = ("column", "kicker", "title", "subtitle")


class Finding(QObject):
    """``matches`` of what is looked for; ``match`` is the number of the present one, -1 if none is.

    needle
        What is looked for in this article only; None if it is the question to
        the whole library.
    wanted
        The match to go to as soon as they are found: 0 the first, -1 the last,
        None for no going anywhere.
    """

    matches_changed = Signal()
    match_changed = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.needle: str | None = None
        self.wanted: int | None = None
        self.matches: tuple[Match, ...] = ()
        self.match = -1
        self._look = 0
        self._worker = worker

    def clear(self) -> None:
        """Another article is open, whose matches are still to be found."""
        self.matches, self.match = (), -1

    def find(self, reading: Reading | None, query: str) -> None:
        """Find the needle in an article, or without one what ``query`` asks the library for."""
        self._look += 1
        mine = self._look
        plain = self.needle is not None
        words = query if self.needle is None else self.needle
        if reading is None:
            return

        def work(_: Library) -> tuple[Match, ...]:
            from reader.library import find_matches

            names = [person.name for person in reading.found.article.people]
            return tuple(
                Match(number, start, end)
                for number, (role, piece) in enumerate(reading.pieces)
                for start, end in find_matches(piece.text, words, plain, role in _HEADS, names)
            )

        def done(matches: tuple[Match, ...]) -> None:
            self.matches, self.match = matches, -1
            self.matches_changed.emit()
            if self.wanted is not None and matches:
                self.match = self.wanted % len(matches)
                self.match_changed.emit()
            self.wanted = None

        if words:
            self._worker.ask(work, done, lambda: mine == self._look)
        elif self.matches:
            done(())

    def step(self, step: int) -> bool:
        """To the next (1) or previous (-1) match; whether there was one to go to.

        Those of a needle go round and round in the article.
        """
        there = self.match + step if self.match >= 0 or step > 0 else -1
        if self.needle is not None and self.matches:
            there %= len(self.matches)
        if not 0 <= there < len(self.matches):
            return False
        self.match = there
        self.match_changed.emit()
        return True
