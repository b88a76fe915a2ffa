"""Commands as a reader uses them: from the keyboard, with keys of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from acts import Open, open_id, press, read, write
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from reader.window.app import Heding
from reader.window.commands import RESERVED, clashes, commands, normal
from reader.window.settings import SettingsDialog

# The offscreen platform says so of any dialog.


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


# The palette


def palette(qtbot: QtBot, one: Heding, words: str, key: Qt.Key = Qt.Key.Key_K) -> list[str]:
    """Open the palette, type, and return the titles of what is found."""
    press(qtbot, one.window.article, key, "ControlModifier")
    box = one.window.palette_box
    assert box.isVisible()
    assert box.field.hasFocus()
    with qtbot.waitSignal(one.desk.lookup.found):
        write(box.field, words)
    qtbot.waitUntil(lambda: box.field.text() == words)
    return [box.rows.data(box.rows.index(row)) for row in range(box.rows.rowCount())]


def wait_for_names(qtbot: QtBot, one: Heding, title: str) -> None:
    box = one.window.palette_box
    qtbot.waitUntil(
        lambda: title in [box.rows.data(box.rows.index(r)) for r in range(box.rows.rowCount())]
    )


def test_an_article_is_opened_by_some_letters_of_its_headline(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = one.desk.pages[2].articles[1]
    palette(qtbot, one, article.title[:7:2])
    wait_for_names(qtbot, one, article.title)
    box = one.window.palette_box
    while box.rows.data(box.list.currentIndex()) != article.title:
        press(qtbot, box.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, box.field, Qt.Key.Key_Return)
    assert open_id(one) == article.id
    assert not box.isVisible()
    assert one.window.article.hasFocus()


def test_a_command_is_found_and_done(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    palette(qtbot, one, "大文字")
    wait_for_names(qtbot, one, "放大文字")
    press(qtbot, one.window.palette_box.field, Qt.Key.Key_Return)
    assert one.view.zoom == 110


@pytest.mark.parametrize("letters", ["fdwz", "fangda"])
def test_a_command_is_found_by_its_pinyin(heding: Open, qtbot: QtBot, letters: str) -> None:
    one = heding()
    palette(qtbot, one, letters)
    wait_for_names(qtbot, one, "放大文字")


def test_enter_waits_for_the_answer_to_what_was_typed(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    press(qtbot, one.window.article, Qt.Key.Key_K, "ControlModifier")
    box = one.window.palette_box
    write(box.field, "缩小文字")
    press(qtbot, box.field, Qt.Key.Key_Return)  # before any answer can have come
    qtbot.waitUntil(lambda: one.view.zoom == 90)
    assert not box.isVisible()


def test_a_person_is_looked_for_in_everything(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    person = one.desk.reading.found.article.people[0].name
    palette(qtbot, one, person, Qt.Key.Key_L)
    wait_for_names(qtbot, one, person)
    with qtbot.waitSignal(one.desk.results_changed):
        press(qtbot, one.window.palette_box.field, Qt.Key.Key_Return)
    assert open_id(one) in [hit.id for hit in one.desk.results.hits]


def test_go_to_offers_no_commands_and_escape_leaves(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    box = one.window.palette_box
    assert "放大文字" not in palette(qtbot, one, "放大", Qt.Key.Key_L)
    press(qtbot, box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    with qtbot.waitSignal(one.desk.lookup.found):  # nothing, and that must not empty the list
        press(qtbot, one.window.article, Qt.Key.Key_K, "ControlModifier")
    titles = [box.rows.data(box.rows.index(row)) for row in range(box.rows.rowCount())]
    assert "放大文字" in titles
    assert "后退" not in titles  # there's nothing to go back to


# Focus


def test_in_focus_mode_there_is_only_the_text_and_all_keys_work(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    window = one.window
    around = (window.menuBar(), window.bar, window.side, window.statusBar())
    press(qtbot, window.article, Qt.Key.Key_F11, "ShiftModifier")
    assert [widget.isVisible() for widget in around] == [False] * 4
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, window.article, Qt.Key.Key_N)
    press(qtbot, window.article, Qt.Key.Key_K, "ControlModifier")
    assert window.palette_box.isVisible()
    press(qtbot, window.palette_box.field, Qt.Key.Key_Escape)
    assert window.remember().tree
    press(qtbot, window.article, Qt.Key.Key_Escape)
    assert [widget.isVisible() for widget in around] == [True] * 4


def test_the_file_dialog_has_no_english_words(qtbot: QtBot, heding: Open) -> None:
    heding()
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "查找范围(&L)：" in said
    assert not [text for text in said if re.search("[A-Za-z]{2}", text)]
