"""A year at a glance: on which days there is an issue, and where the run has gaps."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QToolTip, QVBoxLayout, QWidget

from reader.language import tr, trn
from reader.window.bars import tool_button
from reader.window.dialogs import plain
from reader.window.theme import Theme

#: Months side by side; pixels of a day's cell, of a month's name, and between two months.
_COLUMNS, _CELL, _HEAD, _GAP = 4, 24, 26, 16
_MONTH = QSize(7 * _CELL, _HEAD + 7 * _CELL)


class YearView(QWidget):
    """Twelve months.  ``day_wanted`` has a day with an issue that was chosen, as YYYY-MM-DD.

    The arrow keys go from day to day, PgUp and PgDn from year to year.
    """

    day_wanted = Signal(str)
    year_changed = Signal(int)

    def __init__(self, pages: Mapping[str, int], day: date, theme: Theme) -> None:
        super().__init__()
        self._pages = pages
        self._theme = theme
        self.day = day
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        rows = 12 // _COLUMNS
        self.setFixedSize(
            _COLUMNS * (_MONTH.width() + _GAP) - _GAP, rows * (_MONTH.height() + _GAP) - _GAP
        )
        self.go_to(day)

    def go_to(self, day: date) -> None:
        """Make this the present day, and show its year."""
        turned = day.year != self.day.year
        self.day = day
        self.setAccessibleName(self.said(day))
        self.update()
        if turned:
            self.year_changed.emit(day.year)

    def turn(self, years: int) -> None:
        """To the same day so many years later."""
        year = min(max(self.day.year + years, 1), 9998)
        last = calendar.monthrange(year, self.day.month)[1]
        self.go_to(date(year, self.day.month, min(self.day.day, last)))

    def said(self, day: date) -> str:
        """The day in words, and what there is of it."""
        told = QLocale().toString(day, QLocale.FormatType.LongFormat)  # type: ignore[call-overload]
        count = self._pages.get(day.isoformat(), 0)
        there = trn("{count} page", "{count} pages", count) if count else tr("no issue")
        return f"{told} · {there}"

    def cell(self, day: date) -> QRect:
        """Where a day of the year shown stands."""
        corner = self._corner(day.month)
        place = day.replace(day=1).weekday() + day.day - 1
        x, y = place % 7 * _CELL, _HEAD + (1 + place // 7) * _CELL
        return QRect(corner + QPoint(x, y), QSize(_CELL, _CELL))

    def day_at(self, point: QPoint) -> date | None:
        """The day of the year shown that stands there."""
        day = date(self.day.year, 1, 1)
        while day.year == self.day.year:
            if self.cell(day).contains(point):
                return day
            day += timedelta(days=1)
        return None

    @staticmethod
    def _corner(month: int) -> QPoint:
        row, column = divmod(month - 1, _COLUMNS)
        return QPoint(column * (_MONTH.width() + _GAP), row * (_MONTH.height() + _GAP))

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, locale = self._theme, QLocale()
        bold = QFont(self.font())
        bold.setBold(True)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.85)
        centre = Qt.AlignmentFlag.AlignCenter
        for month in range(1, 13):
            corner = self._corner(month)
            painter.setFont(bold)
            painter.setPen(QColor(theme.ink))
            name = locale.standaloneMonthName(month, QLocale.FormatType.LongFormat)
            painter.drawText(QRect(corner, QSize(_MONTH.width(), _HEAD)), centre, name)
            painter.setFont(small)
            painter.setPen(QColor(theme.faint))
            for number in range(7):
                head = QRect(corner + QPoint(number * _CELL, _HEAD), QSize(_CELL, _CELL))
                day_name = locale.standaloneDayName(number + 1, QLocale.FormatType.NarrowFormat)
                painter.drawText(head, centre, day_name)
            for number in range(1, calendar.monthrange(self.day.year, month)[1] + 1):
                self._paint_day(painter, date(self.day.year, month, number))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme, box = self._theme, self.cell(day).adjusted(1, 1, -1, -1)
        there = day.isoformat() in self._pages
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chosen) if there else Qt.BrushStyle.NoBrush)
        if day == self.day:
            painter.setPen(QPen(QColor(theme.focus), 1.5))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(theme.ink if there else theme.faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day:
            self.go_to(day)
            self._choose()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self.day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.said(day) if day else "", self)
            return True
        return bool(super().event(event))

    def _choose(self) -> None:
        if self.day.isoformat() in self._pages:
            self.day_wanted.emit(self.day.isoformat())


class CalendarDialog(QDialog):
    """The year view with the year above it, and how complete it is below.

    pages
        For each day with an issue, as YYYY-MM-DD, the number of its pages.
    day
        The day to begin at.
    """

    day_wanted = Signal(str)

    def __init__(
        self, pages: Mapping[str, int], day: date, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Calendar"))
        self._pages = pages
        self.view = YearView(pages, day, theme)
        self.view.day_wanted.connect(self.day_wanted)
        self.view.year_changed.connect(self._show_year)
        self.year = QLabel()
        big = QFont(self.font())
        big.setPointSizeF(self.font().pointSizeF() * 1.4)
        self.year.setFont(big)
        self.count = plain("")
        before = tool_button("back", theme, tr("Year before"))
        after = tool_button("forward", theme, tr("Next year"))
        before.clicked.connect(lambda: self.view.turn(-1))
        after.clicked.connect(lambda: self.view.turn(1))
        head = QHBoxLayout()
        head.addStretch(1)
        for widget in (before, self.year, after):
            head.addWidget(widget)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 18)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.view)
        layout.addWidget(self.count)
        self.view.setFocus()
        self._show_year(day.year)

    def _show_year(self, year: int) -> None:
        self.year.setText(QLocale().toString(QDate(year, 1, 1), tr("yyyy")))
        here = sorted(
            date.fromisoformat(day) for day in self._pages if day.startswith(f"{year:04}-")
        )
        if not here:
            self.count.setText(tr("There is no issue of this year."))
            return
        # Days before the first and after the last issue of all are no gaps.
        every = sorted(self._pages)
        first = max(date(year, 1, 1), date.fromisoformat(every[0]))
        last = min(date(year, 12, 31), date.fromisoformat(every[-1]))
        gaps = (last - first).days + 1 - len(here)
        self.count.setText(
            trn("{count} day with an issue", "{count} days with an issue", len(here))
            + " · "
            + trn("{count} day without", "{count} days without", gaps)
        )
