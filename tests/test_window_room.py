"""Every window and dialog has room on a small screen, with large text, and with fine pixels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from reader.desk import View
from reader.window.app import Heding

ROOT = Path(__file__).resolve().parent.parent


def walk(folder: Path, zoom: int = 100, language: str = "zh_CN", **screen: float) -> dict[str, Any]:
    """What ``rooms.py`` found on a screen of its own."""
    view = View.load(folder / "view.json")
    view.zoom = zoom
    view.save(folder / "view.json")
    screens = folder / "screens.json"
    own = {"name": "small", "x": 0, "y": 0, "width": 1024, "height": 600, **screen}
    screens.write_text(json.dumps({"screens": [own]}), "utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "rooms.py"), str(folder), language],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def check(found: dict[str, Any], but: str = "") -> None:
    """``but`` is a kind of window that may be larger."""
    screen = QRect(*found["screen"])
    outside = [w for w in found["windows"] if not screen.contains(QRect(*w["rect"]))]
    outside = [w for w in outside if w["kind"] != but]
    assert outside == [], screen
    assert [w for w in found["windows"] if w["hidden"]] == []
    seen = {w["kind"] for w in found["windows"]}
    assert set(found["kinds"]) <= seen, "a dialog that the walk leaves out"
    assert len(found["windows"]) > 20


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_all_windows_have_room_on_a_small_screen(filled_dir: Path, language: str) -> None:
    found = walk(filled_dir, language=language)
    assert found["screen"] == [0, 0, 1024, 600]
    check(found)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_all_windows_have_room_with_text_twice_as_large(filled_dir: Path, language: str) -> None:
    # Qt's own file dialog, which is seen where the desktop has none, is as large as it is.
    found = walk(filled_dir, zoom=200, language=language, logicalDpi=192, logicalBaseDpi=96)
    assert found["screen"] == [0, 0, 512, 300]
    check(found, but="QFileDialog")


@pytest.mark.parametrize("factor", [1.25, 1.5, 2.0])
def test_all_windows_have_room_where_pixels_are_fine(filled_dir: Path, factor: float) -> None:
    check(walk(filled_dir, dpr=factor))


def test_a_window_that_was_larger_than_this_screen_is_made_to_fit(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    large = QMainWindow()
    qtbot.addWidget(large)
    large.setGeometry(300, 200, 3000, 2000)
    file = tmp_path / "view.json"
    View(geometry=bytes(large.saveGeometry().toBase64().data()).decode()).save(file)
    one = Heding(qapp, file, tmp_path / "data")
    one.window.show()
    qtbot.waitExposed(one.window)
    screen = one.window.screen().availableGeometry()
    assert screen.contains(one.window.frameGeometry())
    assert one.window.width() > screen.width() - 20
    one.close()
    one.window.deleteLater()
    one.deleteLater()


def test_a_first_window_fits_the_screen(qapp: QApplication, tmp_path: Path) -> None:
    one = Heding(qapp, tmp_path / "view.json", tmp_path / "data")
    screen = one.window.screen().availableGeometry()
    assert one.window.width() <= screen.width()
    assert one.window.height() <= screen.height()
    one.close()
    one.window.deleteLater()
    one.deleteLater()
