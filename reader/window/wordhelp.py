"""Ties the article, the bar with a word and the dictionaries together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from reader.language import tr
from reader.window.words import WordBar

if TYPE_CHECKING:
    from reader.library import Dictionaries, Word
    from reader.window.main import MainWindow

#: A longer selection is no word.
_LONGEST = 40
#: What the article's own menu offers, by the ids of commands; None is a line.
_MENU = (
    "copy", "copy_sourced", "copy_unbroken", "copy_markdown", "copy_citation", "copy_link", None,
    "highlight", "note", None, "word", "find", "search_selected", None, "bookmark", "print",
)  # fmt: skip


class HelpOnWords(QObject):
    """Looks up what is selected, and offers it in the article's own menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dictionaries: Dictionaries | None = None
        self.bar = WordBar(window.theme)
        self.bar.here_wanted.connect(window.finder.open)
        self.bar.everywhere_wanted.connect(lambda word: window.box.setText(word))
        self.bar.dictionaries_wanted.connect(self._show_settings)
        self.bar.left.connect(window.article.setFocus)
        window.article.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        window.article.customContextMenuRequested.connect(self._open_menu)

    def _selected(self) -> str:
        return self._window.article.selection.text().strip()

    def look_up(self) -> None:
        """Show help on the word that is selected, or stands at the text cursor."""
        chosen = self._window.article.selection
        if not chosen.text():
            chosen.take_word()
        window, word = self._window, " ".join(self._selected().split())
        if not word or len(word) > _LONGEST:
            window.statusBar().showMessage(tr("Select a word first."), 4000)
            return
        paths = tuple(window.view.dictionaries)
        self.bar.open(word)

        def work(_: object) -> Word:
            from reader.library import Dictionaries

            if self._dictionaries is None:
                self._dictionaries = Dictionaries()
            return self._dictionaries.look_up(word, paths)

        def done(found: Word) -> None:
            self.bar.show_word(found, len(paths))
            if found.troubles:
                window.notice.tell(found.troubles)

        window.desk.errands.run((), work, done)

    def search_selected(self) -> None:
        """Search everything for what is selected."""
        word = " ".join(self._selected().split())[:_LONGEST]
        if word:
            self._window.box.setText(word)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of the commands does, by its id."""
        return {"word": self.look_up, "search_selected": self.search_selected}

    def _show_settings(self) -> None:
        self._window.deeds.show_settings(page=1)

    def _open_menu(self, point: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _MENU:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._window.actions_by_id[name])
        menu.popup(self._window.article.mapToGlobal(point))
