"""Numbers of the paragraphs in the margin, to tell others where something stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.window.fonts import sans
from reader.window.styles import MARGIN
from reader.window.theme import Theme
from reader.window.typesetter import Typesetter


class Numbers:
    """Paints the numbers of the paragraphs that begin in sight, beside their first lines."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self.on = False

    def paint(self, setter: Typesetter, theme: Theme) -> None:
        """For the pane's paint event."""
        pane = self._pane
        if not self.on:
            return
        painter = QPainter(pane.viewport())
        painter.setFont(sans(0.6 * setter.em))
        painter.setPen(QColor(theme.faint))
        height = pane.viewport().height()
        block = pane.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            line = pane.cursorRect(QTextCursor(block))
            if line.top() > height:
                break
            number = self.number(setter, block.position())
            if number:
                box = QRectF(0, line.top(), (MARGIN - 0.4) * setter.em, line.height())
                sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, sides, str(number))
            block = block.next()
        painter.end()

    @staticmethod
    def number(setter: Typesetter, position: int) -> int:
        """Which paragraph begins at a position of the document; 0 if none does."""
        spot = setter.spot(position)
        pieces = setter.reading.pieces
        if spot is None or spot[1] or pieces[spot[0]][0] != "paragraph":
            return 0
        return sum(role == "paragraph" for role, _ in pieces[: spot[0] + 1])
