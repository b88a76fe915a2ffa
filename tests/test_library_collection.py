"""The collection as a whole, and articles like another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library, counted, days, days_of, missing
from reader.library.statistics import gaps, is_possible


@pytest.fixture(scope="module")
def library(shipped_library: Path) -> Iterator[Library]:
    with Library(shipped_library) as library:
        yield library


def test_everything_is_counted_once(library: Library) -> None:
    found = library.statistics()
    pages = library.pages()
    articles = [a for info in pages for a in library.page(info.key).articles if a.kind != "loose"]
    assert found.pages == len(pages)
    assert found.articles == len(articles)
    assert found.photos == sum(article.kind == "photo" for article in articles)
    letters = sum(len("".join(p.text.split())) for a in articles for _, p in a.pieces())
    assert found.characters == letters
    assert found.people == len({person.name for a in articles for person in a.people})
    assert found.undated == sum(page.date is None for page in pages)
    assert all(name and value for name, value in counted(found))


def test_gaps_are_days_on_which_the_paper_used_to_come_out() -> None:
    first = date(2024, 1, 1)  # a Monday
    daily = {first + timedelta(n) for n in range(100)}
    assert gaps(daily) == ()
    hole = {first + timedelta(n) for n in (40, 41, 42, 60)}
    assert gaps(daily - hole) == (
        (first + timedelta(40), first + timedelta(42)),
        (first + timedelta(60), first + timedelta(60)),
    )
    working = {day for day in daily if day.weekday() < 5}
    assert gaps(working) == ()
    friday, monday = first + timedelta(11), first + timedelta(14)
    assert gaps(working - {friday, monday}) == ((friday, monday),)
    weekly = {first + timedelta(7 * n) for n in range(20)}
    assert gaps(weekly) == ()
    assert gaps(weekly - {first + timedelta(70)}) == ((first + timedelta(70),) * 2,)
    assert gaps({first}) == gaps(set()) == ()


@given(st.sets(st.dates(date(2019, 1, 1), date(2021, 12, 31)), max_size=60))
def test_the_years_have_together_the_missing_days_of_all(days: set[date]) -> None:
    whole = missing(days)
    assert [day for year in (2019, 2020, 2021) for day in missing(days, [year])] == whole
    assert {begin for begin, _ in gaps(days)} | {end for _, end in gaps(days)} <= set(whole)


def test_a_calendar_of_the_year_and_the_statistics_count_alike(
    data_dir: Path, tmp_path: Path
) -> None:
    first = date(2024, 12, 2)  # a Monday
    for number in [n for n in range(60) if n % 7 < 5 and n not in (9, 36, 37)]:
        day = first + timedelta(number)
        (tmp_path / f"{day}-A01.txt").write_text(f"## 题目\n\n第{number}天的正文在此。\n", "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        found = library.statistics()
        calendar = days_of(days(library.pages()))
    assert found.missing == 3
    assert found.gaps == (("2024-12-11",) * 2, ("2025-01-07", "2025-01-08"))
    assert [len(missing(calendar, [year])) for year in (2023, 2024, 2025)] == [0, 1, 2]


@given(st.sets(st.dates(date(2019, 1, 1), date(2021, 12, 31)), max_size=60))
def test_gaps_hold_no_day_that_has_an_issue(days: set[date]) -> None:
    runs = gaps(days)
    assert list(runs) == sorted(runs)
    for begin, end in runs:
        assert min(days) < begin <= end < max(days)
        assert not any(begin <= day <= end for day in days)


def test_dates_that_cannot_be() -> None:
    today = date(2025, 7, 18)
    assert is_possible("2024-02-29", today)
    assert is_possible("2025", today) and is_possible("2025-07", today)
    assert not is_possible("2025-02-29", today)
    assert not is_possible("2025-13", today)
    assert not is_possible("2025-08-01", today)
    assert not is_possible("2026", today)


def test_columns_and_people_are_threads_through_the_issues(library: Library) -> None:
    for what, operator in (("column", "栏目"), ("person", "记者")):
        values = library.browse(what)
        assert values
        assert [n for _, n in values] == sorted((n for _, n in values), reverse=True)
        name, number = values[0]
        assert library.count(f'{operator}:"{name}"') >= number


def test_similar_articles_share_the_words_that_are_said(library: Library) -> None:
    for hit in library.search("托管班")[:3]:
        answer = library.find(f"相似:{hit.id}")
        assert answer.shared
        # The first characters of an id will do, as they do everywhere.
        assert library.find(f"相似:{hit.id[:6]}").hits == answer.hits
        assert hit.id not in {other.id for other in answer.hits}
        for other in answer.hits:
            text = "".join(p.text for _, p in library.article(other.id).article.pieces())
            assert sum(word in text for word in answer.shared) >= min(3, len(answer.shared))
            assert other.marked
    answer = library.find("similar:nothing")
    assert (answer.total, len(answer.complaints)) == (0, 1)


def test_the_same_story_in_another_paper_is_found(data_dir: Path, tmp_path: Path) -> None:
    story = (
        "新华社北京7月18日电（记者 张三）今年上半年，全国共新建职工驿站一万二千余个，"
        "为户外劳动者提供饮水、休息、充电等服务。全国总工会有关负责人介绍，下一步将推动驿站"
        "建设同城市更新结合起来，让更多劳动者累了能歇脚、渴了能喝水、热了能纳凉。"
        "多地还开发了地图导航功能，劳动者打开手机就能找到离自己最近的驿站。"
    )
    other = story.replace("一万二千余个", "1.2万余个").replace("有关负责人", "相关负责人")
    for name, text in (("a/2025-07-18-A01", story), ("b/2025-07-19-A02", other)):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"## 职工驿站建设提速{name[0]}\n\n{text}\n", "utf-8")
    with Library(data_dir) as library:
        one, two = library.add([tmp_path]).pages
        first = library.page(one).articles[0].id
        answer = library.find(f"同稿:{first}")
        assert [hit.page for hit in answer.hits] == [two]
        told = " ".join(f"{a}→{b}" for a, b in answer.hits[0].differing)
        assert "一万二千→1.2万" in told and "有→相" in told
        assert len(answer.hits[0].differing) == 3  # the headline, too
        assert library.find(f"same:{answer.hits[0].id}").hits[0].id == first
        assert library.find(f"同稿:{library.search('托管班')[0].id}").total == 0


def test_unread_articles_are_those_that_were_not_read(data_dir: Path) -> None:
    with Library(data_dir) as library:
        page = library.pages()[0]
        everything = library.count("的")
        library.finished.set(page.articles[0].id, page.key, True)
        assert [hit.id for hit in library.search("is:read")] == [page.articles[0].id]
        assert library.count("是:未读") == library.count("-is:read")
        assert library.count("的 is:unread") == everything - library.count("的 is:read")
