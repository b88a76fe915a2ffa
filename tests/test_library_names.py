"""Going to something by some letters of its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Library
from reader.library.names import score
from reader.library.sound import readings, spelled


@pytest.fixture
def library(filled_dir: Path) -> Library:
    return Library(filled_dir)


def test_a_headline_is_found_by_letters_that_stand_apart_in_it(library: Library) -> None:
    with library:
        for page in library.pages():
            for article in page.articles:
                letters = article.title[::2][:6]
                assert article.id in [n.id for n in library.names(letters, 50)], article.title


def test_columns_people_and_pages_are_found_too(library: Library) -> None:
    with library:
        page = library.pages()[0]
        columns = {a.column for p in library.pages() for a in p.articles if a.column}
        full = library.page(page.key)
        person = next(p.name for a in full.articles for p in a.people)
        kinds = {("column", column) for column in columns for n in library.names(column, 9)}
        assert kinds == {("column", column) for column in columns} != set()
        assert [n.kind for n in library.names(person, 9) if n.text == person] == ["person"]
        assert page.key in [n.id for n in library.names(page.name, 9) if n.kind == "page"]


def test_nothing_asked_nothing_found_and_an_end_is_heeded(library: Library) -> None:
    with library:
        assert library.names(" ", 9) == ()
        assert library.names("没有这样的题目", 9) == ()
        assert library.names("工", 9, lambda: False) == ()
        assert len(library.names("工", 3)) == 3


def test_names_follow_the_pages(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "新版面.txt"
    file.write_text("## 鹤岗来信一则\n\n本报记者 王小二\n\n这是正文，讲一件事。\n", "utf-8")
    with library:
        assert library.names("鹤岗来信", 9) == ()
        (key,) = library.add([file]).pages
        assert [n.text for n in library.names("鹤岗来信", 9)] != []
        file.write_text("## 鸡西来信一则\n\n这是正文，讲一件事。\n", "utf-8")
        library.refresh()
        assert library.names("鹤岗来信", 9) == ()
        assert [n.text for n in library.names("鸡西来信", 9)] != []
        library.remove(key)
        assert library.names("鸡西来信", 9) == ()


def test_better_names_come_first() -> None:
    names = ["工会主席", "市总工会", "工人日报会", "工业大学学生会", "工厂里开了一个会", "厂里"]
    points = [score(name, "工会") for name in names]
    assert points == sorted(points, reverse=True)
    assert points[-1] == 0
    assert score("Heding 合订", "hd合") > 0


@given(st.text("工会人a\nA", max_size=12), st.text("工会人a A", min_size=1, max_size=4))
def test_a_name_fits_when_the_letters_stand_in_it_in_their_order(name: str, wanted: str) -> None:
    rest = iter(name.lower())
    fits = all(letter in rest for letter in wanted.lower() if letter != " ")
    assert (score(name, wanted) > 0) == fits


def test_people_and_columns_are_found_as_they_sound(library: Library) -> None:
    with library:
        for letters in ("zxc", "zongxiaochang", "zong", "xiaoch", "ZongXiao"):
            assert "宗晓畅" in [n.text for n in library.names(letters, 5) if n.kind == "person"]
        columns = {a.column for p in library.pages() for a in p.articles if a.column}
        for column in columns:
            letters = "".join(readings(char)[0] for char in column if readings(char))[:30]
            assert column in [n.text for n in library.names(letters, 5) if n.kind == "column"]


def test_a_name_with_these_very_letters_goes_before_one_that_sounds_so(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "A1.txt"
    file.write_text(
        "## 与 zong 有关的一则新闻\n\n本报记者 王小二\n\n这是正文，讲一件事。\n", "utf-8"
    )
    with library:
        library.add([file])
        kinds = [n.kind for n in library.names("zong", 9)]
    assert kinds.index("article") < kinds.index("person")


@pytest.mark.parametrize(
    ("text", "letters", "found"),
    [
        ("北京工会主席", "gonghui", ["工会"]),
        ("北京工会主席", "gongh", ["工会"]),
        ("北京工会主席", "gh", ["工会"]),
        ("北京工会主席", "gong", ["工"]),
        ("北京工会主席", "gon", []),
        ("工，会", "gonghui", []),
        ("重庆工会，一般工会", "gonghui", ["工会", "工会"]),
        ("重庆", "chongqing", ["重庆"]),
        ("重庆", "zhongqing", ["重庆"]),
        ("西安", "xian", ["西安"]),
        ("买b超", "bchao", ["b超"]),
    ],
)
def test_what_is_spelled_so_is_found_where_it_stands(
    text: str, letters: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in spelled(text, letters)] == found
