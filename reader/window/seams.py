"""The signs beside the text where the parser mended a tear."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.language import tr
from reader.window.theme import Theme
from reader.window.typesetter import Typesetter


class _Seam(NamedTuple):
    """A mended tear at a position of the document; the rest as in ``reader.page.Joint``."""

    position: int
    left: int
    right: int
    confidence: float


class Seams:
    """Finds the mended tears of what a pane shows, draws their signs, and says what they mean."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self._setter: Typesetter | None = None
        self._seams: list[_Seam] = []

    def clear(self) -> None:
        """There are none until they are found anew."""
        self._setter, self._seams = None, []

    def find(self, setter: Typesetter) -> None:
        """Look for those of a text that is wholly set."""
        self._setter, self._seams = setter, []
        for number, (_role, piece) in enumerate(setter.reading.pieces):
            for joint in piece.joints:
                spot = setter.reading.spot(joint.right)
                position = setter.position(*spot) if spot[0] == number else None
                if position is not None:
                    seam = _Seam(position, joint.left, joint.right, joint.confidence)
                    self._seams.append(seam)
        self._seams.sort()

    def paint(self, theme: Theme) -> None:
        """Draw the signs in sight.  For the pane's paint event."""
        boxes = self._boxes()
        if not boxes:
            return
        painter = QPainter(self._pane.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.faint))
        pen.setWidthF(1.2)
        painter.setPen(pen)
        for box, _ in boxes:
            for x in (box.center().x() - 1.8, box.center().x() + 1.8):
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.end()

    def tip(self, point: QPoint) -> str:
        """What the sign at a point of the viewport means; empty where there is none."""
        for box, seam in self._boxes():
            if self._setter and box.adjusted(-4, -4, 4, 4).contains(QPointF(point)):
                text = self._setter.reading.text
                return tr(
                    "Joined here: what goes on in line {right} of the file was torn off in line"
                    " {left}. Certainty {percent} %.",
                    left=text.count("\n", 0, seam.left) + 1,
                    right=text.count("\n", 0, seam.right) + 1,
                    percent=round(seam.confidence * 100),
                )
        return ""

    def _boxes(self) -> list[tuple[QRectF, _Seam]]:
        if not self._seams or not self._setter:
            return []
        pane, em = self._pane, self._setter.em
        top = pane.cursorForPosition(QPoint(0, 0)).position()
        corner = QPoint(pane.viewport().width(), pane.viewport().height())
        bottom = pane.cursorForPosition(corner).position()
        boxes: list[tuple[QRectF, _Seam]] = []
        for seam in self._seams[bisect_left(self._seams, (top,)) :]:
            if seam.position > bottom:
                break
            cursor = QTextCursor(pane.document())
            cursor.setPosition(seam.position)
            line = pane.cursorRect(cursor)
            x = pane.viewport().width() - 0.85 * em
            boxes.append((QRectF(x, line.center().y() - 0.38 * em, 0.5 * em, 0.76 * em), seam))
        return boxes
