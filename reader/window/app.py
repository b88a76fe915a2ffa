"""The application: language, fonts and colours, the window, and what to do with a bug."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication

from reader.desk import Desk, View
from reader.language import choose_language, tr
from reader.trouble import Trouble
from reader.window.fonts import has_chinese_font, interface_font, provide
from reader.window.icons import application_icon
from reader.window.main import MainWindow
from reader.window.qt_words import QtWords
from reader.window.theme import DAY, NIGHT, THEMES, Theme, palette, style_sheet

if TYPE_CHECKING:
    from reader.library import Place


class Heding(QObject):
    """One desk and the window on it.  Another language or look is another window on that desk."""

    def __init__(
        self, app: QApplication, view_file: Path, data_dir: Path | None, language: str = ""
    ) -> None:
        super().__init__(app)
        self._app = app
        self._file = view_file
        self._translator: QtWords | None = None
        self._closing = False
        self.view = View.load(view_file)
        app.setStyle("fusion")
        app.setApplicationName("heding")
        app.setDesktopFileName("heding")
        app.setWindowIcon(application_icon())
        app.setQuitOnLastWindowClosed(False)
        self._speak(language or self.view.language)
        provide()
        app.styleHints().setColorScheme(_scheme(self.view.theme))
        self.desk = Desk(data_dir, self)
        self.desk.latest = self.view.latest
        self.theme = self._colours()
        self.window = self._build()
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        QTimer.singleShot(0, self, self._check_fonts)  # after the first paint: it takes 5 ms

    def close(self) -> None:
        """Keep the view and the place, and end the desk's threads."""
        if self._closing:
            return
        self._closing = True
        self._app.styleHints().colorSchemeChanged.disconnect(self._scheme_changed)
        self.window.hide()
        self.desk.close()
        try:
            self.view.save(self._file)
        except Trouble as trouble:
            print(trouble, file=sys.stderr)
        self._app.quit()

    def show_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """For ``sys.excepthook``: tell it on the terminal, and in a dialog to be copied from."""
        import traceback

        from reader.window.dialogs import ErrorDialog

        report = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(report)
        ErrorDialog(report, self.window).show()

    def _check_fonts(self) -> None:
        if not has_chinese_font():
            self.window.notice.tell(
                [
                    Trouble(
                        tr("This machine has no Chinese font; Chinese will show as boxes."),
                        tr("Install one, such as Noto Sans CJK (package fonts-noto-cjk)."),
                    )
                ]
            )

    def _build(self) -> MainWindow:
        self._app.setFont(interface_font())
        self._app.setPalette(palette(self.theme))
        self._app.setStyleSheet(style_sheet(self.theme))
        window = MainWindow(self.desk, self.view, self.theme)
        window.look_wanted.connect(self._set_look)
        window.language_wanted.connect(self._set_language)
        window.closed.connect(self.close)
        return window

    def _rebuild(self) -> None:
        old = self.window
        self.desk.moved(old.article.offset())
        old.remember()
        old.closed.disconnect(self.close)
        self.window = self._build()
        if old.isVisible():
            self.window.show()
        if old.type.panel is not None:
            self.window.type.toggle()  # a look was chosen in it
        old.hide()
        old.deleteLater()

    def _set_language(self, name: str) -> None:
        self.view.language = name
        self._speak(name)
        self._rebuild()

    def _speak(self, name: str) -> None:
        """Set our language and that of Qt's own dialogs."""
        chosen = choose_language(name)
        QLocale.setDefault(QLocale(chosen))
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QtWords(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{chosen}", folder):
            self._app.installTranslator(self._translator)

    def _set_look(self, name: str) -> None:
        self.view.theme = name
        if name != "system" and not THEMES[name].dark:
            self.view.day = name
        self._app.styleHints().setColorScheme(_scheme(name))
        self._scheme_changed()

    def _scheme_changed(self) -> None:
        theme = self._colours()
        if theme is not self.theme:
            self.theme = theme
            self._rebuild()

    def _colours(self) -> Theme:
        if self.view.theme != "system":
            return THEMES[self.view.theme]
        return NIGHT if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else DAY


def _scheme(look: str) -> Qt.ColorScheme:
    """What the platform is told, for its own frames and dialogs."""
    if look == "system":
        return Qt.ColorScheme.Unknown
    return Qt.ColorScheme.Dark if THEMES[look].dark else Qt.ColorScheme.Light


def view_file(data_dir: Path | None) -> Path:
    """Where the view is kept: in the data folder if one is named, else in the user's settings."""
    named = data_dir or os.environ.get("HEDING_DATA_DIR")
    if named:
        return Path(named) / "view.json"
    settings = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(settings)) / "heding" / "view.json"


def run(
    paths: list[Path], data_dir: Path | None, language: str = "", place: Place | None = None
) -> int:
    """Open the window, with ``paths`` added first or at a place, and return the exit status when it's closed.

    ``language`` is for this time only, and goes before what was chosen in the window.
    """
    # While another thread is at work, each call from Qt back into Python may wait so long for its
    # turn, and a tree that is unfolded makes hundreds: 130 ms with Python's usual 5, 40 with this.
    sys.setswitchinterval(0.001)
    app = QApplication(sys.argv[:1])
    heding = Heding(app, view_file(data_dir), data_dir, language)
    sys.excepthook = heding.show_error
    heding.window.show()
    heding.desk.start(paths, place)
    QTimer.singleShot(0, _collect_garbage)
    status = app.exec()
    heding.close()
    return status


def _collect_garbage() -> None:
    """From the first paint on; what was loaded until then stays and isn't looked at again."""
    gc.freeze()
    gc.enable()
