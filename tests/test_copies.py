"""What a copy says: the article's own text, with its source, on one line, as Markdown."""

from __future__ import annotations

import re

from acts import Open, press, read
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from reader.desk import Reading, citation, markdown, parts, plain, source, unbroken
from reader.library import Found, PageInfo
from reader.page import ROLES, Article, PageDate, Person, Piece, Range

TEXTS = st.lists(
    st.tuples(st.sampled_from(ROLES), st.text("字文章，。a1 *_#[]<>|`\\~&-+.)\n", max_size=20)),
    max_size=8,
)


def reading(pieces: list[tuple[str, str]], **article: object) -> Reading:
    page = PageInfo("k", "/papers/A03.txt", "A03", "版", PageDate("2025-07-18", True), ())
    made = Article("a1", **article)  # type: ignore[arg-type]
    texts = tuple((role, Piece(text, (Range(0, len(text)),))) for role, text in pieces)
    return Reading(Found(page, made, "utf-8", False), texts, ((),) * len(texts), "")


@given(TEXTS)
def test_a_copy_has_every_character_once(pieces: list[tuple[str, str]]) -> None:
    one = reading(pieces)
    assert "".join(text for _, text in parts(one)) == "".join(text for _, text in pieces)
    assert plain(parts(one)) == "\n".join(text for _, text in pieces if text)


@given(TEXTS, st.data())
def test_a_part_is_what_stands_between_its_ends(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    one = reading(pieces)
    spots = [(n, at) for n, (_, text) in enumerate(pieces) for at in range(len(text) + 1)]
    if not spots:
        return
    start, end = sorted(data.draw(st.tuples(st.sampled_from(spots), st.sampled_from(spots))))
    whole = "".join(text for _, text in pieces)
    offset = [sum(len(text) for _, text in pieces[:n]) + at for n, at in (start, end)]
    found = "".join(text for _, text in parts(one, start, end))
    assert found == whole[offset[0] : offset[1]]


@given(TEXTS)
def test_markdown_can_be_read_back(pieces: list[tuple[str, str]]) -> None:
    made = markdown([(role, text) for role, text in pieces if text.strip()], "出处")
    body = made.rsplit("—— ", 1)[0]
    assert not re.search(r"(?<![\\\n ])[\[\]<>`|~&]", re.sub(r"\\.|^> ", "", body, flags=re.M))
    bare = re.sub(r"\\(.)", r"\1", body)
    for _, text in pieces:
        for line in text.split("\n"):
            assert line.strip() in bare


def test_on_one_line_chinese_has_no_blanks_and_latin_words_do() -> None:
    pieces = [
        ("title", "一行\n两行"),
        ("paragraph", "see the\nword 工会"),
        ("paragraph", "end"),
        ("paragraph", "end"),
    ]
    assert unbroken(pieces) == "一行两行see the word 工会end end"


def test_a_citation_has_what_is_known() -> None:
    people = (Person("记者", "张晶"), Person("摄影", "李四"), Person("通讯员", "王五"))
    title = Piece("工会护考", (Range(0, 4),))
    one = reading([], people=people, title=title)
    assert citation(one) == "张晶, 王五. 工会护考[N]. 2025-07-18(A03)."
    assert source(one) == "《工会护考》，A03 2025-07-18"


def test_the_copy_commands_copy_the_whole_article_or_what_is_selected(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    read(qtbot, one, 0)
    pane, board = one.window.article, QGuiApplication.clipboard()
    article = one.desk.reading.found.article
    press(qtbot, pane, Qt.Key.Key_C, "ControlModifier")
    assert board.text() == "\n".join(piece.text for _, piece in article.pieces())
    word = article.paragraphs[1].text[3:12]
    assert pane.find(word)
    press(qtbot, pane, Qt.Key.Key_C, "ControlModifier")
    assert board.text() == word
    press(qtbot, pane, Qt.Key.Key_C, "ControlModifier|AltModifier")
    assert board.text().startswith(f"{word}\n—— 《{article.title.text}》")
    pane.moveCursor(QTextCursor.MoveOperation.Start)
    one.window.actions_by_id["copy_markdown"].trigger()
    assert board.text().count("\n# ") + board.text().startswith("# ") == 1
    one.window.actions_by_id["copy_unbroken"].trigger()
    assert "\n" not in board.text()
    one.window.actions_by_id["copy_citation"].trigger()
    assert "[N]" in board.text()
