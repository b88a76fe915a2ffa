"""Commands as a reader uses them: from the keyboard, with keys of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from acts import Open, open_id, press, read
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from reader.window.app import Heding
from reader.window.commands import RESERVED, clashes, commands, normal
from reader.window.settings import SettingsDialog

# The offscreen platform says so of any dialog.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def settings(one: Heding) -> SettingsDialog:
    one.window.actions_by_id["settings"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    return dialog


def choose(dialog: SettingsDialog, command: str) -> None:
    """Find a command by its name, as by typing it, and step onto its row."""
    name = next(c.text for c in commands() if c.id == command)
    dialog.keys.filter.setText(name)
    seen = dialog.keys.list.findItems(name, Qt.MatchFlag.MatchRecursive, 0)
    dialog.keys.list.setCurrentItem(next(row for row in seen if not row.isHidden()))


def test_the_usual_keys_do_not_clash() -> None:
    assert clashes(commands()) == {}


def test_every_key_is_one_that_qt_knows() -> None:
    for command in commands():
        for key in command.keys:
            assert normal(key), key


def test_clashes_name_both_commands_and_keys_that_fields_need() -> None:
    own = {"refresh": ["ctrl+d"], "about": ["Esc"]}
    assert clashes(commands(own)) == {"Ctrl+D": ("refresh", "bookmark"), "Esc": ("about",)}
    assert all(normal(key) == key for key in RESERVED)


def test_a_key_of_ones_own_works_at_once_and_after_a_new_start(
    heding: Open, qtbot: QtBot, data_dir: Path
) -> None:
    one = heding()
    first = read(qtbot, one)
    dialog = settings(one)
    choose(dialog, "next_article")
    qtbot.keyClick(dialog.keys.field, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(dialog.keys.add, Qt.MouseButton.LeftButton)
    dialog.close()
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.article, Qt.Key.Key_Right, "ControlModifier")
    second = open_id(one)
    assert second != first
    one.window.close()
    assert json.loads((data_dir / "view.json").read_text("utf-8"))["keys"] == {
        "next_article": ["N", "J", "Ctrl+Right"]
    }
    two = heding()
    qtbot.waitUntil(lambda: two.desk.reading is not None)
    with qtbot.waitSignal(two.desk.reading_changed):
        press(qtbot, two.window.article, Qt.Key.Key_Right, "ControlModifier")
    assert open_id(two) != second


def test_a_clash_is_said_before_the_key_is_added(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    dialog = settings(one)
    choose(dialog, "refresh")
    qtbot.keyClick(dialog.keys.field, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "Ctrl+D" in dialog.keys.word.text()
    assert "书签" in dialog.keys.word.text()
    dialog.close()


def test_keys_can_be_taken_away_and_the_usual_ones_brought_back(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    first = read(qtbot, one)
    dialog = settings(one)
    choose(dialog, "read_on")
    qtbot.mouseClick(dialog.keys.remove, Qt.MouseButton.LeftButton)
    assert one.view.keys == {"read_on": []}
    pane = one.window.article
    pane.verticalScrollBar().setValue(0)
    press(qtbot, pane, Qt.Key.Key_Space)
    assert (pane.verticalScrollBar().value(), open_id(one)) == (0, first)
    qtbot.mouseClick(dialog.keys.usual, Qt.MouseButton.LeftButton)
    assert one.view.keys == {}
    choose(dialog, "refresh")
    qtbot.mouseClick(dialog.keys.remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.keys.all_usual, Qt.MouseButton.LeftButton)
    assert one.view.keys == {}
    dialog.close()


def test_the_help_shows_the_keys_of_ones_own(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    one.window.set_keys({"refresh": ["Ctrl+Alt+R"]})
    press(qtbot, one.window.article, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Ctrl+Alt+R" in said
    assert "F5" not in said
    assert "Ctrl+Alt+R" in one.window.actions_by_id["refresh"].toolTip()
    dialog.close()


@pytest.mark.parametrize("rubbish", ['{"refresh": "F5"}', '["F5"]', '{"refresh": [5]}'])
def test_damaged_keys_are_as_none(heding: Open, data_dir: Path, rubbish: str) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "view.json").write_text(f'{{"keys": {rubbish}, "zoom": 110}}', "utf-8")
    one = heding()
    assert one.view.keys == {}
    assert one.view.zoom == 110
