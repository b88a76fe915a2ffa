"""The bars around the article: what went wrong, and find in article; and the empty pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.language import tr, trn
from reader.trouble import Trouble
from reader.window.eliding import Eliding
from reader.window.icons import icon
from reader.window.theme import Theme

#: Of more troubles at once only the last ones are shown.
_MOST = 100


def tool_button(name: str, theme: Theme, text: str) -> QToolButton:
    """A small button with one of our icons, reached by the keyboard."""
    button = QToolButton()
    button.setIcon(icon(name, theme.ink, theme.faint))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class NoticeBar(QFrame):
    """Troubles: the last one in full, the others on request.  It waits until it's closed.

    ``list_wanted`` asks for the list of all files that failed, when there are too many for here.
    """

    list_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._troubles: list[Trouble] = []
        self._passing: set[str] = set()
        self.sign = QLabel()
        self.sign.setPixmap(icon("warning", theme.accent, theme.accent).pixmap(QSize(20, 20)))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAccessibleName(tr("Message"))
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.all = QLabel()
        self.all.setTextFormat(Qt.TextFormat.PlainText)
        self.all.setWordWrap(True)
        self.all.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.all.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.all.setAccessibleName(tr("All messages"))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setMaximumHeight(140)
        self.area.setWidget(self.all)
        self.area.hide()
        shut = tool_button("close", theme, tr("Close this message"))
        shut.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.list = QPushButton(tr("Files not read…"))
        self.list.clicked.connect(self.list_wanted)
        self.list.hide()
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addLayout(row)
        layout.addWidget(self.area)
        self.hide()

    def tell(self, troubles: Sequence[Trouble], passing: bool = False) -> None:
        """Add troubles to those that are shown.

        passing
            They concern only what was asked for just now: ``pass_by`` takes them away.
        """
        if passing:
            self.pass_by()
            self._passing = {str(t) for t in troubles}
        said = {str(t) for t in self._troubles}
        self._troubles += [t for t in troubles[-_MOST:] if str(t) not in said]
        self.list.setVisible(self.list.isVisible() or len(troubles) > _MOST)
        self._show()

    def pass_by(self) -> None:
        """The reader has gone on to something else: take away what concerns it no more."""
        if self._passing:
            self._troubles = [t for t in self._troubles if str(t) not in self._passing]
            self._passing = set()
            self._show()

    def _show(self) -> None:
        if not self._troubles:
            self.clear()
            return
        last = self._troubles[-1]
        lines = [f"{_short(last.where)}: {last.what}" if last.where else last.what]
        if last.cure:
            lines.append(last.cure)
        self.text.setText("\n".join(lines))
        self.text.setToolTip(last.where)
        count = len(self._troubles)
        self.more.setText(trn("Show {count} message", "Show all {count} messages", count))
        self.more.setVisible(count > 1)
        self.all.setText("\n".join(str(t) for t in self._troubles))
        self.show()

    def clear(self) -> None:
        """Forget the troubles and hide."""
        self._troubles.clear()
        self.list.hide()
        self.more.setChecked(False)
        self.hide()

    def _unfold(self, on: bool) -> None:
        self.area.setVisible(on)


class FindBar(QFrame):
    """Words to look for in the open article.  ``asked`` has the words, None when it's closed."""

    asked = Signal(object)
    step_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in this article"))
        self.field.setAccessibleName(tr("Find in article"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(lambda text: self.asked.emit(text))
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        before = tool_button("up", theme, tr("Previous match"))
        after = tool_button("down", theme, tr("Next match"))
        shut = tool_button("close", theme, tr("Close"))
        before.clicked.connect(lambda: self.step_wanted.emit(-1))
        after.clicked.connect(lambda: self.step_wanted.emit(1))
        shut.clicked.connect(self.leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 10, 6)
        for widget in (self.field, before, after, self.count):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(shut)
        self.hide()

    def open(self, words: str = "") -> None:
        """Show the bar with its words selected, ready to be typed over."""
        if words:
            self.field.setText(words)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.asked.emit(self.field.text())

    def leave(self) -> None:
        """Hide the bar; the article's matches are those of the search again."""
        if self.isVisible():
            self.hide()
            self.asked.emit(None)

    def show_count(self, current: int, total: int) -> None:
        """Which of how many matches."""
        if not self.field.text().strip():
            self.count.setText("")
        elif not total:
            self.count.setText(tr("No match in this article"))
        else:
            self.count.setText(tr("{number} of {count}", number=max(1, current + 1), count=total))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_wanted.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


class EmptyPane(QWidget):
    """In the article's place while there is none: what to do, and buttons that do it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel()
        self.text = QLabel()
        big = QFont(self.font())
        big.setPointSizeF(self.font().pointSizeF() * 1.5)
        self.title.setFont(big)
        for label in (self.title, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 40, 40, 40)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addLayout(self.buttons)
        layout.addStretch(3)

    def add_button(self, button: QPushButton) -> None:
        """Put a button below the text."""
        self.buttons.insertWidget(self.buttons.count() - 1, button)

    def say(self, title: str, text: str) -> None:
        """Show this."""
        self.title.setText(title)
        self.text.setText(text)


class IndexBar(QWidget):
    """How far the index has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Eliding()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(40)
        self.progress.setMaximumWidth(120)
        self.progress.setAccessibleName(tr("Progress"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.progress)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Pages done, and pages in all."""
        self.text.setText(tr("Indexing: {done} of {total} pages", done=done, total=total))
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.show()


def _short(path: str, length: int = 72) -> str:
    return path if len(path) <= length else f"…{path[-length:]}"
