"""The small box beside a highlight: its colour, its note; and the bar that puts one back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.language import tr
from reader.window.bars import tool_button
from reader.window.commands import colour_names
from reader.window.icons import swatch
from reader.window.room import em
from reader.window.theme import Theme

#: Milliseconds without a key after which what was written is kept.
_PAUSE = 700
#: Milliseconds for which a removed highlight is offered again.
_OFFERED = 20_000


class NoteBox(QFrame):
    """Shows one highlight.  What is written is kept after a pause, and when the box is closed."""

    colour_wanted = Signal(str, str)
    written = Signal(str, str)
    removal_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notebox")
        self.setAccessibleName(tr("Highlight and note"))
        self._id, self._kept = "", ""
        self.colours: dict[str, QToolButton] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.keep)
        row = QHBoxLayout()
        row.setSpacing(0)
        for colour, name in colour_names().items():
            button = self.colours[colour] = QToolButton()
            button.setIcon(swatch(theme.highlights[colour], theme.hold))
            button.setIconSize(QSize(18, 18))
            button.setCheckable(True)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, colour=colour: self._choose(colour))
            row.addWidget(button)
        row.addStretch(1)
        shut = tool_button("close", theme, tr("Close"))
        shut.clicked.connect(self.leave)
        row.addWidget(shut)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(tr("Note"))
        self.field.setPlaceholderText(tr("Write a note"))
        self.field.setTabChangesFocus(True)
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setFixedHeight(5 * em(self) + 12)
        self.field.textChanged.connect(self._pause.start)
        self.remove = QPushButton(tr("Remove highlight"))
        self.remove.clicked.connect(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.addLayout(row)
        layout.addWidget(self.field)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def open(self, id_: str, colour: str, note: str) -> None:
        """Show a highlight with its colour and its note."""
        if id_ != self._id or self.isHidden():
            self.keep()
            self._id, self._kept = id_, note
            self.field.setPlainText(note)
            self._pause.stop()
        for name, button in self.colours.items():
            button.setChecked(name == colour)
        self.adjustSize()
        self.show()
        self.raise_()

    def shown(self) -> str:
        """The id of the highlight that is shown, ``""`` without any."""
        return "" if self.isHidden() else self._id

    def write(self) -> None:
        """Put the keyboard into the note."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def keep(self) -> None:
        """Have what was written kept now."""
        self._pause.stop()
        note = self.field.toPlainText().strip()
        if self._id and note != self._kept:
            self._kept = note
            self.written.emit(self._id, note)

    def leave(self) -> None:
        """Keep what was written and close."""
        if not self.isHidden():
            self.keep()
            self.hide()
            self._id = ""
            self.left.emit()

    def _choose(self, colour: str) -> None:
        for name, button in self.colours.items():
            button.setChecked(name == colour)
        self.colour_wanted.emit(self._id, colour)

    def _remove(self) -> None:
        id_ = self._id
        self.leave()
        self.removal_wanted.emit(id_)


class RemovedBar(QFrame):
    """Says that a highlight was removed, and offers for a while to put it back."""

    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QPushButton(tr("Put back"))
        self.back.clicked.connect(self._put_back)
        shut = tool_button("close", theme, tr("Close this message"))
        shut.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 10, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.back)
        row.addWidget(shut)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(_OFFERED)
        self._end.timeout.connect(self.hide)
        self.hide()

    def offer(self, noted: bool) -> None:
        """Say it."""
        self.text.setText(tr("Highlight and note removed.") if noted else tr("Highlight removed."))
        self.show()
        self._end.start()

    def _put_back(self) -> None:
        self.hide()
        self.back_wanted.emit()
