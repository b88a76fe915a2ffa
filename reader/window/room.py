"""The room that a screen has: no window is larger, and what has no room in one can be scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

#: Pixels of a window's frame at the left, the right and below, where it isn't known yet.
_EDGE = 4


def em(widget: QWidget) -> int:
    """The size of the widget's font in pixels: what lies around text grows with it."""
    return QFontInfo(widget.font()).pixelSize()


def room(widget: QWidget) -> QRect:
    """Where on its screen a window may stand, without its frame."""
    screen = widget.screen() or QGuiApplication.primaryScreen()
    free = screen.availableGeometry()
    above = widget.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) + _EDGE
    frame, inner = widget.frameGeometry(), widget.geometry()
    above = max(above, inner.top() - frame.top())
    return free.adjusted(_EDGE, above, -_EDGE, -_EDGE)


def bound(window: QWidget) -> None:
    """Make a window no larger than its screen has room for."""
    window.resize(window.size().boundedTo(room(window).size()))


def fit(window: QWidget) -> None:
    """The same, and move the window inside."""
    bound(window)
    free, now = room(window), window.geometry()
    x = max(free.left(), min(now.left(), free.right() + 1 - now.width()))
    y = max(free.top(), min(now.top(), free.bottom() + 1 - now.height()))
    if (x, y) != (now.left(), now.top()):
        window.move(window.pos() + QPoint(x, y) - now.topLeft())


class Fitting(QObject):
    """Sees to it that a dialog has room on the screen when it is shown.

    Qt puts it over its window, and so that all of it is on the screen, if that is large enough.
    """

    def __init__(self, dialog: QWidget) -> None:
        super().__init__(dialog)
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            bound(watched)
        return bool(super().eventFilter(watched, event))


class Roomy(QScrollArea):
    """As large as what it shows wants to be; where there's less room, that is scrolled."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roomy")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._inside = inside
        self.setWidget(inside)
        self.verticalScrollBar().rangeChanged.connect(self._take_keys)
        self._take_keys()

    def wanted(self, width: int) -> QSize:
        """The size at which nothing needs scrolling, not narrower than this."""
        inside = self._inside
        wide = max(width, inside.minimumSizeHint().width())
        high = inside.heightForWidth(wide) if inside.hasHeightForWidth() else 0
        return QSize(wide, high or inside.sizeHint().height())

    def _take_keys(self) -> None:
        """The keyboard is of use here only where there is something to scroll."""
        scrolls = self.verticalScrollBar().maximum() > 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return self.wanted(self._inside.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        size = em(self)
        return self.wanted(0).boundedTo(QSize(20 * size, 8 * size))
