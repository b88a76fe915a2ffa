"""Where the keyboard is can be seen, on every control that can have it."""

from __future__ import annotations

import pytest
from acts import Open, read, search
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from rooms import DIALOGS

from reader.window.article import ArticlePane
from reader.window.theme import THEMES


def controls(top: QWidget) -> list[QWidget]:
    """What Tab goes to."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.window() is top
        and not widget.visibleRegion().isEmpty()
        and not isinstance(widget, ArticlePane)  # its cursor blinks
    ]


def unseen(qtbot: QtBot, top: QWidget) -> list[str]:
    """The controls that look the same with the keyboard and without."""
    top.activateWindow()
    qtbot.waitUntil(top.isActiveWindow)
    top.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as after the first Tab
    found, all_ = [], controls(top)
    assert len(all_) > 0
    for widget in all_:
        rest = [other for other in all_ if other is not widget]
        if not rest:
            continue
        rest[0].setFocus(Qt.FocusReason.TabFocusReason)
        without = picture(top, widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        if same(without, picture(top, widget)):
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


def picture(top: QWidget, widget: QWidget) -> QImage:
    area = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
    return top.grab(area).toImage()


def same(one: QImage, other: QImage) -> bool:
    """Fewer than eight pixels differ."""
    assert one.size() == other.size()
    return (
        sum(
            one.pixelColor(x, y) != other.pixelColor(x, y)
            for x in range(one.width())
            for y in range(0, one.height(), 2)
        )
        < 8
    )


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_window_shows_where_the_keyboard_is(heding: Open, qtbot: QtBot, look: str) -> None:
    one = heding()
    if one.theme is not THEMES[look]:
        one.window.look_wanted.emit(look)
    window = one.window
    window.resize(900, 500)
    read(qtbot, one)
    assert unseen(qtbot, window) == []
    window.actions_by_id["type"].trigger()
    assert unseen(qtbot, window) == []
    window.actions_by_id["type"].trigger()
    search(qtbot, one, "工会")
    window.actions_by_id["sheet"].trigger()
    qtbot.waitUntil(lambda: window.area.pane() is window.sheet and window.sheet.complete())
    assert unseen(qtbot, window) == []


@pytest.mark.parametrize("name", [name for name in DIALOGS if not name.startswith("open_")])
def test_dialogs_show_where_the_keyboard_is(heding: Open, qtbot: QtBot, name: str) -> None:
    one = heding()
    read(qtbot, one)
    one.window.actions_by_id[name].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    pages = dialog.findChild(QTabWidget)
    for page in range(pages.count() if pages else 1):
        if pages:
            pages.setCurrentIndex(page)
        assert unseen(qtbot, dialog) == []
    dialog.close()
