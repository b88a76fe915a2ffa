"""What the tree is narrowed to: a menu to choose it, and a button that says so and undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from reader.desk import Desk
from reader.language import figure, tr

if TYPE_CHECKING:
    from reader.library import Filter

#: Columns and people that the menus offer, the commonest first.
_LISTED = 40
#: Characters of what the button says that is shown, if they are wide ones.
_WIDEST = 14


class FilterMenu(QMenu):
    """Kinds of articles to show, any of them together, one column, one person.  Sets the desk's filter."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(tr("Show only"), parent)
        self._desk = desk
        self._kinds: dict[str, QAction] = {}
        for name, text in (
            ("unread", tr("Unread")),
            ("bookmarked", tr("Bookmarked")),
            ("photo", tr("Photo stories")),
        ):
            action = self._kinds[name] = self.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda on, name=name: self._set(**{name: on}))
        for name, text in (("column", tr("Column")), ("person", tr("Person"))):
            menu = self.addMenu(text)
            menu.aboutToShow.connect(lambda menu=menu, name=name: self._fill(menu, name))
        self.addSeparator()
        self._all = self.addAction(tr("All articles"), lambda: desk.set_filter(None))
        self.aboutToShow.connect(self._show)

    def _set(self, **change: object) -> None:
        from reader.library import Filter

        wanted: Filter = (self._desk.filter or Filter())._replace(**change)  # type: ignore[arg-type]
        self._desk.set_filter(wanted if wanted else None)

    def _show(self) -> None:
        wanted = self._desk.filter
        for name, action in self._kinds.items():
            action.setChecked(bool(wanted and getattr(wanted, name)))
        self._all.setEnabled(wanted is not None)

    def _fill(self, menu: QMenu, name: str) -> None:
        """The commonest columns or people, each with the number of its articles."""
        menu.clear()
        group = QActionGroup(menu)
        now = getattr(self._desk.filter, name) if self._desk.filter else ""
        contents = self._desk.contents
        if contents is None:
            return
        for text, count in (contents.columns if name == "column" else contents.people)[:_LISTED]:
            action = menu.addAction(f"{text.replace('&', '&&')} · {figure(count)}")
            action.setCheckable(True)
            action.setChecked(text == now)
            group.addAction(action)
            chosen = "" if text == now else text
            action.triggered.connect(lambda _=False, chosen=chosen: self._set(**{name: chosen}))
        if menu.isEmpty():
            none = (
                tr("No article has a column heading")
                if name == "column"
                else tr("No article names anybody")
            )
            menu.addAction(none).setEnabled(False)


class FilterButton(QPushButton):
    """Says what the tree is narrowed to; a click shows all again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setToolTip(tr("Show all articles again"))
        self.clicked.connect(lambda: desk.set_filter(None))
        self.hide()

    def show_filter(self, wanted: Filter | None, count: int) -> None:
        """Say what is shown, and how many articles that is."""
        if not wanted:
            self.hide()
            return
        kinds = (
            (wanted.unread, tr("Unread")),
            (wanted.bookmarked, tr("Bookmarked")),
            (wanted.photo, tr("Photo stories")),
            (bool(wanted.column), wanted.column),
            (bool(wanted.person), wanted.person),
        )
        said = " + ".join(text for on, text in kinds if on)
        metrics = self.fontMetrics()
        room = _WIDEST * metrics.horizontalAdvance("中")
        what = metrics.elidedText(said, Qt.TextElideMode.ElideRight, room)
        self.setText(tr("Only {what}: {count}  ✕", what=what.replace("&", "&&"), count=count))
        # The style sheet's least width of all buttons would let the text be cut off.
        self.ensurePolished()
        self.setMinimumWidth(self.sizeHint().width())
        self.show()
