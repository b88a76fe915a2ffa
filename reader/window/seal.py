"""The dialog that proves a page before the reader's eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from reader.desk import Desk
from reader.language import figure, tr
from reader.seal import Proof, counted, told, verdict
from reader.trouble import Trouble
from reader.window.dialogs import finish, plain
from reader.window.theme import Theme


class SealDialog(QDialog):
    """Asks for the proof of a page, and shows the counts as soon as they are there."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seal")
        self.setWindowTitle(tr("Prove this page"))
        self._desk, self._theme = desk, theme
        self.verdict = plain(tr("Reading the file and comparing every character…"))
        self.verdict.setStyleSheet("font-size: 13pt; font-weight: bold;")
        self.path = plain("", selectable=True)
        self.path.setStyleSheet(f"color: {theme.faint};")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(2, 1)
        self.faults = plain("", selectable=True)
        self.digest = plain("", selectable=True)
        self.digest.setStyleSheet(f"color: {theme.faint};")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(22, 20, 22, 10)
        layout.setSpacing(10)
        layout.addWidget(self.verdict)
        layout.addWidget(self.path)
        layout.addLayout(self._grid)
        layout.addWidget(self.faults)
        layout.addWidget(self.digest)
        layout.addStretch(1)
        for label in (self.path, self.faults, self.digest):
            label.hide()
        finish(self, inside, 44, 24)
        desk.checks.proved.connect(self._show)
        desk.checks.troubled.connect(self._refuse)
        self.finished.connect(desk.checks.forget_proof)

    def _show(self, proof: Proof) -> None:
        seal, theme = proof.seal, self._theme
        self.verdict.setText(verdict(seal))
        if not seal.holds:
            self.verdict.setStyleSheet(
                f"font-size: 13pt; font-weight: bold; color: {theme.accent};"
            )
        self.path.setText(proof.path)
        for row, (name, value) in enumerate(counted(seal)):
            if row in (1, 6):  # the parts of the whole, and what must be naught
                self._grid.addWidget(_line(theme), 2 * row - 1, 0, 1, 2)
            number = QLabel(figure(value))
            number.setTextFormat(Qt.TextFormat.PlainText)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.setAccessibleName(name)
            label = plain(name)
            label.setWordWrap(False)
            self._grid.addWidget(label, 2 * row, 0)
            self._grid.addWidget(number, 2 * row, 1)
        self.faults.setText("\n".join(told(proof)))
        self.faults.setVisible(bool(seal.faults))
        # In groups, so that the line can be broken and two of them compared by eye.
        groups = [seal.digest[at : at + 8] for at in range(0, len(seal.digest), 8)]
        self.digest.setText("SHA-256  " + " ".join(groups))
        self.path.show()
        self.digest.show()

    def _refuse(self, trouble: Trouble) -> None:
        self.reject()


def _line(theme: Theme) -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setStyleSheet(f"background: {theme.rule};")
    return line
