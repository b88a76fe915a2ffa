"""The two lists that take the tree's place: hits of a search, and bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from reader.desk import Saved
from reader.language import tr, trn
from reader.window.rows import ROW_ROLE, Row, RowDelegate, unpainted


class RowModel(QAbstractListModel):
    """Rows that each stand for an article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, Row]] = []

    def set_rows(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Show these: id of the article, and what its row shows.

        Rows that are the same at the start and at the end stay; those between
        are changed, and only what is left over is removed or put in.
        """
        old, new = self._rows, list(rows)
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        was, now = len(old) - head - tail, len(new) - head - tail
        both = min(was, now)
        old[head : head + both] = new[head : head + both]
        if both:
            self.dataChanged.emit(self.index(head), self.index(head + both - 1))
        if was > both:
            self.beginRemoveRows(QModelIndex(), head + both, head + was - 1)
            del old[head + both : head + was]
            self.endRemoveRows()
        if now > both:
            self.beginInsertRows(QModelIndex(), head + both, head + now - 1)
            old[head + both : head + both] = new[head + both : head + now]
            self.endInsertRows()

    def article(self, row: int) -> str:
        """The id of a row's article."""
        return self._rows[row][0]

    def find(self, article: str) -> int:
        """The first row of an article, or -1."""
        return next((n for n, (id_, _) in enumerate(self._rows) if id_ == article), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()][1]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        return None


class Place(NamedTuple):
    """Where a list stands: its present row's article, and the article of the first row in sight
    with the height at which it stands; ``""`` without one, or if the list is at its beginning.
    """

    current: str
    top: str
    above: int


class RowList(QWidget):
    """A line that says how many, above the list; a word on what to do where it's empty."""

    article_wanted = Signal(str)
    left = Signal()
    removal_wanted = Signal(str)

    def __init__(self, name: str, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setContentsMargins(12, 9, 8, 5)
        self.count.setWordWrap(True)
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(12, 6, 12, 6)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = QListView()
        self.list.setAccessibleName(name)
        self.list.setItemDelegate(delegate)
        self.list.setMouseTracking(True)
        self.list.setPalette(unpainted(self.list.palette()))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.rows = RowModel(self)
        self.list.setModel(self.rows)
        self.list.clicked.connect(self._chosen)
        self.list.installEventFilter(self)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.hint)
        layout.addStretch(0)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget above the list: 1 is right below the count."""
        self._layout.insertWidget(place, widget)

    def append(self, widget: QWidget) -> None:
        """Put a widget below the hint."""
        self._layout.insertWidget(self._layout.count() - 1, widget)

    def show_rows(self, rows: Sequence[tuple[str, Row]], count: str, hint: str) -> None:
        """Show rows below the line ``count``; without any, ``hint`` instead."""
        self.rows.set_rows(rows)
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.hint.setText(hint)
        self.hint.setVisible(not rows)
        self.list.setVisible(bool(rows))

    def show_article(self, article: str) -> None:
        """Make an article's row the present one; none, if it isn't listed."""
        row = self.rows.find(article)
        if row < 0:
            self.list.setCurrentIndex(QModelIndex())
        elif row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.rows.index(row))

    def place(self) -> Place:
        """Where the list stands now."""
        now, bar = self.list.currentIndex(), self.list.verticalScrollBar()
        top, row = "", self.list.indexAt(QPoint(0, 0)).row()
        while bar.value() and not top and 0 <= row < self.rows.rowCount():
            top, row = self.rows.article(row), row + 1
        above = self.list.visualRect(self.rows.index(row - 1)).top() if top else 0
        return Place(self.rows.article(now.row()) if now.isValid() else "", top, above)

    def go_to(self, place: Place) -> None:
        """Let the list stand again where it stood, though rows have come or gone."""
        bar = self.list.verticalScrollBar()
        value = bar.value()
        current = self.rows.find(place.current) if place.current else -1
        self.list.setCurrentIndex(self.rows.index(current) if current >= 0 else QModelIndex())
        bar.setValue(value)
        top = self.rows.find(place.top) if place.top else -1
        if top >= 0:
            moved = self.list.visualRect(self.rows.index(top)).top() - place.above
            bar.setValue(bar.value() + moved)

    def take_focus(self) -> None:
        """Keyboard to the list, its first row if there's no present one."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose_first()

    def _choose_first(self) -> None:
        """Without a present row the keyboard's place couldn't be seen."""
        if not self.list.currentIndex().isValid() and self.rows.rowCount():
            self.list.setCurrentIndex(self.rows.index(0))

    def eventFilter(self, watched: Any, event: Any) -> bool:
        if (
            watched is self.list
            and isinstance(event, QFocusEvent)
            and event.type() == event.Type.FocusIn
            and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        ):
            self._choose_first()
        elif (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == event.Type.KeyPress
        ):
            index = self.list.currentIndex()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
                self._chosen(index)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Delete and index.isValid():
                self.removal_wanted.emit(self.rows.article(index.row()))
                return True
        return bool(super().eventFilter(watched, event))

    def _chosen(self, index: QModelIndex) -> None:
        article = self.rows.article(index.row())
        if article:  # else it is a heading
            self.article_wanted.emit(article)


class SearchList(QListView):
    """The searches that are kept, as high as they need; hidden where there are none."""

    query_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Kept searches"))
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setPalette(unpainted(self.palette()))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.clicked.connect(lambda index: self.query_wanted.emit(self.rows.article(index.row())))
        self.hide()

    def show_searches(self, saved: Sequence[Saved]) -> None:
        """List these."""
        self.rows.set_rows([(s.query, _saved_row(s)) for s in saved])
        self.setVisible(bool(saved))
        height = sum(self.sizeHintForRow(row) for row in range(min(len(saved), 6)))
        self.setFixedHeight(height + 2 * self.frameWidth() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.query_wanted.emit(self.rows.article(index.row()))
            return
        if index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(self.rows.article(index.row()))
            return
        super().keyPressEvent(event)


def _saved_row(saved: Saved) -> Row:
    return Row(
        saved.query,
        below=trn("{count} article found", "{count} articles found", saved.total),
        sign="search",
        sign_name=tr("Kept search"),
    )
