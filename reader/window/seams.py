"""The signs of mended tears: how sure the parser is of a joint, and where both its sides stand."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from reader.language import tr
from reader.window.theme import Theme
from reader.window.typesetter import Typesetter

if TYPE_CHECKING:
    from reader.page import Doubt, Joint

#: Code points of the file that are quoted on each side of a joint.
_QUOTED = 10


class Seam(NamedTuple):
    """A joint, and the position of the document at which its sign stands."""

    position: int
    joint: Joint


def seam_pen(theme: Theme, joint: Joint) -> QPen:
    """Fine and pale where the parser is sure, strong and coloured where it isn't."""
    from reader.page import SURE  # here, because the window is painted before it is needed

    sure = joint.confidence >= SURE
    pen = QPen(QColor(theme.faint if sure else theme.accent))
    pen.setWidthF(1.2 if sure else 2.2)
    return pen


def seam_tip(text: str, joint: Joint) -> str:
    """Where in the file both sides of a joint stand, with their words, and how sure it is.

    text
        The page's decoded text.
    """
    return tr(
        "Joined here, certainty {percent} %:\n"
        "line {left} of the file ends “…{before}”,\n"
        "line {right} goes on “{after}…”",
        percent=round(joint.confidence * 100),
        left=text.count("\n", 0, max(0, joint.left - 1)) + 1,
        right=text.count("\n", 0, joint.right) + 1,
        before=_quoted(text[max(0, joint.left - _QUOTED) : joint.left]),
        after=_quoted(text[joint.right : joint.right + _QUOTED]),
    )


def doubt_tip(role: str, doubt: Doubt) -> str:
    """What a piece was taken for, how sure that is, and what it may be instead."""
    from reader.parser import role_name

    return tr(
        "Read as {role}, certainty {percent} %; it may be {other}.",
        role=role_name(doubt.role or role),
        percent=round(doubt.certainty * 100),
        other=role_name(doubt.other),
    )


def _quoted(text: str) -> str:
    return " ".join(text.split())


class Seams:
    """Finds the mended tears of what a pane shows, draws their signs, and says what they mean."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self._setter: Typesetter | None = None
        self._seams: list[Seam] = []
        self._doubts: list[tuple[int, str, Doubt]] = []  # position, role, doubt

    def clear(self) -> None:
        """There are none until they are found anew."""
        self._setter, self._seams, self._doubts = None, [], []

    def find(self, setter: Typesetter) -> None:
        """Look for those of a text that is wholly set."""
        self._setter, self._seams, self._doubts = setter, [], []
        for number, (role, piece) in enumerate(setter.reading.pieces):
            for joint in piece.joints:
                spot = setter.reading.spot(joint.right)
                position = setter.position(*spot) if spot[0] == number else None
                if position is not None:
                    self._seams.append(Seam(position, joint))
            for doubt in piece.doubts:
                spot = setter.reading.spot(doubt.start)
                position = setter.position(*spot) if spot[0] == number else None
                if position is not None:
                    self._doubts.append((position, role, doubt))
        self._seams.sort(key=lambda seam: seam.position)
        self._doubts.sort(key=lambda found: found[0])

    def paint(self, theme: Theme) -> None:
        """Draw the signs in sight.  For the pane's paint event."""
        boxes, doubts = self._boxes(), self._doubt_boxes()
        if not boxes and not doubts:
            return
        painter = QPainter(self._pane.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, seam in boxes:
            painter.setPen(seam_pen(theme, seam.joint))
            for x in (box.center().x() - 1.8, box.center().x() + 1.8):
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        for box, _, _ in doubts:
            pen = QPen(QColor(theme.accent))
            pen.setWidthF(2.2)
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.end()

    def at(self, point: QPoint) -> Joint | None:
        """The joint whose sign stands at a point of the viewport, or very near."""
        for box, seam in self._boxes():
            if box.adjusted(-4, -4, 4, 4).contains(QPointF(point)):
                return seam.joint
        return None

    def tip(self, point: QPoint) -> str:
        """What the sign at a point of the viewport means; empty where there is none."""
        joint = self.at(point)
        if joint and self._setter:
            return seam_tip(self._setter.reading.text, joint)
        for box, role, doubt in self._doubt_boxes():
            if box.adjusted(-6, -2, 6, 2).contains(QPointF(point)):
                return doubt_tip(role, doubt)
        return ""

    def show_tip(self, event: QHelpEvent) -> None:
        """Show it where the pointer rests.  For the viewport's event that asks for a tool tip."""
        tip = self.tip(event.pos())
        if tip:
            QToolTip.showText(event.globalPos(), tip, self._pane)
        else:
            QToolTip.hideText()

    def _doubt_boxes(self) -> list[tuple[QRectF, str, Doubt]]:
        """Beside the first line of each piece in sight whose role is unsure."""
        if not self._doubts or not self._setter:
            return []
        low, high = self._in_sight()
        boxes = []
        for position, role, doubt in self._doubts:
            if low <= position <= high:
                cursor = QTextCursor(self._pane.document())
                cursor.setPosition(position)
                line = self._pane.cursorRect(cursor)
                x = 0.55 * self._setter.em
                boxes.append((QRectF(x, line.top(), 1, line.height()), role, doubt))
        return boxes

    def _in_sight(self) -> tuple[int, int]:
        pane = self._pane
        corner = QPoint(pane.viewport().width(), pane.viewport().height())
        top = pane.cursorForPosition(QPoint(0, 0)).position()
        return top, pane.cursorForPosition(corner).position()

    def _boxes(self) -> list[tuple[QRectF, Seam]]:
        if not self._seams or not self._setter:
            return []
        pane, em = self._pane, self._setter.em
        top, bottom = self._in_sight()
        boxes: list[tuple[QRectF, Seam]] = []
        for seam in self._seams[bisect_left(self._seams, top, key=lambda s: s.position) :]:
            if seam.position > bottom:
                break
            cursor = QTextCursor(pane.document())
            cursor.setPosition(seam.position)
            line = pane.cursorRect(cursor)
            x = pane.viewport().width() - 0.85 * em
            boxes.append((QRectF(x, line.center().y() - 0.38 * em, 0.5 * em, 0.76 * em), seam))
        return boxes
