"""The hits of a search, with what orders and narrows them above the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from reader.desk import Results
from reader.language import figure, tr, trn
from reader.window.flow import Flow
from reader.window.jumping import jump_text
from reader.window.lists import RowList
from reader.window.rows import Row, RowDelegate

if TYPE_CHECKING:
    from reader.library import Facet, Facets, Hit, Jump

#: Code points shown before the first match of a snippet.
_BEFORE = 14


class ResultList(RowList):
    """``narrowed`` has what to add to the query, ``asked`` a whole other query."""

    narrowed = Signal(str)
    asked = Signal(str)
    more_wanted = Signal()
    order_wanted = Signal(str)
    grouping_wanted = Signal(bool)

    def __init__(self, name: str, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(name, delegate, parent)
        self._grouped = False
        self._order = ""
        self._results: Results | None = None
        self._jumps: Mapping[str, Sequence[Jump]] = {}
        self.order = _button(tr("Order"))
        self.facets = {
            "years": _button(tr("Year")),
            "columns": _button(tr("Column")),
            "people": _button(tr("Person")),
            "kinds": _button(tr("Kind")),
        }
        self.related = _button(tr("Related"))
        self.related.setToolTip(tr("Words that go with what was found"))
        self.related.hide()
        self.notes = QLabel()
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setWordWrap(True)
        self.notes.setContentsMargins(12, 6, 12, 4)
        self.notes.setObjectName("quiet")
        self.notes.hide()
        self.others = [QPushButton() for _ in range(3)]
        self._strip = QWidget()
        strip = Flow(self._strip)
        strip.setContentsMargins(8, 0, 8, 4)
        strip.setSpacing(0)
        for button in (self.order, *self.facets.values(), self.related):
            strip.addWidget(button)
        meant = QWidget()
        row = QHBoxLayout(meant)
        row.setContentsMargins(12, 0, 12, 8)
        for number, other in enumerate(self.others):
            other.hide()
            other.clicked.connect(lambda _=False, number=number: self._ask_other(number))
            row.addWidget(other)
        row.addStretch(1)
        self.insert(1, self._strip)
        self.insert(2, self.notes)
        self.append(meant)
        self._strip.hide()
        bar = self.list.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(lambda *_: self._scrolled(bar.value()))

    def show_results(self, results: Results) -> None:
        """List the hits, or say what to do where there are none."""
        before = [self.rows.article(row) for row in range(self.rows.rowCount())]
        asked_anew = self._results is None or self._results.query != results.query
        kept = None if asked_anew or not results.renewed else self.place()
        self._results = results
        hint = tr(
            "Nothing contains “{query}”.\n\nTry fewer or shorter words. Words between spaces are"
            " looked for one by one; all of them must stand in an article.",
            query=results.query,
        )
        if not results.asked:
            hint = tr("There is nothing in “{query}” that can be looked for.", query=results.query)
        elif results.meant:
            hint = tr("Nothing contains “{query}”. Did you mean:", query=results.query)
        count = trn("{count} article found", "{count} articles found", results.total)
        rows = self._rows(results.hits)
        self.show_rows(rows, count if results.hits else "", hint)
        if kept is not None:
            self.go_to(kept)
        elif asked_anew or [article for article, _ in rows[: len(before)]] != before:
            # Another list, not more of the same: its best hit is seen, and no old row is marked.
            self.list.setCurrentIndex(QModelIndex())
            self.list.scrollToTop()
        for button, query in zip(self.others, (*results.meant, "", "", ""), strict=False):
            button.setText(query.replace("&", "&&"))
            button.setVisible(bool(query))
        notes = [complaint.reason for complaint in results.complaints]
        if results.shared and not any(hit.differing for hit in results.hits):
            notes.append(tr("They share: {words}", words=" · ".join(results.shared)))
        if results.behind:
            notes.append(
                trn(
                    "{count} page isn't searchable yet",
                    "{count} pages aren't searchable yet",
                    results.behind,
                )
            )
        self.notes.setText("\n".join(dict.fromkeys(notes)))
        self.notes.setVisible(bool(notes))
        self._strip.setVisible(bool(results.hits))

    def show_facets(self, facets: Facets | None) -> None:
        """Offer the values that narrow what was found, with their counts."""
        for name, button in self.facets.items():
            self._offer(button, getattr(facets, name) if facets else ())

    def show_jumps(self, jumps: Mapping[str, Sequence[Jump]]) -> None:
        """Below an article whose story goes on on another page, show where."""
        changed, self._jumps = jumps != self._jumps, jumps
        if changed and self._results:
            self.rows.set_rows(self._rows(self._results.hits))

    def show_related(self, words: Sequence[Facet]) -> None:
        """Offer words that go with what was found."""
        self._offer(self.related, words)

    def show_order(self, order: str, grouped: bool) -> None:
        """Check the order in the menu, and whether hits stand below their issues."""
        if (order, grouped) == (self._order, self._grouped):
            return  # a menu that is open stays as it is
        self._order = order
        names = {
            "best": tr("Best first"),
            "newest": tr("Newest first"),
            "oldest": tr("Oldest first"),
            "title": tr("By headline"),
            "longest": tr("Longest first"),
        }
        menu = _menu(self.order)
        for key, name in names.items():
            action = menu.addAction(name, partial(self.order_wanted.emit, key))
            action.setCheckable(True)
            action.setChecked(key == order)
        menu.addSeparator()
        action = menu.addAction(tr("Below their issues"))
        action.setCheckable(True)
        action.setChecked(grouped)
        action.toggled.connect(self.grouping_wanted)
        self.order.setText(names[order])
        if grouped != self._grouped:
            self._grouped = grouped
            if self._results:
                self.show_results(self._results)

    def _offer(self, button: QToolButton, facets: Sequence[Facet]) -> None:
        button.setVisible(bool(facets))
        menu = _menu(button)
        for facet in facets:
            text = f"{_shortened(facet.shown)}\t{figure(facet.number)}".replace("&", "&&")
            menu.addAction(text, partial(self.narrowed.emit, facet.operator))

    def _rows(self, hits: Sequence[Hit]) -> list[tuple[str, Row]]:
        def inside(hits: Iterable[Hit]) -> Iterator[tuple[str, Row]]:
            for hit in hits:
                yield hit.id, _hit_row(hit, not self._grouped)
                for jump in self._jumps.get(hit.id, ()):
                    yield jump.article, Row(jump_text(jump), dim=True)

        if not self._grouped:
            return list(inside(hits))
        # By issue in the order in which the first hit of each comes.
        place = {key: number for number, key in reversed([*enumerate(map(_issue, hits))])}
        rows: list[tuple[str, Row]] = []
        for issue, group in groupby(sorted(hits, key=lambda h: place[_issue(h)]), _issue):
            rows.append(("", Row(issue or tr("Undated"), strong=True, dim=True)))
            rows += inside(group)
        return rows

    def _ask_other(self, number: int) -> None:
        if self._results:
            self.asked.emit(self._results.meant[number])

    def _scrolled(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if value >= bar.maximum() - bar.pageStep():
            self.more_wanted.emit()


def _button(text: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setAutoRaise(True)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(text)
    return made


def _menu(button: QToolButton) -> QMenu:
    """The button's menu, empty."""
    menu = button.menu()
    if menu is None:
        menu = QMenu(button)
        button.setMenu(menu)
    menu.clear()
    return menu


def _shortened(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


def _issue(hit: Hit) -> str:
    return hit.date


def _hit_row(hit: Hit, dated: bool) -> Row:
    page = PurePath(hit.path).stem
    photo = hit.kind == "photo"
    differing = "; ".join(f"{a or '∅'} → {b or '∅'}" for a, b in hit.differing)
    loose = tr("To be placed") if hit.kind == "loose" else ""
    text, marked = _trimmed(hit)
    return Row(
        hit.title or tr("(no headline)"),
        above=" · ".join(
            part for part in (hit.date if dated else "", page, loose, differing) if part
        ),
        below=text,
        marked=marked,
        lines=2,
        sign="photo" if photo else "",
        sign_name=tr("Photo story") if photo else "",
    )


def _trimmed(hit: Hit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet from shortly before its first match, so that this stands in the first line."""
    text, first = hit.snippet.replace("\n", " "), hit.marked[0][0] if hit.marked else 0
    cut = first - _BEFORE
    if cut <= 1:
        return text, hit.marked
    return "…" + text[cut:], tuple((s + 1 - cut, e + 1 - cut) for s, e in hit.marked)
