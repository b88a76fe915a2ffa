"""The tree of a larger library: groups, what is read, what is shown only, the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from acts import Open, open_id, press, texts
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reader.library import Library
from reader.window.app import Heding
from reader.window.calendar import CalendarDialog
from reader.window.filtering import FilterMenu
from reader.window.rows import ROW_ROLE


@pytest.fixture
def paper(tmp_path: Path, data_dir: Path) -> Path:
    """Three days of a paper, with a gap, in the library."""
    top = tmp_path / "paper"
    for day in ("2025-07-17", "2025-07-18", "2025-07-20"):
        for number in (1, 2):
            file = top / day / f"A{number}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            who = "张三" if number == 1 else "李四光"
            text = f"## {day}的题目{number}\n\n本报讯（记者 {who}）说的是第{number}件事。\n\n"
            file.write_text(text + "后面还有许多话。\n\n" * (60 if number == 2 else 1), "utf-8")
    with Library(data_dir) as library:
        library.add([top])
        for page in library.pages():
            if not page.path.startswith(str(top)):
                library.remove(page.key)
    return top


def labels(one: Heding) -> list[str]:
    model = one.window.tree.pages
    return [model.data(index) for _, index in model.rows()]


def titles(one: Heding) -> list[str]:
    contents = one.desk.contents
    assert contents
    return [a.title for page in contents.order for a in page.articles]


def test_a_paper_is_grouped_by_day_and_stays_unfolded(
    heding: Open, qtbot: QtBot, paper: Path
) -> None:
    one = heding()
    assert [label for label in labels(one) if "月" in label] == [
        "2025年7月17日 周四 · 2 版",
        "2025年7月18日 周五 · 2 版",
        "2025年7月20日 周日 · 2 版",
    ]
    tree = one.window.tree
    tree.expand(tree.pages.index(1, 0))
    one.window.close()
    two = heding()
    tree = two.window.tree
    assert tree.isExpanded(tree.pages.index(1, 0))
    assert not tree.isExpanded(tree.pages.index(2, 0))


def test_an_article_is_read_once_its_end_was_seen_or_by_a_key(
    heding: Open, qtbot: QtBot, paper: Path
) -> None:
    one = heding()
    window, contents = one.window, one.desk.contents
    assert contents
    long = contents.order[1].articles[0].id
    with qtbot.waitSignal(one.desk.reading_changed):
        one.desk.open(long)
    qtbot.waitUntil(window.article.complete)
    row = window.tree.pages.find(long)
    assert window.tree.pages.data(row, ROW_ROLE).unread
    with qtbot.waitSignal(one.desk.marks.read_changed):
        press(qtbot, window.article, Qt.Key.Key_End)
    assert not window.tree.pages.data(row, ROW_ROLE).unread
    with qtbot.waitSignal(one.desk.marks.read_changed):
        press(qtbot, window.article, Qt.Key.Key_R)
    assert window.tree.pages.data(row, ROW_ROLE).unread
    with qtbot.waitSignal(one.desk.marks.read_changed):
        press(qtbot, window.article, Qt.Key.Key_R)
    one.close()
    two = heding()
    qtbot.waitUntil(lambda: long in two.desk.marks.read)


def test_the_tree_shows_only_what_is_asked_for(heding: Open, qtbot: QtBot, paper: Path) -> None:
    one = heding()
    contents = one.desk.contents
    assert contents
    marked = contents.order[3].articles[0]
    with qtbot.waitSignal(one.desk.marks.bookmarks_changed):
        one.desk.toggle_bookmark(marked.id)
    menu = one.window.findChild(FilterMenu)
    assert isinstance(menu, QMenu)
    action = menu.actions()[1]
    with qtbot.waitSignal(one.desk.pages_changed):
        action.trigger()
    assert titles(one) == [marked.title]
    assert (
        action.text() in one.window.status.only.text() and "：1 篇" in one.window.status.only.text()
    )
    with qtbot.waitSignal(one.desk.pages_changed):
        one.window.status.only.click()
    assert len(titles(one)) == 6
    assert not one.window.status.only.isVisible()


def test_the_calendar_shows_days_and_gaps_and_goes_there(
    heding: Open, qtbot: QtBot, paper: Path
) -> None:
    one = heding()
    one.window.actions_by_id["calendar"].trigger()
    dialog = one.window.findChild(CalendarDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert "2025年" in [dialog.year.text()]
    assert dialog.count.text().startswith("3 天有报 · 缺报 0 天 · ")
    assert "没有报" in dialog.view.said(date(2025, 7, 19))
    assert dialog.view.day_at(QPoint(-5, -5)) is None
    day = date(2025, 7, 18)
    assert dialog.view.day_at(dialog.view.cell(day).center()) == day
    with qtbot.waitSignal(one.desk.reading_changed):
        qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, pos=dialog.view.cell(day).center())
    assert one.desk.contents and open_id(one) == one.desk.contents.order[2].articles[0].id
    press(qtbot, dialog.view, Qt.Key.Key_PageDown)
    assert dialog.year.text() == "2026年"
    assert "这一年没有报。" in dialog.count.text()
    press(qtbot, dialog.view, Qt.Key.Key_PageUp)
    press(qtbot, dialog.view, Qt.Key.Key_Left)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, dialog.view, Qt.Key.Key_Return)
    assert open_id(one) == one.desk.contents.order[0].articles[0].id
    assert texts(one.window)


def test_a_person_s_articles_are_shown_alone(heding: Open, qtbot: QtBot, paper: Path) -> None:
    one = heding()
    menu = one.window.findChild(FilterMenu)
    assert isinstance(menu, QMenu)
    people = menu.actions()[4].menu()
    assert isinstance(people, QMenu)
    people.aboutToShow.emit()
    assert {action.text() for action in people.actions()} == {"张三 · 3", "李四光 · 3"}
    with qtbot.waitSignal(one.desk.pages_changed):
        next(a for a in people.actions() if a.text().startswith("李四光")).trigger()
    assert [title[-1] for title in titles(one)] == ["2", "2", "2"]
    assert "李四光" in one.window.status.only.text()


def test_the_newest_issue_may_come_first(heding: Open, qtbot: QtBot, paper: Path) -> None:
    one = heding()
    with qtbot.waitSignal(one.desk.pages_changed):
        one.window.actions_by_id["latest"].trigger()
    assert "7月20日" in labels(one)[0]
    one.window.close()
    two = heding()
    assert "7月20日" in labels(two)[0]
    assert two.window.actions_by_id["latest"].isChecked()
