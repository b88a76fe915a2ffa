"""Highlights and notes, as a reader makes, reads, changes and loses them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from reader.library import COLOURS, Library
from reader.window.app import Heding
from reader.window.article import ArticlePane
from reader.window.commands import colour_names
from reader.window.noted import quiet
from reader.window.theme import THEMES

Open = Callable[..., Heding]


@pytest.fixture
def open_article(heding: Open, qtbot: QtBot, filled_dir: Path) -> Heding:
    """A window with the first article of the first page."""
    one = heding()
    assert one.desk.pages
    show(one, qtbot, one.desk.pages[0].articles[0].id)
    return one


def show(one: Heding, qtbot: QtBot, article: str) -> None:
    one.desk.open(article)
    qtbot.waitUntil(
        lambda: one.desk.reading is not None and one.desk.reading.found.article.id == article
    )
    qtbot.waitUntil(one.window.article.complete)
    one.window.article.setFocus()


def select(pane: ArticlePane, words: str) -> None:
    """Select words of the article, as dragging over them would."""
    document = pane.document()
    text = document.toRawText().replace("\u2060", "")
    at = text.index(words)
    cursor = QTextCursor(document)
    positions = [n for n, c in enumerate(document.toRawText()) if c != "\u2060"]
    cursor.setPosition(positions[at])
    cursor.setPosition(positions[at + len(words) - 1] + 1, QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    assert pane.selection.text() == words


def highlight(one: Heding, qtbot: QtBot, words: str, key: str) -> str:
    """Select words and press a key; the id of the highlight."""
    before = len(one.desk.notes.all)
    select(one.window.article, words)
    QTest.keyClick(one.window.article, key)
    qtbot.waitUntil(lambda: len(one.desk.notes.all) == before + 1)
    return one.desk.notes.all[-1].id


def ground(one: Heding, words: str) -> str:
    """The colour behind words in the article."""
    for selection in reversed(one.window.article.extraSelections()):
        if words in selection.cursor.selectedText().replace("\u2060", ""):
            return str(selection.format.background().color().name().upper())
    return ""


def point_on(one: Heding, words: str) -> QPoint:
    """A point of the viewport on the first of some words."""
    pane, kept = one.window.article, one.window.article.textCursor()
    select(pane, words)
    cursor = pane.textCursor()
    cursor.setPosition(cursor.selectionStart())
    box = pane.cursorRect(cursor)
    pane.setTextCursor(kept)
    return QPoint(box.left() + 6, box.center().y())


def test_a_number_highlights_in_its_colour_and_it_is_there_again(
    open_article: Heding, heding: Open, qtbot: QtBot, filled_dir: Path
) -> None:
    one = open_article
    highlight(one, qtbot, "市总工会了解到", "3")
    theme = one.window.theme
    assert ground(one, "市总工会了解到") == theme.highlights["green"]
    assert not one.window.article.textCursor().hasSelection()
    select(one.window.article, "新就业形态劳动者合法权益")
    QTest.keyClick(one.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(one.desk.notes.all) == 2)
    assert one.desk.notes.all[1].colour == "green"
    select(one.window.article, "市总工会了解到")
    QTest.keyClick(one.window.article, "2")
    qtbot.waitUntil(lambda: one.desk.notes.all[0].colour == "red")
    assert len(one.desk.notes.all) == 2
    article = one.desk.notes.all[0].article
    one.close()
    again = heding()
    show(again, qtbot, article)
    qtbot.waitUntil(lambda: len(again.desk.notes.shown) == 2)
    assert ground(again, "市总工会了解到") == theme.highlights["red"]


def test_without_a_selection_nothing_is_marked(open_article: Heding, qtbot: QtBot) -> None:
    one = open_article
    QTest.keyClick(one.window.article, "1")
    assert one.window.statusBar().currentMessage() == "请先选中一些文字。"
    assert one.desk.notes.all == ()


def test_a_note_is_written_shown_by_a_click_and_found(
    open_article: Heding, qtbot: QtBot, filled_dir: Path
) -> None:
    one = open_article
    window, box = one.window, one.window.marking.box
    select(window.article, "市总工会了解到")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: box.field.hasFocus())
    QTest.keyClicks(box.field, "<b>ask</b> 1")
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: one.desk.notes.all[0].note == "<b>ask</b> 1")
    assert box.isHidden() and window.article.hasFocus()
    QTest.mouseClick(
        window.article.viewport(), Qt.MouseButton.LeftButton, pos=point_on(one, "总工会了解到")
    )
    assert box.isVisible() and box.field.toPlainText() == "<b>ask</b> 1"
    assert box.colours["yellow"].isChecked()
    qtbot.mouseClick(box.colours["blue"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: one.desk.notes.all[0].colour == "blue")
    assert ground(one, "市总工会了解到") == window.theme.highlights["blue"]
    assert box.isVisible()
    QTest.mouseClick(
        window.article.viewport(), Qt.MouseButton.LeftButton, pos=point_on(one, "合法权益")
    )
    assert box.isHidden()
    one.desk.ask("有:批注")
    qtbot.waitUntil(lambda: one.desk.results is not None)
    assert one.desk.results
    assert [hit.id for hit in one.desk.results.hits] == [one.desk.notes.all[0].article]


def test_a_note_on_the_article_stands_at_its_headline(open_article: Heding, qtbot: QtBot) -> None:
    one = open_article
    one.window.actions_by_id["note"].trigger()
    qtbot.waitUntil(lambda: one.window.marking.box.field.hasFocus())
    (kept,) = one.desk.notes.all
    assert one.desk.reading and one.desk.reading.found.article.title
    assert kept.quote == one.desk.reading.found.article.title.text


def test_what_was_written_is_kept_when_the_window_closes(
    open_article: Heding, qtbot: QtBot, filled_dir: Path
) -> None:
    one = open_article
    one.window.actions_by_id["note"].trigger()
    qtbot.waitUntil(lambda: one.window.marking.box.field.hasFocus())
    QTest.keyClicks(one.window.marking.box.field, "half a thought")
    one.window.close()
    one.close()
    with Library(filled_dir) as library:
        assert [note.note for note in library.annotations.all()] == ["half a thought"]


def test_one_removed_is_offered_again(open_article: Heding, qtbot: QtBot) -> None:
    one = open_article
    bar = one.window.marking.bar
    highlight(one, qtbot, "市总工会了解到", "5")
    (kept,) = one.desk.notes.all
    QTest.mouseClick(
        one.window.article.viewport(), Qt.MouseButton.LeftButton, pos=point_on(one, "总工会了解到")
    )
    qtbot.mouseClick(one.window.marking.box.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: one.desk.notes.all == ())
    assert ground(one, "市总工会了解到") == ""
    assert bar.isVisible() and bar.text.text() == "划线已去掉。"
    qtbot.mouseClick(bar.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: one.desk.notes.all == (kept,))
    assert bar.isHidden()
    assert ground(one, "市总工会了解到") == one.window.theme.highlights["purple"]


def test_the_list_narrows_goes_there_and_tells_what_is_lost(
    open_article: Heding, qtbot: QtBot, filled_dir: Path
) -> None:
    one = open_article
    window = one.window
    first = highlight(one, qtbot, "市总工会了解到", "1")
    one.desk.notes.write(first, "去年")
    highlight(one, qtbot, "新就业形态劳动者合法权益", "4")
    article = one.desk.notes.all[0].article
    window.actions_by_id["notes"].trigger()
    rows = window.notes.rows
    assert window.side.currentWidget() is window.notes
    assert [rows.article(n) for n in range(rows.rowCount())] == [
        note.id for note in reversed(one.desk.notes.all)
    ]
    for wanted, count in (("去年", 1), ("蓝", 1), ("劳动者", 2), ("权益 黄", 0), ("", 2)):
        window.notes.field.setText(wanted)
        assert rows.rowCount() == count, wanted
    assert one.desk.pages
    show(one, qtbot, one.desk.pages[1].articles[0].id)
    window.notes.list.setFocus()
    window.notes.list.setCurrentIndex(rows.index(1))
    QTest.keyClick(window.notes.list, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: one.desk.reading is not None and one.desk.reading.found.article.id == article
    )
    qtbot.waitUntil(lambda: len(one.desk.notes.shown) == 2)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.marking.box.field.toPlainText() == "去年"
    window.marking.close_box()
    window.notes.list.setFocus()
    QTest.keyClick(window.notes.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows.rowCount() == 1)
    one.desk.remove(one.desk.pages[0].key)
    qtbot.waitUntil(lambda: one.desk.pages is not None and len(one.desk.pages) == 4)
    one.desk.notes.load()
    qtbot.waitUntil(lambda: not one.desk.notes.all[0].present)
    window.notes.list.setCurrentIndex(rows.index(0))
    QTest.keyClick(window.notes.list, Qt.Key.Key_Return)
    assert window.statusBar().currentMessage() == "报库里现在找不到原处；文字和批注都还在。"


def test_in_traditional_characters_it_is_the_same_place(open_article: Heding, qtbot: QtBot) -> None:
    one = open_article
    first = highlight(one, qtbot, "市总工会了解到", "3")
    one.window.actions_by_id["script"].trigger()
    qtbot.waitUntil(lambda: "總工會" in one.window.article.document().toRawText())
    qtbot.waitUntil(one.window.article.complete)
    assert ground(one, "市總工會了解到") == one.window.theme.highlights["green"]
    document = one.window.article.document()
    cursor = document.find("勞動者合法權益")
    one.window.article.setTextCursor(cursor)
    QTest.keyClick(one.window.article, "4")
    qtbot.waitUntil(lambda: len(one.desk.notes.all) == 2)
    assert one.desk.notes.all[1].quote == "劳动者合法权益"
    one.window.actions_by_id["script"].trigger()
    qtbot.waitUntil(lambda: "总工会" in one.window.article.document().toRawText())
    assert ground(one, "劳动者合法权益") == one.window.theme.highlights["blue"]
    assert one.desk.notes.all[0].id == first


def test_copies_are_clean(open_article: Heding, qtbot: QtBot) -> None:
    one = open_article
    whole = one.window.article.toPlainText()
    highlight(one, qtbot, "市总工会了解到", "1")
    assert one.window.article.toPlainText() == whole
    select(one.window.article, "记者从北京市总工会了解到")
    one.window.actions_by_id["copy"].trigger()
    assert QApplication.clipboard().text() == "记者从北京市总工会了解到"


def test_it_survives_another_look_and_size(open_article: Heding, qtbot: QtBot) -> None:
    one = open_article
    highlight(one, qtbot, "市总工会了解到", "6")
    one.window.actions_by_id["zoom_in"].trigger()
    qtbot.waitUntil(one.window.article.complete)
    assert ground(one, "市总工会了解到") == one.window.theme.highlights["magenta"]
    one.window.actions_by_id["night"].trigger()
    qtbot.waitUntil(lambda: one.window.theme.dark)
    qtbot.waitUntil(one.window.article.complete)
    assert ground(one, "市总工会了解到") == THEMES["dark"].highlights["magenta"]
    assert one.window.notes.rows.rowCount() == 1


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_whole_page_shows_them_too(open_article: Heding, qtbot: QtBot, look: str) -> None:
    one = open_article
    if look == "dark":
        one.window.actions_by_id["night"].trigger()
        qtbot.waitUntil(lambda: one.window.theme.dark)
        qtbot.waitUntil(one.window.article.complete)
    highlight(one, qtbot, "市总工会了解到", "3")
    highlight(one, qtbot, "北京市总工会开展", "4")
    one.window.actions_by_id["sheet"].trigger()
    sheet = one.window.sheet
    qtbot.waitUntil(lambda: one.window.area.currentWidget() is sheet and sheet.complete())
    picture = sheet.viewport().grab().toImage()
    seen = [picture.pixelColor(x, y).name() for x in range(picture.width())
            for y in range(picture.height())]  # fmt: skip
    for colour in ("green", "blue"):
        assert seen.count(quiet(one.window.theme, colour).name()) > 200, colour
    one.desk.notes.remove(one.desk.notes.all[0].id)
    qtbot.waitUntil(lambda: len(one.desk.notes.all) == 1)
    picture = sheet.viewport().grab().toImage()
    green = quiet(one.window.theme, "green").name()
    assert not any(picture.pixelColor(x, y).name() == green for x in range(picture.width())
                   for y in range(picture.height()))  # fmt: skip


def test_all_are_saved_as_markdown(
    open_article: Heding, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = open_article
    highlight(one, qtbot, "市总工会了解到", "1")
    path = tmp_path / "notes.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    one.window.actions_by_id["save_notes"].trigger()
    qtbot.waitUntil(lambda: one.window.statusBar().currentMessage() == "已保存为 notes.md")
    text = path.read_text("utf-8")
    assert "> 市总工会了解到" in text and f"heding:{one.desk.notes.all[0].article}#" in text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path), ""))
    one.window.actions_by_id["save_notes"].trigger()
    qtbot.waitUntil(one.window.notice.isVisible)


def test_the_colours_are_the_librarys_and_told_apart() -> None:
    assert tuple(colour_names()) == COLOURS
    for theme in THEMES.values():
        assert tuple(theme.highlights) == COLOURS
        for one, other in combinations([*theme.highlights.values(), theme.paper], 2):
            assert difference(one, other) >= 12, (one, other)


def difference(one: str, other: str) -> float:
    """How far apart two colours are in CIELAB (CIE 1976); 2.3 can just be noticed."""
    here, there = lab(one), lab(other)
    return float(sum((a - b) ** 2 for a, b in zip(here, there, strict=True)) ** 0.5)


def lab(colour: str) -> tuple[float, float, float]:
    """The colour in CIELAB, by the formulas of the CIE for sRGB's white."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    def root(part: float) -> float:
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    red, green, blue = (linear(part) for part in QColor(colour).getRgbF()[:3])
    x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
