"""The collection as a whole: what it holds, its columns and people, and words over the months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTabWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from reader.desk import Questions
from reader.language import tr, trn
from reader.window.dialogs import finish, plain
from reader.window.lists import RowList
from reader.window.rows import Row, RowDelegate
from reader.window.theme import Theme

if TYPE_CHECKING:
    from reader.library import Statistics

Months = Sequence[tuple[str, int]]


class CollectionDialog(QDialog):
    """Counts, and lists of columns and people.  ``asked`` has the query of a row that was chosen."""

    asked = Signal(str)

    def __init__(self, questions: Questions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The collection"))
        self.counts = QWidget()
        self._form = QFormLayout(self.counts)
        self._form.setContentsMargins(20, 16, 20, 16)
        self._form.setHorizontalSpacing(24)
        delegate = RowDelegate(theme, 13, self)
        self.columns = RowList(tr("Columns"), delegate)
        self.people = RowList(tr("People"), delegate)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.counts, tr("Numbers"))
        tabs.addTab(self.columns, tr("Columns"))
        tabs.addTab(self.people, tr("People"))
        self.tabs = tabs
        for pane in (self.columns, self.people):
            pane.article_wanted.connect(self._chosen)
        finish(self, tabs, 37, 36)
        self._form.addRow(plain(tr("Counting…")))
        questions.all_counted.connect(self._show)
        questions.count_all()

    def _show(self, found: tuple[Statistics, Months, Months]) -> None:
        from reader.library import counted, operator_names, quoted

        statistics, columns, people = found
        self._form.removeRow(0)
        for name, value in counted(statistics):
            self._form.addRow(plain(name), plain(value, selectable=True))
        lines = [f"{a} – {b}" if a != b else a for a, b in statistics.gaps]
        lines += [f"{day}  {path}" for path, day in statistics.impossible]
        if lines:
            more = [f"… {len(lines) - 12}"] if len(lines) > 12 else []
            self._form.addRow(plain("\n".join(lines[:12] + more), selectable=True))
        for pane, name, rows in (
            (self.columns, "column", columns),
            (self.people, "person", people),
        ):
            operator = operator_names()[name]
            shown = [
                (
                    f"{operator}:{quoted(value)}",
                    Row(value, below=trn("{count} article", "{count} articles", number)),
                )
                for value, number in rows
            ]
            pane.show_rows(shown, "", tr("There is none."))

    def _chosen(self, query: str) -> None:
        self.asked.emit(query)
        self.accept()


class TimelineDialog(QDialog):
    """How many articles have a word in each month.  ``asked`` has the query of a month."""

    asked = Signal(str)

    def __init__(
        self, questions: Questions, theme: Theme, query: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Over the months"))
        self._questions = questions
        self.chart = Chart(theme)
        self.boxes = (QLineEdit(query), QLineEdit())
        colours = (theme.accent, theme.hold)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 4)
        for number, (box, colour) in enumerate(zip(self.boxes, colours, strict=True)):
            sign = QLabel()
            sign.setFixedSize(12, 12)
            sign.setStyleSheet(f"background: {colour}; border-radius: 3px;")
            row.addWidget(sign)
            row.addWidget(box, 1)
            box.setAccessibleName(tr("Word"))
            box.textChanged.connect(partial(self._look, number))
        self.boxes[0].setPlaceholderText(tr("A word"))
        self.boxes[1].setPlaceholderText(tr("Another word to compare"))
        self.said = plain("")
        self.said.setStyleSheet(f"color: {theme.faint};")
        self.said.setContentsMargins(16, 0, 16, 0)
        self.chart.chosen.connect(self._chosen)
        questions.months_counted.connect(self._show)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.chart, 1)
        layout.addWidget(self.said)
        finish(self, inside, 54, 26)
        self._look(0)

    def _look(self, number: int, _: str = "") -> None:
        self._questions.count_months(self.boxes[number].text())

    def _show(self, query: str, months: Months) -> None:
        for number, box in enumerate(self.boxes):
            if box.text() == query:  # else it has been typed on meanwhile
                self.chart.show_months(number, months)
        self._say()

    def _say(self) -> None:
        months = self.chart.months
        self.chart.hint = ""
        if not any(box.text().strip() for box in self.boxes):
            self.chart.hint = tr(
                "Write a word above to see in how many articles of each month it is."
            )
        elif not months:
            self.chart.hint = tr("No dated page has it.")
        self.chart.setAccessibleDescription(self.chart.hint)
        self.chart.update()
        if not months or self.chart.hint:
            self.said.setText("")
            return
        text = tr(
            "{first} to {last}; a click on a bar lists its articles.",
            first=months[0],
            last=months[-1],
        )
        self.said.setText(text)

    def _chosen(self, number: int, month: str) -> None:
        from reader.library import operator_names

        query = self.boxes[number].text().strip()
        self.asked.emit(f"{query} {operator_names()['date']}:{month}".strip())
        self.accept()


class Chart(QWidget):
    """Bars for each month, one or two side by side.  ``chosen``: which of the two, and the month."""

    chosen = Signal(int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: list[dict[str, int]] = [{}, {}]
        self.months: list[str] = []
        self.hint = ""  # what to say in the place of bars
        self.setMinimumHeight(180)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Articles in each month"))

    def show_months(self, number: int, months: Months) -> None:
        """Show these counts as the first (0) or second (1) row of bars."""
        self._counts[number] = dict(months)
        known = sorted({*self._counts[0], *self._counts[1]})
        self.months = _through(known[0], known[-1]) if known else []
        self.update()

    def bar(self, number: int, month: str) -> QRectF:
        """Where the bar of a month is painted; empty where it has none."""
        height = self.height() - 44
        top = max((max(c.values(), default=0) for c in self._counts), default=0)
        count = self._counts[number].get(month, 0)
        if not count or not top:
            return QRectF()
        slot = (self.width() - 32) / max(len(self.months), 1)
        both = bool(self._counts[0]) and bool(self._counts[1])
        width = min(slot * (0.42 if both else 0.8), 28)
        left = 16 + slot * self.months.index(month) + (slot - width * (1 + both)) / 2
        tall = max(2.0, height * count / top)
        return QRectF(left + width * (number if both else 0), 16 + height - tall, width, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        if self.hint:
            painter.setPen(QColor(theme.faint))
            box = self.rect().adjusted(16, 16, -16, -16)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, wrapped, self.hint)
            painter.end()
            return
        base = self.height() - 28
        painter.setPen(QColor(theme.rule))
        painter.drawLine(16, base, self.width() - 16, base)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, colour in enumerate((theme.accent, theme.hold)):
            painter.setBrush(QColor(colour))
            for month in self._counts[number]:
                painter.drawRect(self.bar(number, month))
        painter.setPen(QColor(theme.faint))
        slot = (self.width() - 32) / max(len(self.months), 1)
        free = -1.0
        for place, month in enumerate(self.months):
            text = month[:4] if len(self.months) > 18 else month
            if len(self.months) > 18 and not month.endswith("-01") and place:
                continue
            left = 16 + slot * place
            if left >= free:
                painter.drawText(QPointF(left, base + 18), text)
                free = left + painter.fontMetrics().horizontalAdvance(text) + 10
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            place = event.pos()  # type: ignore[attr-defined]
            found = self._at(QPointF(place))
            if found:
                number, month = found
                count = self._counts[number][month]
                said = trn("{count} article", "{count} articles", count)
                QToolTip.showText(event.globalPos(), f"{month}: {said}", self)  # type: ignore[attr-defined]
            else:
                QToolTip.hideText()
            return True
        return bool(super().event(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found:
            self.chosen.emit(*found)

    def _at(self, point: QPointF) -> tuple[int, str] | None:
        """The bar in whose column the point is."""
        for number, counts in enumerate(self._counts):
            for month in counts:
                bar = self.bar(number, month)
                if bar.left() <= point.x() <= bar.right():
                    return number, month
        return None


def _through(first: str, last: str) -> list[str]:
    """All months from one to the other."""
    year, month = int(first[:4]), int(first[5:])
    found: list[str] = []
    while (found[-1] if found else "") < last:
        found.append(f"{year:04}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
