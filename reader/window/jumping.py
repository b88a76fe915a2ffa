"""The strip below an article whose story goes on on another page, or comes from there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from reader.language import tr

if TYPE_CHECKING:
    from reader.library import Jump

#: Characters of a headline on a button.
_SHOWN = 24


class JumpBar(QFrame):
    """A button for each jump; ``wanted`` has the article at its other end."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jumps")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 10, 6)
        self._row.addStretch(1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_jumps(self, jumps: Sequence[Jump]) -> None:
        """Offer these, or hide where there are none."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(jump) for jump in jumps]
        for place, button in enumerate(self.buttons):
            self._row.insertWidget(place, button)
        self.setVisible(bool(jumps))

    def _button(self, jump: Jump) -> QPushButton:
        text = jump_text(jump)
        made = QPushButton(text.replace("&", "&&"))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setEnabled(bool(jump.article))
        made.setToolTip(
            jump.title
            if jump.article
            else tr("That page is not in the library, or the story not on it.")
        )
        made.clicked.connect(lambda: self.wanted.emit(jump.article))
        return made


def jump_text(jump: Jump) -> str:
    """What the line says, with the headline at the other end: 下转第3版 · 全市…  →"""
    title = jump.title if len(jump.title) <= _SHOWN else jump.title[: _SHOWN - 1] + "…"
    words = " · ".join(part for part in (jump.said, title) if part)
    return f"{words}  →" if jump.onward else f"←  {words}"
