"""The bar above a loose fragment: the articles that it may belong to, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from reader.desk import Reading
from reader.language import tr
from reader.window.dialogs import plain
from reader.window.theme import Theme

#: Suggestions that are shown; those behind are all but impossible.
_SHOWN = 4
_LEAST = 0.01
_QUOTED = 8
#: Code points of a headline that are shown; the tool tip has all of it.
_TITLE = 14


class PlacingBar(QFrame):
    """``wanted`` is a suggested article's id, and the page's code point where it breaks off."""

    wanted = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placing")
        self.setAccessibleName(tr("Where this fragment may belong"))
        self.setStyleSheet(
            f"#placing {{ background: {theme.chrome}; border-bottom: 1px solid {theme.rule}; }}"
            "#placing QPushButton { text-align: left; }"
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 10, 16, 12)
        self._layout.setSpacing(6)
        self._inside: QWidget | None = None
        self.hide()

    def show_reading(self, reading: Reading, titles: Mapping[str, str]) -> None:
        """Show the suggestions of a loose fragment; hide for anything else.

        titles
            What articles are called, by their ids.
        """
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None
        article = reading.found.article
        self.setVisible(article.kind == "loose")
        if article.kind != "loose":
            return
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        said = (
            tr("No article claims this fragment with confidence. It may belong to:")
            if article.suggestions
            else tr("No article claims this fragment with confidence.")
        )
        column.addWidget(plain(said))
        for one in article.suggestions[:_SHOWN]:
            if one.chance < _LEAST:
                break
            words = reading.text[max(0, one.at - _QUOTED) : one.at]
            title = titles.get(one.article, "") or tr("(no headline)")
            text = tr(
                "{percent} %  {title} – behind “…{words}” in line {line}",
                percent=round(100 * one.chance),
                title=title if len(title) <= _TITLE else title[:_TITLE] + "…",
                words=" ".join(words.split()),
                line=reading.text.count("\n", 0, max(0, one.at - 1)) + 1,
            )
            button = QPushButton(text.replace("&", "&&"))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setMinimumWidth(60)
            # Qt takes a tip for mark-up only if its first line looks so: that one is ours.
            button.setToolTip(tr("Open the article where it breaks off") + f"\n{title}")
            button.clicked.connect(lambda _=False, one=one: self.wanted.emit(one.article, one.at))
            column.addWidget(button)
        alone = plain(
            tr("{percent} %  or it stands alone", percent=round(100 * article.confidence))
        )
        alone.setContentsMargins(15, 2, 0, 0)
        column.addWidget(alone)
        self._layout.addWidget(self._inside)
