"""What a reader does at the window, for the tests that do the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reader.window.app import Heding
from reader.window.main import MainWindow

#: The fixture ``heding``: opens the program on the test's data folder.
Open = Callable[..., Heding]


def read(qtbot: QtBot, one: Heding, number: int = 0, page: int = 0) -> str:
    """Open an article as a click in the tree does, and return its id."""
    assert one.desk.pages
    article = one.desk.pages[page].articles[number].id
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.tree.article_wanted.emit(article)
    qtbot.waitUntil(one.window.article.complete)
    return article


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: str = "NoModifier") -> None:
    held = Qt.KeyboardModifier.NoModifier
    for name in modifier.split("|"):
        held |= getattr(Qt.KeyboardModifier, name)
    qtbot.keyClick(widget, key, held)


def write(widget: QWidget, words: str) -> None:
    """Type as an input method does, one character after the other."""
    for character in words:
        event = QInputMethodEvent()
        event.setCommitString(character)
        QApplication.sendEvent(widget, event)


def bare(text: str) -> str:
    """What a pane shows, without the joiners that keep characters on one line."""
    return text.replace("\u2060", "")


def open_id(one: Heding) -> str:
    assert one.desk.reading
    return one.desk.reading.found.article.id


def texts(window: MainWindow) -> list[str]:
    """What the labels and buttons in sight say."""
    kinds = (QLabel, QPushButton)
    return [w.text() for kind in kinds for w in window.findChildren(kind) if w.isVisible()]


def search(qtbot: QtBot, one: Heding, words: str) -> None:
    if not words:
        return
    with qtbot.waitSignal(one.desk.results_changed):
        one.window.box.setFocus()
        one.window.box.selectAll()
        write(one.window.box, words)
    qtbot.waitUntil(lambda: one.desk.results is not None and one.desk.results.query == words)
