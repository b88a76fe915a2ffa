"""Focus mode: nothing but the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


class FocusMode:
    """Hides what stands around the article, and shows again what it has hidden."""

    def __init__(self, around: Sequence[QWidget]) -> None:
        self._around = tuple(around)
        self._hidden: list[QWidget] = []
        self.on = False

    def set(self, on: bool) -> None:
        """Begin or end it."""
        if on == self.on:
            return
        self.on = on
        if on:
            self._hidden = [widget for widget in self._around if not widget.isHidden()]
        for widget in self._hidden:
            widget.setHidden(on)

    def shows(self, widget: QWidget) -> bool:
        """Whether a widget is to be seen when the focus mode is over."""
        return not widget.isHidden() or (self.on and widget in self._hidden)
