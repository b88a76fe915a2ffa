"""What holds for any text at all: nothing lost, doubled or altered, and always the same answer."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.page import ROLES, SURE, Page
from reader.parser import Undecodable, decode, parse, parse_text

#: Heading marks, image links and rules: characters that carry no words (the evaluation set's rule).
MARKUP = re.compile(r"^#{1,6}(?=\s)|!\[[^\]\n]*\]\([^)\n]*\)|^-{3,}$|^\*{3,}$", re.M)

PROSE = (
    "的一是在了和有人这中大为上个国我以要他时来用们生到作地于出就分对成会可"
    "主发年动同工也能下过子说产种面而方后多定行学"
)
SIGNS = "，。、；：？！“”‘’（）《》「」『』【】—…·％,.;:?!()[]'\"#*-_<>&/\\|~"
LINES = [
    "## 老街修好了第一口井",
    "# 都市新闻",
    "### 一、从头说起",
    "百姓茶座",
    "——走进石坝村",
    "本报讯（记者 江浩 通讯员 安琳）昨天，老街的水管",
    "本报讯(记者江浩)昨天,老街的水管",
    "【本報訊】記者沈慕雲報道：",
    "新华社北京7月1日电 （记者 裴江）",
    "□ 本报记者 方悦",
    "林间",
    "终于换成了新的，居民说，再也不用",
    "半夜起来接水。",
    "“它能走，但它停在那儿，”应师傅说，“这是",
    "两码事。”",
    "（下转第3版）",
    "（上接第1版）",
    "■责编/罗新　■版式/吴瑕",
    "2023年6月15日　星期四　第06版",
    "图为工人在检修管道。",
    "本报记者 于佳 摄",
    "昨天，工人在检修管道。 本报记者 于佳 摄",
    "机床厂 78∶65 纺织厂",
    "黄瓜　元/公斤　4.32　+8.0%",
    "问：为什么？",
    "▲西河大桥今起封闭检修。",
    "![](images/1.jpg)",
    "![图](a b.png) 图为新桥",
    "---",
    "***",
    "#",
    "# ",
    "<img src=x onerror=alert(1)>",
    "The most eleg",
    "ant solution 𠮷 🙂 é e\u0301 ﷺ ㍿ ①",
    "　　",
]

newspaper_line = st.sampled_from(LINES) | st.text(PROSE + SIGNS, min_size=1, max_size=60)
column_lines = (
    st.integers(6, 20)
    .flatmap(
        lambda width: st.lists(st.text(PROSE + "，。", min_size=width, max_size=width), max_size=8)
    )
    .map("\n".join)
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
breaks = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n\n\n", " \n", "\n　　", "\n \n"])
text_of_any_kind = st.lists(
    st.tuples(st.one_of(newspaper_line, newspaper_line, column_lines, anything), breaks),
    max_size=24,
).map(lambda parts: "".join(line + end for line, end in parts))
newspaper_page = st.lists(st.tuples(newspaper_line, breaks), max_size=24).map(
    lambda parts: "".join(line + end for line, end in parts)
)


def folded(text: str) -> str:
    """The text without what a typographic clean-up may change."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def contents(page: Page) -> tuple[object, ...]:
    """All that a page says but for the file's encoding."""
    return page.text, page.banner, page.furniture, page.date, page.articles


@given(text_of_any_kind)
@settings(max_examples=300, deadline=None)
def test_every_visible_character_stands_in_exactly_one_piece(text: str) -> None:
    text = text.replace("\r", "\n")
    page = parse_text(text)
    assert page.text == text
    found: Counter[int] = Counter()
    for _, piece in page.pieces():
        for start, end in piece.source:
            assert 0 <= start < end <= len(text)
            found.update(at for at in range(start, end) if not text[at].isspace())
    assert not [at for at, times in found.items() if times > 1]
    markup = {at for match in MARKUP.finditer(text) for at in range(*match.span())}
    visible = {at for at, c in enumerate(text) if not c.isspace()}
    assert visible - markup <= found.keys()


@given(text_of_any_kind)
@settings(max_examples=200, deadline=None)
def test_a_piece_says_what_its_source_says(text: str) -> None:
    page = parse_text(text)
    for _, piece in page.pieces():
        assert folded(piece.text) == folded("".join(page.text[s:e] for s, e in piece.source))
        assert piece.text.strip()
        for joint in piece.joints:
            assert 0 <= joint.confidence <= 1
            assert joint.left in {end for _, end in piece.source}
            assert joint.right in {start for start, _ in piece.source}
        for doubt in piece.doubts:
            assert 0 <= doubt.certainty < SURE
            assert doubt.other in (*ROLES, "banner", "furniture", "photo", "torn", "more")
            assert doubt.start in {start for start, _ in piece.source}
    for article in page.articles:
        sure = [j.confidence for _, piece in article.pieces() for j in piece.joints]
        sure += [d.certainty for _, piece in article.pieces() for d in piece.doubts]
        assert round(article.confidence, 3) <= round(min(sure, default=1.0), 3)


@given(text_of_any_kind)
@settings(max_examples=100, deadline=None)
def test_parsing_twice_is_the_same(text: str) -> None:
    assert parse_text(text, name="a/b.txt") == parse_text(text, name="a/b.txt")


@given(newspaper_page)
@settings(max_examples=100, deadline=None)
def test_line_endings_and_byte_order_mark_make_no_difference(text: str) -> None:
    plain = contents(parse(text.encode(), name="a.txt"))
    for ending in ("\r\n", "\r"):
        assert contents(parse(text.replace("\n", ending).encode(), name="a.txt")) == plain
    assert contents(parse(text.encode("utf-8-sig"), name="a.txt")) == plain
    assert contents(parse(text.encode("utf-16"), name="a.txt")) == plain


@given(st.binary(max_size=200) | newspaper_page.map(lambda text: text.encode("gb18030")))
@settings(max_examples=300, deadline=None)
def test_bytes_are_text_or_undecodable(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Undecodable:
        return
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8")  # a lone surrogate would fail here


@given(text_of_any_kind)
@settings(max_examples=100, deadline=None)
def test_a_page_comes_back_from_its_json(text: str) -> None:
    page = parse_text(text, name="2023-06-15/A03.txt")
    assert Page.from_json(page.as_json(), page.text) == page


@given(newspaper_page)
@settings(max_examples=100, deadline=None)
def test_ids_are_unique_on_a_page_and_between_pages(text: str) -> None:
    here = [article.id for article in parse_text(text, name="2023/a.txt").articles]
    there = [article.id for article in parse_text(text, name="2023/b.txt").articles]
    assert len({*here, *there}) == len(here) + len(there)


@given(newspaper_page, newspaper_page)
@settings(max_examples=50, deadline=None)
def test_equal_pages_written_twice_on_a_page_keep_ids_apart(text: str, between: str) -> None:
    page = parse_text(f"{text}\n\n{between}\n\n{text}", name="a.txt")
    ids = [article.id for article in page.articles]
    assert len(set(ids)) == len(ids)
