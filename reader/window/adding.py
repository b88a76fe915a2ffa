"""Adding a folder: which one, and which of the files in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.desk import Imports
from reader.language import tr
from reader.window.dialogs import finish, plain

if TYPE_CHECKING:
    from reader.library import Watched


class FolderDialog(QDialog):
    """A folder and the patterns of the files to take from it; ``include`` is () for the usual ones.

    For a folder that is watched already the patterns are those with which it was added.
    """

    def __init__(self, folder: str, imports: Imports, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Loaded here, not with the window, which is painted before.
        from reader.library import ENDINGS

        self._usual = tuple(f"*{ending}" for ending in ENDINGS)
        self._watched: tuple[Watched, ...] = ()
        self.setWindowTitle(tr("Add a folder"))
        self.folder = QLineEdit(folder)
        self.folder.setAccessibleName(tr("Folder"))
        self.folder.textChanged.connect(self._recall)
        choose = QPushButton(tr("Choose…"))
        choose.clicked.connect(self._choose)
        self.patterns = QLineEdit(" ".join(self._usual))
        self.patterns.setAccessibleName(tr("Files"))
        self.patterns.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        form = QFormLayout()
        form.addRow(tr("Folder"), row)
        form.addRow(tr("Files"), self.patterns)
        about = plain(
            tr(
                "Names of files, with * for any characters: *.txt, A*.txt. With / they are paths within"
                " the folder: 2025/*. New files of these names are noticed from then on."
            )
        )
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 8)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(about)
        layout.addStretch(1)
        buttons = finish(self, inside, 34, shut=tr("Cancel"))
        self.add = buttons.addButton(tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setDefault(True)
        buttons.accepted.connect(self.accept)
        imports.watched.connect(self._take_watched)
        imports.ask_watched()
        self.patterns.setFocus()

    def include(self) -> tuple[str, ...]:
        """The patterns; none where they are the usual ones."""
        found = tuple(re.split(r"[\s;；,，、]+", self.patterns.text().strip()))
        return () if found in (("",), self._usual) else found

    def path(self) -> Path:
        """The folder."""
        return Path(self.folder.text().strip())

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Open folder"), self.folder.text())
        if name:
            self.folder.setText(name)

    def _take_watched(self, watched: Sequence[Watched]) -> None:
        self._watched = tuple(watched)
        self._recall()

    def _recall(self) -> None:
        self.add.setEnabled(bool(self.folder.text().strip()))
        if self.patterns.isModified():
            return
        here = next((w for w in self._watched if Path(w.path) == self.path()), None)
        self.patterns.setText(" ".join(here.include if here and here.include else self._usual))
