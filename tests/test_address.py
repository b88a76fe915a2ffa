"""Addresses of places: copied in the window, opened by the command line and in the palette."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from acts import Open, open_id, press, read
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reader.cli import main
from reader.library import Place, address, place_at
from reader.trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent


@given(st.text("0123456789abcdef", min_size=1, max_size=20), st.integers(0, 10**11))
def test_an_address_names_the_place_it_was_made_from(article: str, offset: int) -> None:
    assert place_at(address(Place(article, offset))) == Place(article, offset)


def test_an_address_without_a_place_is_the_start() -> None:
    assert place_at(" heding:DD79 \n") == Place("dd79", -1)
    assert place_at("heding://dd79/#5") == Place("dd79", 5)


@given(st.text(max_size=30))
def test_whatever_else_is_said_to_be_none(text: str) -> None:
    try:
        place = place_at("heding:" + text)
    except Trouble as trouble:
        assert trouble.cure
    else:
        assert place.article.isalnum()


def test_a_link_leads_back_to_its_place(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one, 0)
    pane = one.window.article
    with qtbot.waitSignal(pane.moved):
        pane.read_on(1)
    offset = pane.offset()
    press(qtbot, pane, Qt.Key.Key_C, "ShiftModifier|ControlModifier")
    link = QGuiApplication.clipboard().text()
    assert link == f"heding:{article}#{offset}"
    read(qtbot, one, 1, page=2)
    press(qtbot, pane, Qt.Key.Key_L, "ControlModifier")
    one.window.palette_box.field.setText(link)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.palette_box.field, Qt.Key.Key_Return)
    assert (open_id(one), pane.offset()) == (article, offset)
    two = heding(wait=False, start=False)
    two.desk.start((), place_at(link))
    qtbot.waitUntil(lambda: two.desk.reading is not None)
    assert (open_id(two), two.window.article.offset()) == (article, offset)


def test_a_link_to_a_selection_leads_to_its_start(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane = one.window.article
    word = one.desk.reading.found.article.paragraphs[1].text[4:9]
    assert pane.find(word)
    one.window.actions_by_id["copy_link"].trigger()
    place = place_at(QGuiApplication.clipboard().text())
    assert one.desk.reading.text[place.offset :].startswith(word)


def test_what_is_no_address_is_told_with_its_cure(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    one.desk.open_address("heding:dd79!")
    assert "heding:dd79!" in one.window.notice.text.text()
    one.window.notice.clear()
    one.desk.open_address("heding:ffffffffff")
    qtbot.waitUntil(one.window.notice.isVisible)


@pytest.mark.parametrize("how", [["open"], []])
def test_the_command_line_says_what_is_wrong(
    how: list[str], filled_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*how, "heding:nö"]) == 1
    assert "heding:nö" in capsys.readouterr().err
    assert main([*how, "heding:ffffffffff#3"]) == 1
    assert "ffffffffff" in capsys.readouterr().err


#: Runs the real program; says what is open, and closes it.
_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import reader.window.app as app

def watch(window):
    def said():
        print(window.desk.reading.found.article.id, window.desk.offset)
        window.close()
    window.desk.reading_changed.connect(lambda: QTimer.singleShot(0, said))

build = app.Heding._build
def built(self):
    window = build(self)
    watch(window)
    return window
app.Heding._build = built
from reader.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("how", [["open", "{id}"], ["open", "{link}"], ["{link}"]])
def test_the_command_line_opens_an_article(how: list[str], filled_dir: Path) -> None:
    from reader.library import Library

    with Library(filled_dir) as library:
        article = library.pages()[1].articles[2].id
    link = address(Place(article, 400))
    words = [word.format(id=article[:8], link=link) for word in how]
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *words],
        cwd=ROOT,
        env={**os.environ, "HEDING_DATA_DIR": str(filled_dir)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == article
    assert done.stdout.split()[1] == ("400" if "link" in how[-1] else "-1")
