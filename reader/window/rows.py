"""How rows of the tree and of the lists are painted: text is data, so all of it is drawn.

A row has a title, and around it quieter lines: above it a kicker, below it a
snippet with its matches coloured.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.language import tr
from reader.window.fonts import smaller
from reader.window.icons import icon
from reader.window.theme import Theme
from reader.window.typesetter import shown

_PAD = 6
#: The role under which models give the delegate a ``Row``.
ROW_ROLE = Qt.ItemDataRole.UserRole


class Row(NamedTuple):
    """What a row shows.

    ``marked`` are half-open ranges of ``below``, which may take ``lines``; ``doubt`` says why a
    look is worthwhile, where it is; ``right`` stands quietly at the end of the title's line;
    ``colour`` is the name of a highlight's, which is drawn at the row's start.
    """

    title: str
    above: str = ""
    below: str = ""
    strong: bool = False
    sign: str = ""
    sign_name: str = ""
    bookmarked: bool = False
    marked: tuple[tuple[int, int], ...] = ()
    lines: int = 1
    dim: bool = False
    doubt: str = ""
    unread: bool = False
    right: str = ""
    colour: str = ""

    def spoken(self) -> str:
        """The row for a screen reader."""
        parts = [self.above, self.title, self.sign_name, self.below, self.doubt, self.right]
        if self.unread:
            parts.append(tr("Unread"))
        if self.bookmarked:
            parts.append(tr("Bookmarked"))
        return ", ".join(p for p in parts if p)


class RowDelegate(QStyledItemDelegate):
    """Paints a ``Row``, its text ``left`` pixels from the row's start."""

    def __init__(self, theme: Theme, left: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = left
        self._theme = theme
        self._heights: dict[tuple[str, bool], tuple[int, int]] = {}
        self._signs = lru_cache(lambda name: icon(name, theme.faint, theme.faint))
        self._mark = icon("bookmarked", theme.accent, theme.accent)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(ROW_ROLE)
        kind = (option.font.key(), row.strong)
        if kind not in self._heights:
            title, quiet = _fonts(option, row)
            both = QFontMetrics(title).height() + 2 * _PAD, QFontMetrics(quiet).height() + 1
            self._heights[kind] = both
        height, line = self._heights[kind]
        height += line * (bool(row.above) + (row.lines if row.below else 0))
        return QSize(120, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        theme, box = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        title, quiet = _fonts(option, row)
        left, right = box.left() + self._left, box.right() - 8
        if row.colour in theme.highlights:
            painter.setPen(QPen(QColor(theme.hold), 0.5))
            painter.setBrush(QColor(theme.highlights[row.colour]))
            bar = QRect(left, box.top() + _PAD, 5, box.height() - 2 * _PAD)
            painter.drawRoundedRect(bar.toRectF(), 2, 2)
            left += 13
        if row.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(QPointF(right - 3, box.center().y() + 0.5), 2.5, 2.5)
            right -= 12
        if row.bookmarked:
            right = self._sign(painter, self._mark, right, box)
        if row.doubt:
            right = self._sign(painter, self._signs("doubt"), right, box)
        if row.sign:
            right = self._sign(painter, self._signs(row.sign), right, box)
        top, width = box.top() + _PAD, right - left
        if row.above:
            top = self._line(painter, row.above, quiet, theme.faint, QRect(left, top, width, 0))
        if row.right:
            right -= self._note(painter, row.right, quiet, QRect(left, top, right - left, 0), title)
            width = right - left
        colour = theme.faint if row.dim else theme.ink
        top = self._line(painter, row.title, title, colour, QRect(left, top, width, 0))
        if row.below and row.lines == 1:
            self._line(painter, row.below, quiet, theme.faint, QRect(left, top, width, 0))
        elif row.below:
            self._snippet(painter, row, quiet, QRect(left, top + 1, box.right() - 8 - left, 0))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state, theme = option.state, self._theme
        box = option.rect.adjusted(self._left - 6, 1, -4, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.chosen))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        view = option.widget
        focused = isinstance(view, QWidget) and view.hasFocus()
        if focused and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.focus), 1))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    @staticmethod
    def _sign(painter: QPainter, sign: QIcon, right: int, box: QRect) -> int:
        sign.paint(painter, QRect(right - 15, box.center().y() - 7, 15, 15))
        return right - 20

    def _note(self, painter: QPainter, text: str, font: QFont, box: QRect, title: QFont) -> int:
        """At the end of the title's line, on at most half of it; the width that it took."""
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, box.width() // 2)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.faint))
        place = QRect(box.left(), box.top(), box.width(), QFontMetrics(title).height() + 1)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, fitting
        )
        return metrics.horizontalAdvance(fitting) + 12

    @staticmethod
    def _line(painter: QPainter, text: str, font: QFont, colour: str, box: QRect) -> int:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        plain = shown(text).replace("\u2028", " ")
        fitting = metrics.elidedText(plain[:500], Qt.TextElideMode.ElideRight, box.width())
        height = metrics.height() + 1
        place = QRect(box.left(), box.top(), box.width(), height)
        painter.drawText(place, Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter, fitting)
        return box.top() + height

    def _snippet(self, painter: QPainter, row: Row, font: QFont, box: QRect) -> None:
        text = shown(row.below).replace("\u2028", " ")
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = _units(text)
        formats = []
        for start, end in row.marked:
            part = QTextLayout.FormatRange()
            part.start, part.length = units(start), units(end) - units(start)
            letters = QTextCharFormat()
            letters.setBackground(QColor(self._theme.match))
            letters.setForeground(QColor(self._theme.on_match))
            part.format = letters
            formats.append(part)
        layout.setFormats(formats)
        layout.beginLayout()
        height = QFontMetrics(font).height() + 1
        for number in range(row.lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, number * height))
        layout.endLayout()
        painter.setPen(QColor(self._theme.faint))
        layout.draw(painter, QPointF(box.topLeft()))


def unpainted(palette: QPalette) -> QPalette:
    """A view's palette for this delegate: the view itself paints nothing behind chosen rows."""
    palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
    return palette


def _units(text: str) -> Callable[[int], int]:
    """Code points to UTF-16 units, for a short text."""
    return lambda at: at + sum(c > "\uffff" for c in text[:at])


def _fonts(option: QStyleOptionViewItem, row: Row) -> tuple[QFont, QFont]:
    title = QFont(option.font)
    title.setBold(row.strong)
    return title, smaller(option.font)
