"""The order of the pages: collections, dates, folders; what is shown of them; the tree's rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from reader.library import ArticleInfo, Filter, Group, Library, PageInfo, days, filtered, outline
from reader.page import PageDate
from reader.window.model import OutlineModel, group_name


def page(path: str, date: str = "", *articles: ArticleInfo) -> PageInfo:
    name = path.rpartition("/")[2].removesuffix(".txt")
    made = articles or (ArticleInfo(f"id {path}", "article", name, "", "", False, 1.0),)
    return PageInfo(path, path, name, name, PageDate(date, True) if date else None, made)


def shape(group: Group) -> list[object]:
    """Groups as lists that begin with their names, pages as their names."""
    return [
        [item.name, *shape(item)] if isinstance(item, Group) else item.name for item in group.items
    ]


def test_dates_make_years_months_and_days() -> None:
    pages = [
        page("/p/a/A1.txt", "2024-12-31"),
        page("/p/b/A1.txt", "2025-01-01"),
        page("/p/b/A2.txt", "2025-01-01"),
        page("/p/c/A1.txt", "2025-01-02"),
        page("/p/d/A1.txt", "2025-03"),
    ]
    assert shape(outline(pages, ["/p"])) == [
        ["2024-12-31", "A1"],
        ["2025", ["2025-01", ["2025-01-01", "A1", "A2"], ["2025-01-02", "A1"]], ["2025-03", "A1"]],
    ]


def test_without_dates_folders_make_the_groups() -> None:
    pages = [page("/p/one/A1.txt"), page("/p/two/deep/A2.txt"), page("/p/top.txt")]
    assert shape(outline(pages, ["/p"])) == [["one", "A1"], ["two/deep", "A2"], "top"]


def test_each_added_folder_is_a_collection_once_there_are_two() -> None:
    pages = [page("/p/x/A1.txt"), page("/q/A2.txt"), page("/q/y/A3.txt", "2025-01-01")]
    assert shape(outline(pages, ["/p", "/q"])) == [
        ["/p", ["x", "A1"]],
        ["/q", ["2025-01-01", "A3"], "A2"],
    ]
    assert shape(outline(pages[:1], ["/p", "/q"])) == [["x", "A1"]]
    assert shape(outline(pages[1:], ["/p", "/q"])) == [["2025-01-01", "A3"], "A2"]


def test_the_newest_may_come_first() -> None:
    pages = [page(f"/p/{day}/A{n}.txt", f"2025-01-{day:02}") for day in (1, 2) for n in (1, 2)]
    pages.append(page("/p/x/B.txt"))
    assert shape(outline(pages, ["/p"], latest=True)) == [
        ["2025-01", ["2025-01-02", "A1", "A2"], ["2025-01-01", "A1", "A2"]],
        ["x", "B"],
    ]


def test_a_long_row_of_pages_is_cut_into_parts() -> None:
    pages = [page(f"/p/{number:04}.txt") for number in range(900)]
    found = outline(pages, ["/p"])
    assert [len(item.items) for item in found.items] == [200, 200, 200, 200, 100]
    assert found.items[1].name == "0200 – 0399"
    assert list(found.all_pages()) == pages


def test_every_page_is_in_the_outline_once_and_can_be_reached() -> None:
    pages = [
        page(f"/p/{folder}/{number}.txt", date)
        for folder, date in (("a", ""), ("b", "2025-07"), ("c", "2025-07-18"), ("d", "2024"))
        for number in range(5)
    ]
    found = outline(pages, ["/p"])
    assert sorted(p.key for p in found.all_pages()) == sorted(p.key for p in pages)
    for one in pages:
        path = found.path_to(one.key)
        assert path[-1] == one
        assert all(isinstance(step, Group) for step in path[:-1])
    assert found.path_to("no such page") == []


def test_a_filter_leaves_the_articles_that_fit() -> None:
    articles = (
        ArticleInfo("a", "article", "甲", "", "要闻", False, 1.0, ("张三", "李四")),
        ArticleInfo("b", "photo", "乙", "", "要闻", False, 1.0),
        ArticleInfo("c", "article", "丙", "", "副刊", False, 1.0),
    )
    pages = [page("/p/1.txt", "", *articles), page("/p/2.txt", "", articles[2])]

    def ids(wanted: Filter) -> list[list[str]]:
        found = filtered(pages, wanted, frozenset("a"), frozenset("b"))
        return [[article.id for article in p.articles] for p in found]

    assert ids(Filter(column="要闻")) == [["a", "b"]]
    assert ids(Filter(photo=True)) == [["b"]]
    assert ids(Filter(unread=True)) == [["b", "c"], ["c"]]
    assert ids(Filter(bookmarked=True)) == [["b"]]
    assert ids(Filter(person="李四")) == [["a"]]
    assert ids(Filter(column="要闻", unread=True)) == [["b"]]


def test_days_have_their_pages() -> None:
    pages = [
        page("/p/A1.txt", "2025-01-01"),
        page("/p/A2.txt", "2025-01-01"),
        page("/p/B.txt", "2025"),
    ]
    assert {day: [p.name for p in found] for day, found in days(pages).items()} == {
        "2025-01-01": ["A1", "A2"]
    }


def test_the_rows_follow_whatever_comes_and_goes(qtbot: QtBot) -> None:
    model = OutlineModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    checker = QAbstractItemModelTester(model, fatal, model)
    checker.setUseFetchMore(False)
    every = [
        page(f"/p/{month}-{day}/A{number}.txt", f"2025-{month:02}-{day:02}")
        for month in (1, 2)
        for day in (1, 2, 3)
        for number in (1, 2)
    ]
    every += [page(f"/q/{number}.txt") for number in range(450)]
    for pages in (every[:1], every[:6], every, every[3:], every[:20], every[::2], every):
        found = outline(pages, ["/p", "/q"])
        model.set_outline(found)
        for one in pages:
            index = model.find(one.articles[0].id, one.key)
            assert model.article_at(index) == one.articles[0]
            assert model.page_at(index.parent()) == one
        assert _shown(model) == shape(found)
    checker.deleteLater()


def _shown(model: OutlineModel, index: QModelIndex | None = None) -> list[object]:
    index = index or QModelIndex()
    rows = []
    for row in range(model.rowCount(index)):
        child = model.index(row, 0, index)
        item = model._node(child).item
        rows.append([item.name, *_shown(model, child)] if isinstance(item, Group) else item.name)
    return rows


@pytest.mark.parametrize(
    ("kind", "name", "within", "said"),
    [
        ("year", "2025", "", "2025年"),
        ("month", "2025-07", "year", "7月"),
        ("month", "2025-07", "", "2025年7月"),
        ("day", "2025-07-18", "month", "7月18日 周五"),
        ("day", "2025-07-18", "", "2025年7月18日 周五"),
        ("collection", "/a/劳动午报", "", "劳动午报"),
        ("collection", "", "", "随附的版面"),
    ],
)
def test_groups_have_names(kind: str, name: str, within: str, said: str, qtbot: QtBot) -> None:
    from PySide6.QtCore import QLocale

    from reader.language import choose_language

    choose_language("zh_CN")
    QLocale.setDefault(QLocale("zh_CN"))
    assert group_name(Group("", kind, name, (), 0), within) == said


def test_what_was_read_is_kept_and_forgotten(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        first = library.pages()[0]
        article = first.articles[0].id
        library.finished.set(article, first.key, True)
        library.finished.set(article, first.key, True)
    with Library(filled_dir) as library:
        assert library.finished.articles() == {article}
        library.finished.set(article, first.key, False)
        assert library.finished.articles() == frozenset()
