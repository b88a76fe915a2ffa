"""What the reader has highlighted in the open article: its colours, and signs of notes beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.desk import Shown, places_in
from reader.window.highlights import coloured
from reader.window.theme import Theme
from reader.window.typesetter import Typesetter

if TYPE_CHECKING:
    from reader.library import Annotation

#: Ems from the right edge to a sign, which stands left of the seams', and the sign's width.
_PLACE, _SIZE = 1.38, 0.52


class Noted:
    """The highlights that a pane shows.  Positions are the document's."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self._em = 0
        self.shown: tuple[Shown, ...] = ()
        self._places: list[tuple[int, int, Shown]] = []

    def place(self, setter: Typesetter) -> None:
        """Find where they stand, as far as the text is set."""
        self._places, self._em = [], setter.em
        for shown in self.shown:
            for part in shown.parts:
                start = setter.position(part.piece, part.start)
                end = setter.position(part.piece, part.end)
                if start is not None and end is not None:
                    self._places.append((start, end, shown))

    def colours(self, theme: Theme, top: int, bottom: int) -> list[QTextEdit.ExtraSelection]:
        """The colours of those between two positions, those made last above the others."""
        return [
            coloured(
                self._pane, start, end, theme.highlights[shown.annotation.colour], theme.on_match
            )
            for start, end, shown in self._places
            if end >= top and start <= bottom
        ]

    def at(self, point: QPoint) -> Shown | None:
        """The one at a point of the viewport, or whose sign is; of several the last made."""
        for box, shown in self._signs():
            if box.adjusted(-3, -3, 3, 3).contains(QPointF(point)):
                return shown
        at = self._pane.cursorForPosition(point).position()
        for start, end, shown in reversed(self._places):
            if start <= at <= end and self._holds(start, end, at, point):
                return shown
        return None

    def box(self, id_: str) -> QRect | None:
        """Where in the viewport one stands: from its first line's start to its last line's foot."""
        places = [(s, e) for s, e, shown in self._places if shown.annotation.id == id_]
        if not places:
            return None
        first, last = self._rect(places[0][0]), self._rect(places[-1][1])
        return QRect(first.left(), first.top(), first.width(), last.bottom() - first.top())

    def paint(self, theme: Theme) -> None:
        """Draw small sheets of paper beside the lines with notes.  For the pane's paint event."""
        boxes = self._signs()
        if not boxes:
            return
        painter = QPainter(self._pane.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 1.3))
        painter.setBrush(QColor(theme.paper))
        for box, _ in boxes:
            _draw_sheet(painter, box)
        painter.end()

    def _signs(self) -> list[tuple[QRectF, Shown]]:
        """Where the signs in sight stand."""
        boxes: list[tuple[QRectF, Shown]] = []
        size, seen = _SIZE * self._em, set()
        left = self._pane.viewport().width() - _PLACE * self._em
        for start, _, shown in self._places:
            if shown.annotation.note and shown.annotation.id not in seen:
                seen.add(shown.annotation.id)
                line = self._rect(start)
                if line.bottom() >= 0 and line.top() <= self._pane.viewport().height():
                    box = QRectF(left, line.center().y() - size / 2, size, size)
                    boxes.append((box, shown))
        return boxes

    def _rect(self, position: int) -> QRect:
        cursor = QTextCursor(self._pane.document())
        cursor.setPosition(position)
        return self._pane.cursorRect(cursor)

    def _holds(self, start: int, end: int, at: int, point: QPoint) -> bool:
        """Whether a point next to the caret's place ``at`` is within, not just beside it."""
        box = self._rect(at)
        if not box.top() <= point.y() <= box.bottom():
            return False
        if at == start:
            return point.x() >= box.left()
        return at < end or point.x() <= box.left()


def spans(setter: Typesetter, notes: Iterable[Annotation]) -> list[tuple[int, int, str]]:
    """From where to where annotations stand in what is set, each with its colour's name."""
    found = []
    for one in notes:
        if one.page == setter.reading.found.page.key:
            for part in places_in(setter.reading, one):
                start = setter.position(part.piece, part.start)
                end = setter.position(part.piece, part.end)
                if start is not None and end is not None:
                    found.append((start, end, one.colour))
    return found


def quiet(theme: Theme, colour: str) -> QColor:
    """A colour of highlights behind text in the usual ink: by night half of it is paper."""
    here = QColor(theme.highlights[colour])
    if not theme.dark:
        return here
    paper = QColor(theme.paper)
    return QColor(
        (here.red() + paper.red()) // 2,
        (here.green() + paper.green()) // 2,
        (here.blue() + paper.blue()) // 2,
    )


def _draw_sheet(painter: QPainter, box: QRectF) -> None:
    """A sheet of paper with a corner cut off and two lines on it."""
    size, corner = box.width(), 0.38 * box.width()
    edge = [
        box.topLeft(),
        box.topRight(),
        box.bottomRight() - QPointF(0, corner),
        box.bottomRight() - QPointF(corner, 0),
        box.bottomLeft(),
    ]
    painter.drawPolygon(QPolygonF(edge))
    for share in (0.32, 0.58):
        y = box.top() + share * size
        painter.drawLine(
            QPointF(box.left() + 0.22 * size, y), QPointF(box.right() - 0.22 * size, y)
        )
