"""Articles on paper: a PDF whose text can be searched and copied, with pages and source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from acts import Open, press, read
from pypdf import PdfReader
from PySide6.QtCore import QLocale, Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.window.app import Heding
from reader.window.paper_dialog import PaperDialog


def letters(text: str) -> str:
    """Without what a line's end may change."""
    return re.sub(r"\s", "", text)


def written(qtbot: QtBot, one: Heding, articles: list[str], file: Path) -> PdfReader:
    one.window.output.write_pdf(articles, file)
    qtbot.waitUntil(lambda: "已写好" in one.window.statusBar().currentMessage(), timeout=20_000)
    return PdfReader(file)


def test_the_text_of_a_pdf_can_be_copied_in_the_right_order(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    article = read(qtbot, one, 0)
    pdf = written(qtbot, one, [article], tmp_path / "一.pdf")
    said = letters("".join(page.extract_text() for page in pdf.pages))
    assert not re.search("[\u2e80-\u2fdf]", said)  # radicals that only look like characters
    at = 0
    for role, piece in one.desk.reading.pieces:
        if role == "title":
            assert said.startswith(letters(piece.text))
        if role == "paragraph":
            for sentence in re.findall("[^。]+。", letters(piece.text)):
                found = said.find(sentence, at)
                assert found >= 0, sentence
                at = found


@pytest.mark.parametrize("language", ["en", "zh_TW", "ja"])
def test_figures_can_be_searched_whatever_the_machine_speaks(
    heding: Open, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))  # Qt asks fonts for this language's figures
    try:
        one = heding()
        QLocale.setDefault(QLocale(language))
        article = read(qtbot, one, 0)
        pdf = written(qtbot, one, [article], tmp_path / "数.pdf")
    finally:
        QLocale.setDefault(before)
    said = letters("".join(page.extract_text() for page in pdf.pages))
    assert Path(one.desk.pages[0].path).stem in said
    assert "7月至8月" in said


def test_no_line_is_lost_or_doubled_from_sheet_to_sheet(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    page = tmp_path / "长文.txt"
    counted = [
        f"这是第{n}段，写在这里是为了数一数有没有哪一行在换页的时候丢了。" * 3 for n in range(90)
    ]
    page.write_text("## 很长很长的一篇文章\n\n" + "\n\n".join(counted) + "\n", "utf-8")
    one = heding(page, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None)
    article = one.desk.reading.found.article
    pdf = written(qtbot, one, [article.id], tmp_path / "长.pdf")
    assert len(pdf.pages) > 3
    said = letters("".join(page.extract_text() for page in pdf.pages))
    assert said.startswith("很长很长的一篇文章")
    for number in range(90):
        assert said.count(f"这是第{number}段") == 3, number


def test_fonts_are_embedded_and_pages_are_numbered(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    articles = [a.id for a in one.desk.pages[0].articles]
    pdf = written(qtbot, one, articles, tmp_path / "版.pdf")
    count = len(pdf.pages)
    assert count >= len(articles)
    for number, page in enumerate(pdf.pages, 1):
        text = page.extract_text()
        assert f"{number} / {count}" in text
        assert one.desk.pages[0].name in letters(text)  # the source
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert "/ToUnicode" in font.get_object()
    assert pdf.metadata.title.startswith(one.desk.pages[0].articles[0].title[:10])


def test_what_cannot_be_written_is_told_and_the_old_file_stays(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = heding()
    article = read(qtbot, one, 0)
    folder = tmp_path / "没有" / "x.pdf"
    with qtbot.waitSignal(one.desk.troubled):
        one.window.output.write_pdf([article], folder)
    assert "PDF" in one.window.notice.text.text()
    assert not folder.parent.exists()


def test_articles_are_ticked_in_a_dialog(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one, 1)
    press(qtbot, one.window.article, Qt.Key.Key_P, "ControlModifier")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    assert dialog.ticked() == [article]
    qtbot.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert not dialog.pdf.isEnabled()
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    wanted = [a.id for a in one.desk.pages[0].articles]
    assert dialog.ticked() == wanted
    dialog.pdf_wanted.disconnect()  # it would ask the system for a file's name
    with qtbot.waitSignal(dialog.pdf_wanted) as said:
        qtbot.mouseClick(dialog.pdf, Qt.MouseButton.LeftButton)
    assert said.args == [wanted]


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="there is a printer here")
def test_where_there_is_no_printer_it_says_so(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one, 1)
    press(qtbot, one.window.article, Qt.Key.Key_P, "ControlModifier")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperDialog)
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    assert "PDF" in one.window.notice.text.text()
