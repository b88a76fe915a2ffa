"""The command palette: everything that can be done or gone to, by some letters of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from reader.language import tr
from reader.window.commands import Command, bare, key_name
from reader.window.lists import RowModel
from reader.window.rows import Row, RowDelegate, unpainted
from reader.window.theme import Theme

if TYPE_CHECKING:
    from reader.library import Name

#: Pixels at most, and rows in sight at most.
_WIDTH, _ROWS = 640, 12


class Palette(QFrame):
    """A field and below it what has its letters; it lies over the window and goes when it's left.

    ``asked`` has the letters, and the commands that can be asked for, as ids
    and names; ``chosen`` the kind and id of a name (see ``library.Name``),
    whose kind may be ``command`` or ``address``, too.
    """

    asked = Signal(str, object)
    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("palette")
        self.setAccessibleName(tr("Command palette"))
        self._commands: tuple[Command, ...] = ()
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Command palette"))
        self.field.textChanged.connect(self._ask)
        self.field.installEventFilter(self)
        self.rows = RowModel(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowDelegate(theme, 13, self))
        self.list.setPalette(unpainted(self.list.palette()))
        self.list.setAccessibleName(tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work in the field
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda _: self._choose())
        self.hint = QLabel(tr("Nothing has these letters in this order."))
        self.hint.setContentsMargins(12, 8, 12, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        for widget in (self.field, self.list, self.hint):
            layout.addWidget(widget)
        self._names: list[tuple[str, str]] = []
        self._waiting = False  # for an answer
        self._at_once = False  # Enter was pressed meanwhile: its first name is wanted
        self.hide()

    def open(self, table: Sequence[Command], actions: dict[str, QAction]) -> None:
        """Show it empty.  ``table`` has the commands to offer, none to offer only places."""
        self._commands = tuple(c for c in table if actions[c.id].isEnabled())
        self.field.setPlaceholderText(
            tr("Commands, articles, columns, people, pages")
            if table
            else tr("Articles, columns, people, pages")
        )
        self.field.clear()
        self._ask("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_names(self, names: Sequence[Name]) -> None:
        """List what was found, the first chosen."""
        if not self._waiting:  # the field has been emptied since
            return
        self._waiting = False
        table = {c.id: c for c in self._commands}
        rows = [
            (name.id, self._row(name.kind, name.text, name.about, table.get(name.id)))
            for name in names
        ]
        self._names = [(name.kind, name.id) for name in names]
        self._fill(rows)
        if self._at_once:
            self._choose()

    def _fill(self, rows: list[tuple[str, Row]]) -> None:
        self.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.hint.setVisible(not rows and bool(self.field.text().strip()))
        if rows:
            self.list.setCurrentIndex(self.rows.index(0))
            self.list.scrollToTop()
        self._place()

    def _row(self, kind: str, text: str, about: str, command: Command | None) -> Row:
        if kind == "command" and command is not None:
            return Row(bare(text), right=key_name(command.keys[0]) if command.keys else "")
        kinds = {
            "article": about,
            "page": f"{tr('Page')} · {about}",
            "column": tr("Column"),
            "person": tr("Person"),
        }
        return Row(text, right=kinds[kind])

    def _ask(self, text: str) -> None:
        self._waiting, self._at_once = bool(text.strip()), False
        if text.strip():
            self.asked.emit(text, [(c.id, bare(c.text)) for c in self._commands])
            return
        self.asked.emit("", [])
        self._names = [("command", c.id) for c in self._commands]
        self._fill([(c.id, self._row("command", c.text, "", c)) for c in self._commands])

    def _choose(self) -> None:
        if self.field.text().strip().lower().startswith("heding:"):
            self.leave()
            self.chosen.emit("address", self.field.text())
            return
        if self._waiting:
            self._at_once = True
            return
        self._at_once = False
        index = self.list.currentIndex()
        if index.isValid():
            kind, id_ = self._names[index.row()]
            self.leave()
            self.chosen.emit(kind, id_)

    def leave(self) -> None:
        """Go, and give the keyboard back."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _place(self) -> None:
        around = self._window.size()
        width = min(_WIDTH, around.width() - 40)
        top = min(70, around.height() // 8)
        line = self.list.sizeHintForRow(0) if self.rows.rowCount() else 0
        free = around.height() - top - self.field.sizeHint().height() - 40
        rows = min(_ROWS, self.rows.rowCount(), free // line if line else 0)
        self.list.setFixedHeight(max(1, rows * line + 2))
        self.setFixedSize(QSize(width, self.sizeHint().height()))
        self.move((around.width() - width) // 2, top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            if self.window().isActiveWindow():
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS - 1,
                Qt.Key.Key_PageUp: 1 - _ROWS,
            }
            if event.key() in steps and self.rows.rowCount():
                self._step(steps[Qt.Key(event.key())])
                return True
        return bool(super().eventFilter(watched, event))

    def _step(self, by: int) -> None:
        count = self.rows.rowCount()
        there = self.list.currentIndex().row() + by
        if abs(by) == 1:
            there %= count  # round; a screenful stops at the end
        self.list.setCurrentIndex(self.rows.index(max(0, min(there, count - 1))))
