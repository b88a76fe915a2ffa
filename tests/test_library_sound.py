"""What is found by its sound: in which part, in what order, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library, find_matches

PAGES = {
    "A1": "## 市总工会召开座谈会\n\n本报讯（记者 宗晓畅）昨天下午，市里开了一个座谈会，来了很多人。\n",
    "A2": "## 夏日送清凉\n\n本报讯（记者 龚慧）昨天上午，工会给环卫工人送去了绿豆汤和毛巾。\n",
    "A3": "## 读者来信谈 gonghui 域名\n\n本报讯（记者 李四）有读者来信问起一个网站的名字。\n",
    "A4": "## 天气转凉\n\n本报讯（记者 王五）昨天下了一场大雨，街上积水很深。\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("sound")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Library(folder / "data") as library:
        for page in library.pages():
            library.remove(page.key)
        library.add([folder / f"{name}.txt" for name in PAGES])
        yield library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gonghui", {"A1", "A2", "A3"}),
        ("标题:gonghui", {"A1", "A3"}),
        ("记者:gonghui", {"A2"}),
        ("title:gh", {"A1", "A3"}),
        ("记者:gh", {"A2"}),
        ("记者:zongxiaochang", {"A1"}),
        ("记者:zongxiaoc", {"A1"}),
        ("记者:zxc", {"A1"}),
        ("标题:zxc", set()),
        ("栏目:gonghui", set()),
        ('标题:"gonghui"', {"A3"}),
        ("标题:gonghui -gonghui", set()),
        ("天气 -记者:zxc", {"A4"}),
    ],
)
def test_pinyin_is_looked_for_in_the_part_that_is_named(
    library: Library, query: str, found: set[str]
) -> None:
    assert {Path(hit.path).stem for hit in library.search(query)} == found


def test_letters_that_stand_there_go_before_what_sounds_so(library: Library) -> None:
    for query in ("gonghui", "标题:gonghui"):
        assert Path(library.search(query)[0].path).stem == "A3"


@pytest.mark.parametrize(
    ("query", "page", "marked"),
    [
        ("gonghui", "A1", ["工会"]),
        ("gonghui", "A2", ["龚慧"]),
        ("gonghui", "A3", ["gonghui"]),
        ("记者:zxc", "A1", ["宗晓畅"]),
        ("标题:ztanh", "A1", []),
        ("标题:zth", "A1", ["座谈会"]),
    ],
)
def test_what_sounds_so_is_shown_and_marked(
    library: Library, query: str, page: str, marked: list[str]
) -> None:
    hits = [hit for hit in library.search(query) if Path(hit.path).stem == page]
    assert [hit.snippet[s:e] for hit in hits for s, e in hit.marked] == marked


def test_the_text_itself_is_not_searched_by_sound(library: Library) -> None:
    assert library.count("lvdoutang") == library.count("ldt") == 0
    assert find_matches("工会的龚慧", "gonghui") == ()
    assert find_matches("工会的龚慧", "gonghui", head=True) == ((0, 2), (3, 5))
    assert find_matches("工会的龚慧", "gonghui", names=["龚慧"]) == ((3, 5),)
    assert find_matches("工会的龚慧", "标题:gonghui", names=["龚慧"]) == ()
    assert find_matches("工会 gonghui", "gonghui", plain=True, head=True) == ((3, 10),)
