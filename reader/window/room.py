"""The room that a screen has: no window is larger, and what has no room in one can be scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

#: Pixels of a window's frame at each side, where it isn't known yet.
_EDGE = 4


def em(widget: QWidget) -> int:
    """The size of the widget's font in pixels: what lies around text grows with it."""
    return QFontInfo(widget.font()).pixelSize()


def room(widget: QWidget) -> QSize:
    """The largest size that a window may have on its screen, without its frame."""
    return _screen(widget).size() - _frame(widget)


def bound(window: QWidget) -> None:
    """Make a window no larger than its screen has room for."""
    window.resize(window.size().boundedTo(room(window)))


def fit(window: QWidget) -> None:
    """The same, and move the window inside."""
    bound(window)
    free, size, corner = _screen(window), window.size() + _frame(window), window.pos()
    x = max(free.left(), min(corner.x(), free.right() + 1 - size.width()))
    y = max(free.top(), min(corner.y(), free.bottom() + 1 - size.height()))
    if (x, y) != (corner.x(), corner.y()):
        window.move(x, y)


def _screen(widget: QWidget) -> QRect:
    screen = widget.screen() or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def _frame(widget: QWidget) -> QSize:
    """What a window's frame adds to its size; a guess before the window is shown."""
    known = widget.frameGeometry().size() - widget.size()
    title = widget.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return known.expandedTo(QSize(2 * _EDGE, title + 2 * _EDGE))


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
