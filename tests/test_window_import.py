"""Files come in while the window is open: paused, gone on with, failed, noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from acts import Open, open_id, read, search
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from reader.desk import Importing
from reader.library import Filter, Library
from reader.window.adding import FolderDialog
from reader.window.app import Heding
from reader.window.importing import FailuresDialog, WatchedDialog
from reader.window.rows import ROW_ROLE


@pytest.fixture
def many(tmp_path: Path) -> Path:
    top = tmp_path / "many"
    top.mkdir()
    for number in range(200):
        text = f"## 第{number}篇文章\n\n这是第{number}篇的正文。\n"
        (top / f"{number:03}.txt").write_text(text, "utf-8")
    return top


def count(folder: Path) -> int:
    with Library(folder) as library:
        return library.count("篇的正文")


def test_an_import_is_paused_and_gone_on_with_after_a_new_start(
    heding: Open, qtbot: QtBot, many: Path, data_dir: Path
) -> None:
    one = heding()
    bar, imports = one.window.status.adding, one.desk.imports
    imports.moved.connect(
        lambda state: None if state.paused or not state.total else imports.pause()
    )
    with qtbot.waitSignal(imports.ended, check_params_cb=bool, timeout=20_000):
        one.desk.add([many])
    assert bar.isVisible() and bar.resume.isVisible() and not bar.pause.isVisible()
    assert bar.text.text().startswith("已暂停")
    one.close()
    assert count(data_dir) < 200
    two = heding()
    bar = two.window.status.adding
    qtbot.waitUntil(bar.resume.isVisible, timeout=20_000)
    with qtbot.waitSignal(two.desk.imports.ended, check_params_cb=lambda a: a and a.new > 0):
        bar.resume.click()
    qtbot.waitUntil(lambda: not bar.isVisible())
    two.close()
    assert count(data_dir) == 200


def test_a_paused_import_can_be_given_up(
    heding: Open, qtbot: QtBot, many: Path, data_dir: Path
) -> None:
    with Library(data_dir) as library:
        library.add([many], lambda done, total, _: not total or done < 50)
        library.plans.pause()
    one = heding()
    qtbot.waitUntil(one.window.status.adding.resume.isVisible, timeout=20_000)
    one.window.status.adding.button.click()
    qtbot.waitUntil(lambda: not one.window.status.adding.isVisible())
    one.close()
    with Library(data_dir) as library:
        assert library.plans.tasks() == ()
        assert library.count("篇的正文") == 50


def test_what_is_paused_waits_while_something_else_is_added(
    heding: Open, qtbot: QtBot, many: Path, tmp_path: Path, data_dir: Path
) -> None:
    with Library(data_dir) as library:
        library.add([many], lambda done, total, _: not total or done < 50)
        library.plans.pause()
    one = heding()
    bar = one.window.status.adding
    qtbot.waitUntil(bar.resume.isVisible, timeout=20_000)
    other = tmp_path / "A1.txt"
    other.write_text("## 别的\n\n别的正文在此。\n", "utf-8")
    with qtbot.waitSignal(one.desk.reading_changed, timeout=20_000):
        one.desk.add([other])
    assert bar.resume.isVisible()
    bar.resume.click()
    qtbot.waitUntil(lambda: len(one.desk.pages or ()) == 206, timeout=30_000)


def test_what_a_crash_cut_short_is_gone_on_with(
    heding: Open, qtbot: QtBot, many: Path, data_dir: Path
) -> None:
    with Library(data_dir) as library:
        library.add([many], lambda done, total, _: not total or done < 50)
    one = heding()
    qtbot.waitUntil(lambda: len(one.desk.pages or ()) == 205, timeout=30_000)


def test_a_file_that_failed_can_be_tried_again(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "A1.txt"
    bad.write_bytes(b"")
    one = heding()
    with qtbot.waitSignal(one.desk.troubled, timeout=20_000):
        one.desk.add([bad])
    one.window.actions_by_id["failures"].trigger()
    dialog = one.window.findChild(FailuresDialog)
    assert dialog and str(bad) in dialog.list.toPlainText()
    bad.write_text("## 补好的题目\n\n补好的正文在此。\n", "utf-8")
    dialog.again_wanted.emit()
    qtbot.waitUntil(lambda: len(one.desk.pages or ()) == 6, timeout=20_000)
    assert one.desk.imports.failed == ()


def test_a_new_file_in_an_added_folder_appears(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    top = tmp_path / "paper"
    (top / "07").mkdir(parents=True)
    (top / "07" / "A1.txt").write_text("## 第一版\n\n正文在此。\n", "utf-8")
    one = heding(top)
    qtbot.waitUntil(lambda: len(one.desk.pages or ()) == 6, timeout=20_000)
    watcher = one.desk.imports._watcher
    one.desk.imports.look_around()
    qtbot.waitUntil(lambda: str(top / "07") in watcher.directories(), timeout=20_000)
    (top / "07" / "A2.txt").write_text("## 第二版\n\n正文在此。\n", "utf-8")
    qtbot.waitUntil(lambda: len(one.desk.pages or ()) == 7, timeout=20_000)


def test_a_folder_can_be_left_alone(heding: Open, qtbot: QtBot, many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        library.add([many])
    one = heding()
    one.window.actions_by_id["watched"].trigger()
    dialog = one.window.findChild(WatchedDialog)
    assert dialog
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text() == str(many)
    dialog.list.setCurrentRow(0)
    dialog.leave.click()
    qtbot.waitUntil(lambda: dialog.list.count() == 0)
    one.close()
    with Library(data_dir) as library:
        assert library.plans.watched() == ()


def test_a_page_whose_file_is_gone_can_be_read_and_says_so(
    heding: Open, qtbot: QtBot, many: Path, data_dir: Path
) -> None:
    with Library(data_dir) as library:
        library.add([many])
    (many / "007.txt").unlink()
    one = heding()
    qtbot.waitUntil(lambda: any(page.gone for page in one.desk.pages or ()), timeout=20_000)
    gone = next(page for page in one.desk.pages or () if page.gone)
    model = one.window.tree.pages
    assert "文件不在了" in model.data(model.page_index(gone.key), ROW_ROLE).below
    with qtbot.waitSignal(one.desk.reading_changed):
        one.desk.open(gone.articles[0].id)


def test_a_folder_is_added_with_the_files_that_are_wanted(
    heding: Open, qtbot: QtBot, tmp_path: Path, data_dir: Path
) -> None:
    top = tmp_path / "mixed"
    top.mkdir()
    for name in ("A01.txt", "A02.ed", "B01.ed", "notes.txt"):
        (top / name).write_text(f"## 版面{name}\n\n本报讯 这里是{name}。\n", "utf-8")
    one = heding()

    def dialog() -> FolderDialog:
        one.window.deeds.add_folder(str(top))
        return one.window.findChildren(FolderDialog)[-1]

    first = dialog()
    assert first.patterns.text() == "*.txt *.md"
    assert first.include() == ()
    assert first.path() == top
    first.folder.clear()
    assert not first.add.isEnabled()
    first.folder.setText(str(top))
    first.patterns.clear()
    qtbot.keyClicks(first.patterns, "A*.txt; *.ed")
    assert first.include() == ("A*.txt", "*.ed")
    with qtbot.waitSignal(one.desk.imports.ended, check_params_cb=bool, timeout=20_000):
        qtbot.mouseClick(first.add, Qt.MouseButton.LeftButton)
    with Library(data_dir) as library:
        ours = sorted(Path(p).name for p in library.sources() if p.startswith(str(top)))
        assert ours == ["A01.txt", "A02.ed", "B01.ed"]
        assert [w.include for w in library.plans.watched()] == [("A*.txt", "*.ed")]
    # They are remembered, and can be changed from the list of watched folders.
    one.window.actions_by_id["watched"].trigger()
    watched = one.window.findChild(WatchedDialog)
    assert watched is not None
    qtbot.waitUntil(lambda: watched.list.count() == 1)
    watched.list.setCurrentRow(0)
    assert watched.files.isEnabled()
    qtbot.mouseClick(watched.files, Qt.MouseButton.LeftButton)
    second = one.window.findChildren(FolderDialog)[-1]
    qtbot.waitUntil(lambda: second.patterns.text() == "A*.txt *.ed")
    second.patterns.selectAll()
    qtbot.keyClicks(second.patterns, "*.txt")
    with qtbot.waitSignal(one.desk.imports.ended, check_params_cb=bool, timeout=20_000):
        qtbot.keyClick(second.patterns, Qt.Key.Key_Return)
    with Library(data_dir) as library:
        assert [w.include for w in library.plans.watched()] == [("*.txt",)]
        assert any(p.endswith("notes.txt") for p in library.sources())


def more_pages(folder: Path, count: int, begin: str = "2025") -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"{begin}年7月1日 星期二\n\n## 新来的第{number}篇\n\n本报讯 这是新来的第{number}篇的正文。\n"
        (folder / f"more{number:03}.txt").write_text(text, "utf-8")
    return folder


def found(one: Heding) -> int:
    return one.desk.results.total if one.desk.results else -1


def test_what_an_import_brings_is_found_by_the_present_question(
    heding: Open, qtbot: QtBot, many: Path, data_dir: Path, tmp_path: Path
) -> None:
    with Library(data_dir) as library:
        library.add([many])
    one = heding()
    search(qtbot, one, "篇的正文")
    hits = one.window.hits
    qtbot.waitUntil(lambda: found(one) == 200)
    one.desk.questions.more()
    qtbot.waitUntil(lambda: hits.rows.rowCount() == 60)
    hits.list.setCurrentIndex(hits.rows.index(40))
    bar = hits.list.verticalScrollBar()
    bar.setValue(hits.list.visualRect(hits.rows.index(38)).top() + bar.value() + 5)
    article = hits.rows.article(40)
    height = hits.list.visualRect(hits.rows.index(40)).top()
    one.desk.add([more_pages(tmp_path / "more", 300)])
    qtbot.waitUntil(lambda: found(one) == 500, timeout=30_000)
    qtbot.waitUntil(lambda: one.desk.imports.state is None, timeout=30_000)
    now = hits.list.currentIndex()
    assert hits.rows.article(now.row()) == article
    assert hits.list.visualRect(now).top() == height
    assert one.desk.reading is None  # a question was asked: nothing opens of itself


@pytest.mark.parametrize("wide", [1176, 1024, 800])
def test_the_buttons_of_an_import_never_leave_the_window(
    heding: Open, qtbot: QtBot, filled_dir: Path, wide: int
) -> None:
    one = heding()
    read(qtbot, one, 2)
    window, status = one.window, one.window.status
    window.resize(wide, 700)
    name = "一份名字很长的报纸/2025-07-18-第A01版要闻.txt"
    state = Importing(12345, 23456, name, 123.0, 5000.0)
    with qtbot.waitSignal(one.desk.indexing.ended, timeout=20_000):
        one.desk.set_filter(Filter(unread=True, bookmarked=True, photo=True))
    qtbot.waitUntil(status.only.isVisible)
    status.adding.show_state(state)
    status.indexing.show_progress(12345, 23456)
    bar = status.adding
    buttons = (bar.pause, bar.button, status.only)
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons))
    qtbot.waitUntil(lambda: bar.text.shown() != bar.text.text())
    assert window.width() == wide
    for widget in buttons:
        there = QRect(widget.mapTo(window, QPoint()), widget.size())
        assert window.rect().contains(there)
    assert bar.text.text().startswith("正在读取")


def test_an_import_does_not_take_the_article_away(
    heding: Open, qtbot: QtBot, filled_dir: Path, tmp_path: Path
) -> None:
    one = heding()
    article = read(qtbot, one, 2)
    with qtbot.waitSignal(one.desk.imports.ended, check_params_cb=bool, timeout=20_000):
        one.desk.add([more_pages(tmp_path / "more", 3)])
    (tmp_path / "one.txt").write_text("## 另一个标题\n\n本报讯 另一篇的正文。\n", "utf-8")
    with qtbot.waitSignal(one.desk.reading_changed, timeout=20_000):
        assert open_id(one) == article
        one.desk.add([tmp_path / "one.txt"], show=True)
    assert one.desk.reading and one.desk.reading.found.article.heading() == "另一个标题"


def test_what_was_chosen_since_is_not_left_for_opened_files(
    heding: Open, qtbot: QtBot, filled_dir: Path, tmp_path: Path
) -> None:
    one = heding()
    read(qtbot, one, 1)
    one.desk.add([more_pages(tmp_path / "more", 3)], show=True)
    article = one.desk.pages[0].articles[3].id
    with qtbot.waitSignal(one.desk.imports.ended, check_params_cb=bool, timeout=20_000):
        one.window.tree.article_wanted.emit(article)
    qtbot.waitUntil(lambda: open_id(one) == article)
    with qtbot.waitSignal(one.desk.sheet_changed, timeout=20_000):  # behind what the import asked
        one.desk.fetch_sheet()
    assert open_id(one) == article
