"""The issue tree: groups by date or folder, pages in them, and under each its articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QTreeView, QWidget

from reader.language import tr
from reader.window.model import BATCH, LOOSE, OutlineModel
from reader.window.rows import RowDelegate, unpainted

if TYPE_CHECKING:
    from reader.library import Group

__all__ = ["BATCH", "LOOSE", "IssueTree"]


class IssueTree(QTreeView):
    """The tree as a widget.  ``article_wanted`` says which article was chosen."""

    article_wanted = Signal(str)
    menu_wanted = Signal(object, object)  # the article's id or None, the point on the screen

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Contents"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(False)
        self.setIndentation(14)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setPalette(unpainted(self.palette()))
        self._open: set[str] = set()
        self.pages = OutlineModel(self)
        self.setModel(self.pages)
        self.clicked.connect(self._chosen)
        self.verticalScrollBar().valueChanged.connect(self._fetch_more)
        self.expanded.connect(self._note_open)
        self.collapsed.connect(self._note_shut)

    def show_outline(self, outline: Group) -> None:
        """Show this order of pages; what was unfolded stays so, also where it comes anew."""
        self.pages.set_outline(outline)
        self.unfold(sorted(self._open))

    def show_article(self, article: str, page: str = "") -> None:
        """Make an article's row the present one and bring it into sight."""
        index = self.pages.find(article, page)
        if index.isValid() and index != self.currentIndex():
            outer = index.parent()
            while outer.isValid():
                self.expand(outer)
                outer = outer.parent()
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def unfolded(self) -> list[str]:
        """Keys of the groups and pages that are unfolded."""
        return sorted(self._open)

    def unfold(self, keys: Sequence[str]) -> None:
        """Unfold these groups and pages, as far as they are there."""
        self._open |= set(keys)
        done: set[str] = set()
        while True:
            # Unfolding one makes rows for those in it.
            found = [
                (key, index)
                for key, index in self.pages.rows()
                if key in self._open and key not in done
            ]
            if not found:
                return
            for key, index in found:
                done.add(key)
                self.expand(index)

    def unfold_first(self) -> None:
        """Unfold the first page, and what it stands in."""
        index = self.pages.index(0, 0)
        while index.isValid():
            self.expand(index)
            if self.pages.page_at(index):
                return
            index = self.pages.index(0, 0, index)

    def chosen_page(self) -> str | None:
        """Key of the page in whose part of the tree the present row is."""
        index = self.currentIndex()
        page = self.pages.page_at(index) if index.isValid() else None
        return page.key if page else None

    def _note_open(self, index: QModelIndex) -> None:
        self._open.add(self.pages.key_at(index))

    def _note_shut(self, index: QModelIndex) -> None:
        self._open.discard(self.pages.key_at(index))

    def _fetch_more(self) -> None:
        """Qt asks for more rows at the outermost level only; here for those at the lower edge."""
        index = self.indexAt(self.viewport().rect().bottomLeft())
        while index.isValid():
            parent = index.parent()
            if index.row() == self.pages.rowCount(parent) - 1 and self.pages.canFetchMore(parent):
                self.pages.fetchMore(parent)
            index = parent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._chosen(self.currentIndex())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = (
            self.currentIndex()
            if event.reason() == QContextMenuEvent.Reason.Keyboard
            else (self.indexAt(event.pos()))
        )
        if index.isValid():
            article = self.pages.article_at(index)
            self.setCurrentIndex(index)
            self.menu_wanted.emit(article.id if article else None, event.globalPos())

    def _chosen(self, index: QModelIndex) -> None:
        article = self.pages.article_at(index)
        if article is not None:
            self.article_wanted.emit(article.id)
        elif self.isExpanded(index):
            self.collapse(index)
        else:
            self.expand(index)
