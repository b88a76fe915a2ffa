"""Actions, menus and tool bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLineEdit,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from reader.language import tr
from reader.window.commands import Keys, commands, key_name, menus, normal
from reader.window.icons import icon, swatch
from reader.window.theme import Theme

#: After these a menu has a line.
_GROUP_ENDS = (
    "failures",
    "remove_page",
    "forward",
    "next_page",
    "print",
    "copy",
    "copy_citation",
    "read_back",
    "previous_doubt",
    "find",
    "bookmarks",
    "highlight_gray",
    "prove",
    "numbers",
    "latest",
    "focus",
)
#: These stand in a menu within their menu, at the place of the first.
_SIZES = ("zoom_in", "zoom_out", "zoom_reset")


_GROUPS = (
    ("tree", "open_files"),
    ("back", "forward"),
    ("previous_article", "next_article"),
    ("bookmark", "bookmarks"),
)


def make_actions(
    window: QMainWindow, deeds: dict[str, Callable[[], object]], theme: Theme, own: Keys
) -> dict[str, QAction]:
    """An action for each command, by its id, that does what ``deeds`` has under the id."""
    actions = {}
    for command in commands(own):
        action = QAction(command.text, window)
        action.setObjectName(command.id)
        action.setStatusTip(command.tip)
        action.setCheckable(command.checkable)
        if command.icon:
            action.setIcon(icon(command.icon, theme.ink, theme.rule))
        colour = command.id.removeprefix("highlight_")
        if colour in theme.highlights:
            action.setIcon(swatch(theme.highlights[colour], theme.hold))
        deed = deeds[command.id]
        action.triggered.connect(lambda _=False, deed=deed: deed())
        actions[command.id] = action
    set_keys(actions, own)
    # Without this a key would be dead while the menu bar is hidden.
    window.addActions(list(actions.values()))
    return actions


def set_keys(actions: dict[str, QAction], own: Keys) -> None:
    """Give the actions the reader's own keys, and the usual ones where there are none."""
    for command in commands(own):
        action = actions[command.id]
        key = f" ({key_name(command.keys[0])})" if command.keys else ""
        action.setToolTip(command.tip + key)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.local:  # menus show the key, and ``LocalKeys`` sees to what it does
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)


class LocalKeys(QObject):
    """The keys of the commands that are ``local``: they hold where the filter is installed.

    As shortcuts of the window they would take Space from buttons and fields.
    """

    def __init__(self, actions: dict[str, QAction], own: Keys, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._keys: dict[str, str] = {}
        self.set_keys(own)

    def set_keys(self, own: Keys) -> None:
        """Take other keys."""
        self._keys = {normal(k): c.id for c in commands(own) if c.local for k in c.keys}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = QKeySequence(event.keyCombination())
            name = self._keys.get(pressed.toString(QKeySequence.SequenceFormat.PortableText))
            if name:
                self._actions[name].trigger()
                return True
        return bool(super().eventFilter(watched, event))


def make_menus(window: QMainWindow, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """The menus with all commands, by their ids."""
    made = {}
    for name, title in menus():
        menu = made[name] = window.menuBar().addMenu(title)
        for command in commands():
            if command.menu == name:
                if command.id == _SIZES[0]:
                    sizes = menu.addMenu(tr("Text size"))
                (sizes if command.id in _SIZES else menu).addAction(actions[command.id])
                if command.id in _GROUP_ENDS:
                    menu.addSeparator()
    return made


def add_choice(menu: QMenu, names: dict[str, str], now: str, then: Callable[[str], object]) -> None:
    """Put names into a menu of which one holds; ``then`` gets the key of the one chosen."""
    group = QActionGroup(menu)
    for key, name in names.items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(key == now)
        group.addAction(action)
        action.triggered.connect(lambda _=False, key=key: then(key))


class ToolBar(QToolBar):
    """The commands used most, and the box to search with.

    ``asked`` has the words as they are typed; ``step_wanted`` is 1 or -1 on
    Enter, with Shift or without; ``left`` comes on Escape, ``list_wanted`` on
    the arrow down.
    """

    asked = Signal(str)
    step_wanted = Signal(int)
    left = Signal()
    list_wanted = Signal()

    def __init__(self, actions: dict[str, QAction], theme: Theme) -> None:
        super().__init__(tr("Tool bar"))
        self.setMovable(False)
        self.setIconSize(QSize(20, 20))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for number, group in enumerate(_GROUPS):
            if number:
                self.addSeparator()
            for name in group:
                self._add_button(actions[name])
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        self.box = QLineEdit()
        self.box.setAccessibleName(tr("Search everything"))
        self.box.setPlaceholderText(tr("Search all pages"))
        self.box.setToolTip(actions["search"].toolTip())
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(180)
        self.box.setMaximumWidth(340)
        sign = icon("search", theme.faint, theme.faint)
        self.box.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.box.textChanged.connect(lambda text: self.asked.emit(text))
        self.box.installEventFilter(self)
        self.addWidget(self.box)
        self._add_button(actions["type"])
        self._add_button(actions["night"])

    def _add_button(self, action: QAction) -> None:
        # Made here, not by the bar: to find out the class of a button that Qt made, PySide
        # loads every kind of widget there is, 10 ms.
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        button.setIconSize(self.iconSize())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text().replace("…", ""))
        self.addWidget(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step_wanted.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.list_wanted.emit()
                return True
        return bool(super().eventFilter(watched, event))
