"""The window as a reader uses it: open, read, search, bookmark, close, open again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from acts import Open, open_id, press, read, search, texts, write
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from reader.files import seeds
from reader.library import ArticleInfo, PageInfo, outline
from reader.window.commands import commands, menus
from reader.window.line import JOINER
from reader.window.model import OutlineModel
from reader.window.rows import ROW_ROLE
from reader.window.tree import BATCH

# Reading


def test_a_new_library_shows_the_shipped_pages(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    model = one.window.tree.pages
    assert model.rowCount() == len(seeds())
    first = model.index(0, 0)
    assert one.window.tree.isExpanded(first)
    assert model.rowCount(first) == len(one.desk.pages[0].articles) > 1
    assert "请选择一篇文章" in texts(one.window)


def test_a_click_opens_an_article(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    tree = one.window.tree
    index = tree.pages.index(1, 0, tree.pages.index(0, 0))
    with qtbot.waitSignal(one.desk.reading_changed):
        qtbot.mouseClick(
            tree.viewport(),
            Qt.MouseButton.LeftButton,
            pos=tree.visualRect(index).center(),
        )
    article = one.desk.pages[0].articles[1]
    assert open_id(one) == article.id
    assert article.title in one.window.article.toPlainText()
    assert article.title in one.window.windowTitle()
    assert tree.currentIndex() == index


def test_every_piece_of_the_article_is_shown_once_in_order(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 2)
    lines = one.window.article.toPlainText().split("\n")
    assert lines[:-1] == [piece.text for _, piece in one.desk.reading.pieces]
    assert Path(one.desk.pages[0].path).name in lines[-1]
    assert "UTF-8" in lines[-1]


@pytest.mark.parametrize(
    ("name", "date", "page"),
    [
        ("2025-07-18-A03", "2025年7月18日", "A03版"),
        ("2025-07-18 第3版", "2025年7月18日", "3版"),
        ("一页", "", ""),
    ],
)
def test_the_foot_tells_page_file_and_date(
    heding: Open, qtbot: QtBot, tmp_path: Path, name: str, date: str, page: str
) -> None:
    file = tmp_path / f"{name}.txt"
    file.write_text("# 新闻\n\n本报讯 今天下午，全市职工运动会在体育馆开幕。\n", "utf-8")
    one = heding(file, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None and one.window.article.complete())
    foot = one.window.article.toPlainText().split("\n")[-1].replace(" ", "")
    assert file.name.replace(" ", "") in foot
    assert date in foot
    assert page in foot
    assert ("版·" in foot) == bool(page)


def test_next_and_previous_article_run_on_across_pages(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    ids = [a.id for p in one.desk.pages for a in p.articles]
    last = len(one.desk.pages[0].articles) - 1
    read(qtbot, one, last)
    for key in (Qt.Key.Key_N, Qt.Key.Key_J):
        with qtbot.waitSignal(one.desk.reading_changed):
            press(qtbot, one.window.article, key)
    assert open_id(one) == ids[last + 2]
    for key in (Qt.Key.Key_P, Qt.Key.Key_K):
        with qtbot.waitSignal(one.desk.reading_changed):
            press(qtbot, one.window.article, key)
    assert open_id(one) == ids[last]
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.article, Qt.Key.Key_PageDown, "ControlModifier")
    assert open_id(one) == one.desk.pages[1].articles[0].id
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.article, Qt.Key.Key_PageUp, "ControlModifier")
    assert open_id(one) == ids[0]


def test_space_reads_on_to_the_end_and_into_the_next_article(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    first = read(qtbot, one)
    pane = one.window.article
    bar = pane.verticalScrollBar()
    seen = [bar.value()]
    while bar.value() < bar.maximum():
        with qtbot.waitSignal(pane.moved):  # it glides
            press(qtbot, pane, Qt.Key.Key_Space)
        assert bar.value() > seen[-1]
        seen.append(bar.value())
    assert len(seen) > 1
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, pane, Qt.Key.Key_Space)
    assert open_id(one) != first
    assert bar.value() == 0


def test_space_reads_on_from_the_tree_and_the_lists_too(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    bar = one.window.article.verticalScrollBar()
    for pane in (one.window.tree, one.window.hits.list):
        bar.setValue(0)
        search(qtbot, one, "工会" if pane is one.window.hits.list else "")
        pane.setFocus()
        press(qtbot, pane, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: bar.value() > 0)


def test_back_and_forward_return_to_the_place(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    first = read(qtbot, one, 0)
    pane, desk = one.window.article, one.desk
    with qtbot.waitSignal(pane.moved):
        pane.read_on(1)
    offset = desk.offset
    assert offset > 0
    second = read(qtbot, one, 0, page=2)
    with qtbot.waitSignal(desk.reading_changed):
        press(qtbot, pane, Qt.Key.Key_Left, "AltModifier")
    assert open_id(one) == first
    assert pane.offset() == offset
    assert pane.verticalScrollBar().value() > 0
    with qtbot.waitSignal(desk.reading_changed):
        press(qtbot, pane, Qt.Key.Key_Right, "AltModifier")
    assert open_id(one) == second
    assert not one.window.actions_by_id["forward"].isEnabled()


def test_zoom_and_width_keep_the_place(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane = one.window.article
    with qtbot.waitSignal(pane.moved):
        pane.read_on(1)
    offset = pane.offset()
    text = one.desk.reading.text

    def line_at_top() -> str:
        cursor = pane.cursorForPosition(QPoint(0, 2))
        return cursor.block().text()

    paragraph = line_at_top()
    for key in (Qt.Key.Key_Equal, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
        press(qtbot, pane, key, "ControlModifier")
        assert pane.offset() == offset
        assert line_at_top() == paragraph
    one.window.resize(700, 500)
    assert pane.offset() == offset
    assert line_at_top() == paragraph
    assert text[offset] in paragraph
    assert one.view.zoom == 110


def test_the_window_holds_on_a_small_screen(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    one.window.resize(1024, 600)
    assert one.window.size().width() == 1024
    assert one.window.size().height() == 600
    box = one.window.box
    assert box.isVisible()
    assert one.window.rect().contains(box.mapTo(one.window, box.rect().bottomRight()))


# Searching


def test_results_come_as_one_types(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    search(qtbot, one, "安康杯")
    hits = one.desk.results.hits
    rows = one.window.hits.rows
    assert one.window.side.currentWidget() is one.window.hits
    assert rows.rowCount() == len(hits) > 0
    assert any(str(len(hits)) in t and "篇" in t for t in texts(one.window))
    row = rows.data(rows.index(0), ROW_ROLE)
    assert [row.below[a:b] for a, b in row.marked] == ["安康杯"] * len(row.marked) != []


def test_enter_goes_through_all_matches_of_all_articles(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    search(qtbot, one, "托管")
    desk, box = one.desk, one.window.box
    hits = desk.results.hits
    assert len(hits) > 1
    seen = []
    for _ in range(sum(hit.count for hit in hits) + 1):
        with qtbot.waitSignal(desk.finding.match_changed):
            press(qtbot, box, Qt.Key.Key_Return)
        match = desk.finding.matches[desk.finding.match]
        piece = desk.reading.pieces[match.piece][1]
        assert piece.text[match.start : match.end] == "托管"
        seen.append((open_id(one), desk.finding.match))
    assert len(set(seen)) == len(seen) - 1  # round once, and at the first again
    assert seen[-1] == seen[0]
    with qtbot.waitSignal(desk.finding.match_changed):
        press(qtbot, box, Qt.Key.Key_F3, "ShiftModifier")
    assert (open_id(one), desk.finding.match) == seen[-2]


def test_the_present_match_is_coloured_and_in_sight(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    search(qtbot, one, "护考")
    with qtbot.waitSignal(one.desk.finding.match_changed):
        press(qtbot, one.window.box, Qt.Key.Key_Return)
    pane = one.window.article
    chosen = [
        s.cursor.selectedText().replace(JOINER, "")
        for s in pane.extraSelections()
        if s.format.background().color().name().upper() == one.theme.current
    ]
    assert chosen == ["护考"]
    others = [s.cursor.selectedText().replace(JOINER, "") for s in pane.extraSelections()]
    assert set(others) == {"护考"}


def test_nothing_found_says_what_to_do_and_escape_returns(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    search(qtbot, one, "没有这样的词")
    assert any("没有这样的词" in t for t in texts(one.window))
    press(qtbot, one.window.box, Qt.Key.Key_Escape)
    assert one.window.box.text() == ""
    assert one.window.side.currentWidget() is one.window.tree
    assert one.desk.results is None


def test_arrow_down_and_enter_open_a_hit(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    search(qtbot, one, "工会")
    press(qtbot, one.window.box, Qt.Key.Key_Down)
    hits = one.window.hits.list
    press(qtbot, hits, Qt.Key.Key_Down)
    with qtbot.waitSignal(one.desk.finding.match_changed):
        press(qtbot, hits, Qt.Key.Key_Return)
    assert open_id(one) == one.desk.results.hits[1].id


def test_find_in_article_counts_and_goes_round(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one)
    window, finder = one.window, one.window.finder
    press(qtbot, window.article, Qt.Key.Key_F, "ControlModifier")
    assert finder.isVisible()
    with qtbot.waitSignal(one.desk.finding.match_changed):
        write(finder.field, "工会")
    total = len(one.desk.finding.matches)
    assert total > 1
    assert finder.count.text() == f"第 1 处，共 {total} 处"
    for _ in range(total):
        press(qtbot, finder.field, Qt.Key.Key_Return)
    assert one.desk.finding.match == 0
    assert open_id(one) == article
    press(qtbot, finder.field, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert window.article.extraSelections() == []


# Bookmarks


def test_a_bookmark_is_set_listed_and_removed(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    window = one.window
    press(qtbot, window.article, Qt.Key.Key_B, "ControlModifier")
    assert any("Ctrl+D" in t for t in texts(window))
    article = read(qtbot, one, 1)
    with qtbot.waitSignal(one.desk.marks.bookmarks_changed):
        press(qtbot, window.article, Qt.Key.Key_D, "ControlModifier")
    assert window.actions_by_id["bookmark"].isChecked()
    assert window.marks.rows.rowCount() == 1
    index = window.tree.pages.find(article)
    assert window.tree.pages.data(index, ROW_ROLE).bookmarked
    read(qtbot, one, 2)
    assert not window.actions_by_id["bookmark"].isChecked()
    window.marks.take_focus()
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, window.marks.list, Qt.Key.Key_Return)
    assert open_id(one) == article
    with qtbot.waitSignal(one.desk.marks.bookmarks_changed):
        press(qtbot, window.marks.list, Qt.Key.Key_Delete)
    assert window.marks.rows.rowCount() == 0
    assert not window.tree.pages.data(index, ROW_ROLE).bookmarked


# Closing and opening again


def test_opened_again_one_is_at_the_same_place(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one, 0, page=2)
    with qtbot.waitSignal(one.window.article.moved):
        one.window.article.read_on(1)
    offset = one.window.article.offset()
    with qtbot.waitSignal(one.desk.marks.bookmarks_changed):
        one.desk.toggle_bookmark()
    one.window.actions_by_id["zoom_in"].trigger()
    one.window.resize(1000, 640)
    one.window.splitter.setSizes([250, 749])
    one.window.close()

    two = heding()
    qtbot.waitUntil(lambda: two.desk.reading is not None)
    assert open_id(two) == article
    assert two.window.article.offset() == offset
    assert two.window.article.verticalScrollBar().value() > 0
    assert [b.article for b in two.desk.marks.bookmarks] == [article]
    assert two.view.zoom == 110
    assert two.window.splitter.sizes()[0] == 250


def test_the_place_is_kept_while_reading_not_only_on_closing(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one, 1)
    with qtbot.waitSignal(one.window.article.moved):
        one.window.article.read_on(1)
    offset = one.desk.offset
    two = heding()  # as after a kill: the first one has not closed
    qtbot.waitUntil(lambda: two.desk.reading is not None)
    assert (open_id(two), two.desk.offset) == (article, offset)


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"\x00\xff\xfe", b"[]", b'{"zoom": "x", "split": [-1], "geometry": 5}', b'{"zoom": 1'],
)
def test_a_damaged_view_file_is_as_none(
    heding: Open, qtbot: QtBot, data_dir: Path, rubbish: bytes
) -> None:
    data_dir.mkdir(parents=True)
    (data_dir / "view.json").write_bytes(rubbish)
    one = heding()
    assert one.view.zoom == 100
    read(qtbot, one)


# Files


def test_files_dropped_into_the_window_are_added_and_opened(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    page = tmp_path / "新版面.txt"
    page.write_text("# 头版\n\n## 落进窗口的文章\n\n这是正文第一段，讲的是拖放。\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    middle = QPoint(300, 300)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    modifier = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle, action, data, button, modifier)
    QApplication.sendEvent(one.window, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(one.desk.reading_changed):
        QApplication.sendEvent(
            one.window, QDropEvent(QPointF(middle), action, data, button, modifier)
        )
    assert "落进窗口的文章" in one.window.article.toPlainText()
    assert "这是正文第一段" in one.window.article.toPlainText()
    assert any(p.path == str(page) for p in one.desk.pages)


def test_a_path_on_the_command_line_is_opened(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    page = tmp_path / "一版.txt"
    page.write_text("## 命令行上的文章\n\n正文在此，讲一件小事。\n", "gb18030")
    one = heding(page, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None)
    assert "命令行上的文章" in one.window.article.toPlainText()
    assert "GB18030" in one.window.article.toPlainText()


def test_an_unreadable_file_is_named_with_its_cure_and_the_others_are_added(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    good, bad = tmp_path / "好.txt", tmp_path / "坏.txt"
    good.write_text("## 好文章\n\n读得出来的正文。\n", "utf-8")
    bad.write_bytes(bytes(range(256)) * 20)
    with qtbot.waitSignals([one.desk.troubled, one.desk.reading_changed]):
        one.desk.add([bad, good, tmp_path / "没有.txt"])
    notice = one.window.notice
    assert notice.isVisible()
    said = notice.all.text()
    assert "坏.txt" in said
    assert "没有.txt" in said
    assert "好文章" in one.window.article.toPlainText()
    notice.clear()
    assert not notice.isVisible()


@pytest.mark.parametrize(
    "text",
    [
        '<img src="x.png" onerror="y">',
        "&amp; &lt;b&gt; <b>粗</b> <script>alert(1)</script>",
        "{name} %s %1 \\n </p>",
        "𠮷野家的𠮷字",
    ],
)
def test_text_is_shown_as_typed(heding: Open, qtbot: QtBot, tmp_path: Path, text: str) -> None:
    page = tmp_path / "标记.txt"
    page.write_text(f"## 关于标记的文章\n\n这一段里有{text}，照原样显示。\n", "utf-8")
    one = heding(page, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None)
    shown = one.window.article.toPlainText()
    for word in text.split():
        assert word in shown
    search(qtbot, one, text.split()[0][:6])
    row = one.window.hits.rows.data(one.window.hits.rows.index(0), ROW_ROLE)
    assert row.below[slice(*row.marked[0])] == text.split()[0][:6]
    one.window.hits.grab()


def test_odd_characters_do_no_harm(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    page = tmp_path / "怪.txt"
    odd = "\x00\ufdd0\ufdd1\ufffc\u2029\u2028\x85\v\f\uffff"
    page.write_bytes(f"## 怪字符的文章\n\n前面{odd}后面，这一段到此为止。\n".encode())
    one = heding(page, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None)
    shown = one.window.article.toPlainText()
    assert "前面" in shown
    assert "后面" in shown
    one.window.grab()


# The language


def test_the_language_changes_at_once_and_the_place_stays(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one, 1)
    assert one.window.actions_by_id["bookmark"].text() == "书签"
    one.window.language_wanted.emit("zh_TW")
    assert one.window.actions_by_id["bookmark"].text() == "書籤"
    assert open_id(one) == article
    assert one.desk.pages[0].articles[1].title in one.window.article.toPlainText()
    one.window.language_wanted.emit("en")
    assert one.window.actions_by_id["bookmark"].text() == "Bookmark"
    one.window.language_wanted.emit("zh_CN")
    assert one.window.isVisible()
    assert one.window.tree.pages.rowCount() == len(seeds())


def test_nothing_english_is_left_in_the_chinese_window(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    names = {"Ctrl", "Shift", "Alt", "Del", "PgUp", "PgDown", "Heding", "Qt", "Python", "MIT",
             "Markdown", "PDF"}  # fmt: skip
    said = [c.text for c in commands()] + [c.tip for c in commands()] + [t for _, t in menus()]
    for widget in one.window.findChildren(QWidget):
        said += [widget.toolTip(), widget.accessibleName(), widget.statusTip()]
        if isinstance(widget, QLineEdit):
            said.append(widget.placeholderText())
    said += texts(one.window)
    for text in said:
        words = [w for w in text.replace("&", " ").split() if w.isascii() and w.isalpha()]
        assert not [w for w in words if len(w) > 1 and w not in names], text


def test_night_and_day(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    press(qtbot, one.window.article, Qt.Key.Key_L, "ControlModifier")  # nothing: Shift is missing
    assert not one.theme.dark
    one.window.actions_by_id["night"].trigger()
    assert one.theme.dark
    picture = one.window.article.viewport().grab().toImage()
    assert picture.pixelColor(3, 3).name().upper() == one.theme.paper
    assert open_id(one)
    one.window.actions_by_id["night"].trigger()
    assert not one.theme.dark
    picture = one.window.article.viewport().grab().toImage()
    assert picture.pixelColor(3, 3).name().upper() == one.theme.paper


# Keys, names, dialogs


def test_no_key_is_double_and_every_command_has_a_tip(heding: Open) -> None:
    keys = [key for command in commands() for key in command.keys]
    assert len(keys) == len(set(keys))
    ids = [command.id for command in commands()]
    assert len(ids) == len(set(ids))
    window = heding().window
    for command in commands():
        assert command.tip
        assert command.menu in dict(menus())
        assert command.tip in window.actions_by_id[command.id].toolTip()


def test_every_control_has_a_name_and_can_be_reached(heding: Open) -> None:
    window = heding().window
    window.finder.open()
    for kind in (QToolButton, QLineEdit, QPushButton):
        for widget in window.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                if isinstance(widget.parent(), QLineEdit):
                    continue  # Qt's own clear button
                name = widget.accessibleName() or widget.text()
                assert name, widget
                assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus, name
    for widget in (window.tree, window.hits.list, window.marks.list, window.article):
        assert widget.accessibleName()


def test_the_help_page_lists_every_key(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    press(qtbot, one.window.article, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for command in commands():
        if command.keys:
            assert command.tip in said
    dialog.close()


def test_about_says_version_licence_and_where_the_data_lie(
    heding: Open, qtbot: QtBot, data_dir: Path
) -> None:
    one = heding()
    one.window.actions_by_id["about"].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "0." in said
    assert "MIT" in said
    assert str(data_dir) in said
    dialog.close()


def test_an_unexpected_error_is_shown(
    heding: Open, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    one = heding()
    try:
        raise ZeroDivisionError("die Probe")
    except ZeroDivisionError as error:
        one.show_error(type(error), error, error.__traceback__)
    dialog = one.window.findChild(QWidget, "error")
    assert dialog is not None
    assert dialog.isVisible()
    assert "die Probe" in dialog.report.toPlainText()
    assert "die Probe" in capsys.readouterr().err
    dialog.close()


def test_marks_of_a_newer_heding_are_refused_with_a_message(
    heding: Open, qtbot: QtBot, data_dir: Path
) -> None:
    one = heding()
    one.close()
    with closing(sqlite3.connect(data_dir / "marks.db")) as marks:
        marks.execute("PRAGMA user_version = 9999")
    before = (data_dir / "marks.db").read_bytes()
    two = heding(wait=False)
    qtbot.waitUntil(two.window.notice.isVisible)
    assert "marks.db" in two.window.notice.all.text()
    two.close()
    assert (data_dir / "marks.db").read_bytes() == before


def test_two_windows_on_one_library_see_each_others_bookmarks(heding: Open, qtbot: QtBot) -> None:
    one, two = heding(), heding()
    article = read(qtbot, one, 1)
    with qtbot.waitSignal(one.desk.marks.bookmarks_changed):
        one.desk.toggle_bookmark()
    other = read(qtbot, two, 2)
    with qtbot.waitSignal(two.desk.marks.bookmarks_changed):
        two.desk.toggle_bookmark()
    assert {b.article for b in two.desk.marks.bookmarks} == {article, other}


def test_a_page_is_removed_and_its_rows_go(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    model = one.window.tree.pages
    gone, stays = one.desk.pages[1].key, one.desk.pages[2].key
    one.window.tree.setCurrentIndex(model.page_index(gone))
    one.window.tree.expand(model.page_index(stays))
    with qtbot.waitSignal(one.desk.pages_changed):
        one.window.actions_by_id["remove_page"].trigger()
    assert not model.page_index(gone).isValid()
    assert one.window.tree.isExpanded(model.page_index(stays))  # no reset: the rest stays as it was


def test_the_tree_takes_pages_as_it_is_scrolled(qtbot: QtBot) -> None:
    def page(number: int) -> PageInfo:
        article = ArticleInfo(f"a{number}", "article", f"第{number}篇", "", "", False, 1.0)
        return PageInfo(f"k{number}", f"/x/{number}.txt", str(number), "版", None, (article,))

    model = OutlineModel()
    checker = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    checker.setUseFetchMore(False)  # it would do so within a change that it is checking
    pages = tuple(page(n) for n in range(BATCH + 30))
    model.set_outline(outline(pages))
    assert model.rowCount() == BATCH
    assert model.canFetchMore(QModelIndex())
    assert model.find(f"a{BATCH + 20}").isValid()
    assert model.rowCount() == BATCH + 30
    model.set_outline(outline((*reversed(pages[:4]), pages[-1], *pages[8:-1])))
    keys = [model.page_at(model.index(row, 0)).key for row in range(model.rowCount())]
    assert keys[:6] == ["k3", "k2", "k1", "k0", f"k{BATCH + 29}", "k8"]
    assert len(keys) == BATCH + 26
    assert model.article_at(model.find("a100")).title == "第100篇"
    assert not model.find("a5").isValid()
    checker.deleteLater()
