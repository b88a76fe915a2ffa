"""Smooth scrolling: a scroll bar that glides to its new value."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt
from PySide6.QtWidgets import QApplication, QScrollBar

#: Milliseconds; long enough for the eye to follow, too short to wait for.
_SPAN = 160


class Glide(QPropertyAnimation):
    """Moves a scroll bar at once or smoothly, as ``smooth`` says."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar, b"value", bar)
        self._bar = bar
        self.smooth = False
        self.setDuration(_SPAN)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)

    def target(self) -> int:
        """Where the bar is going to, or where it is."""
        running = self.state() == QPropertyAnimation.State.Running
        return int(self.endValue()) if running else self._bar.value()

    def to(self, value: int) -> None:
        """Go to a value, from wherever the bar is by now."""
        value = max(self._bar.minimum(), min(value, self._bar.maximum()))
        self.stop()
        if not self.smooth or not moves_wanted():
            self._bar.setValue(value)
            return
        self.setStartValue(self._bar.value())
        self.setEndValue(value)
        self.start()


def moves_wanted() -> bool:
    """Whether the system is set to show movements.  Qt knows it on Windows; elsewhere it is yes."""
    return sys.platform != "win32" or QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
