"""Why a piece was read as it was, in a small window beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from reader.desk import Desk
from reader.language import tr
from reader.parser import Reason, joint_evidence, role_evidence, role_name, summed
from reader.window.dialogs import plain
from reader.window.theme import Theme

#: Code points of the file that are quoted.
_QUOTED = 12
_WIDTH = 450


class ReasonsPopup(QFrame):
    """Shows what spoke for a role and a joint, and what else they might have been.

    It closes at a click elsewhere and at Escape, as a menu does.
    """

    def __init__(self, desk: Desk, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("reasons")
        self.setAccessibleName(tr("Why it was read so"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text, self._theme = text, theme
        self._point = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(_WIDTH)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.setSpacing(6)
        self._wait = plain(tr("Looking for the reasons…"))
        self._layout.addWidget(self._wait)
        self.setStyleSheet(
            f"#reasons {{ background: {theme.field}; border: 1px solid {theme.rule};"
            " border-radius: 6px; }"
        )
        desk.checks.explained.connect(self.show_reason)

    def open_at(self, point: QPoint) -> None:
        """Open below a point of the screen, or above it where there is no room."""
        self._point = point
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)  # lest Escape goes to the window below
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def show_reason(self, reason: Reason | None) -> None:
        """Put the answer in."""
        self._wait.hide()
        if reason is None:
            self._layout.addWidget(plain(tr("Nothing of the article stands here.")))
        else:
            self._show_joint(reason)
            self._show_role(reason)
        self._place()

    def _show_joint(self, reason: Reason) -> None:
        if reason.confidence is None:
            return
        if reason.joint is None:
            self._head(tr("Begins anew, joined to nothing"), reason.confidence)
        else:
            self._head(tr("The joint"), reason.confidence)
            words = tr(
                "Goes on from line {line}, “…{words}”.",
                line=self._line(reason.joint),
                words=self._before(reason.joint),
            )
            self._layout.addWidget(plain(words))
        others = []
        for place, chance in reason.options:
            if round(100 * chance) < 1:
                continue
            if place is None:
                name = tr("Or it begins anew")
            else:
                name = tr(
                    "Or from line {line}, “…{words}”",
                    line=self._line(place),
                    words=self._before(place),
                )
            others.append((name, f"{round(100 * chance)} %"))
        self._rows(others)
        spoken = summed(reason.joint_evidence, joint_evidence)
        self._rows([(name, f"{weight:+.1f}") for name, weight in spoken], quiet=True)
        self._layout.addSpacing(8)

    def _show_role(self, reason: Reason) -> None:
        self._head(tr("Read as: {role}", role=role_name(reason.role)), reason.certainty)
        self._layout.addWidget(plain(tr("The next would be: {role}", role=role_name(reason.other))))
        spoken = summed(reason.evidence, role_evidence)
        self._rows([(name, f"{weight:+.1f}") for name, weight in spoken], quiet=True)

    def _head(self, text: str, certainty: float) -> None:
        head = plain(
            tr("{what} · certainty {percent} %", what=text, percent=round(100 * certainty))
        )
        head.setStyleSheet(f"color: {self._theme.accent}; font-weight: bold;")
        self._layout.addWidget(head)

    def _rows(self, rows: list[tuple[str, str]], quiet: bool = False) -> None:
        if not rows:
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for row, (name, value) in enumerate(rows):
            left, right = plain(name), QLabel(value)
            # A label that may wrap is given too little height in a grid.
            left.setWordWrap(left.fontMetrics().horizontalAdvance(name) > _WIDTH - 110)
            right.setTextFormat(Qt.TextFormat.PlainText)
            for label in (left, right):
                if quiet:
                    label.setStyleSheet(f"color: {self._theme.faint};")
            grid.addWidget(left, row, 0)
            grid.addWidget(right, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(grid)

    def _line(self, offset: int) -> int:
        return self._text.count("\n", 0, max(0, offset - 1)) + 1

    def _before(self, offset: int) -> str:
        return " ".join(self._text[max(0, offset - _QUOTED) : offset].split())

    def _place(self) -> None:
        self._layout.activate()
        self.resize(self.width(), self._layout.heightForWidth(self.width()))
        screen = QGuiApplication.screenAt(self._point) or self.screen()
        room = screen.availableGeometry()
        x = min(max(room.left(), self._point.x()), room.right() - self.width())
        below = self._point.y() + 6
        above = self._point.y() - 6 - self.height()
        y = below if below + self.height() <= room.bottom() else max(room.top(), above)
        self.move(x, y)
