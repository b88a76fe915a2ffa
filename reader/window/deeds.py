"""What each command does to the window and to its desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from reader.desk import ZOOMS
from reader.language import tr
from reader.window.commands import Command, commands
from reader.window.fonts import script

if TYPE_CHECKING:
    from reader.window.lists import RowList
    from reader.window.main import MainWindow


class Deeds:
    """The deeds of one window, for the table of commands and for the widgets' own wishes."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """What each command does, by its id."""
        window, desk = self._window, self._window.desk
        return {
            "open_files": self._open_files,
            "open_folder": self._open_folder,
            "refresh": desk.imports.refresh,
            "watched": self._show_watched,
            "failures": self.show_failures,
            "remove_page": self._remove_page,
            "quit": window.close,
            "back": lambda: desk.go(-1),
            "forward": lambda: desk.go(1),
            "previous_article": lambda: self.step_article(-1),
            "next_article": lambda: self.step_article(1),
            "previous_page": lambda: self.step_page(-1),
            "next_page": lambda: self.step_page(1),
            "other_page": self._follow_jump,
            "read_on": lambda: window.area.pane().read_on(1),
            "read_back": lambda: window.area.pane().read_on(-1),
            "palette": lambda: self._open_palette(commands(window.view.keys)),
            "go_to": lambda: self._open_palette(()),
            "search": self._search,
            "find": self._find,
            "next_match": lambda: desk.step_match(1),
            "previous_match": lambda: desk.step_match(-1),
            "bookmark": self._bookmark,
            "read": self._toggle_read,
            "latest": self._toggle_latest,
            "next_unread": self._next_unread,
            "calendar": self._show_calendar,
            "bookmarks": lambda: self.toggle_list(window.marks),
            "tree": self._toggle_tree,
            "keep_search": lambda: window.asking.keep(),
            "variants": lambda: window.asking.toggle_variants(),
            "rebuild_index": desk.indexing.rebuild,
            "timeline": self._show_timeline,
            "collection": self._show_collection,
            "similar": lambda: window.asking.ask_like("similar"),
            "same_story": lambda: window.asking.ask_like("same"),
            **window.checking.deeds(),
            **window.output.deeds(),
            **window.words.deeds(),
            **window.marking.deeds(),
            **window.aloud.deeds(),
            "zoom_in": lambda: self.zoom(1),
            "zoom_out": lambda: self.zoom(-1),
            "zoom_reset": lambda: self._set_zoom(100),
            "numbers": self._numbers,
            "smooth": self._smooth,
            "full_screen": self.full_screen,
            "focus": lambda: self.focus(not window.focus_mode.on),
            "night": self._night,
            "type": window.type.toggle,
            "settings": self.show_settings,
            "script": self._script,
            "sheet": lambda: window.set_sheet(not window.view.sheet),
            "keys": self._show_keys,
            "about": self._show_about,
        }

    def _open_files(self) -> None:
        kinds = f"{tr('Text files')} (*.txt *.text *.md *.zip);;{tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Open files"), "", kinds)
        if names:
            self._window.desk.add([Path(name) for name in names], show=True)

    def _open_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, tr("Open folder"))
        if name:
            self.add_folder(name)

    def add_folder(self, name: str) -> None:
        """Ask which files of a folder to add, and add them."""
        from reader.window.adding import FolderDialog

        dialog = FolderDialog(name, self._window.desk.imports, self._window)
        dialog.accepted.connect(lambda: self._window.desk.add([dialog.path()], dialog.include()))
        self.show_dialog(dialog)

    def _show_watched(self) -> None:
        from reader.window.importing import WatchedDialog

        dialog = WatchedDialog(self._window.desk.imports, self._window)
        dialog.files_wanted.connect(self.add_folder)
        self.show_dialog(dialog)

    def show_failures(self) -> None:
        """Show the files that could not be read."""
        from reader.window.importing import FailuresDialog

        dialog = FailuresDialog(self._window.desk.imports.failed, self._window)
        dialog.again_wanted.connect(self._window.desk.imports.try_again)
        self.show_dialog(dialog)

    def show_tree_menu(self, article: str | None, point: QPoint) -> None:
        """Offer at a point of the screen what can be done with a row of the tree."""
        window, desk = self._window, self._window.desk
        menu = QMenu(window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if article is not None:
            on = desk.marks.is_bookmarked(article)
            text = tr("Remove bookmark") if on else tr("Set bookmark")
            menu.addAction(text, lambda: desk.toggle_bookmark(article))
        menu.addAction(window.actions_by_id["remove_page"])
        menu.popup(point)

    def _remove_page(self) -> None:
        key = self._window.tree.chosen_page()
        if key:
            self._window.desk.remove(key)

    def read_on(self, step: int) -> None:
        """Past the end of an article: to the next unread one; past its start: to the one before."""
        if step > 0:
            self._window.note_end()
        article = self._window.desk.next_unread() if step > 0 else None
        if article:
            self._window.desk.open(article, offset=-1)
        else:
            self.step_article(step)

    def _follow_jump(self) -> None:
        jump = self._window.desk.jumps.target()
        if jump is not None:
            self._window.desk.open(jump.article, offset=-1)

    def _next_unread(self) -> None:
        article = self._window.desk.next_unread()
        if article:
            self._window.desk.open(article, offset=-1)
        else:
            self._window.statusBar().showMessage(tr("Nothing unread comes after this."), 4000)

    def step_article(self, step: int) -> None:
        """To the article so many behind or before, from its start."""
        self._window.note_end()
        article = self._window.desk.neighbour(step)
        if article:
            self._window.desk.open(article, offset=-1)

    def step_page(self, step: int) -> None:
        """To the first article of a page before or behind."""
        article = self._window.desk.neighbour_page(step)
        if article:
            self._window.desk.open(article)

    def _search(self) -> None:
        self._window.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.box.selectAll()

    def _open_palette(self, table: Sequence[Command]) -> None:
        self._window.palette_box.open(table, self._window.actions_by_id)

    def go_to(self, kind: str, id_: str) -> None:
        """What was chosen in the palette: a command is done, anything else is gone to."""
        window = self._window
        if kind == "command":
            window.actions_by_id[id_].trigger()
        elif kind == "address":
            window.desk.open_address(id_)
        elif kind == "article":
            window.desk.open(id_)
        elif kind == "page":
            page = next((p for p in window.desk.pages or () if p.key == id_), None)
            if page and page.articles:
                window.desk.open(page.articles[0].id)
        else:  # a column or a person: in the query language, in the reader's own
            operator = tr("column:") if kind == "column" else tr("person:")
            window.box.setText(f'{operator}"{id_}"')

    def _find(self) -> None:
        window = self._window
        window.finder.open(window.article.selection.text()[:100])

    def _bookmark(self) -> None:
        self._window.desk.toggle_bookmark()
        self._window.show_state()  # checked once it is kept, not before

    def _show_calendar(self) -> None:
        from datetime import date

        from reader.window.calendar import CalendarDialog

        desk = self._window.desk
        days = desk.contents.days if desk.contents else {}
        here = desk.reading.found.page.date if desk.reading else None
        start = here.value if here and here.value in days else max(days, default="")
        day = date.fromisoformat(start) if start else date.today()
        pages = {name: len(found) for name, found in days.items()}
        dialog = CalendarDialog(pages, day, self._window.theme, self._window)
        dialog.day_wanted.connect(lambda name: desk.open(days[name][0].articles[0].id))
        self.show_dialog(dialog)

    def _toggle_latest(self) -> None:
        view = self._window.view
        view.latest = not view.latest
        self._window.desk.set_latest(view.latest)

    def _toggle_read(self) -> None:
        desk = self._window.desk
        if desk.reading:
            desk.set_read(desk.reading.found.article.id not in desk.marks.read)

    def toggle_list(self, pane: RowList) -> None:
        """Show the list of bookmarks or of notes, or what was there before it."""
        window = self._window
        if window.side.currentWidget() is pane and window.side.isVisible():
            window.show_side(window.hits if window.desk.results else window.tree)
            (window.hits.list if window.desk.results else window.tree).setFocus()
        else:
            window.show_side(pane)
            pane.take_focus()

    def _toggle_tree(self) -> None:
        window = self._window
        if window.side.isHidden():
            window.show_side(window.tree)
            window.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        elif window.side.currentWidget() is window.tree:
            window.side.hide()
            window.article.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            window.show_side(window.tree)
        window.show_state()

    def zoom(self, step: int) -> None:
        """Give the text another of the sizes."""
        number = min(max(ZOOMS.index(self._window.view.zoom) + step, 0), len(ZOOMS) - 1)
        self._set_zoom(ZOOMS[number])

    def _set_zoom(self, zoom: int) -> None:
        self._window.view.zoom = zoom
        self._window.type.set_type()
        self._window.statusBar().showMessage(tr("Text size {percent} %", percent=zoom), 2000)

    def focus(self, on: bool) -> None:
        """Show nothing but the text, or all the rest again."""
        window = self._window
        window.notice.pass_by()
        window.focus_mode.set(on)
        window.article.setFocus(Qt.FocusReason.OtherFocusReason)
        window.show_state()

    def _numbers(self) -> None:
        window = self._window
        window.view.numbers = window.actions_by_id["numbers"].isChecked()
        window.article.set_numbers(window.view.numbers)

    def _smooth(self) -> None:
        window = self._window
        window.view.smooth = window.actions_by_id["smooth"].isChecked()
        window.article.set_smooth(window.view.smooth)

    def _script(self) -> None:
        window, reading = self._window, self._window.desk.reading
        text = "".join(piece.text for _, piece in reading.pieces) if reading else ""
        other = "zh_CN" if script(text) == "zh_TW" else "zh_TW"
        window.type.set_script("" if window.view.script else other)

    def _night(self) -> None:
        self._window.look_wanted.emit(self._window.view.day if self._window.theme.dark else "dark")

    def full_screen(self) -> None:
        """Give the window the whole screen, or take it back."""
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        window.actions_by_id["full_screen"].setChecked(window.isFullScreen())

    def _show_timeline(self) -> None:
        from reader.window.collection import TimelineDialog

        window = self._window
        dialog = TimelineDialog(window.desk.questions, window.theme, window.desk.query, window)
        dialog.asked.connect(window.box.setText)
        self.show_dialog(dialog)

    def _show_collection(self) -> None:
        from reader.window.collection import CollectionDialog

        window = self._window
        dialog = CollectionDialog(window.desk.questions, window.theme, window)
        dialog.asked.connect(window.asking.ask_thread)
        self.show_dialog(dialog)

    def _show_keys(self) -> None:
        from reader.window.dialogs import KeysDialog

        self.show_dialog(
            KeysDialog(commands(self._window.view.keys), self._window.theme, self._window)
        )

    def show_settings(self, page: int = 0) -> None:
        """Show the settings: 0 the keys, 1 the dictionaries."""
        from reader.window.settings import SettingsDialog

        view = self._window.view
        dialog = SettingsDialog(view, self._window.theme, self._window)
        dialog.pages.setCurrentIndex(page)
        dialog.keys_changed.connect(self._window.set_keys)
        dialog.dictionaries_changed.connect(lambda paths: setattr(view, "dictionaries", paths))
        self.show_dialog(dialog)

    def _show_about(self) -> None:
        from reader.window.dialogs import AboutDialog

        self.show_dialog(AboutDialog(self._window.desk.folder, self._window.theme, self._window))

    def escape(self) -> None:
        """Close what lies over the article, or leave what was entered last."""
        window = self._window
        if window.marking.close_box():
            return
        if window.finder.isVisible():
            window.finder.leave()
        elif window.words.bar.isVisible():
            window.words.bar.leave()
        elif window.focus_mode.on:
            self.focus(False)
        elif window.isFullScreen():
            self.full_screen()
        elif window.box.text():
            window.leave_search()

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the window until it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
