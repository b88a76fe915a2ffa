"""Checking an article against its file: the file's text beside it, a click on either finds the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSplitter, QWidget

from reader.desk import Desk, Stretch, View
from reader.window.article import ArticlePane
from reader.window.raw import RawPane
from reader.window.theme import Theme


class Checking(QObject):
    """Ties the article's pane to what shows where its text comes from.

    ``pane`` holds ``beside`` (what shows the article) and at its right the text of the file.
    """

    def __init__(
        self, desk: Desk, view: View, theme: Theme, article: ArticlePane, beside: QWidget
    ) -> None:
        super().__init__(beside)
        self._desk, self._view, self._theme = desk, view, theme
        self._article = article
        self.raw = RawPane()
        self.pane = QSplitter(Qt.Orientation.Horizontal)
        self.pane.setHandleWidth(1)
        self.pane.setChildrenCollapsible(False)
        self.pane.addWidget(beside)
        self.pane.addWidget(self.raw)
        self.pane.setStretchFactor(0, 1)
        self.pane.setSizes(view.raw_split if len(view.raw_split) == 2 else [560, 400])
        self.raw.hide()
        self.set_zoom(view.zoom)
        self.raw.offset_wanted.connect(self._clicked_raw)
        article.viewport().installEventFilter(self)
        desk.reading_changed.connect(self.show_reading)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of the commands does, by its id."""
        return {"raw": self._toggle_raw, "prove": self._prove}

    def set_zoom(self, zoom: int) -> None:
        """Size of the text in per cent."""
        self.raw.set_look(self._theme, zoom)

    def remember(self) -> None:
        """Write into the view how the panes stand."""
        if not self.raw.isHidden():
            self._view.raw_split = self.pane.sizes()

    def show_reading(self) -> None:
        """Show the open article's place in the file, if the file's text is wanted."""
        reading = self._desk.reading
        if reading is not None and self._view.raw:
            self.raw.show()
            first = reading.stretches[0].start if reading.stretches else 0
            self.raw.show_reading(reading, self._desk.offset if self._desk.offset > 0 else first)

    def _toggle_raw(self) -> None:
        self.remember()
        self._view.raw = not self._view.raw
        if self._view.raw:
            self.show_reading()
        else:
            self.raw.hide()
            self._article.show_stretch(None)

    def _prove(self) -> None:
        from reader.window.seal import SealDialog

        reading = self._desk.reading
        if reading is not None:
            dialog = SealDialog(self._desk, self._theme, self.pane.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
            self._desk.checks.prove(reading.found.article.id)

    def _clicked_raw(self, offset: int) -> None:
        reading = self._desk.reading
        claim = reading.owner(offset) if reading else None
        if reading is None or claim is None or not claim.article:
            return
        if claim.article == reading.found.article.id:
            self._mark(Stretch(claim.start, claim.end), from_file=True)
        else:
            self._desk.open(claim.article, offset=claim.start)

    def _mark(self, stretch: Stretch, from_file: bool) -> None:
        self._article.show_stretch(stretch, reveal=from_file)
        self.raw.show_stretch(stretch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            self._view.raw
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and not self._article.textCursor().hasSelection()
        ):
            offset = self._article.offset_at(event.position().toPoint())
            reading = self._desk.reading
            claim = reading.owner(offset) if reading and offset is not None else None
            if claim:
                self._mark(Stretch(claim.start, claim.end), from_file=False)
        return bool(super().eventFilter(watched, event))
