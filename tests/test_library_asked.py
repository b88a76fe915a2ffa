"""Facets, words that were meant, kept searches: what helps to ask."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library, Stopped


@pytest.fixture(scope="module")
def library(shipped_library: Path) -> Iterator[Library]:
    with Library(shipped_library) as library:
        yield library


def test_each_facet_narrows_to_as_many_as_it_says(library: Library) -> None:
    facets = library.facets("工会")
    assert facets.people and facets.kinds and facets.columns
    for facet in (*facets.people, *facets.kinds, *facets.columns):
        assert library.count(f"工会 {facet.operator}") >= facet.number > 0
    for facet in facets.kinds:
        assert library.count(f"工会 {facet.operator}") == facet.number
    assert sum(facet.number for facet in facets.kinds) == library.count("工会")


def test_a_word_that_sounds_or_looks_alike_is_found(library: Library) -> None:
    assert library.meant("公惠")[0] == "工会"
    assert "职工沟通会" in library.meant("职工沟痛会")
    assert library.meant("标题:公会 -高温")[0] == "标题:工会 -高温"
    assert library.meant("") == library.meant("的") == library.meant("a b c") == ()
    for other in library.meant("托管般"):
        assert library.count(other)


def test_words_that_stand_in_bodies_alone_are_meant_too(data_dir: Path, tmp_path: Path) -> None:
    text = "## 社区通知\n\n本报讯 居民可到窗口缴费，也可以扫码。\n"
    (tmp_path / "A1.txt").write_text(text, "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        assert library.count("标题:缴费") == 0
        assert library.meant("教废")[0] == "缴费"  # each character is another one
        assert library.meant("缴肺")[0] == library.meant("叫费")[0] == "缴费"
        assert library.meant("居民缴费窗口") == ("居民 缴费 窗口",)  # written without spaces
        assert library.meant("可到窗缴费") == ("可到窗口缴费",)
        assert library.meant("居民可以到") == ("居民可到",)
        assert library.meant("标题:社曲 缴费") == ("标题:社区 缴费",)
        assert library.meant("标题:缴肺") == ()  # it stands in no headline
        assert library.meant("社区 叫费 -居民") == ()  # nothing would be found either
        with pytest.raises(Stopped):
            library.meant("教废", lambda: True)


def test_related_words_narrow_to_as_many_as_they_say(library: Library) -> None:
    words = library.related("工会")
    assert len(words) == len({word.shown for word in words}) > 5
    for word in words:
        assert library.count(f"工会 {word.operator}") == word.number < library.count("工会")
    assert not any(word.shown in "工会" for word in words)
    assert library.related("标题:天宫院") == ()  # there is nothing to narrow
    assert library.related("没有这样的词") == library.related("") == ()
    with pytest.raises(Stopped):
        library.related("工会", stopped=lambda: True)


def test_a_word_goes_on_by_words_that_stand_somewhere(library: Library) -> None:
    found = library.completions("高温 工会", 5, words=True)
    shown = [completion.shown.split() for completion in found]
    assert ["工会", "主席"] not in shown
    for word, number in shown:
        assert word.startswith("工会")
        assert library.count(word) == int(number) > 0
    assert found[0].query == f"高温 {shown[0][0]} "
    assert library.completions("工会", 2) == ()  # unless they are asked for
    titled = library.completions("标题:工会", 5, words=True)
    assert titled and all(c.query.startswith("标题:工会") for c in titled)
    assert len(titled) < len(found)


def test_jieba_is_not_loaded_for_its_words(shipped_library: Path, tmp_path: Path) -> None:
    """Its table takes a second and 90 MiB, and is written into the shared temporary folder."""
    code = (
        "import sys; from reader.library import Library\n"
        "with Library(sys.argv[1]) as library:\n"
        "    assert library.related('工会') and library.meant('公惠')\n"
        "assert 'jieba' not in sys.modules"
    )
    folder = tmp_path / "temporary"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(shipped_library)],
        env={**os.environ, "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(folder.iterdir()) == []


def test_headlines_and_names_are_found_by_their_sound(library: Library) -> None:
    by_sound = {hit.id for hit in library.search("gonghui")}
    heads = {hit.id for hit in library.search("标题:工会")}
    assert heads and heads <= by_sound
    assert heads <= {hit.id for hit in library.search("gh")}
    assert heads <= {hit.id for hit in library.search("gonghu")}  # still being typed
    assert library.search('"gonghui"') == ()
    assert library.search("GH") == ()
    assert library.count("chenxi") >= library.count("记者:陈曦") > 0


def test_searches_are_kept_and_remembered(data_dir: Path) -> None:
    with Library(data_dir) as library:
        for query in ("工会", "标题:高温", "工会"):
            library.asked.keep(query, True)
            library.asked.remember(query)
        assert library.asked.kept() == ("工会", "标题:高温")
        assert library.asked.history() == ("工会", "标题:高温")
        for number in range(60):
            library.asked.remember(f"第{number}个")
        assert library.asked.history()[0] == "第59个"
        assert len(library.asked.history()) == 50
    with Library(data_dir) as library:
        library.asked.keep("工会", False)
        assert library.asked.kept() == ("标题:高温",)
        assert library.export_marks()["searches"] == ["标题:高温"]
        library.asked.forget_history()
        assert library.asked.history() == ()


def test_dates_and_months(data_dir: Path, tmp_path: Path) -> None:
    for name in ("2024-12-31", "2025-07-01", "2025-07-15", "2025-08-02"):
        (tmp_path / f"{name}-A01.txt").write_text(f"## 题目\n\n这是{name}的乌有之信。\n", "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        assert library.months("的乌有之信 date:2024..2025") == (
            ("2024-12", 1),
            ("2025-07", 2),
            ("2025-08", 1),
        )
        found = {f.shown: f.number for f in library.facets("的乌有之信 date:2024..").years}
        assert found == {"2025": 3, "2024": 1}
        assert library.count("date:2025-07") == 2
        assert library.count("date:2025-07-15..2025-08") == 2
        assert library.count("日期:..2024") == 1
        newest = library.find("的乌有之信 date:2024..", order="newest").hits
        assert [hit.date for hit in newest] == [
            "2025-08-02", "2025-07-15", "2025-07-01", "2024-12-31"
        ]  # fmt: skip
        oldest = library.find("的乌有之信 date:2024..", order="oldest").hits
        assert [hit.id for hit in oldest] == [hit.id for hit in reversed(newest)]
        assert library.count("page:A1 date:2025") == library.count("版:a01 date:2025") == 3


def test_headlines_come_first(library: Library) -> None:
    for query in ("工会", "职工 服务", "街道总工会"):
        hits = library.search(query)
        words = query.split()
        heads = {hit.id for hit in library.search(" ".join(f"标题:{word}" for word in words))}
        assert 0 < len(heads) < len(hits)
        assert {hit.id for hit in hits[: len(heads)]} == heads


def test_regular_expressions(library: Library) -> None:
    for hit in library.search(r"re:\d{4}年 工会"):
        assert hit.marked
        assert any(hit.snippet[s:e] == "工会" for s, e in hit.marked) or "年" in hit.snippet
    found = {hit.id for hit in library.search(r"re:^北京.{2,6}工会")}
    for page in library.pages():
        for article in library.page(page.key).articles:
            lines = [line for _, p in article.pieces() for line in p.text.split("\n")]
            assert (article.id in found) == any(
                re.search(r"^北京.{2,6}工会", line) for line in lines
            )


def test_an_expression_that_would_take_for_ever_is_given_up(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "A1.txt").write_text(f"## 题目\n\n{'a' * 300}，完。\n", "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        answer = library.find("re:^(a|aa)+$ 完")
        assert (answer.total, len(answer.complaints)) == (0, 1)


def test_a_question_that_nobody_waits_for_ends(library: Library) -> None:
    with pytest.raises(Stopped):
        library.find("re:的", stopped=lambda: True)


def test_hits_by_headline_and_by_length(data_dir: Path, tmp_path: Path) -> None:
    titles = ("工会", "安康杯", "3月的雨", "重庆", "Beijing", "北京", "冲刺")
    for number, title in enumerate(titles):
        body = "第几回的乌有之信。" * (number * 3 % 7 + 1)
        (tmp_path / f"{number}.txt").write_text(f"## {title}\n\n本报讯 {body}\n", "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        found = library.find("的乌有之信", order="title").hits
        names = [hit.title for hit in found]
        # 重 is zhong first; 北京 and Beijing are spelled alike.
        assert names[:2] == ["3月的雨", "安康杯"] and set(names[2:4]) == {"北京", "Beijing"}
        assert names[4] == "冲刺" and names[5] == "工会" and names[6] == "重庆"
        assert [hit.title for hit in library.find("的乌有之信", 3, 4, "title").hits] == names[4:]
        longest = [hit.count for hit in library.find("的乌有之信", order="longest").hits]
        assert longest == sorted(longest, reverse=True) == [7, 6, 5, 4, 3, 2, 1]
