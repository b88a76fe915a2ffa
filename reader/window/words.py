"""Help on a word: its pinyin, and what the reader's dictionaries say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.language import tr
from reader.window.bars import tool_button
from reader.window.theme import Theme

if TYPE_CHECKING:
    from reader.library import Word

#: Lines of the entries that are in sight at once.
_LINES = 7


class WordBar(QFrame):
    """Below the article: a word, its pinyin, its entries.

    ``here_wanted`` and ``everywhere_wanted`` ask to search for the word,
    ``dictionaries_wanted`` for the settings, ``left`` is said on closing.
    """

    here_wanted = Signal(str)
    everywhere_wanted = Signal(str)
    dictionaries_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")  # looks like the bar to find with
        self.word = ""
        self.title = QLabel()
        self.pinyin = QLabel()
        for label in (self.title, self.pinyin):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setStyleSheet("font-weight: bold;")
        self.pinyin.setStyleSheet(f"color: {theme.accent};")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(tr("Dictionary entries"))
        self._give_lines(1)
        row = QHBoxLayout()
        row.addWidget(self.title)
        row.addWidget(self.pinyin)
        row.addStretch(1)
        buttons: tuple[tuple[str, Callable[[], object]], ...] = (
            (tr("Find here"), lambda: self.here_wanted.emit(self.word)),
            (tr("Search everything"), lambda: self.everywhere_wanted.emit(self.word)),
            (tr("Dictionaries…"), self.dictionaries_wanted.emit),
        )
        for name, then in buttons:
            button = QPushButton(name)
            button.clicked.connect(then)
            row.addWidget(button)
        shut = tool_button("close", theme, tr("Close"))
        shut.clicked.connect(self.leave)
        row.addWidget(shut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 10, 6)
        layout.addLayout(row)
        layout.addWidget(self.text)
        self.hide()

    def open(self, word: str) -> None:
        """Show the word; what is known of it comes later."""
        self.word = word
        self.title.setText(word)
        self.pinyin.setText("")
        self.text.setPlainText(tr("Looking it up…"))
        self.show()

    def _give_lines(self, count: int) -> None:
        line = self.text.fontMetrics().lineSpacing()
        self.text.setFixedHeight(round(line * (count + 0.7)))

    def show_word(self, word: Word, dictionaries: int) -> None:
        """Show what was found; ``dictionaries`` is how many were looked into."""
        if word.word != self.word:  # another was asked for meanwhile
            return
        self.pinyin.setText(word.pinyin)
        self.text.clear()
        cursor = self.text.textCursor()
        bold, plain = QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(700)
        for number, entry in enumerate(word.entries):
            cursor.insertText("\n" * 2 * bool(number) + entry.dictionary + "\n", bold)
            cursor.insertText(entry.text, plain)
        self._give_lines(_LINES if word.entries else 1)
        if not word.entries:
            self.text.setPlainText(
                tr("No entry in your dictionaries.")
                if dictionaries
                else tr("No dictionary yet. Add StarDict or MDict files that you have.")
            )
        cursor.setPosition(0)
        self.text.setTextCursor(cursor)

    def leave(self) -> None:
        """Hide."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
