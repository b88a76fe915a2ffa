"""Which articles are to be printed or saved as a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.language import tr
from reader.window.dialogs import finish

_ID = Qt.ItemDataRole.UserRole


class PaperDialog(QDialog):
    """A list of articles of which some are ticked.  Both signals have the ids of these.

    lists
        Names of what can be chosen from; with each, ids and headlines.
    article
        The one that is ticked at first.
    """

    pdf_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(
        self,
        lists: Mapping[str, Sequence[tuple[str, str]]],
        article: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Print and PDF"))
        self._lists = {name: rows for name, rows in lists.items() if rows}
        self._article = article
        self.which = QComboBox()
        self.which.addItems(list(self._lists))
        self.which.setAccessibleName(tr("From where"))
        self.which.currentTextChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Articles to print"))
        self.list.itemChanged.connect(self._say)
        self.all = QPushButton(tr("Tick all"))
        self.all.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none = QPushButton(tr("Tick none"))
        self.none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        row = QHBoxLayout()
        row.addWidget(self.which, 1)
        row.addWidget(self.all)
        row.addWidget(self.none)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 8)
        layout.addLayout(row)
        layout.addWidget(self.list)
        box = finish(self, inside, 40, 29)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.pdf = box.addButton(tr("Save as PDF…"), role)
        self.print = box.addButton(tr("Print…"), role)
        self.pdf.clicked.connect(lambda: self._end(self.pdf_wanted))
        self.print.clicked.connect(lambda: self._end(self.print_wanted))
        self.pdf.setDefault(True)
        self._fill(self.which.currentText())

    def ticked(self) -> list[str]:
        """The ids of the articles that are ticked, in their order."""
        rows = [self.list.item(row) for row in range(self.list.count())]
        return [row.data(_ID) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def _fill(self, name: str) -> None:
        self.list.clear()
        rows = self._lists.get(name, ())
        first = name == next(iter(self._lists), "")
        for id_, title in rows:
            item = QListWidgetItem(title.replace("\n", " "), self.list)
            item.setData(_ID, id_)
            on = id_ == self._article or not first
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._say()

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _say(self) -> None:
        for button in (self.pdf, self.print):
            button.setEnabled(bool(self.ticked()))

    def _end(self, signal: SignalInstance) -> None:
        chosen = self.ticked()
        self.accept()
        signal.emit(chosen)
