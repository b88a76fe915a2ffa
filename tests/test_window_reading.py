"""Reading on: gliding, how far one is, numbers of paragraphs."""

from __future__ import annotations

import pytest
from acts import Open, open_id, press, read
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.desk import Reading
from reader.library import Found, PageInfo
from reader.page import Article, Piece, Range
from reader.window.article import ArticlePane
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


def word_point(pane: ArticlePane, word: str, inside: int) -> QPoint:
    """A point in the right half of a character of the article's first such word."""
    spot = next((n, p.text.index(word)) for n, (_, p) in enumerate(parts(pane)) if word in p.text)
    setter = pane.selection.setter
    assert setter
    cursor = pane.textCursor()
    edges = []
    for at in (spot[1] + inside, spot[1] + inside + 1):
        position = setter.position(spot[0], at)
        assert position is not None
        cursor.setPosition(position)
        edges.append(pane.cursorRect(cursor))
    return QPoint((edges[0].left() + 3 * edges[1].left()) // 4, edges[0].center().y())


def parts(pane: ArticlePane) -> tuple[tuple[str, Piece], ...]:
    assert pane.selection.setter
    return pane.selection.setter.reading.pieces


def test_a_double_click_selects_a_word_and_a_drag_whole_words(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane = one.window.article
    text = pane.toPlainText()
    word = "总工会"
    assert word in text
    for inside in range(3):
        point = word_point(pane, word, inside)
        qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
        qtbot.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert word in pane.selection.text()
        assert len(pane.selection.text()) <= 6
    press(qtbot, pane, Qt.Key.Key_E, "ControlModifier")
    assert one.window.words.bar.word == pane.selection.text()
    first = pane.textCursor().selectionStart()
    setter = pane.selection.setter
    assert setter
    number, at = setter.spot(first) or (0, 0)
    later = at + 5
    found = setter.reading.word(number, later)
    assert found
    position = setter.position(number, later)
    assert position is not None
    cursor = pane.textCursor()
    cursor.setPosition(position)
    there = pane.cursorRect(cursor).center() + QPoint(2, 0)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, where, button, held in (
        (QEvent.Type.MouseButtonDblClick, point, left, left),
        (QEvent.Type.MouseMove, there, none, left),
        (QEvent.Type.MouseButtonRelease, there, left, none),
    ):
        spot = QPointF(where)
        modifier = Qt.KeyboardModifier.NoModifier
        move = QMouseEvent(kind, spot, pane.viewport().mapToGlobal(spot), button, held, modifier)
        QApplication.sendEvent(pane.viewport(), move)
    assert pane.textCursor().selectionStart() == first
    assert setter.spot(pane.textCursor().selectionEnd()) == (number, found[1])


def test_with_a_caret_alone_the_word_at_it_is_looked_up(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane = one.window.article
    point = word_point(pane, "总工会", 1)
    qtbot.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert pane.selection.text() == ""
    press(qtbot, pane, Qt.Key.Key_E, "ControlModifier")
    assert "总工会" in one.window.words.bar.word


def test_an_article_whose_end_is_in_sight_is_read_however_it_is_left(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    one.window.resize(1200, 900)
    shown = []
    for number in range(len(one.desk.pages[0].articles)):
        article = read(qtbot, one, number)
        shown.append(one.window.article.at_end())
        assert (article in one.desk.marks.read) == shown[-1]
    assert True in shown and False in shown
