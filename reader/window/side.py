"""The pane at the left: the issue tree, and in its place hits, bookmarks or notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.language import tr, trn
from reader.window.lists import RowList, SearchList
from reader.window.notelist import NoteList
from reader.window.results import ResultList
from reader.window.rows import Row, RowDelegate
from reader.window.theme import Theme
from reader.window.tree import IssueTree

if TYPE_CHECKING:
    from reader.library import Bookmark


class SidePane(QStackedWidget):
    """One of ``tree``, ``hits``, ``marks`` and ``notes`` is in sight; what they ask for is said by each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setMinimumWidth(180)
        self.tree = IssueTree(RowDelegate(theme, 6, self))
        delegate = RowDelegate(theme, 13, self)
        self.hits = ResultList(tr("Results"), delegate)
        self.marks = RowList(tr("Bookmarks"), delegate)
        self.notes = NoteList(delegate)
        self.saved = SearchList(delegate)
        # The kept searches stand above the tree: what one looks for first.
        self._contents = QWidget()
        layout = QVBoxLayout(self._contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.saved)
        layout.addWidget(self.tree, 1)
        for pane in (self._contents, self.hits, self.marks, self.notes):
            self.addWidget(pane)

    def setCurrentWidget(self, pane: QWidget) -> None:
        """Show ``tree``, ``hits``, ``marks`` or ``notes``."""
        super().setCurrentWidget(self._contents if pane is self.tree else pane)

    def currentWidget(self) -> QWidget | None:
        """The one of ``tree``, ``hits``, ``marks`` and ``notes`` that is in sight."""
        pane = super().currentWidget()
        return self.tree if pane is self._contents else pane

    def show_bookmarks(self, bookmarks: Sequence[Bookmark], key: str) -> None:
        """List the bookmarks, the latest first, and mark their articles in the tree.

        ``key`` sets one.
        """
        self.tree.pages.set_bookmarked(frozenset(mark.article for mark in bookmarks))
        rows = [(mark.article, _bookmark_row(mark)) for mark in reversed(bookmarks)]
        count = trn("{count} bookmark", "{count} bookmarks", len(rows))
        hint = tr(
            "No bookmarks yet.\n\nOpen an article and press {key} to set one.",
            key=key,
        )
        self.marks.show_rows(rows, count if rows else "", hint)

    def show_article(self, article: str, page: str) -> None:
        """Make the rows of the open article, on the page with this key, the present ones."""
        self.tree.show_article(article, page)
        self.hits.show_article(article)
        self.marks.show_article(article)


def _bookmark_row(mark: Bookmark) -> Row:
    return Row(
        mark.title,
        above="" if mark.present else tr("No longer in the library"),
        below=mark.quote.replace("\n", " "),
        lines=2,
        dim=not mark.present,
    )
