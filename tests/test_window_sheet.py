"""The whole page in columns: its articles in their order, every line once."""

from __future__ import annotations

import pytest
from acts import Open, open_id, press, read
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.window.columns import divided
from reader.window.main import MainWindow
from reader.window.sheet import SheetPane


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


def test_reading_on_moves_the_open_article_and_marks_what_was_in_sight(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    first = read(qtbot, one)
    window, sheet = one.window, one.window.sheet
    window.resize(900, 560)
    window.set_sheet(True)
    whole(qtbot, window)
    assert "%" not in window.status.where.text()
    bar, articles = sheet.verticalScrollBar(), one.desk.pages[0].articles
    assert bar.maximum() > sheet.viewport().height()
    sheet.setFocus()
    for _ in range(100):
        if bar.value() == bar.maximum():
            break
        qtbot.keyClick(sheet, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: open_id(one) != first)
    bottom = bar.value()
    qtbot.waitUntil(lambda: {a.id for a in articles} <= one.desk.marks.read)
    top = [a.id for a in articles if (sheet.place(a.id) or 0) <= 0][-1]
    ids = [a.id for a in articles]
    assert ids.index(top) <= ids.index(open_id(one)) <= ids.index(top) + 1
    assert window.tree.currentIndex() == window.tree.pages.find(open_id(one))
    number = ids.index(open_id(one)) + 1
    assert f"第 {number} 篇" in window.status.where.text()
    assert bar.value() == bottom  # it stays where the reader has come to
    assert window.area.pane() is sheet
    assert not one.desk.can_go(-1)  # reading on isn't leaping


def test_a_match_is_shown_in_the_article_alone(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    one.window.set_sheet(True)
    whole(qtbot, one.window)
    one.desk.find("劳动者")
    qtbot.waitUntil(lambda: one.desk.finding.match >= 0)
    assert one.window.area.pane() is one.window.article


def drag(qtbot: QtBot, sheet: SheetPane, start: QPoint, end: QPoint) -> None:
    """Select with the mouse, from one point of the viewport to another."""
    view = sheet.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        point = start + (end - start) * step / 4
        position = QPointF(point)
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            position,
            QPointF(view.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, moved)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def test_what_is_selected_on_the_page_is_copied_in_the_order_of_reading(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    read(qtbot, one)
    window, sheet = one.window, one.window.sheet
    window.resize(1400, 900)
    window.actions_by_id["sheet"].trigger()
    whole(qtbot, window)
    first, columns, _ = sheet.articles()[0]
    assert columns > 1
    ground = QColor(one.theme.selection)
    assert not has_colour(sheet, ground)
    end = QPoint(sheet.viewport().width() - 30, round(sheet.place(sheet.articles()[1][0])) - 30)
    with qtbot.assertNotEmitted(sheet.article_wanted):
        drag(qtbot, sheet, QPoint(26, 20), end)
    assert has_colour(sheet, ground)
    press(qtbot, sheet, Qt.Key.Key_C, "ControlModifier")
    said = QApplication.clipboard().text()
    pieces = [p.text for _, p in one.desk.sheet[0].pieces]
    assert one.desk.sheet[0].found.article.id == first
    # From the headline down all columns, though the mouse went straight to the last one's foot.
    assert said.split("\n")[:-1] == pieces[: said.count("\n")]
    assert len(said) > 0.8 * len("\n".join(pieces))
    press(qtbot, sheet, Qt.Key.Key_A, "ControlModifier")
    press(qtbot, sheet, Qt.Key.Key_C, "ControlModifier")
    page = [p.text for reading in one.desk.sheet for _, p in reading.pieces]
    assert QApplication.clipboard().text() == "\n".join(page)


def has_colour(sheet: SheetPane, colour: QColor) -> bool:
    picture = sheet.viewport().grab().toImage()
    return any(
        picture.pixelColor(x, y) == colour
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 3)
    )
