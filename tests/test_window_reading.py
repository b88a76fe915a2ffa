"""Reading on: gliding, how far one is, numbers of paragraphs."""

from __future__ import annotations

import pytest
from acts import Open, open_id, press, read
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.desk import Reading
from reader.library import Found, PageInfo
from reader.page import Article, Piece, Range
from reader.window.numbers import Numbers
from reader.window.styles import Setting
from reader.window.theme import DAY
from reader.window.typesetter import Typesetter


def reading(*lengths: int) -> Reading:
    """An article with paragraphs of these lengths."""
    pieces = tuple(("paragraph", Piece("字" * n, (Range(0, n),))) for n in lengths)
    article = Article("a1", paragraphs=tuple(piece for _, piece in pieces))
    page = PageInfo("k", "/x.txt", "x", "x", None, ())
    return Reading(Found(page, article, "utf-8", False), pieces, ((), ()), "")


def test_what_is_left_is_counted_in_characters_and_minutes() -> None:
    one = reading(300, 900)
    assert one.share_before(0, 0) == 0
    assert one.share_before(1, 0) == 0.25
    assert one.share_before(1, 900) == 1
    assert [one.minutes_after(0, 0), one.minutes_after(1, 100), one.minutes_after(1, 899)] == [
        3, 2, 0,
    ]  # fmt: skip
    assert reading(0, 0).share_before(1, 0) == 1


def test_the_line_at_the_foot_says_how_far_one_is(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane, where = one.window.article, one.window.status.where
    assert "共 5 版" in where.text()
    assert "已读" in where.text()
    assert "分钟" in where.text()
    before = where.text()
    with qtbot.waitSignal(pane.moved):
        press(qtbot, pane, Qt.Key.Key_Space)
    assert where.text() != before
    with qtbot.waitSignal(pane.moved):
        press(qtbot, pane, Qt.Key.Key_End)
    assert where.text().endswith("已读 100%")


def test_space_pressed_twice_goes_two_screens_on(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    first = read(qtbot, one, 0)
    pane = one.window.article
    bar = pane.verticalScrollBar()
    one.window.resize(1000, 420)
    one.window.actions_by_id["smooth"].trigger()
    assert not one.view.smooth
    press(qtbot, pane, Qt.Key.Key_Space)
    screen = bar.value()
    assert 0 < 2 * screen < bar.maximum()
    bar.setValue(0)
    one.window.actions_by_id["smooth"].trigger()
    press(qtbot, pane, Qt.Key.Key_Space)
    assert bar.value() < screen  # on its way
    press(qtbot, pane, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bar.value() == 2 * screen)
    press(qtbot, pane, Qt.Key.Key_Space, "ShiftModifier")
    qtbot.waitUntil(lambda: bar.value() == screen)
    assert open_id(one) == first


def test_paragraphs_have_numbers_when_asked_for(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane = one.window.article
    without = pane.viewport().grab().toImage()
    press(qtbot, pane, Qt.Key.Key_N, "ShiftModifier|ControlModifier")
    assert pane.viewport().grab().toImage() != without
    assert one.view.numbers
    setter = Typesetter(one.desk.reading, DAY, Setting(100), "出处")
    document = setter.new_document()
    setter.step(document, 680, 10**6)
    block, numbers = document.begin(), []
    while block.isValid():
        numbers.append(Numbers.number(setter, block.position()))
        block = block.next()
    count = len(one.desk.reading.found.article.paragraphs)
    assert [n for n in numbers if n] == list(range(1, count + 1))
    press(qtbot, pane, Qt.Key.Key_N, "ShiftModifier|ControlModifier")
    assert pane.viewport().grab().toImage() == without


@pytest.mark.parametrize("name", ["smooth", "numbers"])
def test_the_choice_is_remembered(heding: Open, name: str) -> None:
    one = heding()
    before = one.window.actions_by_id[name].isChecked()
    one.window.actions_by_id[name].trigger()
    one.window.close()
    assert heding().window.actions_by_id[name].isChecked() != before


def test_space_goes_on_to_the_next_unread_article(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    first, second, third = (article.id for article in one.desk.pages[0].articles[:3])
    read(qtbot, one, 1)
    one.desk.set_read(True)
    read(qtbot, one, 0)
    pane = one.window.article
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().maximum())
    assert open_id(one) == first
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, pane, Qt.Key.Key_Space)
    assert open_id(one) == third
    assert {first, second} <= one.desk.marks.read
    read(qtbot, one, 0)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, pane, Qt.Key.Key_U)
    assert open_id(one) == third


def test_where_nothing_unread_follows_it_says_so(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    last = len(one.desk.pages) - 1
    ids = [a.id for a in one.desk.pages[last].articles if a.kind != "loose"]
    number = [a.id for a in one.desk.pages[last].articles].index(ids[-1])
    read(qtbot, one, number, page=last)
    press(qtbot, one.window.article, Qt.Key.Key_U)
    assert "未读" in one.window.statusBar().currentMessage()
    assert open_id(one) == ids[-1]
