"""The real program on a real X server: started as a user starts it, looked at as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from reader.window.fonts import font, has_chinese_font

ROOT = Path(__file__).resolve().parent.parent

#: Runs the program, opens an article, and takes pictures of the screen until there is text where
#: the article lies, at most for a minute: a server that others use, too, paints when it can.
_PROGRAM = """
import sys
import time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import reader.window.app as application

class Watched(application.Heding):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.desk.pages_changed.connect(self.open_one)
        self.window.article.completed.connect(self.take)
        self.window.resize(1200, 800)
        self.until = time.monotonic() + 60
    def open_one(self):
        self.desk.open(self.desk.pages[0].articles[0].id)
    def take(self):
        picture = QApplication.primaryScreen().grabWindow(0).toImage()
        column = [picture.pixelColor(x, y).lightness() for x in range(560, 1000, 4)
                  for y in range(150, 780, 4)]
        dark = sum(lightness < 110 for lightness in column)  # all of it before it is painted
        if not 400 <= dark < len(column) / 2 and time.monotonic() < self.until:
            QTimer.singleShot(100, self.take)
            return
        picture.save(sys.argv[1])
        self.window.close()

application.Heding = Watched
from reader.window import run
sys.exit(run([], Path(sys.argv[2])))
"""


@pytest.fixture
def screen(x_server: str, tmp_path: Path) -> QImage:
    """The X server's whole screen with the program on it."""
    env = {**os.environ, "DISPLAY": x_server, "QT_QPA_PLATFORM": "xcb", "HEDING_LANG": "zh_CN"}
    picture = tmp_path / "screen.png"
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(picture), str(tmp_path / "data")],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return QImage(str(picture))


def ink(character: str, font: QFont) -> bytes:
    """The picture of a character."""
    image = QImage(64, 64, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, character)
    painter.end()
    return bytes(image.constBits())


def test_the_program_runs_on_a_real_screen_and_shows_chinese(
    screen: QImage, qapp: QApplication
) -> None:
    assert screen.width() >= 1200
    if not has_chinese_font():
        pytest.skip("no Chinese font is installed")
    # Lines of text: rows of pixels with ink in the middle of the article, and rows without.
    gray = screen.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [
        sum(gray.pixelColor(x, y).lightness() < 110 for x in range(560, 1000))
        for y in range(150, 780)
    ]
    lines = sum(1 for a, b in pairwise(rows) if a == 0 and b > 0)
    assert lines >= 10, "hardly any lines of text are on the screen"
    # A box is the same for every character, so the columns of a line would repeat.
    inked = [n for n, row in enumerate(rows) if row > 40]
    middle = 150 + inked[len(inked) // 2]
    cells = {
        tuple(
            gray.pixelColor(x + dx, middle + dy).lightness() < 128
            for dy in range(-6, 7, 2)
            for dx in range(0, 20, 2)
        )
        for x in range(560, 960, 20)
    }
    assert len(cells) > 10, "the characters on a line all look the same"


def test_different_characters_look_different(qapp: QGuiApplication) -> None:
    if not has_chinese_font():
        pytest.skip("no Chinese font is installed")
    pictures = {ink(character, font("song", 40)) for character in "北京工会职工报"}
    assert len(pictures) == 6  # 工 stands there twice
    assert ink(" ", font("song", 40)) not in pictures
