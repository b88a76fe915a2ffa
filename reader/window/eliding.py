"""A line of text that gives way: where room is short its end is left out, and no button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolTip


class Eliding(QLabel):
    """One line.  ``text`` is always the whole; what doesn't fit is seen in the tool tip.

    least
        Wide characters that are seen at the least.
    """

    def __init__(self, least: int = 3) -> None:
        super().__init__()
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        least = self._least * self.fontMetrics().horizontalAdvance("中")
        whole = super().minimumSizeHint()
        return QSize(min(least, whole.width()), whole.height())

    def shown(self) -> str:
        """What of the text is seen."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self.shown(),
            self.foregroundRole(),
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            lines = [self.text()] if self.shown() != self.text() else []
            lines += [self.toolTip()] if self.toolTip() else []
            if lines:
                QToolTip.showText(event.globalPos(), "\n".join(lines), self)
                return True
        return bool(super().event(event))
