"""The settings: the keys of all commands, and the dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.desk import View
from reader.language import tr
from reader.window.commands import RESERVED, bare, clashes, commands, key_name, menus, normal
from reader.window.dialogs import finish, plain
from reader.window.theme import Theme

_ID = Qt.ItemDataRole.UserRole


class SettingsDialog(QDialog):
    """What can be set besides what menus offer.  Each change holds at once."""

    keys_changed = Signal(object)  # the reader's own keys, by the commands' ids
    dictionaries_changed = Signal(object)  # a list of paths

    def __init__(self, view: View, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.keys = KeysPage(view.keys, theme)
        self.keys.changed.connect(self.keys_changed)
        self.dictionaries = DictionariesPage(view.dictionaries)
        self.dictionaries.changed.connect(self.dictionaries_changed)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.addTab(self.keys, tr("Keys"))
        self.pages.addTab(self.dictionaries, tr("Dictionaries"))
        finish(self, self.pages, 49, 36)


class KeysPage(QWidget):
    """All commands with their keys; those of the chosen one can be changed below the list."""

    changed = Signal(object)

    def __init__(self, own: dict[str, list[str]], theme: Theme) -> None:
        super().__init__()
        self._own = {name: list(keys) for name, keys in own.items()}
        self._theme = theme
        self._heads: list[QTreeWidgetItem] = []
        self._rows: list[QTreeWidgetItem] = []
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Find a command or a key"))
        self.filter.setAccessibleName(tr("Find a command or a key"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._sift)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("Command"), tr("Keys")])
        self.list.setAccessibleName(tr("Commands"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.currentItemChanged.connect(self._chosen)
        self.field = _KeyField()
        self.field.setAccessibleName(tr("New key"))
        for inner in self.field.findChildren(QLineEdit):  # Qt's, that has the keyboard
            inner.setAccessibleName(tr("New key"))
        self.field.keySequenceChanged.connect(self._typed)
        self.add = QPushButton(tr("Add key"))
        self.add.clicked.connect(self._add)
        self.remove = QPushButton(tr("Remove keys"))
        self.remove.clicked.connect(lambda: self._set([]))
        self.usual = QPushButton(tr("Usual keys"))
        self.usual.clicked.connect(lambda: self._set(None))
        self.all_usual = QPushButton(tr("All usual"))
        self.all_usual.clicked.connect(self._reset)
        self.word = plain("")
        self.word.setMinimumHeight(self.word.fontMetrics().lineSpacing() * 2)
        self._fill()
        self._lay_out()
        self.list.setCurrentItem(self._rows[0])

    def _lay_out(self) -> None:
        new = QLabel(tr("New key"))
        new.setBuddy(self.field)
        row = QHBoxLayout()
        for widget in (new, self.field, self.add):
            row.addWidget(widget)
        row.addStretch(1)
        below = QHBoxLayout()
        below.addStretch(1)
        for widget in (self.remove, self.usual, self.all_usual):
            below.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 8)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        layout.addWidget(self.word)
        layout.addLayout(below)

    def _fill(self) -> None:
        table = commands(self._own)
        for menu, title in menus():
            ours = [c for c in table if c.menu == menu]
            if not ours:
                continue
            head = QTreeWidgetItem([bare(title)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.list.addTopLevelItem(head)
            self._heads.append(head)
            for command in ours:
                item = QTreeWidgetItem(head, [bare(command.text)])
                self._rows.append(item)
                item.setToolTip(0, command.tip)
                item.setData(0, _ID, command.id)
            head.setExpanded(True)
        self.list.setColumnWidth(0, 320)
        self._show_keys()

    def _show_keys(self) -> None:
        table = {c.id: c for c in commands(self._own)}
        clashing = clashes(tuple(table.values()))
        for item in self._rows:
            command = table[item.data(0, _ID)]
            item.setText(1, "   ".join(key_name(key) for key in command.keys))
            bad = any(normal(key) in clashing for key in command.keys)
            item.setForeground(1, QColor(self._theme.accent if bad else self._theme.ink))
            font = item.font(0)
            font.setBold(command.id in self._own)
            item.setFont(0, font)

    def _sift(self, text: str) -> None:
        wanted = text.casefold().strip()
        for item in self._rows:
            words = f"{item.text(0)} {item.text(1)} {item.toolTip(0)}".casefold()
            item.setHidden(wanted not in words)
        for head in self._heads:
            head.setHidden(all(row.isHidden() for row in self._rows if row.parent() is head))

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, _ID) or "") if item else ""

    def _chosen(self) -> None:
        self.field.clear()
        on = bool(self._current())
        for widget in (self.field, self.remove, self.usual):
            widget.setEnabled(on)
        self._say()

    def _typed(self) -> None:
        self._say()

    def _say(self) -> None:
        """What speaks against the key that is typed; else against those that the command has."""
        key = self._key()
        name = self._current()
        table = commands(self._own)
        self.add.setEnabled(bool(key and name))
        command = next((c for c in table if c.id == name), None)
        lines = []
        for each in [key] if key else list(command.keys) if command else []:
            each = normal(each)
            if each in RESERVED:
                lines.append(
                    tr("{key} is needed by fields and lists themselves.", key=key_name(each))
                )
            lines += [
                tr(
                    "{key} is also the key of “{command}”; then neither of them works.",
                    key=key_name(each),
                    command=bare(other.text),
                )
                for other in table
                if other.id != name and each in map(normal, other.keys)
            ]
        self.word.setText("\n".join(lines) or (command.tip if command else ""))
        self.word.setStyleSheet(f"color: {self._theme.accent if lines else self._theme.faint};")

    def _key(self) -> str:
        portable = QKeySequence.SequenceFormat.PortableText
        return self.field.keySequence().toString(portable)

    def _add(self) -> None:
        keys = next(c.keys for c in commands(self._own) if c.id == self._current())
        key = self._key()
        self._set([*(k for k in keys if normal(k) != key), key])
        self.field.clear()

    def _set(self, keys: list[str] | None) -> None:
        """The chosen command's keys; None for the usual ones."""
        name = self._current()
        usual = next(c.keys for c in commands() if c.id == name)
        if keys is None or tuple(keys) == usual:
            self._own.pop(name, None)
        else:
            self._own[name] = keys
        self._changed()

    def _reset(self) -> None:
        self._own.clear()
        self._changed()

    def _changed(self) -> None:
        self._show_keys()
        self._say()
        self.changed.emit({name: list(keys) for name, keys in self._own.items()})


class DictionariesPage(QWidget):
    """The dictionaries that are looked into, in their order."""

    changed = Signal(object)

    def __init__(self, paths: list[str]) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Dictionaries"))
        for path in paths:
            self._put(path)
        self.add = QPushButton(tr("Add…"))
        self.add.clicked.connect(self._ask)
        self.remove = QPushButton(tr("Remove"))
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 8)
        layout.addWidget(
            plain(
                tr(
                    "StarDict (.ifo) and MDict (.mdx) files that you have; they stay where they are."
                )
            )
        )
        layout.addWidget(self.list)
        layout.addLayout(row)

    def _put(self, path: str) -> None:
        item = QListWidgetItem(Path(path).name, self.list)
        item.setToolTip(path)
        item.setData(_ID, path)

    def _ask(self) -> None:
        kinds = f"{tr('Dictionaries')} (*.ifo *.mdx)"
        paths, _ = QFileDialog.getOpenFileNames(self, tr("Add dictionaries"), "", kinds)
        self.put(paths)

    def put(self, paths: Sequence[str]) -> None:
        """Add dictionaries that aren't there yet."""
        for path in paths:
            if path not in self.paths():
                self._put(path)
        self.changed.emit(self.paths())

    def paths(self) -> list[str]:
        """The files, in their order."""
        return [str(self.list.item(row).data(_ID)) for row in range(self.list.count())]

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())
            self.changed.emit(self.paths())


class _KeyField(QKeySequenceEdit):
    """Takes one key with its modifiers; Tab leaves it and Escape empties it or closes the dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(150)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.keySequence().isEmpty():
                event.ignore()
            else:
                self.clear()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)
