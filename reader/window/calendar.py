"""A year at a glance: on which days there is an issue, and where the run has gaps."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

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
from reader.library import days_of, missing, rule
from reader.window.bars import tool_button
from reader.window.dialogs import finish, plain
from reader.window.room import em, room
from reader.window.theme import Theme

#: Months side by side and ems of a day's cell: the first that the screen has room for is taken.
_FORMS = ((4, 1.7), (6, 1.6), (6, 1.4), (4, 1.4), (3, 1.5), (2, 1.5))
#: Cells of a month's name, and between two months; ems of all that stands around them.
_HEAD, _GAP = 1.1, 0.7
_AROUND = QSize(5, 15)


class _Form(NamedTuple):
    """How a year is laid out: months side by side, and pixels of a day's cell, of a month's name,
    and between two months."""

    columns: int
    cell: int
    head: int
    gap: int

    @property
    def month(self) -> QSize:
        return QSize(7 * self.cell, self.head + 7 * self.cell)

    @property
    def size(self) -> QSize:
        wide = self.columns * (self.month.width() + self.gap) - self.gap
        high = 12 // self.columns * (self.month.height() + self.gap) - self.gap
        return QSize(wide, high)


def _form(widget: QWidget) -> _Form:
    unit = em(widget)
    forms = []
    for columns, ems in _FORMS:
        cell = round(ems * unit)
        forms.append(_Form(columns, cell, round(_HEAD * cell), round(_GAP * cell)))
    free = room(widget) - _AROUND * unit
    narrow = [f for f in forms if f.size.width() <= free.width()]
    whole = [f for f in narrow if f.size.height() <= free.height()]
    return (whole or narrow or forms[-1:])[0]


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
        self._form = _form(self)
        self.setFixedSize(self._form.size)
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
        cell = self._form.cell
        x, y = place % 7 * cell, self._form.head + (1 + place // 7) * cell
        return QRect(corner + QPoint(x, y), QSize(cell, cell))

    def day_at(self, point: QPoint) -> date | None:
        """The day of the year shown that stands there."""
        day = date(self.day.year, 1, 1)
        while day.year == self.day.year:
            if self.cell(day).contains(point):
                return day
            day += timedelta(days=1)
        return None

    def _corner(self, month: int) -> QPoint:
        form = self._form
        row, column = divmod(month - 1, form.columns)
        return QPoint(
            column * (form.month.width() + form.gap), row * (form.month.height() + form.gap)
        )

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
        wide, cell, head = self._form.month.width(), self._form.cell, self._form.head
        for month in range(1, 13):
            corner = self._corner(month)
            painter.setFont(bold)
            painter.setPen(QColor(theme.ink))
            name = locale.standaloneMonthName(month, QLocale.FormatType.LongFormat)
            painter.drawText(QRect(corner, QSize(wide, head)), centre, name)
            painter.setFont(small)
            painter.setPen(QColor(theme.faint))
            for number in range(7):
                box = QRect(corner + QPoint(number * cell, head), QSize(cell, cell))
                day_name = locale.standaloneDayName(number + 1, QLocale.FormatType.NarrowFormat)
                painter.drawText(box, centre, day_name)
            for number in range(1, calendar.monthrange(self.day.year, month)[1] + 1):
                self._paint_day(painter, date(self.day.year, month, number))

    def _paint_day(self, painter: QPainter, day: date) -> None:
        theme, box = self._theme, self.cell(day).adjusted(1, 1, -1, -1)
        there = day.isoformat() in self._pages
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chosen) if there else Qt.BrushStyle.NoBrush)
        if day == self.day:
            painter.setPen(QPen(QColor(theme.focus), 2.5 if self.hasFocus() else 1))
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
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(22, 16, 22, 4)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.view, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.count)
        self._show_year(day.year)
        finish(self, inside, 0)
        self.view.setFocus()

    def _show_year(self, year: int) -> None:
        self.year.setText(QLocale().toString(QDate(year, 1, 1), tr("yyyy")))
        here = [day for day in self._pages if day.startswith(f"{year:04}-")]
        if not here:
            self.count.setText(tr("There is no issue of this year."))
            return
        lacking = len(missing(days_of(self._pages), [year]))
        self.count.setText(
            trn("{count} day with an issue", "{count} days with an issue", len(here))
            + " · "
            + trn("{count} day without", "{count} days without", lacking)
            + f" · {rule()}"
        )
