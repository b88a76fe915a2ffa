"""A whole page as it might have been printed: its articles in their order, each in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reader.desk import Reading
from reader.language import tr
from reader.window.styles import HEAD, TOP, Setting
from reader.window.theme import DAY, Theme
from reader.window.typesetter import Typesetter

#: Size of the text beside that of an article alone, and characters in a column's line.
SIZE, COLUMN = 0.85, 20
#: Most columns of an article; ems between two of them, between articles, and at the edges.
MOST, GAP, APART, EDGE = 5, 2.0, 2.6, 1.6
#: Lines below which a further column isn't worth it.
FEWEST = 3
#: Code points that are set before the window may answer.
_STEP = 3000


class _Line(NamedTuple):
    """A line of the text: its block and number, and its upper and lower edge in the document."""

    block: QTextBlock
    number: int
    top: float
    bottom: float


class _Box(NamedTuple):
    """An article in its place: the documents of its headline's part and of its text, both with
    their margins; the lines of each column; and where it begins, in pixels from the page's top."""

    article: str
    head: QTextDocument | None
    body: QTextDocument
    columns: list[list[_Line]]
    top: float
    text: float
    bottom: float


def divided(heights: Sequence[float], columns: int) -> list[tuple[int, int]]:
    """Lines of these heights in columns of about one height, none of them empty; as ranges."""
    edges = [0.0, *accumulate(heights)]
    count = max(1, min(columns, len(heights) // FEWEST))
    found, start = [], 0
    for number in range(1, count + 1):
        wanted = edges[-1] * number / count
        end = min(len(heights), max(start + 1, bisect_right(edges, wanted + 0.5 * heights[0]) - 1))
        end = len(heights) if number == count else end
        found.append((start, end))
        start = end
    return [pair for pair in found if pair[0] < pair[1]]


class SheetPane(QAbstractScrollArea):
    """Shows all articles of a page.  ``article_wanted`` has the id of one that was clicked,
    ``page_wanted`` is 1 or -1 when reading on passes the page's end or start."""

    article_wanted = Signal(str)
    page_wanted = Signal(int)
    zoom_wanted = Signal(int)
    completed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAccessibleName(tr("Whole page"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._setting = DAY, Setting()
        self._readings: tuple[Reading, ...] = ()
        self._boxes: list[_Box] = []
        self._making: Generator[None, None, _Box] | None = None
        self._current = ""
        self._wanted = ""  # the article that is still to be scrolled to
        self._width = 0
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._set_more)

    # What is shown

    def set_look(self, theme: Theme, setting: Setting) -> None:
        """Colours, and how the text is set."""
        setting = setting._replace(
            zoom=round(setting.zoom * SIZE), measure=COLUMN, leading=min(setting.leading, 1.6)
        )
        if (theme, setting) == (self._theme, self._setting):
            return
        self._theme, self._setting = theme, setting
        colours = QPalette(self.palette())
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            colours.setColor(role, QColor(theme.paper))
        self.setPalette(colours)
        self._set()

    def show_page(self, readings: tuple[Reading, ...], article: str) -> None:
        """Show a page's articles, and scroll to one of them."""
        same = [r.found for r in readings] == [r.found for r in self._readings]
        self._readings = readings
        self.setAccessibleDescription("; ".join(r.found.article.heading() for r in readings))
        self._current = self._wanted = article
        if same and self.complete():
            self._reach()
            self.viewport().update()
        else:
            self._set()

    def complete(self) -> bool:
        """Whether all of the page is set."""
        return len(self._boxes) == len(self._readings)

    def articles(self) -> list[tuple[str, int, int]]:
        """For each article that is set: its id, how many columns and how many lines it has."""
        return [(b.article, len(b.columns), sum(map(len, b.columns))) for b in self._boxes]

    def place(self, article: str) -> float | None:
        """Where an article begins in the viewport, in pixels; None if it isn't set."""
        for box in self._boxes:
            if box.article == article:
                return box.top - self.verticalScrollBar().value()
        return None

    # Setting

    def _set(self) -> None:
        self._boxes, self._making = [], None
        self._width = self.viewport().width()
        self._wanted = self._wanted or self._current
        self._more.start(0)
        self.viewport().update()

    def _set_more(self) -> None:
        """A part of an article at a time, so that the window answers in between."""
        if self.complete():
            return
        if self._making is None:
            self._making = self._box(self._readings[len(self._boxes)])
        try:
            next(self._making)
        except StopIteration as end:
            self._making = None
            self._boxes.append(end.value)
        else:
            self._more.start(0)
            return
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self._boxes[-1].bottom) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(2 * self._setting.em)
        self._reach()
        self.viewport().update()
        if self.complete():
            self._wanted = ""
            self.completed.emit()
        else:
            self._more.start(0)

    def _box(self, reading: Reading) -> Generator[None, None, _Box]:
        em = self._setting.em
        room = max(COLUMN * em / 2, self._width - 2 * EDGE * em)
        columns = max(1, min(MOST, int((room + GAP * em) // ((COLUMN + GAP) * em))))
        wide = int((room - (columns - 1) * GAP * em) / columns / em) * em + 1
        parts: tuple[list[int], list[int]] = ([], [])
        for number, (role, _) in enumerate(reading.pieces):
            parts[role not in HEAD].append(number)
        top = self._boxes[-1].bottom if self._boxes else 0.0
        top += APART * em / 2
        head = (yield from self._document(reading, parts[0], room)) if parts[0] else None
        body = yield from self._document(reading, parts[1], wide)
        lines = list(_lines(body)) if parts[1] else []
        ranges = divided([line.bottom - line.top for line in lines], columns) if lines else []
        placed = [lines[start:end] for start, end in ranges]
        # Of a document's height the margins above and below aren't wanted here.
        text = top + (_height(head) + 0.9 * em if head else 0)
        tallest = max((c[-1].bottom - c[0].top for c in placed), default=0.0)
        return _Box(
            reading.found.article.id,
            head,
            body,
            placed,
            top,
            text,
            text + tallest + APART * em / 2,
        )

    def _document(
        self, reading: Reading, pieces: list[int], width: float
    ) -> Generator[None, None, QTextDocument]:
        part = reading._replace(
            pieces=tuple(reading.pieces[n] for n in pieces),
            runs=tuple(reading.runs[n] for n in pieces),
            words=tuple(reading.words[n] for n in pieces) if reading.words else (),
        )
        setter = Typesetter(part, self._theme, self._setting, "")
        document = setter.new_document()
        document.setParent(self)
        while not setter.finished:
            setter.step(document, width, _STEP)
            if not setter.finished:
                yield
        document.setTextWidth(width + 2 * self._setting.margin)
        document.size()
        return document

    def _reach(self) -> None:
        """Scroll to the article that is wanted, as soon as that can be done."""
        place = self.place(self._wanted) if self._wanted else None
        if place is not None:
            bar = self.verticalScrollBar()
            first = self._boxes[0].article == self._wanted
            bar.setValue(0 if first else round(bar.value() + place))

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        em, scrolled = self._setting.em, self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        painter.translate(0, -scrolled)
        seen = QRectF(event.rect().translated(0, scrolled))
        for box in self._boxes:
            if box.bottom < seen.top() or box.top > seen.bottom():
                continue
            if box is not self._boxes[0]:
                painter.setPen(QColor(self._theme.rule))
                y = round(box.top - APART * em / 4)
                painter.drawLine(round(EDGE * em), y, round(self._width - EDGE * em), y)
            if box.head:
                context = QAbstractTextDocumentLayout.PaintContext()
                painter.save()
                painter.translate(EDGE * em - self._setting.margin, box.top - TOP * em)
                box.head.documentLayout().draw(painter, context)
                painter.restore()
            self._paint_columns(painter, box, seen)
        painter.end()

    def _paint_columns(self, painter: QPainter, box: _Box, seen: QRectF) -> None:
        em = self._setting.em
        step = box.body.textWidth() - 2 * self._setting.margin + GAP * em
        for number, column in enumerate(box.columns):
            left = EDGE * em + number * step
            if number:
                painter.setPen(QColor(self._theme.rule))
                x = round(left - GAP * em / 2)
                painter.drawLine(x, round(box.text), x, round(box.bottom - APART * em / 2))
            shift = box.text - column[0].top
            for line in column:
                if line.bottom + shift < seen.top() or line.top + shift > seen.bottom():
                    continue
                layout = line.block.layout()
                origin = layout.position() + QPointF(left - self._setting.margin, shift)
                layout.lineAt(line.number).draw(painter, origin)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        y = event.position().y() + self.verticalScrollBar().value()
        for box in self._boxes:
            if event.button() == Qt.MouseButton.LeftButton and box.top <= y < box.bottom:
                self.article_wanted.emit(box.article)
                return
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_wanted.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.article_wanted.emit(self._current)
        else:
            super().keyPressEvent(event)

    def read_on(self, direction: int) -> None:
        """Scroll by a screenful less a line; at the end ask for the next page."""
        bar = self.verticalScrollBar()
        if bar.value() == (bar.maximum() if direction > 0 else bar.minimum()):
            self.page_wanted.emit(direction)
            return
        bar.setValue(bar.value() + direction * (self.viewport().height() - 2 * self._setting.em))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._set()
        elif self._boxes:
            bar = self.verticalScrollBar()
            bar.setRange(0, max(0, round(self._boxes[-1].bottom) - self.viewport().height()))
            bar.setPageStep(self.viewport().height())


def _height(document: QTextDocument) -> float:
    """The height of what a document says, without its margins."""
    frame = document.rootFrame().frameFormat()
    return document.size().height() - frame.topMargin() - frame.bottomMargin()


def _lines(document: QTextDocument) -> list[_Line]:
    found = []
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top = layout.position().y() + line.y()
            found.append(_Line(block, number, top, top + line.height()))
        block = block.next()
    # Space above a caption belongs to it.
    return [
        line._replace(bottom=following.top) if following.top > line.bottom else line
        for line, following in zip(found, [*found[1:], *found[-1:]], strict=True)
    ]
