"""Reading aloud: sentences of the mended text, one after the other, the present one coloured."""

from __future__ import annotations

import importlib.util

import pytest
from acts import Open, press, read
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reader.desk import Reading, sentences
from reader.library import Found, PageInfo
from reader.page import Article, Piece, Range
from reader.trouble import Trouble
from reader.window.speech import Speaker

HAS_SPEECH = importlib.util.find_spec("PySide6.QtTextToSpeech") is not None
needs_speech = pytest.mark.skipif(not HAS_SPEECH, reason="PySide6-Addons is not installed")
# Qt's engine looks for what it can play sound with.
pytestmark = pytest.mark.qt_log_ignore("qt.multimedia", "pipewire")


@given(st.lists(st.text("字a。！”」…\n ", max_size=40), max_size=4))
def test_every_visible_character_is_in_one_sentence(texts: list[str]) -> None:
    pieces = tuple(("paragraph", Piece(text, (Range(0, len(text)),))) for text in texts)
    page = PageInfo("k", "/x.txt", "x", "x", None, ())
    one = Reading(Found(page, Article("a"), "utf-8", False), pieces, ((),) * len(texts), "")
    found = sentences(one)
    for number, text in enumerate(texts):
        said = "".join(s.text for s in found if s.piece == number)
        assert "".join(said.split()) == "".join(text.split())
    for sentence in found:
        assert texts[sentence.piece][sentence.start : sentence.end] == sentence.text


def test_a_sentence_ends_with_its_closing_marks() -> None:
    piece = Piece("他说：“来了！”大家笑……然后呢？完", (Range(0, 17),))
    page = PageInfo("k", "/x.txt", "x", "x", None, ())
    one = Reading(Found(page, Article("a"), "utf-8", False), (("paragraph", piece),), ((),), "")
    assert [s.text for s in sentences(one)] == [
        "他说：“来了！”", "大家笑……", "然后呢？", "完",
    ]  # fmt: skip


@needs_speech
def test_sentences_are_spoken_in_order_and_the_present_one_is_coloured(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    read(qtbot, one, 0)
    window, pane = one.window, one.window.article
    speaker = Speaker("mock", ("en_US",))  # Qt's own engine without a sound
    window.aloud.use(speaker)
    begun: list[int] = []
    coloured: list[str] = []

    def begin(number: int) -> None:
        begun.append(number)
        coloured.append("".join(s.cursor.selectedText() for s in pane.extraSelections()))

    speaker.begun.connect(begin)
    press(qtbot, pane, Qt.Key.Key_F4)
    assert window.actions_by_id["speak"].isChecked()
    qtbot.waitUntil(lambda: len(begun) >= 3, timeout=30_000)
    assert begun == list(range(len(begun)))
    expected = [s.text for s in sentences(one.desk.reading)]
    for number, text in zip(begun, coloured, strict=True):
        assert text.replace("\u2060", "").replace("\u00a0", " ") == expected[number].strip("\n")
    press(qtbot, pane, Qt.Key.Key_F4)
    assert not speaker.speaks()
    assert pane.extraSelections() == []
    assert not window.actions_by_id["speak"].isChecked()


@needs_speech
def test_it_begins_at_the_selection_and_ends_with_the_article(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    last = sentences(one.desk.reading)[-1]
    assert one.window.article.find(last.text[:8])
    speaker = Speaker("mock", ("en_US",))
    one.window.aloud.use(speaker)
    with qtbot.waitSignal(speaker.ended, timeout=30_000), qtbot.waitSignal(speaker.begun) as begun:
        press(qtbot, one.window.article, Qt.Key.Key_F4)
    assert begun.args == [len(sentences(one.desk.reading)) - 1]


@needs_speech
def test_where_no_voice_speaks_chinese_it_says_what_to_do(qtbot: QtBot) -> None:
    with pytest.raises(Trouble) as told:
        Speaker("mock")
    assert "中文" in told.value.what
    assert told.value.cure


@pytest.mark.skipif(HAS_SPEECH, reason="PySide6-Addons is installed")
def test_where_the_extra_is_missing_it_says_how_to_get_it(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 0)
    press(qtbot, one.window.article, Qt.Key.Key_F4)
    assert "pip install PySide6-Addons" in one.window.notice.text.text()
    assert not one.window.actions_by_id["speak"].isChecked()
    with qtbot.waitSignal(one.desk.reading_changed):  # with the article goes what was said of it
        press(qtbot, one.window.article, Qt.Key.Key_N)
    assert not one.window.notice.isVisible()
    press(qtbot, one.window.article, Qt.Key.Key_F4)
    assert one.window.notice.isVisible()
    press(qtbot, one.window.article, Qt.Key.Key_F11, "ShiftModifier")
    assert not one.window.notice.isVisible()
