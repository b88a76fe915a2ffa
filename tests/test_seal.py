"""The seal: it holds for what the parser makes of any text, and for no page that was tampered with."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from acts import Open, press, read
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from test_parser_properties import newspaper_page, text_of_any_kind

from reader.files import seeds
from reader.library import Library
from reader.library.turn import taken
from reader.page import Article, Page, Piece, Range
from reader.parser import Undecodable, parse
from reader.seal import prove


@given(text_of_any_kind, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
@settings(max_examples=200)
def test_it_holds_for_whatever_the_parser_makes_of_a_text(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        page = parse(data)
    except Undecodable:
        reject()
    assume(page.text == text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    seal = prove(data, page)
    assert seal.holds, seal.faults
    assert seal.characters == len(page.text)
    assert seal.space + seal.markup + seal.articles + seal.banner + seal.furniture == len(page.text)


def edit(page: Page, number: int, change: Piece | None) -> Page:
    """The page with another piece (or none) in the place of its paragraph or furniture line."""
    spots: list[tuple[int, int]] = []
    for at, article in enumerate(page.articles):
        spots += [(at, n) for n in range(len(article.paragraphs))]
    at, n = spots[number % len(spots)]
    pieces = list(page.articles[at].paragraphs)
    pieces[n : n + 1] = [change] if change else []
    articles: list[Article] = list(page.articles)
    articles[at] = replace(articles[at], paragraphs=tuple(pieces))
    return replace(page, articles=tuple(articles))


def tampered(page: Page, piece: Piece, number: int, how: str, place: int) -> Page:
    at = place % len(piece.text)
    if how == "left out":
        return edit(page, number, None)
    if how == "a character changed":
        other = "龘" if piece.text[at] != "龘" else "龖"
        return edit(
            page, number, replace(piece, text=piece.text[:at] + other + piece.text[at + 1 :])
        )
    if how == "a character left out":
        return edit(page, number, replace(piece, text=piece.text[:at] + piece.text[at + 1 :]))
    if how == "a character put in":
        return edit(page, number, replace(piece, text=piece.text[:at] + "的" + piece.text[at:]))
    if how == "twice":
        return replace(page, banner=(*page.banner, piece))
    if how == "cut short with its source":
        last = piece.source[-1]
        shorter = Piece(piece.text[:-1], (*piece.source[:-1], Range(last.start, last.end - 1)))
        return edit(page, number, shorter)
    if how == "moved by one":
        moved = tuple(Range(s + 1, e + 1) for s, e in piece.source)
        return edit(page, number, replace(piece, source=moved))
    beyond = Range(len(page.text) + 5, len(page.text) + 5 + len(piece.text))
    return edit(page, number, replace(piece, source=(beyond,)))


WAYS = {
    "left out": "lost",
    "a character changed": "altered",
    "a character left out": "altered",
    "a character put in": "altered",
    "twice": "doubled",
    "cut short with its source": "lost",
    "moved by one": "lost",
    "beyond the end": "outside",
}


@given(newspaper_page, st.sampled_from(sorted(WAYS)), st.integers(0, 99), st.integers(0, 999))
@settings(max_examples=300)
def test_a_page_that_was_tampered_with_is_caught(
    text: str, how: str, number: int, place: int
) -> None:
    data = text.encode()
    page = parse(data)
    pieces = [piece for article in page.articles for piece in article.paragraphs]
    assume(pieces)
    piece = pieces[number % len(pieces)]
    if how.startswith("a character"):
        assume(not piece.text[place % len(piece.text)].isspace())
    if how == "cut short with its source":
        assume(piece.source[-1].end - piece.source[-1].start > 1 and not piece.text[-1].isspace())
    # Mark-up may be in a piece or not, so that leaving it out is no fault.
    assume(not any(c in "#-*![]()" for c in piece.text))
    seal = prove(data, tampered(page, piece, number, how, place))
    assert not seal.holds
    assert WAYS[how] in {fault.kind for fault in seal.faults}


def test_it_says_what_is_amiss_and_where() -> None:
    text = "## 标题在此\n\n本报讯（记者 江浩）昨天下了一场大雨，街上积水很深。\n"
    page = parse(text.encode())
    (article,) = page.articles
    paragraph = article.paragraphs[0]
    wrong = replace(paragraph, text=paragraph.text.replace("大雨", "大雪"))
    page = replace(page, articles=(replace(article, title=None, paragraphs=(wrong,)),))
    seal = prove(text.encode(), page)
    assert [(f.kind, text[f.start : f.end], f.found) for f in seal.faults] == [
        ("lost", "标题在此", ""),
        ("altered", "雨", "雪"),
    ]
    assert (seal.count("lost"), seal.count("altered"), seal.count("doubled")) == (4, 1, 0)
    assert (seal.markup, seal.articles) == (
        2,
        len("本报讯（记者江浩）昨天下了一场大雨，街上积水很深。"),
    )


def test_a_file_that_has_changed_since_is_no_proof() -> None:
    page = parse("一二三四五六七八。".encode())
    seal = prove("一二三四五六六八。".encode(), page)
    assert not seal.holds
    assert [(f.kind, f.start, f.end, f.found) for f in seal.faults] == [("changed", 6, 7, "六")]


def test_only_the_width_of_a_mark_may_differ() -> None:
    page = parse("昨天早上，他在车站门口对记者说,好的，走吧。".encode())
    assert len(page.articles) == 1
    ((_, piece),) = page.articles[0].pieces()

    def with_text(words: str) -> bool:
        article = replace(page.articles[0], paragraphs=(replace(piece, text=words),))
        return prove(page.text.encode(), replace(page, articles=(article,))).holds

    assert with_text("昨天早上，他在车站门口对记者说，好的，走吧。")
    assert with_text("昨天早上，他在车站门口对记者说, 好的，走吧。")
    assert not with_text("昨天早上，他在车站门口对记者说、好的，走吧。")
    assert not with_text("昨天早上，他在车站门口对记者说,好的，走吧")


# On the command line


def heding(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_shipped_pages_are_sealed_on_the_command_line() -> None:
    paths = [str(path) for path in seeds()]
    done = heding("seal", *paths)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("一字不失：") == len(paths)
    for path in paths:
        assert path in done.stdout
    assert "遗失" in done.stdout


def test_an_article_of_a_file_that_has_changed_ends_with_status_1(tmp_path: Path) -> None:
    path = tmp_path / "A01.txt"
    path.write_text("## 标题在此\n\n昨天下了一场大雨，街上积水很深。\n", "utf-8")
    with Library() as library:
        library.add([path])
        article = next(p for p in library.pages() if p.name == "A01").articles[0].id
    assert heding("seal", article).returncode == 0
    path.write_text("## 标题在此\n\n昨天下了一场大雪，街上积水很深。\n", "utf-8")
    done = heding("seal", article, str(path))
    assert done.returncode == 1
    assert "第 3 行：“雨”变成了“雪”" in done.stdout
    assert "一字不失" in done.stdout  # the file itself, read anew, is in order


def test_a_page_in_an_archive_is_sealed(tmp_path: Path) -> None:
    archive = tmp_path / "2025.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("07/A01.txt", "## 标题在此\n\n昨天下了一场大雨，街上积水很深。\n")
    done = heding("seal", str(archive / "07" / "A01.txt"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "一字不失" in done.stdout
    gone = heding("seal", str(archive / "07" / "A02.txt"))
    assert gone.returncode == 1
    assert "A02.txt" in gone.stderr


def test_what_cannot_be_read_is_named_and_ends_with_status_1(tmp_path: Path) -> None:
    done = heding("seal", "nothing-like-it")
    assert done.returncode == 1
    assert "nothing-like-it" in done.stderr


# In the window


def seal_dialog(qtbot: QtBot, one: object) -> QDialog:
    window = one.window  # type: ignore[attr-defined]
    press(qtbot, window.article, Qt.Key.Key_F9)
    dialog = window.findChild(QDialog, "seal")
    assert dialog is not None
    qtbot.waitUntil(lambda: "0" in said(dialog))  # of the counts, the last that come
    return dialog


def said(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_the_window_proves_the_open_page(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    dialog = seal_dialog(qtbot, one)
    words = said(dialog)
    seal = prove(Path(one.desk.pages[0].path).read_bytes(), parse(seeds()[0].read_bytes()))
    assert seal.holds
    assert any(f"一字不失：文件的 {seal.visible:,} 个可见字符" in text for text in words)
    assert f"{seal.articles:,}" in words
    assert words.count("0") >= 3
    assert seal.digest in "".join(words).replace(" ", "")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be written there")
def test_the_window_tells_where_the_file_has_changed(
    heding: Open, qtbot: QtBot, tmp_path: Path, data_dir: Path
) -> None:
    path = tmp_path / "A01.txt"
    path.write_text("## 标题在此\n\n昨天下了一场大雨，街上积水很深。\n", "utf-8")
    one = heding(path, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None, timeout=20_000)
    with taken(str(data_dir), lambda: True):  # the window shall not read it again meanwhile
        path.write_text("## 标题在此\n\n昨天下了一场大雪，街上积水很深。\n", "utf-8")
        words = said(seal_dialog(qtbot, one))
    assert any("文件有了改动" in text for text in words)
    assert "第 3 行：“雨”变成了“雪”" in words
