"""Simplified and traditional: other characters in the same places."""

from __future__ import annotations

import pytest
from acts import Open, read
from hypothesis import given
from hypothesis import strategies as st
from lines import laid_out, reading
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.desk import SCRIPTS, convert
from reader.page import Article, Page, Piece, Range
from reader.window.line import JOINER
from reader.window.styles import Setting
from reader.window.theme import DAY
from reader.window.typesetter import Typesetter


@pytest.mark.parametrize(
    ("text", "source", "to", "wanted"),
    [
        ("发展了头发，皇后与以后", "zh_CN", "zh_TW", "發展了頭髮，皇后與以後"),
        ("里面，公里，台湾软件", "zh_CN", "zh_HK", "裏面，公里，台灣軟件"),
        ("發展了頭髮，皇后與以後", "zh_TW", "zh_CN", "发展了头发，皇后与以后"),
        ("一个中国原则，一个中心", "zh_CN", "zh_TW", "一個中國原則，一個中心"),
        ("一个中国原则，一个中心", "zh_CN", "zh_HK", "一個中國原則，一個中心"),
        ("一箇中心", "zh_TW", "zh_HK", "一箇中心"),
        ("皇后与以后", "zh_CN", "zh_CN", "皇后与以后"),
        ("皇后與以後", "zh_TW", "", "皇后與以後"),
    ],
)
def test_whole_words_are_converted(text: str, source: str, to: str, wanted: str) -> None:
    assert convert(text, source, to) == wanted


KINDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text("发髮后後干乾幹里裡裏面麵台臺鐘钟𠮷𫚭𪚥囉嗦着著“”，。7月A"),
)


@given(KINDS, st.sampled_from(["zh_CN", "zh_TW"]), st.sampled_from(SCRIPTS))
def test_every_character_stays_in_its_place(text: str, source: str, to: str) -> None:
    assert len(convert(text, source, to)) == len(text)


@given(KINDS.filter(bool), st.sampled_from(SCRIPTS))
def test_positions_of_what_is_shown_are_those_of_the_source(
    qapp: object, text: str, to: str
) -> None:
    piece = Piece(text, (Range(0, len(text)),))
    article = Article(id="a", paragraphs=(piece,))
    value = reading(Page("页.txt", "utf-8", text, articles=(article,)), article)
    setter = Typesetter(value, DAY, Setting(script=to), "出处")
    document = setter.new_document()
    setter.step(document, 680, 1 << 30)
    for at in range(len(text)):
        position = setter.position(0, at)
        assert position is not None
        assert setter.spot(position) == (0, at)
        following = setter.position(0, at + 1)
        assert following is not None
        assert setter.text(position, following) == text[at]


def test_the_switch_changes_what_is_seen_and_nothing_else(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    window, desk = one.window, one.desk
    source = window.article.toPlainText()
    desk.find("劳动")
    qtbot.waitUntil(lambda: len(desk.finding.matches) > 2)
    marked = [s.cursor.selectedText() for s in window.article.extraSelections()]
    assert "劳动" in marked
    matches, offset = desk.finding.matches, window.article.offset()

    def seen() -> str:
        return window.article.document().toPlainText().replace(JOINER, "")

    window.actions_by_id["script"].trigger()
    qtbot.waitUntil(lambda: "勞動者" in seen())
    assert "劳动" not in seen()
    marked = [s.cursor.selectedText() for s in window.article.extraSelections()]
    assert marked[0].replace(JOINER, "") == "勞動"
    assert (desk.finding.matches, window.article.offset()) == (matches, offset)
    window.article.selectAll()
    assert window.article.createMimeDataFromSelection().text() == source
    families = window.article.document().firstBlock().begin().fragment().charFormat().font()
    assert "TC" in families.families()[0]
    window.actions_by_id["script"].trigger()
    qtbot.waitUntil(lambda: "劳动者" in seen())


def test_the_choice_is_kept(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    one.window.type.toggle()
    one.window.type.panel.findChild(QPushButton, "zh_HK").click()
    qtbot.waitUntil(lambda: "勞動者" in one.window.article.document().toPlainText())
    one.close()
    two = heding()
    read(qtbot, two)
    assert "勞動者" in two.window.article.document().toPlainText()


def test_traditional_lines_keep_the_rules(qtbot: QtBot) -> None:
    text = "他說「發展」，「頭髮」。" * 20
    piece = Piece(text, (Range(0, len(text)),))
    article = Article(id="a", paragraphs=(piece,))
    value = reading(Page("页.txt", "utf-8", text, articles=(article,)), article)
    document = laid_out(value, Setting(script="zh_CN"))
    assert "发展" in document.firstBlock().text()
