"""The program's own icons: drawings whose strokes take the colour of the text around them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.files import resource


@lru_cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = resource("icons", "actions", f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


class _Engine(QIconEngine):
    """Draws when asked, in the size asked for: crisp on every screen, and free until then."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._disabled if mode == QIcon.Mode.Disabled else self._colour
        _drawing(self._name, colour).render(painter, rect.toRectF())

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _pixmap(self, size, mode, state)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._disabled)


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The drawing ``resources/icons/actions/<name>.svg`` in one colour, and in another if off."""
    return QIcon(_Engine(name, colour, disabled))


class _Spot(QIconEngine):
    """A round spot in one colour, with a fine edge in another."""

    def __init__(self, colour: str, edge: str) -> None:
        super().__init__()
        self._colour, self._edge = colour, edge

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._colour))
        painter.setPen(QPen(QColor(self._edge), 1))
        rim = 0.1 * rect.width()
        painter.drawEllipse(rect.toRectF().adjusted(rim, rim, -rim, -rim))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _pixmap(self, size, mode, state)

    def clone(self) -> QIconEngine:
        return _Spot(self._colour, self._edge)


def _pixmap(engine: QIconEngine, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
    found = QPixmap(size)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    engine.paint(painter, QRect(QPoint(0, 0), size), mode, state)
    painter.end()
    return found


def swatch(colour: str, edge: str) -> QIcon:
    """A round spot of a colour."""
    return QIcon(_Spot(colour, edge))


def application_icon() -> QIcon:
    """The bound volume."""
    found = QIcon()
    for pixels in (16, 24, 32, 48, 64, 128, 256):
        found.addFile(str(resource("icons", f"heding-{pixels}.png")))
    return found
