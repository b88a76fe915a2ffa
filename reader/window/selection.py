"""What is selected in the article: its words, and where they stand in the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.desk import Spot
from reader.window.typesetter import Typesetter


class Selection:
    """The selection of a pane, in the terms of the article that ``setter`` has set in it."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self.setter: Typesetter | None = None
        self._first: tuple[int, int] | None = None  # the word that a double click chose

    def take_word(self, point: QPoint | None = None) -> bool:
        """Select the Chinese word at a point of the viewport, or at the text cursor; False where
        there is none, or other letters."""
        found = self._word(point)
        if found is not None:
            self._choose(*found)
        self._first = found if point is not None else None
        return found is not None

    def follow(self, event: QEvent) -> None:
        """A mouse button, after Qt's own: a double click selects a Chinese word."""
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.take_word(event.position().toPoint())
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._first = None

    def drags(self, event: QEvent) -> bool:
        """Select whole words from the one that a double click chose on; False for other events."""
        if self._first is None or event.type() != QEvent.Type.MouseMove:
            return False
        assert isinstance(event, QMouseEvent)
        point = event.position().toPoint()
        here = self._pane.cursorForPosition(point).position()
        start, end = self._word(point) or (here, here)
        if start < self._first[0]:
            self._choose(self._first[1], start)
        else:
            self._choose(self._first[0], max(end, self._first[1]))
        return True

    def _word(self, point: QPoint | None) -> tuple[int, int] | None:
        """The document's positions of a word."""
        if not self.setter:
            return None
        cursor = self._pane.textCursor()
        if point is not None:
            cursor = self._pane.cursorForPosition(point)
        spot = self.setter.spot(cursor.position())
        if spot is None:
            return None
        piece, at = spot
        # The gap nearest to the point may be the one behind the character.
        behind = point is not None and self._pane.cursorRect(cursor).left() > point.x()
        found = self.setter.reading.word(piece, at - 1 if behind else at)
        if found is None and point is None:
            found = self.setter.reading.word(piece, at - 1)
        if found is None:
            return None
        start, end = (self.setter.position(piece, at) for at in found)
        return None if start is None or end is None else (start, end)

    def _choose(self, start: int, end: int) -> None:
        cursor = self._pane.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._pane.setTextCursor(cursor)

    def text(self) -> str:
        """What is selected, as the article has it."""
        cursor = self._pane.textCursor()
        if not self.setter:
            return ""
        return self.setter.text(cursor.selectionStart(), cursor.selectionEnd())

    def for_clipboard(self) -> QMimeData:
        """The same, to be pasted or dropped elsewhere."""
        data = QMimeData()
        data.setText(self.text())
        return data

    def spots(self) -> tuple[Spot | None, Spot | None]:
        """Where it begins and ends; nothing at the ends without one, or beyond them."""
        cursor = self._pane.textCursor()
        if not self.setter or not cursor.hasSelection():
            return None, None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        beyond = len(self.setter.reading.pieces), 0
        return self.setter.spot(start) or beyond, self.setter.spot(end)

    def offset(self) -> int | None:
        """The page's code point at its start, None without one."""
        cursor = self._pane.textCursor()
        if self.setter and cursor.hasSelection():
            return self.setter.offset(cursor.selectionStart())
        return None

    def ends(self) -> list[Spot]:
        """Where the text cursor's anchor and the cursor itself stand; empty if not both do in the
        article."""
        cursor = self._pane.textCursor()
        if not self.setter:
            return []
        spots = [self.setter.spot(at) for at in (cursor.anchor(), cursor.position())]
        return [spot for spot in spots if spot] if None not in spots else []

    def select(self, ends: list[Spot]) -> None:
        """Select again what was selected, as far as it is set."""
        assert self.setter is not None
        positions = [self.setter.position(*spot) for spot in ends]
        cursor = self._pane.textCursor()
        for position, mode in zip(positions, QTextCursor.MoveMode, strict=False):
            if position is not None:
                cursor.setPosition(position, mode)
        self._pane.setTextCursor(cursor)
