"""What queries mean; no text is a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.language import LANGUAGES, choose_language
from reader.library import Library
from reader.library.operators import operator_names, trait_names
from reader.library.question import (
    All,
    Either,
    Near,
    Node,
    Not,
    Pattern,
    Trait,
    Words,
    parse,
    quoted,
)
from reader.library.span import Dates


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("工会", Words("工会")),
        ("工会　高温", All((Words("工会"), Words("高温")))),
        ("工会 工会", Words("工会")),
        ("工会 OR 高温 暑期", All((Either((Words("工会"), Words("高温"))), Words("暑期")))),
        ("工会 或 高温 | 暑期", Either((Words("工会"), Words("高温"), Words("暑期")))),
        ("工会 AND 高温", All((Words("工会"), Words("高温")))),
        ("或", Words("或")),
        ("工会 或", All((Words("工会"), Words("或")))),
        ("工会 -高温", All((Words("工会"), Not(Words("高温"))))),
        ("－高温", Not(Words("高温"))),
        ("-标题:高温", Not(Words("高温", "title"))),
        ("- --lang a-b", All((Words("-"), Words("--lang"), Words("a-b")))),
        ('"工会 高温"', Words("工会 高温", quoted=True)),
        ("“五一”劳动奖章", All((Words("五一", quoted=True), Words("劳动奖章")))),
        ("「工會」", Words("工會", quoted=True)),
        ("title:工会", Words("工会", "title")),
        ("标题：“工会 高温”", Words("工会 高温", "title", True)),
        ("標題:工會", Words("工會", "title")),
        ("ＴＩＴＬＥ：工会", Words("工会", "title")),
        ("栏目:要闻 记者:张三", All((Words("要闻", "column"), Words("张三", "person")))),
        ("byline:张三 person:张三", Words("张三", "person")),
        ("版:A03", Words("A03", "page")),
        ("本报讯：今天", Words("本报讯：今天")),
        ("http://a.b", Words("http://a.b")),
        ("date:2025", Dates(20250000, 20259999)),
        ("日期:2025年7月", Dates(20250700, 20250799)),
        ("date:２０２５－０７－１８", Dates(20250718, 20250718)),
        ("date:20250718", Dates(20250718, 20250718)),
        ("date:2025-07..2025-08", Dates(20250700, 20250899)),
        ("date:2025.7..", Dates(20250700, 99999999)),
        ("date:..2025/8/1", Dates(0, 20250801)),
        ("is:bookmarked", Trait("bookmarked")),
        ("是:书签 -has:图片", All((Trait("bookmarked"), Not(Trait("photo"))))),
        ("工会 NEAR/5 高温", Near(Words("工会"), Words("高温"), 5)),
        ("工会 NEAR 高温", Near(Words("工会"), Words("高温"), 20)),
        ("工会 附近/9 高温", Near(Words("工会"), Words("高温"), 9)),
        ("near 工会", All((Words("near"), Words("工会")))),
        (r"re:\d+年", Pattern(r"\d+年")),
        ('正则:"a b"', Pattern("a b")),
        ("", None),
        ("　 \n", None),
    ],
)
def test_a_query_is_understood(query: str, tree: Node | None) -> None:
    question = parse(query)
    assert question.tree == tree
    assert question.complaints == ()


@pytest.mark.parametrize(
    ("query", "rest", "where"),
    [
        ("工会 OR", Words("工会"), "OR"),
        ("工会 title:", Words("工会"), "title:"),
        ("工会 is:好看", Words("工会"), "is:好看"),
        ("工会 date:去年", Words("工会"), "date:去年"),
        ("date:2025-13 工会", Words("工会"), "date:2025-13"),
        ("日期:2024-02-31 工会", Words("工会"), "日期:2024-02-31"),
        ("日期:2023年2月29日", None, "日期:2023年2月29日"),
        ("日期:2025-08..2025-07", None, "日期:2025-08..2025-07"),
        ("OR", Words("OR"), "OR"),
        ("NEAR/3", Words("NEAR/3"), "NEAR/3"),
        ("工会 “高温", All((Words("工会"), Words("高温", quoted=True))), "“"),
        ("标题:工会 NEAR 高温", All((Words("工会", "title"), Words("高温"))), "NEAR"),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_is_asked(
    query: str, rest: Node, where: str
) -> None:
    question = parse(query)
    (complaint,) = question.complaints
    assert query[complaint.start : complaint.end] == where
    assert complaint.reason
    assert question.tree == rest


PARTS = st.sampled_from(
    ["OR", "AND", "NEAR/3", "NEAR", "或", "-", "--", "－", '"', "“", "”", "「", "title:", "标题：",
     "date:", "is:", "has:图", "re:", "re:(", "(", "[", "*", "工会", "2025-07..", "..", "\ud800",
     "\x00", " ", "　", ":", "："]
)  # fmt: skip


@given(st.lists(st.one_of(PARTS, st.text(max_size=4)), max_size=12).map("".join))
def test_no_text_is_a_wrong_query(query: str) -> None:
    question = parse(query)
    assert question.text == query
    for start, end, reason in question.complaints:
        assert 0 <= start <= end <= len(query)
        assert reason


@given(
    query=st.lists(st.one_of(PARTS, st.text('工会OR-":(*', max_size=4)), max_size=8).map("".join)
)
def test_every_query_has_an_answer(library: Library, query: str) -> None:
    answer = library.find(query, 5)
    assert len(answer.hits) == min(answer.total, 5)


@pytest.fixture(scope="module")
def library(shipped_library: Path) -> Iterator[Library]:
    with Library(shipped_library) as library:
        yield library


@given(st.text(min_size=1).filter(lambda text: text.strip() and '"' not in text))
def test_a_word_put_into_quotation_marks_is_that_word(text: str) -> None:
    tree = parse("title:" + quoted(text)).tree
    assert isinstance(tree, Words)
    assert tree.text == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_that_are_shown_are_understood(language: str) -> None:
    choose_language(language)
    try:
        for name, shown in operator_names().items():
            kind = {"date": "2025", "is": trait_names()["bookmarked"], "has": trait_names()["note"],
                    "kind": trait_names()["kind-photo"]}  # fmt: skip
            question = parse(f"{shown}:{kind.get(name, '工会')}")
            assert question.complaints == ()
            assert question.tree is not None
        for trait, shown in trait_names().items():
            spelled = [parse(f"{op}:{shown}").tree for op in ("is", "has", "kind")]
            assert Trait(trait) in spelled
    finally:
        choose_language("zh_CN")
