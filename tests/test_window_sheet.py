"""The whole page in columns: its articles in their order, every line once."""

from __future__ import annotations

import pytest
from acts import Open, open_id, read
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reader.window.main import MainWindow
from reader.window.sheet import divided


@given(st.lists(st.integers(20, 40).map(float), max_size=200), st.integers(1, 6))
def test_every_line_stands_in_one_column_and_in_order(heights: list[float], columns: int) -> None:
    ranges = divided(heights, columns) if heights else []
    assert [n for start, end in ranges for n in range(start, end)] == list(range(len(heights)))
    assert len(ranges) <= columns


@pytest.mark.parametrize(("lines", "columns", "wanted"), [(12, 3, [4, 4, 4]), (13, 3, [4, 4, 5])])
def test_columns_are_of_about_one_length(lines: int, columns: int, wanted: list[int]) -> None:
    assert sorted(b - a for a, b in divided([24.0] * lines, columns)) == wanted


def whole(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.area.pane() is window.sheet and window.sheet.complete())


def test_the_page_has_all_articles_in_order_and_a_click_opens_one(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    read(qtbot, one)
    window, sheet = one.window, one.window.sheet
    window.resize(1400, 800)
    window.actions_by_id["sheet"].trigger()
    whole(qtbot, window)
    page = one.desk.pages[0]
    assert [article for article, _, _ in sheet.articles()] == [a.id for a in page.articles]
    assert max(columns for _, columns, _ in sheet.articles()) > 1
    third = page.articles[2].id
    with qtbot.waitSignal(one.desk.reading_changed):
        window.tree.article_wanted.emit(third)
    assert window.area.pane() is sheet
    place = sheet.place(third)
    assert place is not None
    assert (
        -1 < place < 60 or sheet.verticalScrollBar().value() == sheet.verticalScrollBar().maximum()
    )
    second = page.articles[1].id
    sheet.verticalScrollBar().setValue(0)
    point = QPoint(80, round(sheet.place(second)) + 20)
    sheet.verticalScrollBar().setValue(point.y() - 40)
    with qtbot.waitSignal(one.desk.reading_changed):
        qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 40))
    assert open_id(one) == second
    assert window.area.pane() is window.article
    assert not window.actions_by_id["sheet"].isChecked()


def test_what_is_painted_is_the_text_in_columns(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    window = one.window
    window.resize(1400, 800)
    window.set_sheet(True)
    whole(qtbot, window)
    image = window.sheet.viewport().grab().toImage()
    paper = image.pixelColor(2, 2)
    # Ink in the left and in the right half of the page, below the headline.
    for left in (0.1, 0.6):
        columns = range(round(image.width() * left), round(image.width() * (left + 0.3)), 3)
        rows = range(image.height() // 2, image.height(), 3)
        inked = sum(image.pixelColor(x, y) != paper for x in columns for y in rows)
        assert inked > len(columns) * len(rows) / 50


def test_the_page_is_remembered_and_read_on_goes_to_the_next(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    one.window.set_sheet(True)
    whole(qtbot, one.window)
    one.close()
    two = heding()
    read(qtbot, two)
    whole(qtbot, two.window)
    sheet, pages = two.window.sheet, two.desk.pages
    assert sheet.articles()[0][0] == pages[0].articles[0].id
    sheet.verticalScrollBar().setValue(sheet.verticalScrollBar().maximum())
    with qtbot.waitSignal(two.desk.sheet_changed):
        qtbot.keyClick(sheet, Qt.Key.Key_Space)
    whole(qtbot, two.window)
    assert sheet.articles()[0][0] == pages[1].articles[0].id
    assert sheet.verticalScrollBar().value() == 0


def test_a_match_is_shown_in_the_article_alone(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    one.window.set_sheet(True)
    whole(qtbot, one.window)
    one.desk.find("劳动者")
    qtbot.waitUntil(lambda: one.desk.finding.match >= 0)
    assert one.window.area.pane() is one.window.article
