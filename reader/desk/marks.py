"""What the reader has set on articles: bookmarks, and which were read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.worker import Worker

if TYPE_CHECKING:
    from reader.library import Bookmark, Library


class Marks(QObject):
    """``bookmarks`` in the order in which they were set; ``read`` has the ids of articles."""

    bookmarks_changed = Signal()
    read_changed = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bookmarks: tuple[Bookmark, ...] = ()
        self.read: frozenset[str] = frozenset()
        self._said_read: dict[str, bool] = {}
        self._worker = worker

    def load(self) -> None:
        """Fetch the bookmarks; what was read comes with the contents."""
        self._worker.ask(lambda library: library.bookmarks(), self._set_bookmarks)

    def toggle_bookmark(self, article: str) -> None:
        """Set or remove the bookmark of an article."""
        on = not self.is_bookmarked(article)

        def work(library: Library) -> tuple[Bookmark, ...]:
            library.set_bookmark(article, on)
            return library.bookmarks()

        self._worker.ask(work, self._set_bookmarks)

    def is_bookmarked(self, article: str) -> bool:
        """Whether the article has a bookmark."""
        return any(b.article == article for b in self.bookmarks)

    def _set_bookmarks(self, bookmarks: tuple[Bookmark, ...]) -> None:
        if bookmarks != self.bookmarks:
            self.bookmarks = bookmarks
            self.bookmarks_changed.emit()

    def set_read(self, article: str, page: str, on: bool) -> None:
        """An article, on the page with this key, was read, or is unread again."""
        if (article in self.read) == on:
            return
        self.read = self.read | {article} if on else self.read - {article}
        self._said_read[article] = on
        self.read_changed.emit()
        self._worker.ask(lambda library: library.finished.set(article, page, on))

    def take_read(self, kept: frozenset[str]) -> None:
        """Take what the library had kept as read when it was asked."""
        # What was said here may have been kept after it was asked.
        is_read = {article for article, on in self._said_read.items() if on}
        now = (kept - self._said_read.keys()) | is_read
        if now != self.read:
            self.read = now
            self.read_changed.emit()
