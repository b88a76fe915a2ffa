"""The file as it is, beside the article: whose each line is, and where it was torn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from reader.desk import Reading, Stretch
from reader.language import tr
from reader.window.fonts import sans
from reader.window.seams import Seam, seam_pen, seam_tip
from reader.window.styles import BODY
from reader.window.theme import DAY, Theme, text_palette
from reader.window.typesetter import LONGEST, shown

#: Code points that are put in per step: 5 ms.
_STEP = 16_000
#: Size of the text against the article's.
_SIZE = 0.75


class RawPane(QPlainTextEdit):
    """Shows the decoded text of a page, whole and unchanged, with line numbers.

    The open article's parts stand on a tint and have their number in the order
    of reading at the left, all others are pale; where the parser joined, both
    sides have the sign of a seam.  ``offset_wanted`` is the page's code point
    that was clicked.

    The text is put in step by step, and a line of the file longer than
    ``LONGEST`` is divided over several blocks, because Qt lays out a block in
    one go.
    """

    offset_wanted = Signal(int)
    completed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("raw")
        self.setAccessibleName(tr("Text of the file"))
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(200)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._theme = DAY
        self._reading: Reading | None = None
        self._own: list[tuple[int, int]] = []
        self._numbers: dict[int, int] = {}
        self._seams: list[Seam] = []
        self._spot: Stretch | None = None
        self._target: int | None = None  # to be brought into sight
        self._kept: int | None = None  # what stays in sight until the reader scrolls
        self._text = ""
        self._done = 0  # code points put in
        self._block = 0  # where the last block begins
        self._wide: list[int] = []  # code points that take two units
        self._cuts: list[int] = []  # code points before which a line is divided
        self._gutter = _Gutter(self)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._fill)
        self.updateRequest.connect(self._scrolled)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._let_go())

    # What is shown

    def set_look(self, theme: Theme, zoom: int) -> None:
        """Colours, and size in per cent."""
        self._theme = theme
        self.setPalette(text_palette(self.palette(), theme, theme.chrome, theme.faint))
        self.setFont(sans(max(6, round(BODY * _SIZE * zoom / 100))))
        self._fit()
        self._colour()

    def show_reading(self, reading: Reading, offset: int) -> None:
        """Show the article's page with its parts marked, and bring ``offset`` into sight."""
        same = self._reading is not None and self._text == reading.text
        self._reading = reading
        self._own = [(c.start, c.end) for c in reading.own]
        self._numbers = {}
        if len(reading.stretches) > 1:
            self._numbers = {s.start: n for n, s in enumerate(reading.stretches, 1)}
        self._seams = sorted(
            (
                Seam(at, joint)
                for _, piece in reading.pieces
                for joint in piece.joints
                for at in (joint.left, joint.right)
            ),
            key=lambda seam: seam.position,
        )
        self._spot = None
        if not same:
            self._more.stop()
            self.clear()
            self._text, self._done, self._block = reading.text, 0, 0
            self._wide, self._cuts = [], []
            self._fill()
        self._fit()
        self.reveal(offset)

    def show_stretch(self, stretch: Stretch | None) -> None:
        """Mark a part of the file as the one that is looked at, and bring it into sight."""
        self._spot = stretch
        if stretch is not None:
            self.reveal(stretch.start)
        self._colour()

    def reveal(self, offset: int) -> None:
        """Scroll so that the page's ``offset`` is in sight, as soon as it is there."""
        self._target = self._kept = offset
        self._reach()

    def _let_go(self) -> None:
        self._kept = None

    def complete(self) -> bool:
        """Whether the whole text is there."""
        return self._done >= len(self._text)

    # Putting the text in

    def _fill(self) -> None:
        end = min(len(self._text), self._done + _STEP)
        parts: list[str] = []
        at = self._done
        while at < end:
            stop = self._text.find("\n", at, end)
            line = (end if stop < 0 else stop + 1) - at
            room = self._block + LONGEST - at
            if line > room:
                line = room
                parts += (self._text[at : at + line], "\n")
                self._block = at + line
                self._cuts.append(self._block)
            else:
                parts.append(self._text[at : at + line])
                if stop >= 0:
                    self._block = stop + 1
            at += line
        new = self._text[self._done : end]
        if not new.isascii() and max(new, default="") > "\uffff":
            self._wide += [self._done + n for n, c in enumerate(new) if c > "\uffff"]
        self._done = end
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("".join(p if p == "\n" else _lines(p) for p in parts))
        self._reach()
        if self.complete():
            self._fit()
            self._colour()
            self.completed.emit()
        else:
            self._more.start(0)

    def _reach(self) -> None:
        if self._target is None or self._target > self._done or not self._text:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(self._target))
        self._target = None
        box = self.cursorRect(cursor)
        self.setTextCursor(cursor)
        if box.top() < 0 or box.bottom() > self.viewport().height():
            self.centerCursor()
        self._colour()

    # Positions: the document counts UTF-16 units and has a break more for each cut

    def _position(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset) + bisect_right(self._cuts, offset)

    def _offset(self, position: int) -> int:
        return bisect_right(range(self._done + 1), position, key=self._position) - 1

    def line_of(self, block: QTextBlock) -> int:
        """The number of the file's line that begins with a block, 0 for a line's further blocks."""
        offset = self._offset(block.position())
        cuts = bisect_right(self._cuts, offset)
        if cuts and self._cuts[cuts - 1] == offset:
            return 0
        return block.blockNumber() - cuts + 1

    def number_of(self, block: QTextBlock) -> int:
        """Which part of the article, in the order of reading, begins in a block; 0 if none does."""
        start = self._offset(block.position())
        end = self._offset(block.position() + block.length())
        return next((n for at, n in self._numbers.items() if start <= at < end), 0)

    def _in_sight(self) -> tuple[int, int]:
        top = self.cursorForPosition(QPoint(0, 0)).position()
        corner = QPoint(self.viewport().width(), self.viewport().height())
        return self._offset(top), self._offset(self.cursorForPosition(corner).position()) + 1

    # Painting

    def _scrolled(self, box: QRect, down: int) -> None:
        if down:
            self._gutter.scroll(0, down)
            self._colour()
        else:
            self._gutter.update(0, box.y(), self._gutter.width(), box.height())

    def _colour(self) -> None:
        """Colour the article's parts in sight."""
        low, high = self._in_sight()
        found = []
        for start, end in self._own[max(0, bisect_left(self._own, (low, 0)) - 1) :]:
            if start >= high:
                break
            here = self._spot is not None and self._spot.start <= start < self._spot.end
            found.append(self._selection(start, end, here))
        spot = self._spot
        if spot and not any(spot.start < end and start < spot.end for start, end in self._own):
            found.append(self._selection(*spot, here=True))  # it is in no article
        self.setExtraSelections(found)

    def _selection(self, start: int, end: int, here: bool) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(min(start, self._done)))
        cursor.setPosition(self._position(min(end, self._done)), QTextCursor.MoveMode.KeepAnchor)
        letters = selection.format
        letters.setForeground(QColor(self._theme.ink))
        letters.setBackground(QColor(self._theme.selection if here else self._theme.chosen))
        selection.format = letters
        selection.cursor = cursor
        return selection

    def _seam_boxes(self) -> list[tuple[QRectF, Seam]]:
        low, high = self._in_sight()
        boxes = []
        for seam in self._seams:
            if not low <= seam.position < high or seam.position > self._done:
                continue
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._position(seam.position))
            line = self.cursorRect(cursor)
            left = line.left() - (6 if seam.position == seam.joint.right else -1)
            boxes.append((QRectF(left, line.top() + 2, 5, line.height() - 4), seam))
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, seam in self._seam_boxes():
            painter.setPen(seam_pen(self._theme, seam.joint))
            for x in (box.left() + 1, box.right() - 1):
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.end()

    def _fit(self) -> None:
        digits = len(str(max(1, self.blockCount())))
        width = self.fontMetrics().horizontalAdvance("9") * (digits + 3) + 14
        if width != self.viewportMargins().left():  # to set them lays out the whole text anew
            self.setViewportMargins(width, 0, 0, 0)
        self._gutter.setGeometry(0, 0, width, self.height())

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Paint line numbers, and the numbers of the article's parts, beside the blocks in sight."""
        painter = QPainter(self._gutter)
        theme = self._theme
        painter.fillRect(event.rect(), QColor(theme.chrome))
        painter.setPen(QPen(QColor(theme.rule)))
        edge = self._gutter.width() - 5
        painter.drawLine(edge, event.rect().top(), edge, event.rect().bottom())
        font = self.font()
        font.setPixelSize(max(6, round(font.pixelSize() * 0.8)))
        strong = self.font()
        strong.setBold(True)
        height = self.fontMetrics().height()
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            line, number = self.line_of(block), self.number_of(block)
            box = QRectF(4, top, edge - 10, height)
            if line:
                painter.setFont(font)
                painter.setPen(QColor(theme.faint))
                side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, side, str(line))
            if number:
                painter.setFont(strong)
                painter.setPen(QColor(theme.accent))
                side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, side, str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()
        painter.end()

    # Events

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for box, seam in self._seam_boxes():
                if box.adjusted(-4, -2, 4, 2).contains(QPointF(event.pos())):
                    tip = seam_tip(self._text, seam.joint)
                    QToolTip.showText(event.globalPos(), tip, self)
                    return True
            QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            point = event.position().toPoint()
            self.offset_wanted.emit(self._offset(self.cursorForPosition(point).position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.offset_wanted.emit(self._offset(self.textCursor().position()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._kept is not None:
            self.reveal(self._kept)
        self._colour()


class _Gutter(QWidget):
    """The strip for the numbers; the pane paints it."""

    def __init__(self, pane: RawPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._pane.paint_gutter(event)


def _lines(text: str) -> str:
    """Text as the document can hold it, its line feeds kept."""
    return "\n".join(shown(line) for line in text.split("\n"))
