"""The window: puts the widgets together, and ties what they ask for to the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from reader.desk import LISTED, ZOOMS, Desk, View
from reader.language import LANGUAGES, language, tr, trn
from reader.window.article import ArticlePane
from reader.window.bars import EmptyPane, FindBar, NoticeBar
from reader.window.commands import commands, key_name, menus
from reader.window.icons import icon
from reader.window.lists import RowList, no_hits
from reader.window.rows import Row, RowDelegate
from reader.window.theme import Theme
from reader.window.tree import IssueTree

if TYPE_CHECKING:
    from reader.library import Bookmark, Hit

#: Code points shown before the first match of a snippet.
_BEFORE = 14


class MainWindow(QMainWindow):
    """Heding's window.

    ``look_wanted`` asks for another theme (``system``, ``light``, ``dark``),
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
        self._unfold = view.expanded
        self.setWindowTitle(tr("Heding"))
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(560, 400))
        self._make_panes()
        self._make_actions()
        self._make_status()
        self._tie()
        self._recall()
        self._show_all()
        # A library that is there already opens before anybody could read that it's being opened.
        QTimer.singleShot(400, self, self._show_opening)

    # Making

    def _make_panes(self) -> None:
        self.tree = IssueTree(RowDelegate(self.theme, 6, self))
        self.delegate = RowDelegate(self.theme, 13, self)
        self.hits = RowList(tr("Results"), self.delegate)
        self.marks = RowList(tr("Bookmarks"), self.delegate)
        self.side = QStackedWidget()
        self.side.setObjectName("side")
        for part in (self.tree, self.hits, self.marks):
            self.side.addWidget(part)
        self.side.setMinimumWidth(180)
        self.article = ArticlePane()
        self.article.set_look(self.theme, self.view.zoom)
        self.empty = EmptyPane()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.article)
        self.notice = NoticeBar(self.theme)
        self.finder = FindBar(self.theme)
        pane = QWidget()
        pane.setObjectName("pane")
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.finder)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.side)
        self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([320, 960])
        self.setCentralWidget(self.splitter)

    def _make_actions(self) -> None:
        self.actions_by_id: dict[str, QAction] = {}
        made: dict[str, QMenu] = {}
        for menu, title in menus():
            made[menu] = self.menuBar().addMenu(title)
        self.bar = QToolBar(tr("Tool bar"))
        self.bar.setMovable(False)
        self.bar.setIconSize(QSize(20, 20))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for command in commands():
            action = QAction(command.text, self)
            action.setObjectName(command.id)
            shown = f"{command.tip} ({key_name(command.keys[0])})" if command.keys else command.tip
            action.setToolTip(shown)
            action.setStatusTip(command.tip)
            action.setCheckable(command.checkable)
            if command.icon:
                action.setIcon(icon(command.icon, self.theme.ink, self.theme.rule))
            if command.keys and not command.local:
                action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.triggered.connect(getattr(self, f"on_{command.id}"))
            self.actions_by_id[command.id] = action
            made[command.menu].addAction(action)
            if command.id in ("refresh", "remove_page", "forward", "previous_page", "find", "tree",
                              "zoom_reset", "next_page"):  # fmt: skip
                made[command.menu].addSeparator()
        self._make_bar()
        self._make_choices(made["view"])

    def _make_bar(self) -> None:
        groups = (("tree", "open_files"), ("back", "forward"), ("previous_article", "next_article"))
        for group in groups:
            self.bar.addActions([self.actions_by_id[name] for name in group])
            self.bar.addSeparator()
        self.bar.addActions([self.actions_by_id[name] for name in ("bookmark", "bookmarks")])
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar.addWidget(room)
        self.box = QLineEdit()
        self.box.setAccessibleName(tr("Search everything"))
        self.box.setPlaceholderText(tr("Search all pages"))
        self.box.setToolTip(self.actions_by_id["search"].toolTip())
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(180)
        self.box.setMaximumWidth(340)
        self.box.addAction(
            icon("search", self.theme.faint, self.theme.faint),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.box.installEventFilter(self)
        self.bar.addWidget(self.box)
        self.bar.addAction(self.actions_by_id["night"])
        for action in self.bar.actions():
            button = self.bar.widgetForAction(action)
            if button is not None and action.objectName():
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(action.text().replace("…", ""))
        self.addToolBar(self.bar)

    def _make_choices(self, menu: QMenu) -> None:
        menu.addSeparator()
        look = menu.addMenu(tr("Colours"))
        self._choices(
            look,
            {"system": tr("Like the system"), "light": tr("Day"), "dark": tr("Night")},
            self.view.theme,
            self.look_wanted.emit,
        )
        # Each language is named in itself, so that who can't read the others finds it.
        tongues = menu.addMenu(tr("Language"))
        self._choices(tongues, LANGUAGES, language(), self.language_wanted.emit)

    def _choices(
        self, menu: QMenu, names: dict[str, str], now: str, then: Callable[[str], object]
    ) -> None:
        group = QActionGroup(self)
        for key, name in names.items():
            action = menu.addAction(name)
            action.setObjectName(f"choice_{key}")
            action.setCheckable(True)
            action.setChecked(key == now)
            group.addAction(action)
            action.triggered.connect(lambda _=False, key=key: then(key))

    def _make_status(self) -> None:
        self.where = QLabel()
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setContentsMargins(8, 0, 8, 0)
        self.adding = QLabel()
        self.adding.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"))
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        status.addWidget(self.where, 1)
        for widget in (self.adding, self.progress, self.cancel):
            status.addPermanentWidget(widget)
            widget.hide()

    def _tie(self) -> None:
        desk = self.desk
        desk.pages_changed.connect(self._show_pages)
        desk.reading_changed.connect(self._show_reading)
        desk.history_changed.connect(self._show_state)
        desk.results_changed.connect(self._show_results)
        desk.matches_changed.connect(self._show_matches)
        desk.match_changed.connect(self._show_match)
        desk.bookmarks_changed.connect(self._show_bookmarks)
        desk.import_moved.connect(self._show_import)
        desk.import_ended.connect(self._end_import)
        desk.troubled.connect(self.notice.tell)
        self.cancel.clicked.connect(desk.cancel_import)
        self.tree.article_wanted.connect(desk.open)
        self.tree.menu_wanted.connect(self._tree_menu)
        self.marks.article_wanted.connect(desk.open)
        self.marks.removal_wanted.connect(desk.toggle_bookmark)
        self.hits.article_wanted.connect(lambda article: desk.open(article, match=0))
        self.hits.left.connect(self._leave_search)
        self.marks.left.connect(lambda: self.on_bookmarks(False))
        self.article.moved.connect(self._moved)
        self.article.step_wanted.connect(self._step_article)
        self.article.zoom_wanted.connect(self._zoom)
        self.finder.asked.connect(self._find)
        self.finder.step_wanted.connect(desk.step_match)
        self.box.textChanged.connect(self._asked)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.stack)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)
        files = QPushButton(self.actions_by_id["open_files"].text())
        folder = QPushButton(self.actions_by_id["open_folder"].text())
        files.clicked.connect(self.on_open_files)
        folder.clicked.connect(self.on_open_folder)
        self.empty.add_button(files)
        self.empty.add_button(folder)

    def _recall(self) -> None:
        self.resize(QSize(1180, 760))
        if self.view.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.view.geometry.encode()))
        if len(self.view.split) == 2:
            self.splitter.setSizes(self.view.split)
        self.side.setVisible(self.view.tree)
        self.actions_by_id["night"].setChecked(self.theme.dark)

    def remember(self) -> View:
        """The view as it is now."""
        self.view.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.view.split = self.splitter.sizes() if self.side.isVisible() else self.view.split
        self.view.tree = not self.side.isHidden()
        if self.desk.pages is not None:
            self.view.expanded = self.tree.expanded()
        return self.view

    # Showing what the desk announces

    def _show_all(self) -> None:
        """What the desk holds already; a window made for another language finds all of it."""
        self._show_pages()
        self._show_bookmarks()
        if self.desk.query:
            self.box.setText(self.desk.query)
            self._show_results()
        if self.desk.reading:
            self._show_reading()
            self._show_matches()
            self._show_match()
        self._show_state()

    def _show_pages(self) -> None:
        if self.desk.pages is None:
            return
        self.tree.pages.set_pages(self.desk.pages)
        if self._unfold is None:  # the first start: show that pages have articles
            self._unfold = [page.key for page in self.desk.pages[:1]]
        self.tree.unfold(self._unfold)
        self._unfold = []
        if self.desk.reading:
            self.tree.show_article(self.desk.reading.found.article.id)
        self._show_state()

    def _show_reading(self) -> None:
        reading = self.desk.reading
        if reading is None:
            return
        found = reading.found
        origin = tr(
            "From {file}, read as {encoding}",
            file=Path(found.page.path).name,
            encoding=found.encoding.upper(),
        )
        if found.page.date:
            origin += f" · {found.page.date.value}"
        self.article.show_reading(reading, self.desk.offset, origin)
        self.stack.setCurrentWidget(self.article)
        self.tree.show_article(found.article.id)
        self.hits.show_article(found.article.id)
        self.marks.show_article(found.article.id)
        self.setWindowTitle(tr("{article} – Heding", article=found.article.heading()))
        self._show_state()

    def _show_state(self) -> None:
        desk, action = self.desk, self.actions_by_id
        reading = desk.reading
        action["back"].setEnabled(desk.can_go(-1))
        action["forward"].setEnabled(desk.can_go(1))
        action["previous_article"].setEnabled(reading is not None and bool(desk.neighbour(-1)))
        action["next_article"].setEnabled(bool(desk.neighbour(1)))
        action["previous_page"].setEnabled(reading is not None and bool(desk.neighbour_page(-1)))
        action["next_page"].setEnabled(bool(desk.neighbour_page(1)))
        action["find"].setEnabled(reading is not None)
        action["bookmark"].setEnabled(reading is not None)
        action["remove_page"].setEnabled(bool(desk.pages))
        marked = reading is not None and desk.is_bookmarked(reading.found.article.id)
        action["bookmark"].setChecked(marked)
        action["bookmark"].setIcon(
            icon("bookmarked", self.theme.accent, self.theme.rule)
            if marked
            else icon("bookmark", self.theme.ink, self.theme.rule)
        )
        action["bookmarks"].setChecked(self.side.currentWidget() is self.marks)
        action["tree"].setChecked(not self.side.isHidden())
        if reading is None:
            self.where.setText("")
            self._show_empty()
            return
        self.where.setText(self._position())

    def _position(self) -> str:
        reading = self.desk.reading
        assert reading is not None
        pages = [p for p in self.desk.pages or () if p.articles]
        for number, page in enumerate(pages, 1):
            for place, article in enumerate(page.articles, 1):
                if article.id == reading.found.article.id:
                    return tr(
                        "Page {page} of {pages} · article {article} of {articles}",
                        page=number,
                        pages=len(pages),
                        article=place,
                        articles=len(page.articles),
                    )
        return ""

    def _show_empty(self) -> None:
        self.stack.setCurrentWidget(self.empty)
        if self.desk.pages is None:
            self.empty.say("", "")
        elif not self.desk.pages:
            self.empty.say(
                tr("The library is empty"),
                tr("Open text files or a folder, or drop them into this window."),
            )
        else:
            self.empty.say(
                tr("Choose an article"),
                tr("Click one on the left, or press {key} for the first.", key=key_name("N")),
            )
        for button in self.empty.findChildren(QPushButton):
            button.setVisible(self.desk.pages is not None and not self.desk.pages)

    def _show_opening(self) -> None:
        if self.desk.pages is None and self.notice.isHidden():
            self.empty.say(
                tr("Opening the library…"), tr("The first time, its pages are read and sorted.")
            )

    def _show_results(self) -> None:
        results = self.desk.results
        if results is None:
            if self.side.currentWidget() is self.hits:
                self._side(self.tree)
            return
        names = {page.key: page.name for page in self.desk.pages or ()}
        rows = [(hit.id, _hit_row(hit, names.get(hit.page, ""))) for hit in results.hits]
        count = trn("{count} article found", "{count} articles found", results.total)
        if results.total > LISTED:
            count += tr(" (the first {listed} are listed)", listed=LISTED)
        self.hits.show_rows(rows, count if rows else "", no_hits(results.query))
        if self.desk.reading:
            self.hits.show_article(self.desk.reading.found.article.id)
        self._side(self.hits)

    def _show_matches(self) -> None:
        self.article.show_matches(self.desk.matches)
        self.finder.show_count(self.desk.match, len(self.desk.matches))

    def _show_match(self) -> None:
        self.article.show_match(self.desk.match)
        self.finder.show_count(self.desk.match, len(self.desk.matches))

    def _show_bookmarks(self) -> None:
        self.tree.pages.set_bookmarked(frozenset(b.article for b in self.desk.bookmarks))
        rows = [(b.article, _bookmark_row(b)) for b in reversed(self.desk.bookmarks)]
        count = trn("{count} bookmark", "{count} bookmarks", len(rows))
        hint = tr(
            "No bookmarks yet.\n\nOpen an article and press {key} to set one.",
            key=key_name("Ctrl+D"),
        )
        self.marks.show_rows(rows, count if rows else "", hint)
        self._show_state()

    def _show_import(self, done: int, total: int, name: str) -> None:
        self.adding.setText(
            tr("Reading {name} ({done} of {total})", name=_short(name), done=done, total=total)
            if total
            else tr("Looking for text files in {name}", name=_short(name))
        )
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        for widget in (self.adding, self.progress, self.cancel):
            widget.show()

    def _end_import(self) -> None:
        for widget in (self.adding, self.progress, self.cancel):
            widget.hide()

    def _side(self, pane: QWidget) -> None:
        self.side.setCurrentWidget(pane)
        self.side.show()
        self._show_state()

    # What the widgets ask for

    def _moved(self, offset: int) -> None:
        self.desk.moved(offset)
        self.desk.save_place()

    def _step_article(self, step: int) -> None:
        article = self.desk.neighbour(step)
        if article:
            self.desk.open(article, offset=-1)

    def _asked(self, text: str) -> None:
        if text.strip() != self.desk.query:
            self.desk.ask(text)

    def _find(self, words: str | None) -> None:
        self.desk.find(words)
        if words is None:
            self.article.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_search(self) -> None:
        self.box.clear()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if self.finder.isVisible():
            self.finder.leave()
        elif self.isFullScreen():
            self.on_full_screen()
        elif self.box.text():
            self._leave_search()

    def _tree_menu(self, article: str | None, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if article is not None:
            on = self.desk.is_bookmarked(article)
            text = tr("Remove bookmark") if on else tr("Set bookmark")
            menu.addAction(text, lambda: self.desk.toggle_bookmark(article))
        menu.addAction(self.actions_by_id["remove_page"])
        menu.popup(point)

    def _zoom(self, step: int) -> None:
        number = min(max(ZOOMS.index(self.view.zoom) + step, 0), len(ZOOMS) - 1)
        self._set_zoom(ZOOMS[number])

    def _set_zoom(self, zoom: int) -> None:
        self.view.zoom = zoom
        self.article.set_look(self.theme, zoom)
        self.statusBar().showMessage(tr("Text size {percent} %", percent=zoom), 2000)

    # Commands, by their ids

    def on_open_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Open files"),
            "",
            f"{tr('Text files')} (*.txt *.text *.md);;{tr('All files')} (*)",
        )
        if names:
            self.desk.add([Path(name) for name in names])

    def on_open_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Open folder"))
        if name:
            self.desk.add([Path(name)])

    def on_refresh(self) -> None:
        self.desk.refresh()

    def on_remove_page(self) -> None:
        key = self.tree.chosen_page()
        if key:
            self.desk.remove(key)

    def on_quit(self) -> None:
        self.close()

    def on_back(self) -> None:
        self.desk.go(-1)

    def on_forward(self) -> None:
        self.desk.go(1)

    def on_previous_article(self) -> None:
        self._step_article(-1)

    def on_next_article(self) -> None:
        self._step_article(1)

    def on_previous_page(self) -> None:
        self._open(self.desk.neighbour_page(-1))

    def on_next_page(self) -> None:
        self._open(self.desk.neighbour_page(1))

    def _open(self, article: str | None) -> None:
        if article:
            self.desk.open(article)

    def on_read_on(self) -> None:
        self.article.read_on(1)

    def on_read_back(self) -> None:
        self.article.read_on(-1)

    def on_search(self) -> None:
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def on_find(self) -> None:
        self.finder.open(self.article.textCursor().selectedText()[:100])

    def on_next_match(self) -> None:
        self.desk.step_match(1)

    def on_previous_match(self) -> None:
        self.desk.step_match(-1)

    def on_bookmark(self) -> None:
        self.desk.toggle_bookmark()
        self._show_state()  # checked once it is kept, not before

    def on_bookmarks(self, on: bool = True) -> None:
        if on:
            self._side(self.marks)
            self.marks.take_focus()
        else:
            self._side(self.hits if self.desk.results else self.tree)
            (self.hits.list if self.desk.results else self.tree).setFocus()

    def on_tree(self) -> None:
        if self.side.isHidden():
            self._side(self.tree)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.side.currentWidget() is self.tree:
            self.side.hide()
            self.article.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._side(self.tree)
        self._show_state()

    def on_zoom_in(self) -> None:
        self._zoom(1)

    def on_zoom_out(self) -> None:
        self._zoom(-1)

    def on_zoom_reset(self) -> None:
        self._set_zoom(100)

    def on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.actions_by_id["full_screen"].setChecked(self.isFullScreen())

    def on_night(self) -> None:
        self.look_wanted.emit("light" if self.theme.dark else "dark")

    def on_keys(self) -> None:
        from reader.window.dialogs import KeysDialog

        self._dialog(KeysDialog(self.theme, self))

    def on_about(self) -> None:
        from reader.window.dialogs import AboutDialog

        self._dialog(AboutDialog(self.desk.folder, self.theme, self))

    def _dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.desk.step_match(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave_search()
                return True
            if event.key() == Qt.Key.Key_Down and self.side.currentWidget() is self.hits:
                self.hits.take_focus()
                return True
        return bool(super().eventFilter(watched, event))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.desk.add(paths)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            QTimer.singleShot(
                0, self, lambda: self.article.setFocus(Qt.FocusReason.OtherFocusReason)
            )

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.moved(self.article.offset())
        self.remember()
        self.closed.emit()
        event.accept()


def _hit_row(hit: Hit, page: str) -> Row:
    kind = hit.kind == "photo"
    text, marked = _trimmed(hit)
    return Row(
        hit.title or tr("(no headline)"),
        above=page,
        below=text,
        marked=marked,
        lines=2,
        sign="photo" if kind else "",
        sign_name=tr("Photo story") if kind else "",
    )


def _trimmed(hit: Hit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet from shortly before its first match, so that this stands in the first line."""
    text, first = hit.snippet.replace("\n", " "), hit.marked[0][0] if hit.marked else 0
    cut = first - _BEFORE
    if cut <= 1:
        return text, hit.marked
    return "…" + text[cut:], tuple((s + 1 - cut, e + 1 - cut) for s, e in hit.marked)


def _bookmark_row(mark: Bookmark) -> Row:
    return Row(
        mark.title,
        above="" if mark.present else tr("No longer in the library"),
        below=mark.quote.replace("\n", " "),
        lines=2,
        dim=not mark.present,
    )


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:18]}…{name[-18:]}"
