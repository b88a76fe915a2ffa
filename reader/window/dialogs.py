"""The keys, about Heding, and what to show when something unexpected happened."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader import __version__
from reader.language import tr
from reader.window.commands import Command, bare, key_name, menus
from reader.window.icons import application_icon
from reader.window.room import Fitting, Roomy, em
from reader.window.theme import Theme


def plain(text: str, selectable: bool = False) -> QLabel:
    """A label that shows its text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label


class KeysDialog(QDialog):
    """All commands with their keys, made from the table of commands."""

    def __init__(
        self, table: Sequence[Command], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(18, 12, 18, 12)
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(6)
        row = 0
        for menu, title in menus():
            ours = [c for c in table if c.menu == menu and c.keys]
            if not ours:
                continue
            head = plain(bare(title))
            head.setStyleSheet(f"color: {theme.accent}; font-weight: bold; padding-top: 10px;")
            grid.addWidget(head, row, 0, 1, 3)
            row += 1
            for command in ours:
                keys = QLabel()
                keys.setTextFormat(Qt.TextFormat.PlainText)
                keys.setText("   ".join(key_name(k) for k in command.keys))
                grid.addWidget(keys, row, 0)
                grid.addWidget(plain(command.text.replace("…", "")), row, 1)
                about = plain(command.tip)
                about.setStyleSheet(f"color: {theme.faint};")
                grid.addWidget(about, row, 2)
                row += 1
        grid.setColumnStretch(2, 1)
        finish(self, inside, 51, 36)


class AboutDialog(QDialog):
    """Version, licence, where the data lie."""

    def __init__(self, data: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Heding"))
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(96, 96), self.devicePixelRatioF()))
        name = plain(tr("Heding {version}", version=__version__))
        name.setStyleSheet("font-size: 17pt; font-weight: bold;")
        text = QVBoxLayout()
        text.addWidget(name)
        text.addWidget(plain(tr("A reader for newspaper pages that survive as plain text.")))
        text.addSpacing(8)
        for line in (
            tr("Licence: MIT. You may use, copy and change it."),
            tr("Nothing you read leaves this machine: Heding has no network."),
            tr("Your bookmarks and reading places lie in:"),
        ):
            text.addWidget(plain(line))
        text.addWidget(plain(data, selectable=True))
        versions = plain(f"Python {platform.python_version()} · Qt {qVersion()}", True)
        versions.setStyleSheet(f"color: {theme.faint};")
        text.addSpacing(8)
        text.addWidget(versions)
        text.addStretch(1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(22, 20, 22, 8)
        row.setSpacing(22)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        finish(self, inside, 36)


class ErrorDialog(QDialog):
    """Something that should not happen did: what it was, to be copied into a report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error")
        self.setWindowTitle(tr("Unexpected error"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 16, 18, 8)
        layout.addWidget(
            plain(
                tr(
                    "This is a mistake in Heding. Your files, bookmarks and places are safe."
                    " You can go on reading. With the text below it can be mended."
                )
            )
        )
        self.report = QPlainTextEdit(f"Heding {__version__}, Qt {qVersion()}\n{report}")
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        layout.addWidget(self.report)
        box = finish(self, inside, 46, 26)
        copy = box.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))


def finish(
    dialog: QDialog, inside: QWidget, wide: int, high: int = 0, shut: str = ""
) -> QDialogButtonBox:
    """Put ``inside`` into the dialog, above a row with the button that closes it.

    wide, high
        The size of ``inside`` in ems, where the screen has room for it; a height of 0 is as
        much as it needs.  What has no room can be scrolled.
    shut
        What is on the button, where it isn't just to close.
    """
    box = QDialogButtonBox()
    close = box.addButton(shut or tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
    close.setDefault(True)
    box.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 12)
    area = Roomy(inside)
    area.setAccessibleName(dialog.windowTitle())
    layout.addWidget(area, 1)
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.addWidget(box)
    layout.addLayout(row)
    unit = em(dialog)
    size = area.wanted(wide * unit)
    size += QSize(area.verticalScrollBar().sizeHint().width(), 0)
    around = layout.sizeHint().height() - area.sizeHint().height()
    dialog.resize(size.width(), (high * unit or size.height()) + around)
    Fitting(dialog)
    return box
