"""The colour behind what was searched for, and behind what is looked at in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit

from reader.desk import Match, Stretch
from reader.window.theme import Theme
from reader.window.typesetter import Typesetter

#: Gives colours for what stands between two positions.
Below = Callable[[Theme, int, int], list[QTextEdit.ExtraSelection]]


class Highlights:
    """The matches in what a pane shows, and the stretch of the file that it shows as well."""

    def __init__(self, pane: QTextEdit) -> None:
        self._pane = pane
        self.matches: tuple[Match, ...] = ()
        self.current = -1
        self.stretch: Stretch | None = None
        self._setter: Typesetter | None = None
        self._found: list[tuple[int, int]] = []  # where they stand in the document

    def choose(self, matches: tuple[Match, ...]) -> None:
        """These it is from now on, none of them the present one."""
        self.matches, self.current, self._found = matches, -1, []

    def place(self, setter: Typesetter) -> None:
        """Find where they stand, as far as the text is set."""
        self._setter, self._found = setter, []
        for match in self.matches:
            start = setter.position(match.piece, match.start)
            end = setter.position(match.piece, match.end)
            if start is None or end is None:
                break
            self._found.append((start, end))

    def start(self, number: int) -> int:
        """The document's position of a match that is placed."""
        return self._found[number][0]

    def colour(self, theme: Theme, noted: Below = lambda theme, top, bottom: []) -> None:
        """Colour the matches in sight; thousands would take longer than a frame.

        ``noted`` gives the colours that lie below theirs.
        """
        pane, selections = self._pane, self._stretch(theme)
        top = pane.cursorForPosition(QPoint(0, 0)).position()
        corner = QPoint(pane.viewport().width(), pane.viewport().height())
        bottom = pane.cursorForPosition(corner).position()
        selections += noted(theme, top, bottom)
        first = max(0, bisect_left(self._found, (top, 0)) - 1)
        last = bisect_right(self._found, (bottom, 1 << 62))
        for number in range(first, min(last + 1, len(self._found))):
            here = number == self.current
            ground = theme.current if here else theme.match
            selections.append(coloured(pane, *self._found[number], ground, theme.on_match))
        pane.setExtraSelections(selections)

    def _stretch(self, theme: Theme) -> list[QTextEdit.ExtraSelection]:
        if self.stretch is None or self._setter is None:
            return []
        start = self._setter.position_of(self.stretch.start)
        end = self._setter.position_of(self.stretch.end - 1)
        if start is None or end is None:
            return []
        return [coloured(self._pane, start, end + 1, theme.selection, theme.ink)]


def coloured(
    pane: QTextEdit, start: int, end: int, ground: str, ink: str
) -> QTextEdit.ExtraSelection:
    """Colours for what stands between two positions of a pane's document."""
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(pane.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    letters = selection.format
    letters.setBackground(QColor(ground))
    letters.setForeground(QColor(ink))
    selection.format = letters
    selection.cursor = cursor
    return selection
