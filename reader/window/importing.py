"""What is seen of files being read: how far it has come, and the list of those that failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.desk import Importing, Imports
from reader.language import tr, trn
from reader.trouble import Trouble
from reader.window.dialogs import finish, plain
from reader.window.eliding import Eliding

if TYPE_CHECKING:
    from reader.library import Watched


class ImportBar(QWidget):
    """How far the reading of files has come, with the buttons that stop it and go on with it."""

    cancelled = Signal()
    paused = Signal()
    resumed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Eliding()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(40)
        self.progress.setMaximumWidth(120)
        self.progress.setAccessibleName(tr("Progress"))
        self.pause = QPushButton(tr("Pause"))
        self.pause.clicked.connect(self.paused)
        self.resume = QPushButton(tr("Go on"))
        self.resume.clicked.connect(self.resumed)
        self.button = QPushButton(tr("Cancel"))
        self.button.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        for widget in (self.text, self.progress, self.pause, self.resume, self.button):
            layout.addWidget(widget)
        self.hide()

    def show_state(self, state: Importing) -> None:
        """Show how far it has come."""
        self.text.setText(_said(state))
        self.text.setToolTip(state.name)
        total = max(0, state.total)
        self.progress.setRange(0, total if not state.paused else max(1, total))
        self.progress.setValue(state.done)
        self.pause.setVisible(not state.paused)
        self.resume.setVisible(state.paused)
        self.show()


def _said(state: Importing) -> str:
    if state.paused:
        if state.total < 1:
            return tr("Adding files is paused")
        return tr("Paused at {done} of {total}", done=state.done, total=state.total)
    if state.total < 0:
        return state.name
    name = state.name if len(state.name) <= 24 else f"{state.name[:10]}…{state.name[-12:]}"
    if not state.total:
        return tr("Looking for text files in {name}", name=name)
    parts = [
        tr("Reading {name} ({done} of {total})", name=name, done=state.done, total=state.total)
    ]
    if state.rate:
        parts.append(tr("{rate} files/s", rate=max(1, round(state.rate))))
    if state.left is not None:
        parts.append(_left(state.left))
    return " · ".join(parts)


def _left(seconds: float) -> str:
    if seconds < 60:
        count = max(1, round(seconds))
        return trn("{count} second left", "{count} seconds left", count)
    if seconds < 5400:
        return trn("{count} minute left", "{count} minutes left", round(seconds / 60))
    return trn("{count} hour left", "{count} hours left", round(seconds / 3600))


class FailuresDialog(QDialog):
    """The files that could not be read, each with the reason.  ``again_wanted`` by the button."""

    again_wanted = Signal()

    def __init__(self, failed: Sequence[Trouble], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Files that could not be read"))
        count = QLabel(
            trn("{count} file could not be read", "{count} files could not be read", len(failed))
            if failed
            else tr("All files could be read")
        )
        self.list = QPlainTextEdit("\n\n".join(str(trouble) for trouble in failed))
        self.list.setReadOnly(True)
        self.list.setAccessibleName(tr("Files that could not be read"))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 8)
        for widget in (count, self.list):
            layout.addWidget(widget)
        buttons = finish(self, inside, 46, 26)
        again = buttons.addButton(tr("Try again"), QDialogButtonBox.ButtonRole.ActionRole)
        again.setEnabled(bool(failed))
        again.clicked.connect(self.again_wanted)
        again.clicked.connect(self.accept)


class WatchedDialog(QDialog):
    """The folders in which new files are noticed, and a button to leave one alone.

    ``files_wanted`` has a folder of which other files shall be taken.
    """

    files_wanted = Signal(str)

    def __init__(self, imports: Imports, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Watched folders"))
        self._imports = imports
        self._paths: list[str] = []
        about = plain(
            tr("New, changed and moved files in these folders are noticed. Their pages stay in the"
               " library when a folder is left alone.")
        )  # fmt: skip
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Watched folders"))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 8)
        for widget in (about, self.list):
            layout.addWidget(widget)
        buttons = finish(self, inside, 40, 22)
        self.leave = buttons.addButton(tr("Leave alone"), QDialogButtonBox.ButtonRole.ActionRole)
        self.leave.clicked.connect(self._leave)
        self.files = buttons.addButton(tr("Which files…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.files.clicked.connect(self._ask_files)
        self.list.currentRowChanged.connect(self._chosen)
        imports.watched.connect(self._show)
        self._show(())
        imports.ask_watched()

    def _show(self, folders: Sequence[Watched]) -> None:
        self._paths = [folder.path for folder in folders]
        self.list.clear()
        for folder in folders:
            only = f"  ({' '.join(folder.include)})" if folder.include else ""
            self.list.addItem(folder.path + only)
        self._chosen(-1)

    def _chosen(self, row: int) -> None:
        self.leave.setEnabled(row >= 0)
        self.files.setEnabled(row >= 0)

    def _ask_files(self) -> None:
        self.accept()
        self.files_wanted.emit(self._paths[self.list.currentRow()])

    def _leave(self) -> None:
        self._imports.unwatch(self._paths[self.list.currentRow()])
