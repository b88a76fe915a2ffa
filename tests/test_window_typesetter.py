"""Positions: what Qt counts in UTF-16 units and Heding in code points."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from reader.desk import Match, Reading
from reader.desk.alignment import align
from reader.library import Found, PageInfo
from reader.page import Article, Piece, Range
from reader.window.article import ArticlePane
from reader.window.fonts import script
from reader.window.line import JOINER
from reader.window.styles import Setting
from reader.window.theme import DAY
from reader.window.typesetter import LONGEST, Typesetter, shown


def reading(title: str, *paragraphs: str) -> Reading:
    """An article whose page holds its pieces, one after the other."""
    text, pieces = "", []
    for part in (title, *paragraphs):
        pieces.append(Piece(part, (Range(len(text), len(text) + len(part)),)))
        text += part + "\n"
    article = Article(id="a", title=pieces[0], paragraphs=tuple(pieces[1:]))
    page = PageInfo("k", "/x/页.txt", "页", "页", None, ())
    roles = tuple(article.pieces())
    runs = tuple(align(p, text) for _, p in roles)
    return Reading(Found(page, article, "utf-8", False), roles, runs, text)


def typeset(value: Reading) -> tuple[Typesetter, str]:
    setter = Typesetter(value, DAY, Setting(), "出处")
    document = setter.new_document()
    while not setter.finished:
        setter.step(document, 680, 5000)
    # toPlainText() would turn special characters into others.
    units = "".join(document.characterAt(n) for n in range(document.characterCount()))
    return setter, plain(units)


def plain(text: str) -> str:
    """Spaces at which no line may end, and those at which one must, as spaces."""
    return text.replace("\u00a0", " ").replace("\u2028", " ")


def check(value: Reading) -> None:
    setter, units = typeset(value)
    for number, (_, piece) in enumerate(value.pieces):
        for at, character in enumerate(piece.text):
            position = setter.position(number, at)
            assert position is not None
            assert setter.spot(position) == (number, at)
            offset = value.offset(number, at)
            assert setter.offset(position) == offset
            assert setter.position_of(offset) == position
            wide = plain(shown(character)).encode("utf-16-le")
            assert (
                units[position : position + len(wide) // 2].encode("utf-16-le", "surrogatepass")
                == wide
            )


@pytest.mark.parametrize("word", ["𠮷野家", "一𠮷二𠮷𠮷", "没有宽字", "𠮷", "👨‍👩‍👧𠮷é"])
def test_positions_hold_with_characters_beyond_the_first_plane(qtbot: QtBot, word: str) -> None:
    check(reading(f"题{word}", word, f"前{word}中{word}后"))


@given(
    st.lists(
        st.text(st.characters(), min_size=1, max_size=30),
        min_size=1,
        max_size=4,
    )
)
def test_positions_hold_for_any_text(qapp: object, parts: list[str]) -> None:
    check(reading(*parts))


@given(st.lists(st.text("好𠮷第7８年月日。，“”（）—…·～ aA%", min_size=1), min_size=2, max_size=4))
def test_positions_hold_where_characters_are_joined_and_spaced(
    qapp: object, parts: list[str]
) -> None:
    check(reading(*parts))


def test_a_very_long_paragraph_is_continued_in_further_blocks(qtbot: QtBot) -> None:
    text = "长𠮷" * LONGEST
    value = reading("题", text)
    setter, _ = typeset(value)
    for at in (0, LONGEST - 1, LONGEST, len(text) - 1):
        position = setter.position(1, at)
        assert position is not None
        assert setter.spot(position) == (1, at)


def test_a_match_is_found_in_the_pane_where_it_stands(qtbot: QtBot) -> None:
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.set_look(DAY, Setting())
    pane.resize(900, 600)
    pane.show()
    pane.show_reading(reading("𠮷题", "𠮷𠮷前面有𠮷字"), -1, "出处")
    pane.show_matches((Match(1, 3, 5), Match(1, 5, 7)))
    found = [s.cursor.selectedText().replace(JOINER, "") for s in pane.extraSelections()]
    assert found == ["面有", "𠮷字"]


def test_an_article_of_5_megabytes_never_holds_the_window_for_long(qtbot: QtBot) -> None:
    paragraph = "这是很长的一段文字，说的是报纸上的事情。" * 40
    value = reading("长文", *([paragraph] * 2200))
    assert len(value.text.encode()) > 5_000_000
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.set_look(DAY, Setting())
    pane.resize(1000, 700)
    pane.show()
    qtbot.waitExposed(pane)
    pane._more.timeout.disconnect()  # its steps are taken, and timed, here
    began = time.perf_counter()
    pane.show_reading(value, -1, "出处")
    longest, steps = time.perf_counter() - began, 0
    while not pane.complete():
        began = time.perf_counter()
        pane._set_more()
        longest, steps = max(longest, time.perf_counter() - began), steps + 1
    assert steps > 100
    # About 10 ms each here; the rest is room for a busy machine.
    assert longest < 0.5
    assert len(pane.document().toPlainText()) > 1_700_000


def test_copied_text_is_plain(qtbot: QtBot, tmp_path: Path) -> None:
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.show_reading(reading("题目", "第一段<b>", "第二段"), -1, "出处")
    pane.selectAll()
    data = pane.createMimeDataFromSelection()
    assert data.text() == "题目\n第一段<b>\n第二段\n出处"
    assert not data.hasHtml()


def test_a_copy_has_what_the_page_has_whatever_was_shown(qtbot: QtBot) -> None:
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.resize(1000, 500)
    pane.show()
    long = "一个很长的引题占去整整一行还要多一些的地方 另一个也很长的主题放在第二行"
    pane.show_reading(reading(long, "有\x00空字符和\ufffc与𠮷字", "末段"), -1, "出处")
    pane.selectAll()
    copied = pane.createMimeDataFromSelection().text()
    assert copied == f"{long}\n有\x00空字符和\ufffc与𠮷字\n末段\n出处"
    assert pane.document().firstBlock().text().count("\u2028") == 1
    pane.resize(400, 500)  # now neither half fits on a line
    assert pane.document().firstBlock().text().replace(JOINER, "") == long
    pane.resize(1000, 500)
    assert pane.document().firstBlock().text().count("\u2028") == 1


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("北京工会多项服务全力开启高考护考模式", "zh_CN"),
        ("臺灣經濟日報的記者從會場發回報導", "zh_TW"),
        ("约翰·史密斯——中国人民的老朋友", "zh_CN"),
        ("——约翰·史密斯——", "zh_CN"),
        ("約翰·史密斯——中國人民的老朋友", "zh_TW"),
        ("Heding — 2025", "zh_CN"),
        ("", "zh_CN"),
    ],
)
def test_traditional_text_gets_traditional_forms(text: str, forms: str) -> None:
    assert script(text) == forms


def test_the_column_is_whole_ems_wide_with_and_without_a_scroll_bar(qtbot: QtBot) -> None:
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.set_look(DAY, Setting())
    pane.resize(900, 600)
    pane.show()
    qtbot.waitExposed(pane)
    bar, widths = pane.verticalScrollBar(), []
    pane.show_reading(reading("短", "一段"), -1, "出处")
    qtbot.waitUntil(lambda: not bar.isVisible())
    widths.append((pane.viewport().x(), pane.viewport().width()))
    pane.show_reading(reading("长", *["许多文字" * 50] * 30), -1, "出处")
    qtbot.waitUntil(bar.isVisible)
    widths.append((pane.viewport().x(), pane.viewport().width()))
    assert widths[0] == widths[1]
    assert widths[0][1] == (34 + 3) * 20 + 1
