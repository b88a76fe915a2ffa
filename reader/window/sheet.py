"""A whole page as it might have been printed: its articles in their order, each in columns."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from reader.desk import Part as Copied
from reader.desk import Reading
from reader.language import tr
from reader.window.boxes import APART, COLUMN, EDGE, GAP, boxed
from reader.window.columns import Box, Part
from reader.window.noted import quiet, spans
from reader.window.picking import Picking
from reader.window.styles import Setting
from reader.window.theme import DAY, Theme

if TYPE_CHECKING:
    from reader.library import Annotation

#: Size of the text beside that of an article alone.
SIZE = 0.85
#: Milliseconds without scrolling after which what is in sight counts as read.
_REST = 250


class SheetPane(QAbstractScrollArea):
    """Shows all articles of a page.  ``article_wanted`` has the id of one that was clicked,
    ``page_wanted`` is 1 or -1 when reading on passes the page's end or start.  As one reads on,
    ``reached`` has the article at the top of the view, ``ended`` each one whose end is in sight."""

    article_wanted = Signal(str)
    reached = Signal(str)
    ended = Signal(str)
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
        self._boxes: list[Box] = []
        self._making: Generator[None, None, Box] | None = None
        self._notes: Sequence[Annotation] = ()
        self._spans: dict[int, list[tuple[int, int, str]]] = {}  # by the documents' identity
        self._picking = Picking()
        self._pressed: QPoint | None = None  # where the button went down, until it is a drag
        self._current = ""
        self._wanted = ""  # the article that is still to be scrolled to
        self._followed = ""  # the article that was said to be reached: it stands where it is
        self._width = 0
        self._settling = False  # while the view moves by itself
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._rested)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
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
        there = same and article == self._followed
        self._current, self._wanted, self._followed = article, "" if there else article, ""
        if same and self.complete():
            self._reach()
            self.viewport().update()
        else:
            self._set()

    def show_notes(self, notes: Sequence[Annotation]) -> None:
        """Colour what the reader has highlighted."""
        self._notes, self._spans = notes, {}
        self.viewport().update()

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
        self._boxes, self._making, self._spans = [], None, {}
        self._picking.boxes = self._boxes
        self._picking.clear()
        self._width = self.viewport().width()
        self._wanted = self._wanted or self._current
        self._more.start(0)
        self.viewport().update()

    def _set_more(self) -> None:
        """A part of an article at a time, so that the window answers in between."""
        if self.complete():
            return
        if self._making is None:
            top = self._boxes[-1].bottom if self._boxes else 0.0
            reading = self._readings[len(self._boxes)]
            look = (self._theme, self._setting)
            self._making = boxed(reading, look, self._width, top, self)
        try:
            next(self._making)
        except StopIteration as end:
            self._making = None
            self._boxes.append(end.value)
        else:
            self._more.start(0)
            return
        self._set_range()
        self._reach()
        self.viewport().update()
        if self.complete():
            self._wanted = ""
            self.completed.emit()
        else:
            self._more.start(0)

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        self._settling = True
        bar.setRange(0, max(0, round(self._boxes[-1].bottom) - self.viewport().height()))
        self._settling = False
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(2 * self._setting.em)

    def _reach(self) -> None:
        """Scroll to the article that is wanted, as soon as that can be done."""
        place = self.place(self._wanted) if self._wanted else None
        if place is not None:
            bar = self.verticalScrollBar()
            first = self._boxes[0].article == self._wanted
            self._settling = True
            bar.setValue(0 if first else round(bar.value() + place))
            self._settling = False

    # Reading on

    def note_ends(self) -> None:
        """Tell of each article whose end is in sight."""
        top = self.verticalScrollBar().value()
        for box in self._boxes if self.complete() else ():
            if top < box.bottom - APART * self._setting.em / 2 <= top + self.viewport().height():
                self.ended.emit(box.article)

    def _scrolled(self) -> None:
        if not self._settling:
            self._rest.start()

    def _rested(self) -> None:
        if not self.complete():
            return
        self.note_ends()
        top = self.verticalScrollBar().value() + (APART / 2 + 1) * self._setting.em
        article = next((box.article for box in self._boxes if box.bottom > top), self._current)
        if article != self._current:
            self._current = self._followed = article
            self.viewport().update()
            self.reached.emit(article)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        em, scrolled = self._setting.em, self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        painter.translate(0, -scrolled)
        seen = QRectF(event.rect().translated(0, scrolled))
        for number, box in enumerate(self._boxes):
            if box.bottom < seen.top() or box.top > seen.bottom():
                continue
            if number:
                painter.setPen(QColor(self._theme.rule))
                y = round(box.top - APART * em / 4)
                painter.drawLine(round(EDGE * em), y, round(self._width - EDGE * em), y)
            if self.hasFocus() and box.article == self._current:  # which Enter opens
                mark = QRectF(0.4 * em, box.top, 3, box.bottom - box.top - APART * em / 2)
                painter.fillRect(mark, QColor(self._theme.focus))
            self._paint_head(painter, box, self._picking.range(number, 0))
            span = self._picking.range(number, len(box.parts()) - 1)
            self._paint_columns(painter, box, seen, span)
        painter.end()

    def _paint_head(self, painter: QPainter, box: Box, span: tuple[int, int] | None) -> None:
        if box.head is None:
            return
        context = QAbstractTextDocumentLayout.PaintContext()
        grounds = [(s, e, quiet(self._theme, name)) for s, e, name in self._noted(box.head)]
        if span:
            grounds.append((*span, QColor(self._theme.selection)))
        selections = []
        for start, end, ground in grounds:
            chosen = QAbstractTextDocumentLayout.Selection()
            chosen.cursor = QTextCursor(box.head.document)
            chosen.cursor.setPosition(start)
            chosen.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            chosen.format.setBackground(ground)
            selections.append(chosen)
        context.selections = selections
        painter.save()
        painter.translate(box.head_corner())
        box.head.document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_columns(
        self, painter: QPainter, box: Box, seen: QRectF, span: tuple[int, int] | None
    ) -> None:
        em = self._setting.em
        for number, column in enumerate(box.columns):
            if number:
                painter.setPen(QColor(self._theme.rule))
                x = round(box.left + number * box.step - GAP * em / 2)
                painter.drawLine(x, round(box.text), x, round(box.bottom - APART * em / 2))
            shift = box.text - column[0].top
            for line in column:
                if line.bottom + shift < seen.top() or line.top + shift > seen.bottom():
                    continue
                for start, end, name in self._noted(box.body):
                    here = box.marked(number, line, start, end)
                    painter.fillRect(here, quiet(self._theme, name))
                if span:
                    marked = box.marked(number, line, *span)
                    painter.fillRect(marked, QColor(self._theme.selection))
                layout = line.block.layout()
                layout.lineAt(line.number).draw(painter, box.corner(number, line))

    def _noted(self, part: Part) -> list[tuple[int, int, str]]:
        """The reader's highlights in a part of an article."""
        key = id(part.document)
        if key not in self._spans:
            self._spans[key] = spans(part.setter, self._notes)
        return self._spans[key]

    # What is selected

    def selected(self) -> list[Copied]:
        """The selected pieces with their roles, in the order of reading."""
        return self._picking.copied()

    def select_all(self) -> None:
        """Select the whole page."""
        self._picking.all()
        self.viewport().update()

    def _on_page(self, point: QPoint) -> QPointF:
        return QPointF(point) + QPointF(0, self.verticalScrollBar().value())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._picking.clear()
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self._pressed is not None:
            if (point - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._picking.begin(self._on_page(self._pressed))
            self._pressed = None
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        bar = self.verticalScrollBar()
        if not 0 <= point.y() < self.viewport().height():
            bar.setValue(bar.value() + (1 if point.y() > 0 else -1) * bar.singleStep())
        self._picking.extend(self._on_page(point))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked, self._pressed = self._pressed is not None, None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        y = event.position().y() + self.verticalScrollBar().value()
        for box in self._boxes:
            if not clicked:
                break
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
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.article_wanted.emit(self._current)
        else:
            super().keyPressEvent(event)

    def read_on(self, direction: int) -> None:
        """Scroll by a screenful less a line; at the end ask for the next page."""
        bar = self.verticalScrollBar()
        self.note_ends()
        if bar.value() == (bar.maximum() if direction > 0 else bar.minimum()):
            self.page_wanted.emit(direction)
            return
        bar.setValue(bar.value() + direction * (self.viewport().height() - 2 * self._setting.em))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._set()
        elif self._boxes:
            self._set_range()
