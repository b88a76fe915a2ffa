"""The window: puts the widgets together, and ties what they ask for to the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from reader.desk import Desk, View
from reader.language import LANGUAGES, language, tr
from reader.window.asking import Asking
from reader.window.bars import FindBar, NoticeBar
from reader.window.checking import Checking
from reader.window.commands import how
from reader.window.deeds import Deeds
from reader.window.filtering import FilterMenu
from reader.window.focus import FocusMode
from reader.window.jumping import JumpBar
from reader.window.marking import Marking
from reader.window.menus import LocalKeys, ToolBar, add_choice, make_actions, make_menus, set_keys
from reader.window.output import Output
from reader.window.palette import Palette
from reader.window.panel import TypeChoice, looks
from reader.window.reading import ReadingArea
from reader.window.room import bound, em, fit
from reader.window.side import SidePane
from reader.window.speech import ReadingAloud
from reader.window.states import show_states
from reader.window.status import StatusLine
from reader.window.theme import Theme
from reader.window.wordhelp import HelpOnWords

if TYPE_CHECKING:
    from reader.window.raw import RawPane


class MainWindow(QMainWindow):
    """Heding's window.

    ``look_wanted`` asks for another theme (a key of ``looks()``),
    ``language_wanted`` for another language: both concern the application.
    """

    look_wanted = Signal(str)
    language_wanted = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, view: View, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.view = view
        self.theme = theme
        desk.script = view.script
        self._unfold = view.expanded
        self.setWindowTitle(tr("Heding"))
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(400, 260))
        self.deeds = Deeds(self)
        self.output = Output(self)
        self.type = TypeChoice(self)
        self._make_panes()
        self._make_controls()
        self._tie()
        self._recall()
        self._show_all()
        # A library that is there already opens before anybody could read that it's being opened.
        QTimer.singleShot(400, self, self._show_opening)

    @property
    def raw(self) -> RawPane:
        """The pane with the text of the file."""
        return self.checking.raw

    # Making

    def _make_panes(self) -> None:
        self.side = SidePane(self.theme)
        self.tree, self.hits = self.side.tree, self.side.hits
        self.marks, self.notes = self.side.marks, self.side.notes
        self.area = ReadingArea(self.desk, self.view, self.theme)
        self.article, self.sheet = self.area.article, self.area.sheet
        self.checking = Checking(self.desk, self.view, self.theme, self.article, self.area)
        self.notice = NoticeBar(self.theme)
        self.finder = FindBar(self.theme)
        self.jumps = JumpBar()
        self.words = HelpOnWords(self)
        self.aloud = ReadingAloud(self)
        self.marking = Marking(self)
        pane = QWidget()
        pane.setObjectName("pane")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.checking.pane, 1)
        layout.addWidget(self.jumps)
        layout.addWidget(self.words.bar)
        layout.addWidget(self.marking.bar)
        layout.addWidget(self.finder)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.setCentralWidget(self.splitter)

    def _make_controls(self) -> None:
        self.palette_box = Palette(self.theme, self)
        self.actions_by_id = make_actions(self, self.deeds.table(), self.theme, self.view.keys)
        self.local_keys = LocalKeys(self.actions_by_id, self.view.keys, self)
        lists = (self.tree, self.hits.list, self.marks.list, self.notes.list)
        for pane in (self, self.article, self.sheet, *lists):
            pane.installEventFilter(self.local_keys)
        view = make_menus(self, self.actions_by_id)["view"]
        settings, script = self.actions_by_id["settings"], self.actions_by_id["script"]
        colours = QMenu(tr("Colours"), view)
        add_choice(colours, looks(), self.view.theme, self.look_wanted.emit)
        view.insertMenu(script, colours)
        view.insertMenu(self.actions_by_id["latest"], FilterMenu(desk=self.desk, parent=view))
        # Each language is named in itself, so that who can't read the others finds it.
        tongues = QMenu(tr("Language"), view)
        add_choice(tongues, LANGUAGES, language(), self.language_wanted.emit)
        view.insertMenu(settings, tongues)
        self.bar = ToolBar(self.actions_by_id, self.theme)
        self.box = self.bar.box
        self.asking = Asking(self.desk, self.view, self.box, self.side)
        self.addToolBar(self.bar)
        self.status = StatusLine(self.desk)
        self.setStatusBar(self.status)
        self.focus_mode = FocusMode((self.menuBar(), self.bar, self.side, self.status))
        for name in ("open_files", "open_folder"):
            button = QPushButton(self.actions_by_id[name].text())
            button.clicked.connect(self.actions_by_id[name].trigger)
            self.area.empty.add_button(button)

    def _tie(self) -> None:
        desk = self.desk
        desk.pages_changed.connect(self._show_pages)
        desk.reading_changed.connect(self._show_reading)
        desk.history_changed.connect(self.show_state)
        desk.results_changed.connect(self._show_results)
        desk.jumps.changed.connect(self._show_jumps)
        self.jumps.wanted.connect(lambda article: desk.open(article, offset=-1))
        desk.questions.saved_changed.connect(self.show_state)
        desk.finding.matches_changed.connect(self._show_matches)
        desk.finding.match_changed.connect(self._show_match)
        desk.marks.bookmarks_changed.connect(self._show_bookmarks)
        desk.marks.read_changed.connect(self._show_read)
        desk.troubled.connect(self.notice.tell)
        self.notice.list_wanted.connect(self.deeds.show_failures)
        self.tree.article_wanted.connect(desk.open)
        self.tree.menu_wanted.connect(self.deeds.show_tree_menu)
        self.marks.article_wanted.connect(desk.open)
        self.marks.removal_wanted.connect(desk.toggle_bookmark)
        self.hits.article_wanted.connect(lambda article: desk.open(article, match=0))
        self.hits.left.connect(self.leave_search)
        self.marks.left.connect(lambda: self.deeds.toggle_list(self.marks))
        desk.sheet_changed.connect(self._show_sheet)
        self.area.currentChanged.connect(
            lambda _: self.status.where.show_whole(self.area.pane() is self.sheet)
        )
        self.sheet.article_wanted.connect(self._leave_sheet)
        self.sheet.page_wanted.connect(self.deeds.step_page)
        self.sheet.zoom_wanted.connect(self.deeds.zoom)
        self.article.moved.connect(self._moved)
        self.article.step_wanted.connect(self.deeds.read_on)
        self.article.read_to.connect(self._read_to)
        self.article.zoom_wanted.connect(self.deeds.zoom)
        self.palette_box.asked.connect(desk.lookup.ask)
        self.palette_box.chosen.connect(self.deeds.go_to)
        self.palette_box.left.connect(self.article.setFocus)
        desk.lookup.found.connect(self.palette_box.show_names)
        self.finder.asked.connect(self._find)
        self.finder.step_wanted.connect(desk.step_match)
        self.bar.asked.connect(self._asked)
        self.bar.step_wanted.connect(desk.step_match)
        self.bar.left.connect(self.leave_search)
        self.bar.list_wanted.connect(self._to_hits)
        self.checking.said.connect(lambda text: self.status.showMessage(text, 20_000))
        self.checking.said.connect(lambda _: self.show_state())
        escape = QShortcut(QKeySequence("Esc"), self.area)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.deeds.escape)

    def _recall(self) -> None:
        unit = em(self)
        self.resize(QSize(84 * unit, 54 * unit))
        bound(self)
        if self.restoreGeometry(QByteArray.fromBase64(self.view.geometry.encode())):
            fit(self)
        wide = self.width()
        side = self.view.split[0] if len(self.view.split) == 2 else 23 * unit
        self.splitter.setSizes([min(side, 2 * wide // 5), wide])
        self.side.setVisible(self.view.tree)

    def remember(self) -> View:
        """The view as it is now."""
        self.view.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.view.split = self.splitter.sizes() if self.side.isVisible() else self.view.split
        self.checking.remember()
        self.marking.keep()
        self.view.tree = self.focus_mode.shows(self.side)
        if self.desk.pages is not None:
            self.view.expanded = self.tree.unfolded()
        return self.view

    def set_keys(self, own: dict[str, list[str]]) -> None:
        """Take the reader's own keys, at once and from now on."""
        self.view.keys = own
        set_keys(self.actions_by_id, own)
        self.local_keys.set_keys(own)
        self._show_bookmarks()  # what they say of keys
        self.marking.show()

    def set_sheet(self, on: bool) -> None:
        """Show the whole page, or one article alone, from now on."""
        self.view.sheet = on
        self._show_sheet()
        self.area.pane().setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_sheet(self, article: str) -> None:
        self.view.sheet = False
        self.desk.open(article)
        self.article.setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing what the desk announces

    def _show_all(self) -> None:
        """What the desk holds already; a window made for another language finds all of it."""
        self._show_pages()
        self._show_read()
        self._show_bookmarks()
        if self.desk.query:
            self.box.setText(self.desk.query)
            self._show_results()
        if self.desk.reading:
            self._show_reading()
            self._show_jumps()
            self._show_matches()
            self._show_match()
        self.marking.show()

    def _show_pages(self) -> None:
        if self.desk.contents is None:
            return
        self.tree.show_outline(self.desk.contents.outline)
        self.status.only.show_filter(self.desk.filter, self.desk.contents.shown)
        if self._unfold is None:  # the first start: show that pages have articles
            self.tree.unfold_first()
        else:
            self.tree.unfold(self._unfold)
        self._unfold = []
        if self.desk.reading:
            found = self.desk.reading.found
            self.tree.show_article(found.article.id, found.page.key)
        self.show_state()

    def _show_read(self) -> None:
        self.tree.pages.set_read(self.desk.marks.read)
        self.show_state()

    def _show_reading(self) -> None:
        reading = self.desk.reading
        if reading is None:
            return
        found = reading.found
        self.notice.pass_by()
        self.area.show_article()
        self._show_sheet()
        if self.area.currentWidget() is self.article:
            self.note_end()
        self.checking.show_reading()
        self.side.show_article(found.article.id, found.page.key)
        self.setWindowTitle(tr("{article} – Heding", article=found.article.heading()))
        self.show_state()

    def _show_sheet(self) -> None:
        """Show the whole page if that is wanted and there, else the article alone."""
        if self.desk.reading is not None:
            self.area.show_wanted()
            self.actions_by_id["sheet"].setChecked(self.view.sheet)

    def show_state(self) -> None:
        """Let actions, lists and the line below say what is so now."""
        show_states(self)
        self.status.where.show_place(self.desk.contents, self.desk.reading)
        if self.desk.reading is None:
            self.area.show_empty()

    def _show_opening(self) -> None:
        if self.notice.isHidden():
            self.area.say_opening()

    def _show_results(self) -> None:
        results = self.desk.results
        if results is None:
            if self.side.currentWidget() is self.hits:
                self.show_side(self.tree)
            self.show_state()
            return
        self.asking.show_results()
        if not results.renewed:  # else the reader may have gone to another pane
            self.show_side(self.hits)

    def _show_jumps(self) -> None:
        self.jumps.show_jumps(self.desk.jumps.known)
        self.show_state()

    def _show_matches(self) -> None:
        self.article.show_matches(self.desk.finding.matches)
        self.finder.show_count(self.desk.finding.match, len(self.desk.finding.matches))

    def _show_match(self) -> None:
        self.area.show_match()
        self.finder.show_count(self.desk.finding.match, len(self.desk.finding.matches))

    def _show_bookmarks(self) -> None:
        self.side.show_bookmarks(self.desk.marks.bookmarks, how("bookmark", self.view.keys))
        self.show_state()

    def show_side(self, pane: QWidget) -> None:
        """Show one of the panes at the left."""
        self.side.setCurrentWidget(pane)
        self.side.show()
        self.show_state()

    # What the widgets ask for

    def _moved(self, offset: int) -> None:
        self.desk.moved(offset)
        self.desk.save_place()
        self.note_end()

    def note_end(self) -> None:
        """An article whose end has been in sight counts as read."""
        self.area.note_end()

    def _read_to(self, piece: int, at: int) -> None:
        if self.desk.reading is not None:
            self.status.where.show_progress(self.desk.reading, piece, at)
            if self.area.currentWidget() is self.article:
                self.note_end()

    def _asked(self, text: str) -> None:
        if text.strip() != self.desk.query:
            self.desk.ask(text)

    def _find(self, words: str | None) -> None:
        self.desk.find(words)
        if words is None:
            self.article.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_hits(self) -> None:
        if self.side.currentWidget() is self.hits:
            self.hits.take_focus()

    def leave_search(self) -> None:
        """Forget the question and its results."""
        self.box.clear()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.desk.add(paths, show=not any(path.is_dir() for path in paths))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            QTimer.singleShot(
                0, self, lambda: self.article.setFocus(Qt.FocusReason.OtherFocusReason)
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.palette_box.leave()
        self.type.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.moved(self.article.offset())
        self.remember()
        self.closed.emit()
        event.accept()
