"""The line, after the W3C's Requirements for Chinese Text Layout: counted over the shipped pages."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lines import WIDTHS, faults, laid_out, lines, reading
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTextBlock, QTextDocument
from pytestqt.qtbot import QtBot

from reader.desk import Reading
from reader.desk.boundaries import names_in, word_at, word_starts
from reader.files import seeds
from reader.page import Article, Page, Piece, Range
from reader.parser import parse
from reader.window.article import ArticlePane
from reader.window.line import JOINER
from reader.window.styles import Setting


@pytest.mark.parametrize("measure", WIDTHS)
def test_no_line_of_the_shipped_pages_breaks_the_rules(qtbot: QtBot, measure: int) -> None:
    count: Counter[str] = Counter()
    pages = [parse(path.read_bytes(), path.name) for path in seeds()]
    articles = [(page, article) for page in pages for article in page.articles]
    assert len(articles) == 31
    for page, article in articles:
        count += faults(laid_out(reading(page, article), Setting(measure=measure)))
    total = count.pop("lines")
    assert total > 500
    assert not count, f"of {total} lines"


TEXT = "他说“好”，“我去《北京》，《上海》”——2025年5月29日的TV台……然后（真的）。走了很远很远的路"


def block(text: str, **chosen: float) -> QTextBlock:
    """The block of an article's only paragraph, laid out."""
    document = laid_out(one_paragraph(text), Setting(**chosen))
    DOCUMENTS.append(document)  # a block lives no longer than its document
    found = document.begin().next()
    assert found.text().replace(JOINER, "") == text
    return found


DOCUMENTS: list[QTextDocument] = []


def advances(found: QTextBlock) -> dict[int, float]:
    """How far it is from each character of the first line to the next, in ems, joiners left out."""
    line = found.layout().lineAt(0)
    places = [at for at, c in enumerate(found.text()) if c != JOINER]
    edges = [line.cursorToX(at)[0] for at in [*places, len(found.text())]]
    return {n: round((b - a) / 20, 2) for n, (a, b) in enumerate(pairwise(edges))}


@pytest.mark.parametrize(
    ("text", "at", "ems"),
    [
        ("好，好", 1, 1.0),
        ("好”，好", 1, 0.5),
        ("好》，《好", 1, 0.5),
        ("好》，《好", 2, 0.5),
        ("好”“好", 1, 0.5),
        ("（“好", 0, 0.5),
        ("好。”好", 1, 0.5),
        ("好A好", 0, 1.25),
        ("好7月好", 0, 1.25),
        ("好,好", 1, 1.0),
        ("好·好", 1, 0.5),
    ],
)
def test_room_of_a_character(qtbot: QtBot, text: str, at: int, ems: float) -> None:
    # The widths are those of Chinese fonts; a few hundredths are a font's own rounding.
    assert advances(block(text))[at] == pytest.approx(ems, abs=0.03)


def test_a_dash_is_two_characters_wide_and_its_halves_touch(qtbot: QtBot) -> None:
    wide = advances(block("好——好"))
    assert wide[1] + wide[2] == pytest.approx(2.0, abs=0.05)
    assert wide[1] < 0.95


def test_the_first_line_begins_two_characters_in_and_the_last_is_not_stretched(
    qtbot: QtBot,
) -> None:
    layout = block("很长的一段话" * 20).layout()
    assert layout.lineCount() > 2
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    assert first.cursorToX(0)[0] == 40
    assert layout.lineAt(1).cursorToX(layout.lineAt(1).textStart())[0] == 0
    natural = (last.textLength() - 1) * 20  # without the joiner
    assert last.cursorToX(last.textStart() + last.textLength())[0] == pytest.approx(natural, abs=1)


def test_full_lines_end_at_the_edge_and_marks_there_give_up_their_blank_half(
    qtbot: QtBot,
) -> None:
    text = "春夏秋冬" * 9 + "，" + "东西南北" * 9 + "。" + "梅兰竹菊" * 9
    found = block(text, measure=35)
    layout = found.layout()
    starts = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
    ends = [text[start - 1] for start in starts]
    # 33 characters and the indent; then 35 with the comma squeezed in at the end or inside.
    assert "，" not in [text[start] for start in starts]
    assert ends
    for number in range(layout.lineCount() - 1):
        line = layout.lineAt(number)
        end = line.textStart() + line.textLength()
        assert line.cursorToX(end)[0] == pytest.approx(35 * 20, abs=1.5)


def test_words_and_numbers_are_not_stretched_when_a_line_is(qtbot: QtBot) -> None:
    text = "今年共有1234567人到international中心，2025年7月起每天6:30至17:00开放。" * 12
    usual = advances(block("好2好"))[1]  # with the space behind it
    found = block(text, measure=20)
    layout, digits, spread = found.layout(), [], []
    for number in range(layout.lineCount() - 1):
        line = layout.lineAt(number)
        start = line.textStart()
        edges = [line.cursorToX(start + at)[0] for at in range(line.textLength() + 1)]
        shown = found.text()[start : start + line.textLength()]
        for at, (left, right) in enumerate(pairwise(edges)):
            if re.fullmatch("[0-9]{2}", shown[at : at + 2]):
                digits.append((right - left) / 20)
            elif re.fullmatch("[\u4e00-\u9fff]{2}", shown[at : at + 2]):
                spread.append((right - left) / 20)
        # Within a pixel or two of the edge, and so the line isn't left ragged instead.
        assert edges[-1] == pytest.approx(20 * 20, abs=2)
    assert len(digits) > 20
    assert max(spread) > 1.1, "no line of these is loose"
    assert max(digits) <= usual - 0.25 + 0.02


@pytest.mark.parametrize("zoom", [90, 100, 125, 200])
def test_all_lines_but_the_last_end_at_one_edge(qtbot: QtBot, zoom: int) -> None:
    off, total = [], 0
    for path in seeds():
        page = parse(path.read_bytes(), path.name)
        for article in page.articles:
            setting = Setting(measure=26, zoom=zoom)
            value = reading(page, article)
            document = laid_out(value, setting)
            for number, (role, _) in enumerate(value.pieces):
                found = document.findBlockByNumber(number)
                if role != "paragraph" or not found.blockFormat().textIndent():
                    continue
                for at in range(found.layout().lineCount() - 1):
                    line = found.layout().lineAt(at)
                    end = line.textStart() + line.textLength()
                    while found.text()[end - 1] in " \u3000":
                        end -= 1
                    total += 1
                    if abs(line.cursorToX(end)[0] - setting.measure * setting.em) > 2:
                        off.append(found.text()[line.textStart() : end])
    assert total > 400
    assert off == []


def test_a_mark_that_fits_by_its_half_is_drawn_in(qtbot: QtBot) -> None:
    # 18 characters fit beside the indent; ”， takes one and a half, so that half of one is left.
    text = f"好”，{'好' * 15}，{'好' * 10}"
    line = block(text, measure=20).layout().lineAt(0)
    assert text[: line.textLength()] == f"好”，{'好' * 15}，"


def test_without_justification_no_line_is_stretched(qtbot: QtBot) -> None:
    found = block("中文 and Latin words " * 12, justify=False)
    line = found.layout().lineAt(0)
    assert line.naturalTextWidth() < line.width()
    end = line.textStart() + len(found.text()[line.textStart() :][: line.textLength()].rstrip())
    assert line.cursorToX(end)[0] <= line.naturalTextWidth() + 41


def test_what_lines_need_is_in_no_copy_and_no_search(qtbot: QtBot) -> None:
    pane = ArticlePane()
    qtbot.addWidget(pane)
    pane.show_reading(one_paragraph(TEXT), -1, "出处")
    assert JOINER in pane.document().toPlainText()
    pane.selectAll()
    assert pane.selection.text() == f"题\n{TEXT}\n出处"
    assert pane.createMimeDataFromSelection().text() == f"题\n{TEXT}\n出处"
    assert pane.toPlainText() == f"题\n{TEXT}\n出处"


# Headlines and sub-headings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("北京市总工会开展新就业形态劳动者群体夏季关爱行动",
         "北京市 总工会 开展 新 就业 形态 劳动者 群体 夏季 关爱 行动"),
        ("习近平在北京会见王沪宁李希", "习近平 在 北京 会见 王沪宁 李希"),
        ("追授朱治国同志称号", "追授 朱治国 同志 称号"),
        ("叙利亚总统阿萨德访华", "叙利亚 总统 阿萨德 访华"),
        ("習近平會見敘利亞總統阿薩德", "習近平 會見 敘利亞 總統 阿薩德"),
        ("党纪国法面前人人平等", "党纪 国法 面前 人人 平等"),
        ("应对气候变化座谈会成立十周年", "应对 气候 变化 座谈会 成立 十周年"),
        ("推动经济高质量发展", "推动 经济 高质量 发展"),
        ("丰台区总工会启动2025年“安康杯”竞赛", "丰台 区 总工会 启动 2025年 “安康杯” 竞赛"),
        ("创历史新伟业——代表讨论报告", "创历史 新 伟业 —— 代表 讨论 报告"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_of_a_headline(text: str, words: str) -> None:
    edges = [0, *word_starts(text), len(text)]
    assert " ".join(text[a:b] for a, b in pairwise(edges)) == words


def test_names_are_known_by_the_titles_beside_them() -> None:
    text = (
        "日前，习近平总书记强调。记者王小明、通讯员李希报道。国家主席習近平，总统阿萨德，党委书记"
    )
    assert names_in([text]) == ("习近平", "王小明", "李希", "習近平", "阿萨德")


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("全国的劳动者热爱劳动，干事创业。", 4, "劳动者"),
        ("“劳动光荣”", 1, "劳动"),
        ("“劳动光荣”", 4, "光荣"),
        ("“劳动光荣”", 5, None),
        ("看Linux系统", 3, None),
        ("看Linux系统", 7, "系统"),
        ("好" * 99 + "，勞動者熱愛勞動", 104, "熱愛"),
        ("", 0, None),
        ("劳动", 2, None),
        ("劳动", -1, None),
    ],
)
def test_the_word_at_a_place(text: str, at: int, word: str | None) -> None:
    found = word_at(text, at)
    assert (found and text[slice(*found)]) == word


def test_a_known_name_is_one_word() -> None:
    assert word_at("记者和平阳光报道", 3, ["平阳"]) == (3, 5)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9))
def test_a_word_has_the_place_that_was_asked_for(text: str, at: int) -> None:
    found = word_at(text, at)
    assert found is None or 0 <= found[0] <= at < found[1] <= len(text)


@given(st.text())
def test_words_start_inside_the_text_and_in_order(text: str) -> None:
    starts = word_starts(text)
    assert list(starts) == sorted(set(starts))
    assert all(0 < start < len(text) for start in starts)


def test_a_headline_that_begins_with_a_mark_is_flush_with_what_stands_around_it(
    qtbot: QtBot,
) -> None:
    def ink(title: str) -> int:
        """The first column of pixels with ink in it."""
        pieces = (Piece(title, (Range(0, len(title)),)),)
        value = reading(
            Page("页.txt", "utf-8", title, articles=()), Article(id="a", title=pieces[0])
        )
        document = laid_out(value, Setting())
        picture = QImage(900, 160, QImage.Format.Format_Grayscale8)
        picture.fill(255)
        painter = QPainter(picture)
        document.drawContents(painter, QRectF(0, 0, 900, 100))
        painter.end()
        dark = (
            x for x in range(900) if any(picture.pixelColor(x, y).lightness() < 128
                                         for y in range(100))
        )  # fmt: skip
        return next(dark)

    plain = ink("工会举办托管班")
    for title in ("“工会举办托管班”", "《工会举办托管班》", "（工会）举办托管班"):
        assert ink(title) == pytest.approx(plain, abs=6), title


def test_only_what_is_too_wide_for_a_line_breaks_within_words(qtbot: QtBot) -> None:
    # A short quotation stays whole, and no line ends beside its marks.
    title = "北京市总工会关爱劳动者“就业形态行动”群体举办托管班关爱劳动者"
    piece = Piece(title, (Range(0, len(title)),))
    article = Article(id="a", title=piece)
    value = reading(Page("页.txt", "utf-8", title, articles=(article,)), article)
    document = laid_out(value, Setting(measure=10))
    found = next(lines(document))[0]
    edges = {sum(len(line.replace(JOINER, "")) for line in found[:n]) for n in range(len(found))}
    inside = edges - {0, *word_starts(title)}
    assert inside
    assert all(8 < at < 21 for at in inside)


def test_a_kicker_of_two_lines_has_lines_of_about_one_length(qtbot: QtBot) -> None:
    kicker = "北京交通大学工会携手三所高校推出教职工子女暑期托管班"
    title = "工会举办托管班"
    source = f"{kicker}\n{title}"
    head = Piece(kicker, (Range(0, len(kicker)),))
    name = Piece(title, (Range(len(kicker) + 1, len(source)),))
    article = Article(id="a", kicker=(head,), title=name)
    page = Page("页.txt", "utf-8", source, articles=(article,))
    document = laid_out(reading(page, article), Setting(measure=20))
    found = document.begin().layout()
    assert found.lineCount() == 2
    lengths = [found.lineAt(n).naturalTextWidth() for n in range(2)]
    assert min(lengths) > 0.75 * max(lengths)


@pytest.mark.parametrize("measure", WIDTHS)
def test_no_headline_of_the_shipped_pages_breaks_in_mid_word(qtbot: QtBot, measure: int) -> None:
    broken = 0
    for path in seeds():
        page = parse(path.read_bytes(), path.name)
        for article in page.articles:
            value = reading(page, article)
            document = laid_out(value, Setting(measure=measure))
            number = [role for role, _ in value.pieces].index("title") if article.title else -1
            if number < 0:
                continue
            found = document.findBlockByNumber(number)
            layout, text = found.layout(), found.text()
            for line in range(1, layout.lineCount()):
                at = len(text[: layout.lineAt(line).textStart()].replace(JOINER, ""))
                assert (
                    at in value.words[number]
                    or text[layout.lineAt(line).textStart() - 1] == "\u2028"
                )
                broken += 1
    assert broken > 5 or measure > 30


def test_a_short_line_above_a_paragraph_is_set_as_a_sub_heading(qtbot: QtBot) -> None:
    long = "这是很长的一段话，说的是报纸上的事情，读者看了都说好。" * 3
    texts = ["题", long, "一条小标题", long, "诗的一行", "诗的另一行", "末行。"]
    source = "\n".join(texts)
    edges = [source.index(texts[0])]
    for text in texts[:-1]:
        edges.append(edges[-1] + len(text) + 1)
    pieces = [Piece(t, (Range(a, a + len(t)),)) for t, a in zip(texts, edges, strict=True)]
    article = Article(id="a", title=pieces[0], paragraphs=tuple(pieces[1:]))
    page = Page("页.txt", "utf-8", source, articles=(article,))
    document = laid_out(reading(page, article), Setting())
    bold = [
        document.findBlockByNumber(n).begin().fragment().charFormat().font().bold()
        for n in range(1, len(texts))
    ]
    assert bold == [False, True, False, False, False, False]


def one_paragraph(text: str) -> Reading:
    source = f"题\n{text}"
    title, paragraph = Piece("题", (Range(0, 1),)), Piece(text, (Range(2, 2 + len(text)),))
    article = Article(id="a", title=title, paragraphs=(paragraph,))
    return reading(Page("页.txt", "utf-8", source, articles=(article,)), article)
