"""Asking all pages, as a reader does at the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from acts import Open, open_id, press, read, search, texts, write
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader.desk import LISTED
from reader.library import Library
from reader.window.app import Heding
from reader.window.collection import CollectionDialog, TimelineDialog
from reader.window.rows import ROW_ROLE, Row

#: What lists below a box and dialogs ask for.
OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support")


def rows(one: Heding) -> list[Row]:
    model = one.window.hits.rows
    return [model.data(model.index(n), ROW_ROLE) for n in range(model.rowCount())]


def choose(button: QToolButton, number: int) -> str:
    """Choose an entry of a button's menu, and return what it says."""
    action = button.menu().actions()[number]
    said = str(action.text())
    action.trigger()
    return said


@OFFSCREEN
def test_what_is_not_understood_is_said_and_the_rest_is_found(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    search(qtbot, one, "工会")
    found = len(rows(one))
    search(qtbot, one, "工会 是:好看")
    assert len(rows(one)) == found > 20
    assert any("好看" in text and "书签" in text for text in texts(one.window))
    search(qtbot, one, "工会 -高温")
    assert not any("好看" in text for text in texts(one.window))


def test_a_new_question_begins_at_its_best_hit_whatever_is_open(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    search(qtbot, one, "工会")
    assert one.desk.results
    hits, seen = one.desk.results.hits, one.window.hits.list
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.hits.article_wanted.emit(hits[5].id)
    assert open_id(one) == hits[5].id
    assert seen.currentIndex().row() == 5
    search(qtbot, one, "工会 -高温")
    best = one.desk.results.hits[0].id
    assert not seen.currentIndex().isValid()  # nothing is marked that isn't open
    assert seen.verticalScrollBar().value() == 0
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.box, Qt.Key.Key_Return)
    assert open_id(one) == best
    assert seen.currentIndex().row() == 0


def test_a_click_on_a_facet_narrows_what_is_found(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    with qtbot.waitSignal(one.desk.questions.facets_changed):
        search(qtbot, one, "工会")
    people = one.window.hits.facets["people"]
    assert people.isVisible()
    assert not one.window.hits.facets["years"].isVisible()  # these pages bear no date
    with qtbot.waitSignal(one.desk.results_changed):
        name, number = choose(people, 0).split("\t")
    qtbot.waitUntil(lambda: one.desk.results is not None and name in one.desk.results.query)
    assert one.desk.results and one.desk.results.total == int(number)
    assert one.window.box.text() == f"工会 记者:{name}"


def test_related_words_narrow_what_is_found(qtbot: QtBot, heding: Open, filled_dir: Path) -> None:
    one = heding()
    related = one.window.hits.related
    search(qtbot, one, "工会")
    qtbot.waitUntil(related.isVisible)
    with qtbot.waitSignal(one.desk.results_changed):
        word, number = choose(related, 0).split("\t")
    assert one.window.box.text() == f"工会 {word}"
    qtbot.waitUntil(lambda: one.desk.results is not None and word in one.desk.results.query)
    assert one.desk.results and one.desk.results.total == int(number)
    one.window.box.clear()
    assert one.desk.questions.related == ()


@OFFSCREEN
def test_alt_and_down_offers_words_that_begin_so(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    search(qtbot, one, "工会")
    with qtbot.waitSignal(one.desk.questions.completions_changed):
        press(qtbot, one.window.box, Qt.Key.Key_Down, "AltModifier")
    found = one.desk.questions.completions
    assert found and all(c.shown.startswith("工会") for c in found)
    popup = QApplication.activePopupWidget()
    assert popup is not None and popup.isVisible()
    press(qtbot, popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(one.desk.results_changed):
        press(qtbot, popup, Qt.Key.Key_Return)
    assert one.window.box.text() == found[0].query


def test_a_misspelt_word_is_asked_back(qtbot: QtBot, heding: Open, filled_dir: Path) -> None:
    one = heding()
    search(qtbot, one, "公惠")
    qtbot.waitUntil(lambda: "工会" in texts(one.window))
    button = next(b for b in one.window.hits.findChildren(QPushButton) if b.text() == "工会")
    qtbot.waitUntil(lambda: button.height() > 10)  # it has its place
    with qtbot.waitSignal(one.desk.results_changed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert one.window.box.text() == "工会"
    qtbot.waitUntil(lambda: len(rows(one)) > 20)
    assert not button.isVisible()


def test_orders_and_groups(qtbot: QtBot, heding: Open, data_dir: Path, tmp_path: Path) -> None:
    for day in (3, 1, 2):
        text = f"2025年7月{day}日 星期二\n\n## 第{day}天的消息\n\n本报讯 这里说的是第{day}天。\n"
        (tmp_path / f"2025-07-0{day}-A01.txt").write_text(text, "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        assert library.count("date:2025-07 这里说的是") == 3
    one = heding()
    search(qtbot, one, "这里说的是")
    order = one.window.hits.order
    for number, days in ((1, "321"), (2, "123")):
        with qtbot.waitSignal(one.desk.results_changed):
            choose(order, number)
        assert [row.title[1] for row in rows(one)] == list(days)
    choose(order, 6)
    headings = [row for row in rows(one) if row.strong]
    assert [row.title for row in headings] == ["2025-07-01", "2025-07-02", "2025-07-03"]
    assert len(rows(one)) == 6
    assert one.window.remember().grouped
    assert one.view.order == "oldest"
    press(qtbot, one.window.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.box, Qt.Key.Key_Return)


def test_more_is_fetched_as_one_scrolls_and_as_one_steps(
    qtbot: QtBot, heding: Open, data_dir: Path, tmp_path: Path
) -> None:
    for number in range(80):
        text = f"## 题目{number}\n\n本报讯 这里说的是第{number}号。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        library.catch_up()
    one = heding()
    search(qtbot, one, "这里说的是第")
    assert one.desk.results and one.desk.results.total == 80
    assert len(rows(one)) == LISTED
    bar = one.window.hits.list.verticalScrollBar()
    with qtbot.waitSignal(one.desk.results_changed):
        bar.setValue(bar.maximum())
    assert len(rows(one)) == 2 * LISTED
    last = one.desk.results.hits[-1].id
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.hits.article_wanted.emit(last)
    qtbot.waitUntil(lambda: one.desk.finding.match == 0)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window, Qt.Key.Key_F3)
    assert len(rows(one)) == 80
    assert open_id(one) == one.desk.results.hits[2 * LISTED].id


def test_a_search_is_kept_above_the_contents_and_comes_back(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    saved = one.window.side.saved
    assert not saved.isVisible()
    search(qtbot, one, "高温")
    with qtbot.waitSignal(one.desk.questions.saved_changed):
        one.window.actions_by_id["keep_search"].trigger()
    assert one.window.actions_by_id["keep_search"].isChecked()
    press(qtbot, one.window.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(saved.isVisible)
    two = heding()
    saved = two.window.side.saved
    qtbot.waitUntil(saved.isVisible)
    row = saved.rows.data(saved.rows.index(0), ROW_ROLE)
    assert row.title == "高温"
    with Library(filled_dir) as library:
        assert str(library.count("高温")) in row.below
    with qtbot.waitSignal(two.desk.results_changed):
        saved.clicked.emit(saved.rows.index(0))
    assert two.window.box.text() == "高温"
    with qtbot.waitSignal(two.desk.questions.saved_changed):
        saved.removal_wanted.emit("高温")
    assert two.desk.questions.saved == ()


@OFFSCREEN
def test_operators_are_completed_and_searches_are_remembered(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    box, questions = one.window.box, one.desk.questions
    box.setFocus()
    with qtbot.waitSignal(questions.completions_changed):
        write(box, "标题")
    shown = [c.shown for c in questions.completions]
    assert shown == ["标题:"]
    with qtbot.waitSignal(questions.completions_changed, raising=True):
        write(box, " 记者:陈")
        qtbot.waitUntil(lambda: any("陈曦" in c.shown for c in questions.completions))
    completion = next(c for c in questions.completions if "陈曦" in c.shown)
    assert completion.query == "标题 记者:陈曦 "
    box.clear()
    search(qtbot, one, "安康杯")
    press(qtbot, box, Qt.Key.Key_Return)
    box.clear()
    assert questions.history[0] == "安康杯"
    three = heding()
    qtbot.waitUntil(lambda: three.desk.questions.history[:1] == ("安康杯",))


def test_traditional_characters_may_be_told_apart(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    search(qtbot, one, "工會")
    assert len(rows(one)) > 20
    with qtbot.waitSignal(one.desk.results_changed):
        one.window.actions_by_id["variants"].trigger()
    assert rows(one) == []
    assert not one.window.remember().variants


@OFFSCREEN
def test_a_word_over_the_months_is_drawn_and_a_click_lists_a_month(
    qtbot: QtBot, heding: Open, data_dir: Path, tmp_path: Path
) -> None:
    for name in ("2024-12-31", "2025-02-01", "2025-02-15"):
        text = f"## 题目\n\n本报讯 这是{name}的乌有之信。\n"
        (tmp_path / f"{name}-A01.txt").write_text(text, "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        library.catch_up()
    one = heding()
    search(qtbot, one, "乌有之信")
    with qtbot.waitSignal(one.desk.questions.months_counted):
        one.window.actions_by_id["timeline"].trigger()
    dialog = one.window.findChild(TimelineDialog)
    assert dialog.chart.months == ["2024-12", "2025-01", "2025-02"]
    with qtbot.waitSignal(one.desk.questions.months_counted):
        dialog.boxes[1].setText("15的乌有")
    low, high = (dialog.chart.bar(0, month) for month in ("2024-12", "2025-02"))
    assert 0 < low.height() < high.height()
    assert dialog.chart.bar(1, "2024-12").isEmpty()
    assert not dialog.chart.bar(1, "2025-02").isEmpty()
    with qtbot.waitSignal(one.desk.results_changed):
        place = high.center().toPoint()
        qtbot.mouseClick(dialog.chart, Qt.MouseButton.LeftButton, pos=place)
    assert one.window.box.text() == "乌有之信 日期:2025-02"
    qtbot.waitUntil(lambda: len(rows(one)) == 2)


@OFFSCREEN
@pytest.mark.parametrize("wide", [200, 320, 600])
def test_no_button_above_the_hits_is_cut_however_narrow_the_list(
    heding: Open, qtbot: QtBot, filled_dir: Path, wide: int
) -> None:
    one = heding()
    search(qtbot, one, "工会")
    one.window.splitter.setSizes([wide, 1000 - wide])
    buttons = [one.window.hits.order, *one.window.hits.facets.values()]
    qtbot.waitUntil(lambda: abs(one.window.side.width() - wide) < 30)
    shown = [button for button in buttons if button.isVisible()]
    assert len(shown) > 2
    for button in shown:
        assert button.width() >= button.sizeHint().width(), button.text()
        assert one.window.hits.rect().contains(
            QRect(button.mapTo(one.window.hits, QPoint(0, 0)), button.size())
        )


@OFFSCREEN
def test_a_search_goes_on_in_a_window_of_another_look(
    heding: Open, qtbot: QtBot, filled_dir: Path
) -> None:
    one = heding()
    search(qtbot, one, "工会")
    first = one.window
    one.window.look_wanted.emit("dark")
    assert one.window is not first
    with qtbot.waitSignals([first.destroyed, one.desk.questions.facets_changed]):
        search(qtbot, one, "职工")
    assert one.window.hits.order.isVisible()


@OFFSCREEN
def test_before_a_word_is_written_the_months_say_what_to_do(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    one.window.actions_by_id["timeline"].trigger()
    dialog = one.window.findChild(TimelineDialog)
    qtbot.waitUntil(lambda: "写一个词" in dialog.chart.hint)
    with qtbot.waitSignal(one.desk.questions.months_counted):
        dialog.boxes[0].setText("工会")
    assert "标有日期" in dialog.chart.hint  # none of the shipped pages has a date


@OFFSCREEN
def test_columns_and_people_are_browsed(qtbot: QtBot, heding: Open, filled_dir: Path) -> None:
    one = heding()
    with qtbot.waitSignal(one.desk.questions.all_counted):
        one.window.actions_by_id["collection"].trigger()
    dialog = one.window.findChild(CollectionDialog)
    qtbot.waitUntil(lambda: "5" in texts(dialog))
    people = dialog.people
    dialog.tabs.setCurrentWidget(people)
    row = people.rows.data(people.rows.index(0), ROW_ROLE)
    assert row.title == "陈曦"
    with qtbot.waitSignal(one.desk.results_changed):
        people.list.clicked.emit(people.rows.index(0))
    assert one.window.box.text() == "记者:陈曦"
    order = one.window.hits.order
    assert order.text() == "最早"
    with qtbot.waitSignal(one.desk.results_changed):
        one.window.box.setText("记者:陈曦 工会")  # a thread that is narrowed goes on as one
    assert order.text() == "最早"
    search(qtbot, one, "工会")
    assert (order.text(), one.view.order) == ("最相关", "best")
    with qtbot.waitSignal(one.desk.results_changed):
        choose(order, 4)
    search(qtbot, one, "高温")
    assert (order.text(), one.view.order) == ("最长在前", "longest")


def test_articles_like_the_open_one_are_listed_with_what_they_share(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    article = read(qtbot, one)
    with qtbot.waitSignal(one.desk.results_changed):
        one.window.actions_by_id["similar"].trigger()
    assert one.window.box.text() == f"相似:{article}"
    assert one.desk.results and one.desk.results.shared
    assert any(one.desk.results.shared[0] in text for text in texts(one.window))


def test_the_index_is_made_anew_with_progress_while_one_goes_on_reading(
    qtbot: QtBot, heding: Open, data_dir: Path, tmp_path: Path
) -> None:
    for number in range(230):
        text = f"## 题目{number}\n\n本报讯 这里说的是第{number}号。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        library.catch_up()
    one = heding()
    search(qtbot, one, "这里说的是第")
    bar = one.window.status.indexing
    seen = []
    one.desk.indexing.moved.connect(lambda *_: seen.append((bar.isVisible(), bar.text.text())))
    with qtbot.waitSignal(one.desk.indexing.ended, timeout=20_000):
        one.window.actions_by_id["rebuild_index"].trigger()
        read(qtbot, one)
    assert seen
    assert all(visible and text.endswith("/235 版") for visible, text in seen)
    qtbot.waitUntil(bar.isHidden)
    search(qtbot, one, "第229号")
    qtbot.waitUntil(lambda: one.desk.results is not None and one.desk.results.total == 1)


@OFFSCREEN
def test_a_story_that_goes_on_elsewhere_leads_there_in_the_article_and_in_threads(
    qtbot: QtBot, heding: Open, data_dir: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "2025-07-18"
    folder.mkdir()
    head = "2025年7月18日 星期五\n\n"
    story = "## 全市工作会议召开\n\n本报讯（记者 钟正）昨天，全市工作会议召开，部署任务。\n\n"
    rest = (
        "## 会议要求抓紧制定方案\n\n（上接第1版）\n\n会议要求，各单位要增强紧迫感，抓紧制定方案。\n"
    )
    (folder / "A01.txt").write_text(f"{head}{story}（下转第3版）\n", "utf-8")
    (folder / "A03.txt").write_text(f"{head}## 消息\n\n本报讯 今天有雨。\n\n{rest}", "utf-8")
    with Library(data_dir) as library:
        library.add([folder])
        (front,) = library.search("标题:全市工作会议")
        (inside,) = library.search("标题:抓紧制定")
    one = heding()
    action = one.window.actions_by_id["other_page"]
    assert not one.window.jumps.isVisible()
    with qtbot.waitSignal(one.desk.jumps.changed):
        one.desk.open(front.id)
    (button,) = one.window.jumps.buttons
    assert button.isVisible() and button.text() == "下转第3版 · 会议要求抓紧制定方案  →"
    with qtbot.waitSignal(one.desk.reading_changed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert open_id(one) == inside.id
    qtbot.waitUntil(lambda: bool(one.desk.jumps.known))
    assert one.window.jumps.buttons[0].text() == "←  上接第1版 · 全市工作会议召开"
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.article, Qt.Key.Key_O)
    assert open_id(one) == front.id
    with qtbot.waitSignal(one.desk.reading_changed):
        one.desk.open(one.desk.neighbour(1) or "")
    assert not one.window.jumps.isVisible() and not action.isEnabled()

    search(qtbot, one, "记者:钟正")
    qtbot.waitUntil(lambda: len(rows(one)) == 2)
    assert rows(one)[1].title == "下转第3版 · 会议要求抓紧制定方案  →"
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.hits.list.clicked.emit(one.window.hits.rows.index(1))
    assert open_id(one) == inside.id


def test_what_was_found_by_its_sound_is_marked_in_the_article(
    qtbot: QtBot, heding: Open, filled_dir: Path
) -> None:
    one = heding()
    search(qtbot, one, "记者:zxc")
    shown = rows(one)
    assert len(shown) > 2
    assert all("宗晓畅" in [row.below[s:e] for s, e in row.marked] for row in shown)
    assert one.desk.results
    with qtbot.waitSignal(one.desk.finding.matches_changed):
        one.window.hits.article_wanted.emit(one.desk.results.hits[0].id)
    assert one.desk.reading
    pieces = one.desk.reading.pieces
    assert one.desk.finding.matches
    for match in one.desk.finding.matches:
        assert pieces[match.piece][1].text[match.start : match.end] == "宗晓畅"
