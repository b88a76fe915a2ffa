"""What takes a while to find out about a page, on a thread of its own: its seal, the parser's reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.worker import Shelf, Worker

if TYPE_CHECKING:
    from reader.parser import Reason
    from reader.seal import Proof


class Checks(QObject):
    """Asks one thing after the other; only the last question of a kind is answered.

    ``proved`` has the ``Proof`` of the page that was asked for, ``troubled``
    the ``Trouble`` that came instead of an answer.  ``explained`` has the
    ``Reason`` of the segment that was asked about, None if nothing stands there.
    """

    proved = Signal(object)
    explained = Signal(object)
    troubled = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker(shelf, self)
        self._worker.troubled.connect(self.troubled)
        self._proving = 0
        self._explaining = 0
        self._known: tuple[str, list[Reason]] = ("", [])  # the last page's reasons

    def prove(self, article: str) -> None:
        """Prove the page of an article against its file."""
        self._proving += 1
        mine = self._proving

        def work(library: object) -> Proof:
            from reader.library import Library, prove_article

            assert isinstance(library, Library)
            return prove_article(library, article)

        self._worker.ask(work, self.proved.emit, lambda: mine == self._proving)

    def explain(self, text: str, offset: int) -> None:
        """Ask why the segment at a code point of a page's decoded text was read as it was."""
        self._explaining += 1
        mine = self._explaining

        def work(_: object) -> Reason | None:
            from reader.parser import explain

            if self._known[0] != text:
                self._known = (text, explain(text))
            return next((r for r in self._known[1] if offset < r.source.end), None)

        self._worker.ask(work, self.explained.emit, lambda: mine == self._explaining)

    def forget_proof(self) -> None:
        """Nobody waits for the proof any more."""
        self._proving += 1

    def close(self) -> None:
        """End the thread.  Blocks until what it is at is done."""
        self.forget_proof()
        self._worker.close()
