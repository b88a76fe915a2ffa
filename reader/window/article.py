"""The pane in which an article is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.desk import Match, Reading, Shown, Stretch
from reader.language import tr
from reader.window.glide import Glide
from reader.window.highlights import Highlights
from reader.window.noted import Noted
from reader.window.numbers import Numbers
from reader.window.seams import Seams
from reader.window.selection import Selection
from reader.window.styles import Setting
from reader.window.theme import DAY, Theme, text_palette
from reader.window.typesetter import Typesetter

#: Code points set before the first paint, and in each further step: 5 to 10 ms.
_FIRST, _STEP = 3500, 3000
#: UTF-16 units from which on a text is set anew rather than laid out in one go: about 50 ms.
_LONG = 60_000


class ArticlePane(QTextEdit):
    """Shows one article.  It is told what to show, and says where the reader has scrolled to.

    ``moved`` carries the page's code point at the top of the view once scrolling rests;
    ``read_to`` the piece and its code point at the bottom while it scrolls;
    ``step_wanted`` is 1 or -1 when reading on passes the end or the start of the article.
    """

    moved = Signal(int)
    step_wanted = Signal(int)
    read_to = Signal(int, int)
    zoom_wanted = Signal(int)
    completed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.selection = Selection(self)  # told of the very first events
        super().__init__(parent)
        self.setObjectName("article")
        self.setAccessibleName(tr("Article"))
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._theme = DAY
        self._setting = Setting()
        self._setter: Typesetter | None = None
        self._ours: QTextDocument | None = None  # Qt deletes only the document it made itself
        self._origin = ""
        self._offset = 0
        self._target: int | None = None  # page code point still to be scrolled to
        self._highlights = Highlights(self)
        self.noted = Noted(self)
        self.seams = Seams(self)
        self._numbers = Numbers(self)
        self._glide = Glide(self.verticalScrollBar())
        self._settling = False
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._set_more)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(250)
        self._rest.timeout.connect(lambda: self.moved.emit(self._offset))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._fit)  # it comes and goes

    # What is shown

    def set_look(self, theme: Theme, setting: Setting) -> None:
        """Colours, and how the text is set.  The place in the text stays."""
        self._theme, self._setting = theme, setting
        self.setPalette(text_palette(self.palette(), theme, theme.paper, theme.ink))
        if self._setter:
            self._set(self._setter.reading, self._offset)

    def set_smooth(self, on: bool) -> None:
        """Whether reading on glides to the next screenful."""
        self._glide.smooth = on

    def set_numbers(self, on: bool) -> None:
        """Whether paragraphs have their numbers in the margin."""
        self._numbers.on = on
        self.viewport().update()

    def show_reading(self, reading: Reading, offset: int, origin: str) -> None:
        """Set an article and scroll to the page's code point ``offset``; -1 is the start."""
        self._origin = origin
        self._highlights.choose(())
        self._highlights.stretch = None
        self.noted.shown = ()
        self._set(reading, offset)

    def show_matches(self, matches: tuple[Match, ...]) -> None:
        """Colour these parts of the article."""
        self._highlights.choose(matches)
        self._place_matches()

    def show_match(self, number: int) -> None:
        """Colour one match as the present one and scroll to it."""
        self._highlights.current = number
        if self._setter and 0 <= number < len(self._highlights.matches):
            match = self._highlights.matches[number]
            while (
                self._setter.position(match.piece, match.end) is None and not self._setter.finished
            ):
                self._advance(10 * _STEP)
            self._place_matches()
            self._target = None
            self._reveal(self._highlights.start(number))
        self._highlights.colour(self._theme, self.noted.colours)

    def show_notes(self, shown: tuple[Shown, ...]) -> None:
        """Colour what the reader has highlighted."""
        self.noted.shown = shown
        self._place_matches()
        self.viewport().update()

    def show_stretch(self, stretch: Stretch | None, reveal: bool = False) -> None:
        """Colour what stands in this part of the file; scroll to it if that is wanted."""
        self._highlights.stretch = stretch
        if stretch and reveal and self._setter:
            while (at := self._setter.position_of(stretch.start)) is None:
                if self._setter.finished:
                    break
                self._advance(10 * _STEP)
            if at is not None:
                self._target = None
                self._reveal(at)
        self._highlights.colour(self._theme, self.noted.colours)

    def offset_at(self, point: QPoint) -> int | None:
        """The page's code point that stands at a point of the viewport, or whose seam does."""
        if not self._setter:
            return None
        joint = self.seams.at(point)
        if joint is not None:
            return joint.right
        spot = self._setter.spot(self.cursorForPosition(point).position())
        return self._setter.reading.offset(*spot) if spot else None

    def offset(self) -> int:
        """The page's code point at the top of the view."""
        return self._offset

    def toPlainText(self) -> str:
        """What the article says; the document has joiners in it that only the lines need."""
        return self._setter.text(0, self.document().characterCount()) if self._setter else ""

    def at_end(self) -> bool:
        """Whether the end of the article is in sight."""
        bar = self.verticalScrollBar()
        return self.complete() and bar.value() >= bar.maximum() - 2

    def chosen_offset(self) -> int:
        """The page's code point at the selection's start, or without one at the top of the view."""
        start = self.selection.offset()
        return self._offset if start is None else start

    def complete(self) -> bool:
        """Whether the whole article is set."""
        return self._setter is None or self._setter.finished

    # Setting

    def _set(self, reading: Reading, offset: int) -> None:
        self._rest.stop()
        again = self._setter is not None and reading is self._setter.reading
        ends = self.selection.ends() if again else []
        self._setter = Typesetter(reading, self._theme, self._setting, self._origin)
        self.selection.setter = self._setter
        self._fit()
        self.seams.clear()
        self._glide.stop()
        self._offset = max(0, offset)
        self._target = offset if offset >= 0 else None
        document = self._setter.new_document()
        document.setParent(self)
        self._setter.step(document, self._measure(), _FIRST)
        self._settling = True
        self.setDocument(document)
        if self._ours is not None:
            self._ours.deleteLater()
        self._ours = document
        self.setExtraSelections([])
        if ends:
            self.selection.select(ends)
        self.verticalScrollBar().setValue(0)
        self._settling = False
        self._after_step()

    def _set_more(self) -> None:
        self._advance(_STEP)

    def _advance(self, budget: int) -> None:
        if self._setter and not self._setter.finished:
            self._setter.step(self.document(), self._measure(), budget)
            self._after_step()

    def _after_step(self) -> None:
        assert self._setter is not None
        self._reach_target()
        self._place_matches()
        self._say_read()
        if self._setter.finished:
            self.seams.find(self._setter)
            self.completed.emit()
        else:
            self._more.start(0)

    def _measure(self) -> float:
        assert self._setter is not None
        return self.viewport().width() - 2 * self._setting.margin

    def _fit(self) -> None:
        """Centre a column of as many ems as are wanted, of whole ems so that little is stretched."""
        if not self._setter:
            return
        em, margin = self._setter.em, self._setting.margin
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar
        ems = max(8, min(self._setting.measure, (room - 2 * margin - 1) // em))
        # A pixel more than the ems: rounding must not push the last character of a full line out.
        rest = max(0, room - ems * em - 2 * margin - 1)
        missing = 0 if self.verticalScrollBar().maximum() > 0 else bar
        self.setViewportMargins(rest // 2, 0, rest - rest // 2 + missing, 0)

    # The place

    def _scrolled(self) -> None:
        if self._settling or not self._setter:
            return
        self._offset = self._setter.offset(self._top_position())
        self._highlights.colour(self._theme, self.noted.colours)
        self._rest.start()
        self._say_read()

    def _say_read(self) -> None:
        """Tell how far down the text is in sight."""
        corner = QPoint(self.viewport().width(), self.viewport().height() - 2)
        spot = (
            self._setter.spot(self.cursorForPosition(corner).position()) if self._setter else None
        )
        if self._setter and spot is None:  # the line of origin at the end
            last = len(self._setter.reading.pieces) - 1
            spot = last, len(self._setter.reading.pieces[last][1].text)
        if spot and spot[0] >= 0:
            self.read_to.emit(*spot)

    def _top_position(self) -> int:
        if self.verticalScrollBar().value() == 0:
            return 0
        # Two pixels down, so that a line whose last pixel row is still visible doesn't count.
        cursor = self.cursorForPosition(QPoint(0, 2))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return cursor.position()

    def _reach_target(self) -> None:
        """Scroll to where the reader was, as soon as that part is set."""
        assert self._setter is not None
        if self._target is None:
            return
        position = self._setter.position_of(self._target)
        if position is None and not self._setter.finished:
            return
        self._offset, self._target = self._target, None
        if not position:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        bar = self.verticalScrollBar()
        self._settling = True
        bar.setValue(bar.value() + self.cursorRect(cursor).top())
        self._settling = False
        if bar.value() == bar.maximum() and not self._setter.finished:
            self._target = self._offset  # the text below isn't there yet to scroll over

    def _reveal(self, position: int) -> None:
        """Scroll so that a position stands in the upper third, if it isn't in sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        box, height = self.cursorRect(cursor), self.viewport().height()
        if box.top() < 0 or box.bottom() > height - box.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + box.top() - height // 3)

    def _place_matches(self) -> None:
        if self._setter:
            self._highlights.place(self._setter)
            self.noted.place(self._setter)
        self._highlights.colour(self._theme, self.noted.colours)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.seams.paint(self._theme)
        if self._setter:
            self._numbers.paint(self._setter, self._theme)
            self.noted.paint(self._theme)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.seams.show_tip(event)
            return True
        if self.selection.drags(event):
            return True
        done = bool(super().viewportEvent(event))
        self.selection.follow(event)
        return done

    def event(self, event: QEvent) -> bool:
        # The margins beside the column are no part of the viewport, but the wheel works there.
        if isinstance(event, QWheelEvent) and event.type() == QEvent.Type.Wheel:
            return bool(QCoreApplication.sendEvent(self.verticalScrollBar(), event))
        return bool(super().event(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._glide.stop()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_wanted.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # the table of commands says what it does; Qt would scroll
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self._glide.to(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self._glide.to(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def read_on(self, direction: int) -> None:
        """Scroll by a screenful less a line; where there's no more, ask for the next article."""
        bar = self.verticalScrollBar()
        there = bar.maximum() if direction > 0 else bar.minimum()
        here = self._glide.target()
        if here == there:
            self.step_wanted.emit(direction)
            return
        line = round(1.75 * self._setter.em) if self._setter else 0
        self._glide.to(here + direction * max(line, self.viewport().height() - 2 * line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._settling:  # from within: changing the margins resizes the viewport once more
            super().resizeEvent(event)
            return
        offset, before = self._offset, self.viewport().width()
        with self._place_kept():
            self._fit()
            super().resizeEvent(event)
        if self._setter and self.viewport().width() != before:  # other lines have other ends
            self._set(self._setter.reading, offset)

    def showEvent(self, event: QShowEvent) -> None:
        with self._place_kept():  # Qt scrolls to its text cursor when a text is first shown
            super().showEvent(event)

    @contextmanager
    def _place_kept(self) -> Iterator[None]:
        offset, scrolled = self._offset, self.verticalScrollBar().value() > 0
        self._settling = True
        yield
        self._settling = False
        if self._setter and scrolled and self.document().characterCount() <= _LONG:
            self._target = offset
            self._reach_target()
        self._highlights.colour(self._theme, self.noted.colours)

    def createMimeDataFromSelection(self) -> QMimeData:
        return self.selection.for_clipboard()
