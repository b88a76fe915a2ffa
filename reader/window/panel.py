"""The small panel in which the reader chooses how the text is set, and in which colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QWidget,
)

from reader.desk import LEADINGS, MEASURES, ZOOMS, View
from reader.language import tr
from reader.window.fonts import faces
from reader.window.room import Roomy

if TYPE_CHECKING:
    from reader.window.main import MainWindow


def looks() -> dict[str, str]:
    """The colours that there are, by the names under which they are remembered."""
    return {
        "system": tr("Like the system"),
        "light": tr("Paper"),
        "white": tr("White"),
        "sepia": tr("Sepia"),
        "dark": tr("Night"),
    }


class TypePanel(QWidget):
    """Changes the view as its controls are moved, and says so: ``changed`` for what concerns the
    text, ``look_wanted`` with the name of other colours,
    ``script_wanted`` with that of other characters; ``left`` on Escape."""

    changed = Signal()
    look_wanted = Signal(str)
    script_wanted = Signal(str)
    left = Signal()

    def __init__(self, view: View) -> None:
        super().__init__()
        self.setAccessibleName(tr("Type and colours"))
        self._view = view
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 14, 16, 14)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        names = {"song": tr("Song"), "hei": tr("Hei"), "kai": tr("Kai")}
        self._row(
            tr("Font"),
            self._choice(
                {face: names[face] for face in faces()}, view.face, lambda to: self._set("face", to)
            ),
        )
        self._row(
            tr("Weight"),
            self._choice(
                {"": tr("Regular"), "bold": tr("Bold")},
                "bold" if view.bold else "",
                lambda to: self._set("bold", bool(to)),
            ),
        )
        self._slider("zoom", tr("Size"), ZOOMS, lambda value: tr("{percent} %", percent=value))
        self._slider("leading", tr("Line spacing"), LEADINGS, lambda value: f"{value / 100:.2f}")
        self._slider(
            "measure",
            tr("Line length"),
            MEASURES,
            lambda value: tr("{number} characters", number=value),
        )
        box = QCheckBox(tr("Straight edges on both sides"))
        box.setObjectName("justify")
        box.setChecked(view.justify)
        box.toggled.connect(lambda on: self._set("justify", on))
        self._row("", box)
        scripts = {
            "": tr("As printed"),
            "zh_CN": tr("Simplified"),
            "zh_TW": tr("Traditional"),
            "zh_HK": tr("Hong Kong"),
        }
        self._row(
            tr("Script"),
            self._choice(scripts, view.script, self.script_wanted.emit),
        )
        self._row(tr("Colours"), self._choice(looks(), view.theme, self.look_wanted.emit))

    def take_focus(self) -> None:
        """Let the keyboard choose from the first row on."""
        button = self.findChild(QPushButton, self._view.face)
        (button or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _row(self, name: str, control: QWidget, value: QLabel | None = None) -> None:
        row = self._grid.rowCount()
        label = QLabel(name)
        label.setBuddy(control)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1, 1, 1 if value else 2)
        if value:
            self._grid.addWidget(value, row, 2)

    def _choice(self, names: dict[str, str], now: str, then: Callable[[str], object]) -> QWidget:
        """Buttons in a row, of which one is down."""
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        group = QButtonGroup(whole)
        for key, name in names.items():
            button = QPushButton(name)
            button.setObjectName(key)
            button.setCheckable(True)
            button.setChecked(key == now)
            button.clicked.connect(lambda _=False, key=key: then(key))
            group.addButton(button)
            line.addWidget(button)
            if key == now:
                whole.setFocusProxy(button)
        line.addStretch(1)
        return whole

    def _slider(
        self, field: str, name: str, steps: Sequence[int], say: Callable[[int], str]
    ) -> None:
        """A slider over the steps of one of the view's fields."""
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(field)
        slider.setAccessibleName(name)
        slider.setRange(0, len(steps) - 1)
        slider.setPageStep(2)
        slider.setMinimumWidth(180)
        value = QLabel()
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("000 00000"))

        def show() -> None:
            text = say(getattr(self._view, field))
            value.setText(text)
            slider.setAccessibleDescription(text)

        def moved(step: int) -> None:
            self._set(field, steps[step])
            show()

        slider.setValue(steps.index(getattr(self._view, field)))
        show()
        slider.valueChanged.connect(moved)
        self._row(name, slider, value)

    def _set(self, field: str, value: object) -> None:
        if getattr(self._view, field) != value:
            setattr(self._view, field, value)
            self.changed.emit()


class TypeChoice(QObject):
    """Opens the panel of one window, and puts into effect what is chosen there or by a key."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.panel: TypePanel | None = None  # while it is open
        self._area: Roomy | None = None  # in which it can be scrolled

    def toggle(self) -> None:
        """Open the panel below its button, or close it."""
        window = self._window
        if self._area is not None:
            self._area.hide()
            self._area.deleteLater()
            self._area = self.panel = None
            window.article.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.panel = TypePanel(window.view)
        self.panel.changed.connect(self.set_type)
        self.panel.look_wanted.connect(window.look_wanted)
        self.panel.script_wanted.connect(self.set_script)
        self.panel.left.connect(self.toggle)
        self._area = Roomy(self.panel, window)
        self._area.setObjectName("panel")
        self._area.setFrameShape(QFrame.Shape.StyledPanel)
        for widget in (self.panel, self._area.viewport()):
            widget.setBackgroundRole(QPalette.ColorRole.Base)
        self.place()
        self._area.show()
        self.panel.take_focus()

    def place(self) -> None:
        """Keep the panel at the right edge, below the bar."""
        if self._area is not None:
            corner = self._window.bar.geometry().bottomRight()
            edges = 2 * self._area.frameWidth()
            wanted = self._area.sizeHint() + QSize(edges, edges)
            size = wanted.boundedTo(QSize(corner.x() - 16, self._window.height() - corner.y() - 16))
            if size.height() < wanted.height():  # then there is a bar to scroll with
                bar = self._area.verticalScrollBar().sizeHint().width()
                size.setWidth(min(size.width() + bar, corner.x() - 16))
            self._area.resize(size)
            self._area.move(corner.x() - size.width() - 8, corner.y() + 8)

    def set_script(self, script: str) -> None:
        """Show the text in simplified or traditional characters, or as it stands."""
        self._window.view.script = script
        self._window.desk.use_script(script, self.set_type)

    def set_type(self) -> None:
        """Set the text as the view has it now."""
        self._window.area.set_type()
        self._window.checking.set_zoom(self._window.view.zoom)
