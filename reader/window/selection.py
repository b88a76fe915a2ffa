"""What is selected in the article: its words, and where they stand in the page."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.desk import Spot
from reader.window.typesetter import Typesetter


class Selection:
    """The selection of a pane, in the terms of the article that ``setter`` has set in it."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self.setter: Typesetter | None = None

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
