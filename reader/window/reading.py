"""The pane in the middle: the article, in its place the whole page, or why there is neither."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget

from reader.desk import Desk, Reading, View, page_number
from reader.language import tr
from reader.window.article import ArticlePane
from reader.window.bars import EmptyPane
from reader.window.commands import how
from reader.window.sheet import SheetPane
from reader.window.styles import Setting
from reader.window.theme import Theme

if TYPE_CHECKING:
    from reader.library import Found


class ReadingArea(QStackedWidget):
    """One of ``article``, ``sheet`` and ``empty`` is in sight, as the desk and the view have it."""

    def __init__(self, desk: Desk, view: View, theme: Theme) -> None:
        super().__init__()
        self._desk, self._view, self._theme = desk, view, theme
        self._noted: Reading | None = None  # what was seen to its end, once it's been said
        self.article = ArticlePane()
        self.article.set_look(theme, Setting.of(view))
        self.article.set_smooth(view.smooth)
        self.article.set_numbers(view.numbers)
        self.empty = EmptyPane()
        self.sheet = SheetPane()
        self.sheet.set_look(theme, Setting.of(view))
        self.sheet.reached.connect(lambda article: desk.open(article, record=False))
        self.sheet.ended.connect(self._ended)
        for pane in (self.empty, self.article, self.sheet):
            self.addWidget(pane)

    def pane(self) -> ArticlePane | SheetPane:
        """What is read in now: one article, or a page."""
        return self.sheet if self.currentWidget() is self.sheet else self.article

    def note_end(self) -> None:
        """An article whose end has been in sight counts as read, until the reader says otherwise."""
        if self.pane() is self.sheet:
            self.sheet.note_ends()
        elif self.article.at_end() and self._noted is not self._desk.reading:
            self._noted = self._desk.reading
            self._desk.set_read(True)

    def _ended(self, article: str) -> None:
        if self._desk.sheet:
            self._desk.marks.set_read(article, self._desk.sheet[0].found.page.key, True)

    def set_type(self) -> None:
        """Set the text as the view has it now."""
        self.article.set_look(self._theme, Setting.of(self._view))
        if self._view.sheet:
            self.sheet.set_look(self._theme, Setting.of(self._view))

    def show_article(self) -> None:
        """Set the open article, with a line of where it comes from."""
        reading = self._desk.reading
        if reading is None:
            return
        self.article.show_reading(reading, self._desk.offset, _origin(reading.found))

    def show_wanted(self) -> None:
        """Bring the whole page in sight if that is wanted and there, else the article alone."""
        reading, sheet = self._desk.reading, self._desk.sheet
        if reading is None:
            return
        if not self._view.sheet:
            self.setCurrentWidget(self.article)
        elif sheet and sheet[0].found.page.key == reading.found.page.key:
            self.sheet.set_look(self._theme, Setting.of(self._view))
            self.sheet.show_page(sheet, reading.found.article.id)
            self.setCurrentWidget(self.sheet)
        else:
            self._desk.fetch_sheet()

    def show_match(self) -> None:
        """Show the present match in the article."""
        self.article.show_match(self._desk.finding.match)
        if self._desk.finding.match >= 0:  # it is only coloured there
            self.setCurrentWidget(self.article)

    def show_empty(self) -> None:
        """Say why nothing is open, and what to do."""
        self.setCurrentWidget(self.empty)
        if self._desk.pages is None:
            self.empty.say("", "")
        elif not self._desk.pages:
            self.empty.say(
                tr("The library is empty"),
                tr("Open text files or a folder, or drop them into this window."),
            )
        else:
            self.empty.say(
                tr("Choose an article"),
                tr(
                    "Click one on the left, or press {key} for the first.",
                    key=how("next_article", self._view.keys),
                ),
            )
        for button in self.empty.findChildren(QPushButton):
            button.setVisible(self._desk.pages is not None and not self._desk.pages)

    def say_opening(self) -> None:
        """Say that the library is being opened, if it still is."""
        if self._desk.pages is None:
            self.empty.say(
                tr("Opening the library…"), tr("The first time, its pages are read and sorted.")
            )


def _origin(found: Found) -> str:
    """Where an article comes from: date and page of the paper as far as they are known, and the
    file."""
    page, parts = found.page, []
    if page.date:
        day = QDate.fromString(page.date.value, Qt.DateFormat.ISODate)
        long = QLocale().toString(day, QLocale.FormatType.LongFormat)
        said = long if day.isValid() else page.date.value  # of which only month or year is known
        parts.append(said if page.date.certain else tr("{date} (uncertain)", date=said))
    number = page_number(page.path)
    if number:
        parts.append(tr("page {number}", number=number))
    parts.append(
        tr(
            "From {file}, read as {encoding}",
            file=Path(page.path).name,
            encoding=found.encoding.upper(),
        )
    )
    return " · ".join(parts)
