"""Goes through every window and dialog of the program, and says where on the screen each stands.

``python rooms.py DATA`` prints JSON: the screen, and for each window its name, its rectangle with
its frame, and the controls in it that can't be reached because they lie outside and nothing
scrolls to them.  The platform and its screen are the environment's.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from reader import window
from reader.window.app import Heding

DIALOGS = ("prove", "calendar", "collection", "timeline", "keys", "about", "settings", "print",
           "watched", "failures", "open_files", "open_folder")  # fmt: skip


def until(true: Callable[[], bool]) -> None:
    """Let the program run until something is so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: true() and loop.quit())
    timer.start(10)
    loop.exec()


def hidden(window: QWidget) -> list[str]:
    """The controls that lie outside and that nothing scrolls to."""
    found = []
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for widget in window.findChildren(kind):
            if not widget.isVisible() or _scrolled(widget):
                continue
            if _rect(widget, window).intersected(window.rect()) != _rect(widget, window):
                found.append(f"{type(widget).__name__} {widget.accessibleName() or _text(widget)}")
    return found


def _scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def _rect(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


class Walk:
    """One walk through all windows."""

    def __init__(self, app: QApplication, one: Heding) -> None:
        self._app, self._one = app, one
        self.seen: list[dict[str, Any]] = []

    def note(self, name: str, window: QWidget) -> None:
        self._app.processEvents()
        self.seen.append(
            {
                "name": name,
                "kind": type(window).__name__,
                "rect": window.frameGeometry().getRect(),
                "hidden": hidden(window),
            }
        )

    def dialogs(self) -> None:
        for name in DIALOGS:
            if name.startswith("open_"):  # these run a loop of their own
                self._end_soon(name)
                self._one.window.actions_by_id[name].trigger()
                continue
            self._one.window.actions_by_id[name].trigger()
            until(lambda: self._app.activeModalWidget() is not None)
            self._note_dialog(name)
        self._one.window.deeds.add_folder(str(Path.home()))
        until(lambda: self._app.activeModalWidget() is not None)
        self._note_dialog("folder")
        self._one.show_error(ValueError, ValueError("x" * 3000), None)
        found = [w for w in self._app.topLevelWidgets() if w.objectName() == "error"]
        until(found[0].isVisible)
        self.note("error", found[0])
        found[0].close()

    def _end_soon(self, name: str) -> None:
        timer = QTimer(self._one)

        def look() -> None:
            if self._app.activeModalWidget() is not None:
                timer.stop()
                self._note_dialog(name)

        timer.timeout.connect(look)
        timer.start(10)

    def _note_dialog(self, name: str) -> None:
        dialog = self._app.activeModalWidget()
        if name == "prove":
            until(lambda: "SHA-256" in dialog.digest.text())
        self.note(name, dialog)
        assert isinstance(dialog, QDialog)
        dialog.reject()

    def rest(self) -> None:
        window = self._one.window
        window.finder.open("工会")
        window.words.bar.open("工会")
        self.note("window with bars", window)
        window.finder.leave()
        window.words.bar.leave()
        window.actions_by_id["type"].trigger()
        self.note("type", window.type.panel.window())
        window.actions_by_id["type"].trigger()
        window.actions_by_id["palette"].trigger()
        self.note("palette", window)
        assert window.rect().contains(window.palette_box.geometry()), window.palette_box.geometry()
        window.palette_box.leave()
        window.actions_by_id["explain"].trigger()
        until(lambda: self._app.activePopupWidget() is not None)
        self.note("explain", self._app.activePopupWidget())
        self._app.activePopupWidget().close()
        bar = window.menuBar()
        for action in bar.actions():
            menu = action.menu()
            assert isinstance(menu, QMenu)
            menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
            until(menu.isVisible)
            self.note(menu.title(), menu)
            columns = {menu.actionGeometry(each).left() for each in menu.actions()}
            assert len(columns) == 1, f"{menu.title()} stands in columns"
            menu.close()


def main() -> int:
    app = QApplication(sys.argv[:1])
    data = Path(sys.argv[1])
    one = Heding(app, data / "view.json", data, sys.argv[2])
    one.window.show()
    one.desk.start()
    until(lambda: one.desk.pages is not None)
    one.desk.open(one.desk.pages[0].articles[0].id)
    until(lambda: one.desk.reading is not None and one.window.article.complete())
    walk = Walk(app, one)
    walk.note("window", one.window)
    walk.rest()
    walk.dialogs()
    for module in pkgutil.iter_modules(window.__path__, "reader.window."):
        importlib.import_module(module.name)  # so that every kind of dialog is known
    kinds = sorted(
        kind.__name__ for kind in QDialog.__subclasses__() if "reader." in kind.__module__
    )
    screen = one.window.screen().availableGeometry().getRect()
    print(json.dumps({"screen": screen, "kinds": kinds, "windows": walk.seen}))
    one.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
