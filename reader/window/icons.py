"""The program's own icons: drawings whose strokes take the colour of the text around them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.files import resource

_SIZES = (16, 20, 24, 32, 40, 48)


def picture(name: str, colour: str, pixels: int) -> QPixmap:
    """The drawing ``resources/icons/actions/<name>.svg`` in one colour, square."""
    drawing = resource("icons", "actions", f"{name}.svg").read_text("utf-8")
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode())).render(painter)
    painter.end()
    return QPixmap.fromImage(image)


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The drawing as an icon, crisp on screens of one and of two pixels a point."""
    found = QIcon()
    for pixels in _SIZES:
        found.addPixmap(picture(name, colour, pixels), QIcon.Mode.Normal)
        found.addPixmap(picture(name, disabled, pixels), QIcon.Mode.Disabled)
    return found


def application_icon() -> QIcon:
    """The bound volume."""
    found = QIcon()
    for pixels in (16, 24, 32, 48, 64, 128, 256):
        found.addFile(str(resource("icons", f"heding-{pixels}.png")))
    return found
