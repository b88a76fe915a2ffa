"""Help on a word: pinyin, and dictionaries that the reader adds."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest
from acts import Open, press, read
from mdict_utils.base.writemdict import MDictWriter
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.library import Dictionaries
from reader.library.dictionaries import open_dictionary
from reader.trouble import Trouble
from reader.window.settings import SettingsDialog


def stardict(
    folder: Path,
    words: dict[str, bytes],
    types: str = "m",
    packed: bool = False,
    wide: bool = False,
) -> Path:
    """A StarDict dictionary as the format's description has it."""
    data, index = b"", b""
    for word, text in words.items():
        place = struct.pack(">QI" if wide else ">II", len(data), len(text))
        index += word.encode() + b"\0" + place
        data += text
    kind = f"sametypesequence={types}\n" if types else ""
    bits = "idxoffsetbits=64\n" if wide else ""
    (folder / "试.ifo").write_text(
        f"StarDict's dict ifo file\nversion=2.4.2\nbookname=试用词典\nwordcount={len(words)}\n"
        f"idxfilesize={len(index)}\n{kind}{bits}",
        "utf-8",
    )
    (folder / "试.idx").write_bytes(index)
    if packed:
        (folder / "试.dict.dz").write_bytes(gzip.compress(data))
    else:
        (folder / "试.dict").write_bytes(data)
    return folder / "试.ifo"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("wide", [False, True])
def test_a_stardict_dictionary_is_read(tmp_path: Path, packed: bool, wide: bool) -> None:
    words = {"工会": "职工的组织".encode(), "护考": "保障考试".encode(), "𠮷": b"a & b < c"}
    path = stardict(tmp_path, words, packed=packed, wide=wide)
    book = open_dictionary(str(path))
    assert book.name == "试用词典"
    assert [book.entries(word) for word in words] == [["职工的组织"], ["保障考试"], ["a & b < c"]]
    assert book.entries("没有") == []


def test_marked_entries_are_shown_without_marks_and_pictures_are_left_out(tmp_path: Path) -> None:
    entry = (
        b"h<b>\xe5\xb7\xa5</b><br>x &lt;y&gt;\0" + b"P" + struct.pack(">I", 3) + b"PNG" + b"mend\0"
    )
    book = open_dictionary(str(stardict(tmp_path, {"工": entry}, types="")))
    assert book.entries("工") == ["工\nx <y>\nend"]


def test_synonyms_lead_to_the_entry(tmp_path: Path) -> None:
    path = stardict(tmp_path, {"甲": b"first", "乙": b"second"})
    (tmp_path / "试.syn").write_bytes("丙".encode() + b"\0" + struct.pack(">I", 1))
    assert open_dictionary(str(path)).entries("丙") == ["second"]


def test_an_mdict_dictionary_is_read(tmp_path: Path) -> None:
    words = {"工会": "<p>职工的<i>组织</i></p>", "总工会": "@@@LINK=工会"}
    path = tmp_path / "书.mdx"
    with path.open("wb") as file:
        MDictWriter(words, title="一本书", description="").write(file)
    book = open_dictionary(str(path))
    assert book.name == "一本书"
    assert book.entries("工会") == ["职工的组织"] == book.entries("总工会")
    assert book.entries("没有") == []


@pytest.mark.parametrize("damage", ["head", "index", "text", "nothing", "mdx"])
def test_a_damaged_dictionary_is_told_and_the_others_answer(tmp_path: Path, damage: str) -> None:
    good = tmp_path / "good"
    good.mkdir()
    fine = stardict(good, {"工会": "好".encode()})
    path = stardict(tmp_path, {"工会": "坏".encode()})
    if damage == "head":
        path.write_text("something else", "utf-8")
    elif damage == "index":
        path.with_suffix(".idx").write_bytes("工会".encode() + b"\0\0\0")
    elif damage == "text":
        path.with_suffix(".dict").unlink()
    elif damage == "nothing":
        path.unlink()
    else:
        path = tmp_path / "x.mdx"
        path.write_bytes(b"\0\0\0\x10not a dictionary")
    found = Dictionaries().look_up(" 工会 ", [str(path), str(fine)])
    assert [entry.text for entry in found.entries] == ["好"]
    (trouble,) = found.troubles
    assert trouble.where == str(path)
    assert trouble.cure
    with pytest.raises(Trouble):
        open_dictionary(str(path))


def test_pinyin_has_its_tones() -> None:
    assert Dictionaries().look_up("银行行长", []).pinyin == "yín háng háng zhǎng"
    assert Dictionaries().look_up("Heding", []).pinyin == ""


def test_the_selected_word_is_looked_up_below_the_article(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    read(qtbot, one, 0)
    window, pane = one.window, one.window.article
    cursor = pane.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)  # the line of origin
    pane.setTextCursor(cursor)
    press(qtbot, pane, Qt.Key.Key_E, "ControlModifier")
    assert not window.words.bar.isVisible()
    assert "选中" in window.statusBar().currentMessage()
    one.view.dictionaries = [str(stardict(tmp_path, {"工会": "职工的组织".encode()}))]
    pane.moveCursor(QTextCursor.MoveOperation.Start)
    assert pane.find("工会")
    press(qtbot, pane, Qt.Key.Key_E, "ControlModifier")
    bar = window.words.bar
    qtbot.waitUntil(lambda: "职工的组织" in bar.text.toPlainText())
    assert bar.title.text() == "工会"
    assert bar.pinyin.text() == "gōng huì"
    assert "试用词典" in bar.text.toPlainText()
    bar.here_wanted.emit(bar.word)
    assert window.finder.field.text() == "工会"
    press(qtbot, window.finder.field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(one.desk.results_changed):
        press(qtbot, pane, Qt.Key.Key_E, "ControlModifier|ShiftModifier")
    assert one.desk.query == "工会"


def test_dictionaries_are_added_in_the_settings_and_remembered(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    path = str(stardict(tmp_path, {}))
    one.window.words.bar.dictionaries_wanted.emit()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)
    assert dialog.pages.currentWidget() is dialog.dictionaries
    dialog.dictionaries.put([path, path])
    dialog.close()
    one.window.close()
    two = heding()
    assert two.view.dictionaries == [path]
