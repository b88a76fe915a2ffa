"""Checking an article against its file, as a reader does it in the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from acts import Open, bare, open_id, press, read
from PySide6.QtCore import QEvent, QPoint, QRegularExpression, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from reader.desk import unsure
from reader.page import SURE
from reader.parser import parse_text
from reader.window.app import Heding
from reader.window.line import JOINER

#: What the offscreen platform says of any pop-up.
OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support")

#: Two articles, of which the first one's second half stands behind the other.
PAGE = (
    "## 老街修好了第一口井\n\n"
    "本报讯（记者 江浩）昨天，老街的水管终于换成了新的，居民说，再也不用半夜起来接水，一家人都松了一口气，街坊们纷\n\n"
    "## 新桥通车首日车流平稳\n\n"
    "本报讯（记者 方悦）新桥昨天通车，首日车流平稳，交警说，早高峰时没有发生拥堵。\n\n"
    "纷拍手叫好，说这件实事办到了心坎上。\n"
)


def with_raw(qtbot: QtBot, one: Heding) -> None:
    press(qtbot, one.window.article, Qt.Key.Key_U, "ControlModifier")
    qtbot.waitUntil(one.window.raw.complete)


def backgrounds(one: Heding) -> dict[str, str]:
    """What stands on a tint in the file's text, and the tint's colour."""
    return {
        s.cursor.selectedText(): s.format.background().color().name().upper()
        for s in one.window.raw.extraSelections()
    }


def click(qtbot: QtBot, pane: object, words: str) -> None:
    """Click a pane of text where these words stand."""
    pattern = QRegularExpression(f"{JOINER}?".join(words))
    cursor = pane.document().find(pattern)  # type: ignore[attr-defined]
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + 1)
    spot = pane.cursorRect(cursor).center() + QPoint(1, 0)  # type: ignore[attr-defined]
    viewport = pane.viewport()  # type: ignore[attr-defined]
    assert viewport.rect().contains(spot)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)


def hover(pane: object, spot: QPoint) -> str:
    """The tool tip that shows when the mouse rests on a point of a pane."""
    viewport = pane.viewport()  # type: ignore[attr-defined]
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot))
    QApplication.sendEvent(viewport, event)
    return QToolTip.text() if QToolTip.isVisible() else ""


def opened(qtbot: QtBot, heding: Open, tmp_path: Path, text: str = PAGE) -> Heding:
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode())
    one = heding(path, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None, timeout=20_000)
    qtbot.waitUntil(one.window.article.complete)
    return one


def test_the_file_stands_beside_the_article_character_by_character(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    text = "𠮷 first\n\n" + PAGE + "字" * 20_000 + "\n\nlast 🙂\n"
    one = opened(qtbot, heding, tmp_path, text)
    assert not one.window.raw.isVisible()
    with_raw(qtbot, one)
    raw = one.window.raw
    assert raw.isVisible()
    # Where a line is longer than Qt lays out quickly, it goes on in a further block without number.
    shown, block = "", raw.document().firstBlock()
    numbers = []
    while block.isValid():
        line = raw.line_of(block)
        shown += ("\n" if line > 1 else "") + block.text()
        numbers += [line] if line else []
        block = block.next()
    assert shown == text
    assert numbers == list(range(1, text.count("\n") + 2))


def test_only_the_open_article_stands_on_a_tint_and_in_its_order(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = opened(qtbot, heding, tmp_path)
    with_raw(qtbot, one)
    assert one.desk.reading is not None
    pieces = [piece for _, piece in one.desk.reading.pieces]
    assert "街坊们纷纷拍手叫好" in pieces[-1].text
    ours = {PAGE[start:end] for piece in pieces for start, end in piece.source}
    assert set(backgrounds(one)) == ours
    raw, numbers = one.window.raw, {}
    block = raw.document().firstBlock()
    while block.isValid():
        if raw.number_of(block):
            numbers[raw.number_of(block)] = block.text()
        block = block.next()
    assert numbers == {1: "## 老街修好了第一口井", 2: "纷拍手叫好，说这件实事办到了心坎上。"}


def test_a_click_on_either_side_finds_the_other(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    one = opened(qtbot, heding, tmp_path)
    with_raw(qtbot, one)
    here = one.window.theme.selection.upper()
    click(qtbot, one.window.raw, "说这件实事")
    tail = "纷拍手叫好，说这件实事办到了心坎上。"
    assert [t for t, colour in backgrounds(one).items() if colour == here] == [tail]
    marked = [s.cursor.selectedText() for s in one.window.article.extraSelections()]
    assert [text.replace(JOINER, "") for text in marked] == [tail]
    click(qtbot, one.window.article, "第一口井")
    assert [t for t, colour in backgrounds(one).items() if colour == here] == ["老街修好了第一口井"]


def test_the_keyboard_finds_the_other_side_too(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    one = opened(qtbot, heding, tmp_path)
    with_raw(qtbot, one)
    raw = one.window.raw
    raw.setTextCursor(raw.document().find("说这件实事"))
    press(qtbot, raw, Qt.Key.Key_Return)
    (marked,) = one.window.article.extraSelections()
    assert "说这件实事办到了心坎上" in bare(marked.cursor.selectedText())


def test_a_click_on_another_articles_text_opens_that_article(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = opened(qtbot, heding, tmp_path)
    with_raw(qtbot, one)
    with qtbot.waitSignal(one.desk.reading_changed):
        click(qtbot, one.window.raw, "首日车流平稳，交警")
    assert open_id(one) == next(
        a.id for p in one.desk.pages for a in p.articles if a.title == "新桥通车首日车流平稳"
    )
    assert "新桥通车首日车流平稳" in backgrounds(one)
    assert "老街修好了第一口井" not in backgrounds(one)


def test_the_article_at_the_end_of_a_long_file_is_brought_into_sight(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    filler = "".join(f"第{n}段，街上的人来来往往，都说今年的天气真好。\n\n" for n in range(4000))
    one = opened(qtbot, heding, tmp_path, "## 天气\n\n" + filler + PAGE)
    last = one.desk.pages and next(p for p in one.desk.pages if p.name == "page").articles[-1]
    assert last
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.tree.article_wanted.emit(last.id)
    with_raw(qtbot, one)
    raw = one.window.raw
    cursor = raw.document().find(last.title)
    assert raw.viewport().rect().contains(raw.cursorRect(cursor).center())


@OFFSCREEN
def test_a_seam_says_in_the_file_where_both_its_sides_stand(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = opened(qtbot, heding, tmp_path)
    joint = next(j for _, piece in one.desk.reading.pieces for j in piece.joints)
    cursor = one.window.article.document().find("纷拍手")
    cursor.setPosition(cursor.selectionStart() + 1)
    box = one.window.article.cursorRect(cursor)
    edge = one.window.article.viewport().width()
    tips = {hover(one.window.article, QPoint(edge - dx, box.center().y())) for dx in range(30)}
    (tip,) = tips - {""}
    assert "第 3 行“…松了一口气，街坊们纷”" in tip
    assert "第 9 行“纷拍手叫好，说这件实…”" in tip
    assert f"{round(joint.confidence * 100)}%" in tip


def test_whether_the_file_is_shown_and_how_wide_is_remembered(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    with_raw(qtbot, one)
    one.window.checking.pane.setSizes([300, 500])
    sizes = one.window.checking.pane.sizes()
    one.window.close()
    two = heding()
    read(qtbot, two)
    qtbot.waitUntil(two.window.raw.isVisible)
    qtbot.waitUntil(two.window.raw.complete)
    assert two.view.raw_split == sizes
    press(qtbot, two.window.article, Qt.Key.Key_U, "ControlModifier")
    assert not two.window.raw.isVisible()
    two.window.close()
    three = heding()
    read(qtbot, three)
    assert not three.window.raw.isVisible()


# Doubts and reasons


#: A tail that might go on from either of two articles; and a line that may be much.
UNSURE = (
    "## 老街修好了第一口井\n\n"
    "本报讯（记者 江浩）昨天，老街的水管终于换成了新的，街坊们说\n\n"
    "## 新桥通车首日车流平稳\n\n"
    "本报讯（记者 方悦）新桥昨天通车，首日车流平稳，交警说\n\n"
    "这件事办到了心坎上，希望今后多一些这样的好事。\n"
)


def message(one: Heding) -> str:
    return one.window.statusBar().currentMessage()


def popup(one: Heding) -> QFrame:
    found = [p for p in one.window.findChildren(QFrame, "reasons") if p.isVisible()]
    assert len(found) == 1
    return found[0]


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_doubts_are_stepped_through_on_this_page_and_on_others(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = opened(qtbot, heding, tmp_path, UNSURE)
    doubtful = [a.id for p in one.desk.pages for a in p.articles if a.confidence < SURE]
    assert any(
        a.id in doubtful for a in next(p for p in one.desk.pages if p.name == "page").articles
    )
    assert len(doubtful) > 1
    first = one.desk.pages[0].articles[0].id
    if open_id(one) != first:
        with qtbot.waitSignal(one.desk.reading_changed):
            one.window.tree.article_wanted.emit(first)
    seen = [open_id(one)] if open_id(one) in doubtful else []
    spots = 0
    press(qtbot, one.window.article, Qt.Key.Key_F8)
    while "没有别的" not in message(one):
        qtbot.waitUntil(lambda: "存疑 " in message(one) or "没有别的" in message(one))
        if open_id(one) not in seen:
            seen.append(open_id(one))
        spots += 1
        # What is in doubt is coloured, and in sight.
        (marked,) = one.window.article.extraSelections()
        box = one.window.article.cursorRect(marked.cursor)
        assert one.window.article.viewport().rect().intersects(box)
        one.window.statusBar().clearMessage()
        press(qtbot, one.window.article, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda: message(one) != "")
    assert seen == doubtful
    assert spots >= len(doubtful)
    one.window.statusBar().clearMessage()
    press(qtbot, one.window.article, Qt.Key.Key_F8, "ShiftModifier")
    qtbot.waitUntil(lambda: message(one) != "")
    assert open_id(one) in doubtful[-2:]


def test_doubts_of_what_is_in_no_article_are_shown_in_the_file(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    for path in sorted((Path(__file__).parent / "pages").glob("*.page")):
        text = path.with_suffix(".txt").read_text("utf-8")
        page = parse_text(text)
        own = [piece for piece in page.banner + page.furniture if piece.doubts]
        if own and page.articles and not any(p.doubts for _, p in page.articles[0].pieces()):
            break
    assert own
    one = opened(qtbot, heding, tmp_path, text)
    first = next(p for p in one.desk.pages if p.name == "page").articles[0]
    assert first.confidence < SURE
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.tree.article_wanted.emit(first.id)
    spots = unsure(one.desk.reading)
    doubt = own[0].doubts[0]
    for spot in spots:
        press(qtbot, one.window.article, Qt.Key.Key_F8)
        if spot.offset == doubt.start:
            break
    assert spots[one.window.checking.doubt].offset == doubt.start
    qtbot.waitUntil(lambda: one.window.raw.isVisible() and one.window.raw.complete())
    assert one.window.actions_by_id["raw"].isChecked()
    assert f"存疑 {one.window.checking.doubt + 1}/{len(spots)}" in message(one)
    (start, end) = next(r for r in own[0].source if r.start == doubt.start)
    assert text[start:end].replace("\n", "\u2029") in backgrounds(one)


def test_the_tree_says_which_articles_are_worth_a_look(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = opened(qtbot, heding, tmp_path, UNSURE)
    tree = one.window.tree.pages
    said = {}
    for page in one.desk.pages:
        for article in page.articles:
            index = tree.find(article.id)
            tip = index.data(Qt.ItemDataRole.ToolTipRole) or ""
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            assert ("值得一看" in tip) == ("值得一看" in spoken)
            said[article.id] = "值得一看" in tip
    assert said == {a.id: a.confidence < SURE for p in one.desk.pages for a in p.articles}
    assert set(said.values()) == {True, False}


@OFFSCREEN
def test_a_click_on_a_seam_tells_the_evidence_and_what_else_it_might_be(
    heding: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    one = opened(qtbot, heding, tmp_path)
    cursor = one.window.article.document().find("纷拍手")
    cursor.setPosition(cursor.selectionStart() + 1)
    box = one.window.article.cursorRect(cursor)
    view = one.window.article.viewport()
    em = one.window.article.fontMetrics().height()
    spots = (QPoint(view.width() - dx, box.center().y()) for dx in range(2 * em))
    seam = next(s for s in spots if one.window.article.seams.at(s))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=seam)
    shown = popup(one)
    qtbot.waitUntil(lambda: "接在第 3 行" in words(shown))
    assert "街坊们纷" in words(shown)
    assert "把握" in words(shown)
    assert "接口处是否成词" in words(shown)
    assert "其次" in words(shown)
    assert not re.search("[a-z]{3}", words(shown))
    press(qtbot, shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not one.window.findChildren(QFrame, "reasons"))


@OFFSCREEN
def test_the_key_w_tells_of_what_is_selected(heding: Open, qtbot: QtBot, tmp_path: Path) -> None:
    one = opened(qtbot, heding, tmp_path)
    cursor = one.window.article.document().find("第一口井")
    one.window.article.setTextCursor(cursor)
    press(qtbot, one.window.article, Qt.Key.Key_W)
    shown = popup(one)
    qtbot.waitUntil(lambda: "读作：主题" in words(shown))
    assert "其次：" in words(shown)
