"""Checking how an article was read: its file beside it, the seal, the reasons, the doubts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader.desk import Desk, Stretch, Unsure, View, next_unsure_article, unsure
from reader.language import tr
from reader.window.article import ArticlePane
from reader.window.theme import Theme

if TYPE_CHECKING:
    from reader.window.placing import PlacingBar
    from reader.window.raw import RawPane


class Checking(QObject):
    """Ties the article's pane to what shows where its text comes from.

    ``pane`` holds ``beside`` (what shows the article) and at its right the text of the file;
    ``said`` is a word on what is shown, for the status bar.
    """

    said = Signal(str)

    def __init__(
        self, desk: Desk, view: View, theme: Theme, article: ArticlePane, beside: QWidget
    ) -> None:
        super().__init__(beside)
        self._desk, self._view, self._theme = desk, view, theme
        self._article = article
        self._raw: RawPane | None = None
        self._placing: PlacingBar | None = None
        self.pane = QSplitter(Qt.Orientation.Horizontal)
        self.pane.setHandleWidth(1)
        self.pane.setChildrenCollapsible(False)
        left = QWidget()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(beside, 1)
        self.pane.addWidget(left)
        self._place = 0  # the page's code point that was looked at last
        self.doubt = -1  # the unsure place of the article that is shown, -1 for none yet
        self._wanted_doubt: int | None = None  # of the article that is being opened
        self._wanted_place: int | None = None  # to be marked in it
        article.viewport().installEventFilter(self)

    # What stands beside and above the article is made when it is first wanted.

    @property
    def raw(self) -> RawPane:
        """The pane with the text of the file."""
        if self._raw is None:
            from reader.window.raw import RawPane

            self._raw = RawPane()
            self._raw.hide()
            self._raw.set_look(self._theme, self._view.zoom)
            self._raw.offset_wanted.connect(self._clicked_raw)
            self.pane.addWidget(self._raw)
            self.pane.setStretchFactor(0, 1)
            sizes = self._view.raw_split
            self.pane.setSizes(sizes if len(sizes) == 2 else [560, 400])
        return self._raw

    @property
    def placing(self) -> PlacingBar:
        """The bar above a fragment that no article claims."""
        if self._placing is None:
            from reader.window.placing import PlacingBar

            self._placing = PlacingBar(self._theme)
            self._placing.wanted.connect(self._go_to_suggested)
            self._column.insertWidget(0, self._placing)
        return self._placing

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of the commands does, by its id."""
        return {
            "raw": self._toggle_raw,
            "prove": self._prove,
            "explain": self._explain_here,
            "next_doubt": lambda: self._step_doubt(1),
            "previous_doubt": lambda: self._step_doubt(-1),
        }

    def set_zoom(self, zoom: int) -> None:
        """Size of the text in per cent."""
        if self._raw is not None:
            self._raw.set_look(self._theme, zoom)

    def remember(self) -> None:
        """Write into the view how the panes stand."""
        if self._raw is not None and not self._raw.isHidden():
            self._view.raw_split = self.pane.sizes()

    def show_reading(self) -> None:
        """Show the open article's place in the file, if the file's text is wanted."""
        reading = self._desk.reading
        self.doubt, self._place = -1, 0
        loose = reading is not None and reading.found.article.kind == "loose"
        if reading is not None and (loose or self._placing is not None):
            ours = [p for p in self._desk.pages or () if p.key == reading.found.page.key]
            titles = {a.id: a.title for page in ours for a in page.articles}
            self.placing.show_reading(reading, titles)
        if reading is not None and self._view.raw:
            self.raw.show()
            first = reading.stretches[0].start if reading.stretches else 0
            self.raw.show_reading(reading, self._desk.offset if self._desk.offset > 0 else first)
        if reading is not None and self._wanted_place is not None:
            claim, self._wanted_place = reading.owner(self._wanted_place), None
            if claim:
                self._mark(Stretch(claim.start, claim.end), from_file=True)
        if reading is not None and self._wanted_doubt is not None:
            wanted, self._wanted_doubt = self._wanted_doubt, None
            self._show_doubt(wanted)

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
        self._place = stretch.start
        self._article.show_stretch(stretch, reveal=from_file)
        if self._view.raw:
            self.raw.show_stretch(stretch)

    def _go_to_suggested(self, article: str, at: int) -> None:
        """Open an article where its paragraph breaks off, with the file beside it."""
        self._wanted_place = at - 1
        self._view.raw = True
        self._desk.open(article, offset=-1)

    # Reasons

    def _explain_here(self) -> None:
        """For what is selected, else what was looked at last, else what stands at the top."""
        reading, article = self._desk.reading, self._article
        if reading is None:
            return
        offset, spot = self._place, QPoint(article.viewport().width() // 3, 40)
        cursor = article.textCursor()
        if cursor.hasSelection() or not offset:
            if cursor.hasSelection():
                cursor.setPosition(cursor.selectionStart())
                spot = article.cursorRect(cursor).center()
            offset = article.offset_at(spot) or 0
        self._explain(offset, article.viewport().mapToGlobal(spot))

    def _explain(self, offset: int, point: QPoint) -> None:
        from reader.window.reasons import ReasonsPopup

        reading = self._desk.reading
        if reading is not None:
            popup = ReasonsPopup(self._desk, reading.text, self._theme, self.pane.window())
            popup.open_at(point)
            self._desk.checks.explain(reading.text, offset)

    # Doubts

    def _step_doubt(self, step: int) -> None:
        reading, contents = self._desk.reading, self._desk.contents
        here = unsure(reading) if reading else ()
        there = self.doubt + step if self.doubt >= 0 or step > 0 else len(here) - 1
        if 0 <= there < len(here) and not (self.doubt < 0 and step < 0):
            self._show_doubt(there)
            return
        other = None
        if contents is not None:
            page = reading.found.page.key if reading else None
            article = reading.found.article.id if reading else None
            other = next_unsure_article(contents, page, article, step)
        if other is None:
            self.said.emit(tr("There is no further doubt."))
            return
        self._wanted_doubt = 0 if step > 0 else -1
        self._desk.open(other, offset=-1)

    def _show_doubt(self, number: int) -> None:
        reading = self._desk.reading
        here = unsure(reading) if reading else ()
        if reading is None or not here:
            if reading is not None and reading.found.article.kind == "loose":
                self.said.emit(tr("No article claims this fragment with confidence."))
            return
        number %= len(here)
        spot = here[number]
        claim = reading.owner(spot.offset)
        if claim and claim.article:
            self._mark(Stretch(claim.start, claim.end), from_file=True)
        elif claim:
            self._show_in_file(Stretch(claim.start, claim.end))
        self.doubt = number
        self.said.emit(_told(spot, number + 1, len(here)))

    def _show_in_file(self, stretch: Stretch) -> None:
        """What is in no article can be seen only in the file's text."""
        if not self._view.raw:
            self._toggle_raw()
        self._place = stretch.start
        self._article.show_stretch(None)
        self.raw.show_stretch(stretch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and not self._article.textCursor().hasSelection()
        ):
            spot = event.position().toPoint()
            joint = self._article.seams.at(spot)
            if joint is not None:
                self._explain(joint.right, self._article.viewport().mapToGlobal(spot))
            offset = self._article.offset_at(spot)
            reading = self._desk.reading
            claim = reading.owner(offset) if reading and offset is not None else None
            if claim and self._view.raw:
                self._mark(Stretch(claim.start, claim.end), from_file=False)
            elif claim:
                self._place = claim.start
        return bool(super().eventFilter(watched, event))


def _told(spot: Unsure, number: int, count: int) -> str:
    from reader.parser import role_name  # here, because the window is painted before it is needed

    if spot.role:
        what = tr(
            "read as {role}, it may be {other}",
            role=role_name(spot.role),
            other=role_name(spot.other),
        )
    else:
        what = tr("the joint")
    return tr(
        "Doubt {number} of {count}: {what}; certainty {percent} %",
        number=number,
        count=count,
        what=what,
        percent=round(100 * spot.certainty),
    )
