"""Asking all pages: ties the search box, the results and the kept searches to the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from reader.desk import Desk, View
from reader.window.side import SidePane


class Asking(QObject):
    """What the box is asked, and how it may go on.

    While a word is typed that is an operator, its names and values are offered
    in a list below the box; Down in the empty box offers the searches made before, and with Alt
    in a word those that begin so and stand somewhere.
    """

    def __init__(self, desk: Desk, view: View, box: QLineEdit, side: SidePane) -> None:
        super().__init__(box)
        self._questions, self._view, self._box, self._side = desk.questions, view, box, side
        self._desk = desk
        self._offered: dict[str, tuple[str, int]] = {}
        self._questions.order, self._questions.variants = view.order, view.variants
        self._list = QStringListModel(self)
        self._completer = QCompleter(self._list, self)
        self._completer.setWidget(box)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.activated.connect(self._taken)
        box.textEdited.connect(self._typed)
        box.installEventFilter(self)
        hits = side.hits
        # No lambdas: they would outlive this window, which another look or language replaces.
        self._questions.facets_changed.connect(self._show_facets)
        self._questions.jumps_changed.connect(self._show_jumps)
        self._questions.related_changed.connect(self._show_related)
        self._questions.completions_changed.connect(self._offer_completions)
        self._questions.saved_changed.connect(self.show_saved)
        hits.narrowed.connect(self._narrow)
        hits.asked.connect(box.setText)
        hits.more_wanted.connect(self._questions.more)
        hits.order_wanted.connect(self._set_order)
        hits.grouping_wanted.connect(self._set_grouped)
        hits.article_wanted.connect(self._questions.remember)
        side.saved.query_wanted.connect(self._ask_saved)
        side.saved.removal_wanted.connect(lambda query: self._questions.save(query, False))
        hits.show_order(self._questions.order_now, view.grouped)
        self.show_saved()
        if self._questions.facets:
            hits.show_facets(self._questions.facets)
            hits.show_related(self._questions.related)

    def _show_facets(self) -> None:
        self._side.hits.show_facets(self._questions.facets)

    def _show_jumps(self) -> None:
        self._side.hits.show_jumps({**self._questions.jumps})

    def _show_related(self) -> None:
        self._side.hits.show_related(self._questions.related)

    def ask_thread(self, query: str) -> None:
        """Follow a column or a person through the issues, from the oldest on."""
        self._questions.follow(query)
        self._box.setText(query)

    def ask_like(self, operator: str) -> None:
        """Look for articles like the open one: ``similar``, or ``same`` for the same story."""
        from reader.library import operator_names  # here: the window is painted before

        reading = self._desk.reading
        if reading is not None:
            self._box.setText(f"{operator_names()[operator]}:{reading.found.article.id}")

    def show_results(self) -> None:
        """List what was found."""
        results = self._questions.results
        if results is not None:
            self._side.hits.show_order(self._questions.order_now, self._view.grouped)
            self._side.hits.show_jumps({**self._questions.jumps})
            self._side.hits.show_results(results)

    def show_saved(self) -> None:
        """List the kept searches above the tree."""
        self._side.saved.show_searches(self._questions.saved)

    def is_kept(self) -> bool:
        """Whether the present question is among them."""
        return self._questions.is_saved()

    # What the widgets ask for

    def keep(self) -> None:
        """Keep the question, or keep it no more."""
        query = self._questions.query
        if query:
            self._questions.save(query, not self._questions.is_saved())

    def toggle_variants(self) -> None:
        """Take traditional and simplified characters for the same, or not."""
        self._view.variants = not self._view.variants
        self._questions.set_variants(self._view.variants)

    def _set_order(self, order: str) -> None:
        self._view.order = order
        self._questions.set_order(order)
        self._side.hits.show_order(order, self._view.grouped)

    def _set_grouped(self, on: bool) -> None:
        self._view.grouped = on
        self._side.hits.show_order(self._questions.order_now, on)

    def _narrow(self, operator: str) -> None:
        query = self._questions.query
        if operator not in query.split():
            self._box.setText(f"{query} {operator}")
            self._questions.remember()

    def _ask_saved(self, query: str) -> None:
        self._box.setText(query)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    # How a query may go on

    def _typed(self, text: str) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()
        self._complete(text)

    def _complete(self, text: str, words: bool = False) -> None:
        if text.strip():
            before = text.encode("utf-16-le", "surrogatepass")[: 2 * self._box.cursorPosition()]
            cursor = len(before.decode("utf-16-le", "surrogatepass"))
            self._questions.complete(text, cursor, words)

    def _offer_completions(self) -> None:
        found = self._questions.completions
        if self._box.hasFocus() and found and self._box.text().strip():
            self._offer({c.shown: (c.query, c.cursor) for c in found})

    def _offer(self, offered: dict[str, tuple[str, int]]) -> None:
        self._offered = offered
        self._list.setStringList(list(offered))
        self._completer.complete()

    def _taken(self, shown: object) -> None:
        if isinstance(shown, str) and shown in self._offered:
            query, cursor = self._offered[shown]
            self._box.setText(query)
            self._box.setCursorPosition(len(query[:cursor].encode("utf-16-le")) // 2)
            self._questions.complete(query, cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Down and not self._box.text():
                history = self._questions.history[:12]
                if history:
                    self._offer({query: (query, len(query)) for query in history})
                    return True
            if (
                event.key() == Qt.Key.Key_Down
                and event.modifiers() & Qt.KeyboardModifier.AltModifier
            ):
                self._complete(self._box.text(), words=True)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._questions.remember()
        return bool(super().eventFilter(watched, event))
