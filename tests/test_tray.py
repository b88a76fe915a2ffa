"""Fragments that no article claims: kept apart, shown in a tray, with where they may belong."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from acts import Open, open_id, press, search
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader.library import ArticleInfo, PageInfo, outline
from reader.page import Page, Range
from reader.parser import parse
from reader.parser.articles import assemble, finish
from reader.parser.doubts import Chance, settle
from reader.parser.joints import Link
from reader.parser.segments import Segment
from reader.seal import prove
from reader.window.model import OutlineModel

SHARED = Path(__file__).resolve().parents[2] / "shared" / "evaluation"


def segments(*texts: str) -> list[Segment]:
    found, at = [], 0
    for text in texts:
        found.append(Segment([Range(at, at + len(text))], text, "whole", 1, 0.0, 0, 1, 20.0, 20.0))
        at += len(text) + 2
    return found


# In the parser


def test_a_loose_fragment_is_no_part_of_the_article_that_it_stands_in() -> None:
    texts = ("老街", "昨天，职工志", "新桥", "新桥通车了。", "愿者说", "车很多。", "道很好。")
    segs = segments(*texts)
    labels = ["title", "paragraph", "title", "paragraph", "paragraph", "paragraph", "torn"]
    nothing = Link(4, -1, 0.5, [(-1, 0.5), (1, 0.4), (3, 0.1)])
    tail = Link(6, 4, 0.9, [(-1, 0.1), (4, 0.9)])
    sure = [Chance(1.0, "title")] * len(segs)
    page = assemble(segs, labels, {4: nothing, 6: tail}, sure, {4})
    old, new, loose = finish(page, "key")
    assert [a.kind for a in (old, new, loose)] == ["article", "article", "loose"]
    assert [p.text for p in old.paragraphs] == ["昨天，职工志"]
    # The article in which it stands goes on behind it, also where a piece was joined to it.
    assert [p.text for p in new.paragraphs] == ["新桥通车了。", "车很多。"]
    assert [p.text for p in loose.paragraphs] == ["愿者说道很好。"]
    assert loose.heading() == "愿者说道很好。"
    assert [(s.article, s.chance) for s in loose.suggestions] == [(old.id, 0.4), (new.id, 0.1)]
    assert loose.suggestions[0].at == segs[1].parts[-1].end
    assert loose.confidence == 0.5
    assert not old.suggestions


def test_a_fragment_stays_where_the_likeliest_open_end_is_of_the_same_article() -> None:
    segs = segments("老街", "昨天，职工志", "者说，水很清。", "愿者说，水很清。")
    labels = ["title", "paragraph", "paragraph", "paragraph"]
    link = Link(3, -1, 0.5, [(-1, 0.5), (1, 0.4), (2, 0.1)])
    page = assemble(segs, labels, {3: link}, [Chance(1.0, "title")] * 4, {3})
    (article,) = finish(page, "key")
    assert [p.text for p in article.paragraphs] == [s.text for s in segs[1:]]
    # Whether it is a paragraph of its own is in doubt, and said to be.
    (doubt,) = article.paragraphs[2].doubts
    assert (doubt.start, doubt.certainty, doubt.other) == (segs[3].parts[0].start, 0.5, "torn")
    assert article.confidence == 0.5


def test_what_another_fragment_surely_takes_is_not_to_be_had() -> None:
    first = Link(5, 1, 0.9, [(-1, 0.1), (1, 0.9)])
    second = Link(7, -1, 0.2, [(-1, 0.2), (1, 0.8)])
    third = Link(8, 6, 0.6, [(-1, 0.4), (6, 0.6)])
    settle({5: first, 7: second, 8: third})
    assert first.confidence == pytest.approx(0.9)  # its own choice takes nothing from it
    assert second.confidence == pytest.approx(0.2 / (0.2 + 0.8 * 0.1))
    assert dict(second.scores)[1] == pytest.approx(0.08 / 0.28)
    assert third.confidence == pytest.approx(0.6)


def pages_with_fragments() -> Iterator[tuple[Path, Page]]:
    """Pages of the evaluation set, where it is there, in which something stays loose."""
    for path in sorted(SHARED.glob("*/*.txt")):
        page = parse(path.read_bytes(), path.name)
        if any(article.kind == "loose" for article in page.articles):
            yield path, page


@pytest.fixture(scope="module")
def loose_page() -> tuple[Path, Page]:
    found = next((p for p in pages_with_fragments() if p[1].articles[0].kind == "article"), None)
    if found is None:
        pytest.skip("the evaluation set isn't there, or nothing in it stays loose")
    return found


def test_a_page_with_fragments_still_holds_every_character_once(
    loose_page: tuple[Path, Page],
) -> None:
    path, page = loose_page
    assert prove(path.read_bytes(), page).holds
    kinds = [article.kind for article in page.articles]
    assert kinds == sorted(kinds, key=lambda kind: kind == "loose")
    assert Page.from_json(page.as_json(), page.text) == page
    ids = {article.id for article in page.articles if article.kind != "loose"}
    for article in page.articles:
        if article.kind != "loose":
            continue
        assert all(s.article in ids for s in article.suggestions)
        chances = [s.chance for s in article.suggestions]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) + article.confidence <= 1.01


# In the tree


def page_info(*kinds: str) -> PageInfo:
    articles = tuple(
        ArticleInfo(f"{kind}{n}", kind, f"{kind} {n}", "", "", False, 1.0)
        for n, kind in enumerate(kinds)
    )
    return PageInfo("k", "/x/A01.txt", "A01", "版", None, articles)


def shown(model: OutlineModel, parent: QModelIndex | None = None) -> list[object]:
    """The tree as nested lists of its rows' titles."""
    found: list[object] = []
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        found.append(index.data())
        inside = shown(model, index)
        if inside:
            found.append(inside)
    return found


def test_the_tray_stands_behind_the_articles_and_comes_and_goes(qtbot: QtBot) -> None:
    model = OutlineModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    checker = QAbstractItemModelTester(model, fatal, model)
    states = {
        ("article",): ["article 0"],
        ("article", "loose"): ["article 0", "待归位（1）", ["loose 1"]],
        ("article", "loose", "loose"): ["article 0", "待归位（2）", ["loose 1", "loose 2"]],
        ("article", "photo", "loose"): ["article 0", "photo 1", "待归位（1）", ["loose 2"]],
        ("loose",): ["待归位（1）", ["loose 0"]],
    }
    for before, after in itertools.permutations(states, 2):
        for kinds in (before, after):
            model.set_outline(outline([page_info(*kinds)]))
            assert shown(model) == ["版", states[kinds]]
    model.set_outline(outline([page_info("article", "loose")]))
    page = model.index(0, 0)
    tray = model.index(1, 0, page)
    fragment = model.find("loose1")
    assert model.is_tray(tray)
    assert fragment.parent() == tray
    assert tray.parent() == page
    assert model.article_at(tray) is None
    assert model.article_at(fragment).id == "loose1"
    assert model.page_at(fragment).key == model.page_at(tray).key == "k"
    checker.deleteLater()


# In the window


def test_a_fragment_opens_with_its_suggestions_and_they_open_the_place(
    heding: Open, qtbot: QtBot, loose_page: tuple[Path, Page]
) -> None:
    path, page = loose_page
    one = heding(path, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None, timeout=20_000)
    assert not one.window.checking.placing.isVisible()
    info = next(p for p in one.desk.pages if p.path == str(path))
    number, fragment = next(
        (n, a) for n, a in enumerate(page.articles) if a.kind == "loose" and a.suggestions
    )
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.tree.article_wanted.emit(info.articles[number].id)
    assert one.window.tree.currentIndex().data() == fragment.heading()
    assert one.window.tree.pages.is_tray(one.window.tree.currentIndex().parent())
    bar = one.window.checking.placing
    assert "待归位片段 1/" in one.window.status.where.text()
    assert bar.isVisible()
    qtbot.waitUntil(lambda: any(b.isVisible() for b in bar.findChildren(QPushButton)))
    buttons = bar.findChildren(QPushButton)
    assert 1 <= len(buttons) <= len(fragment.suggestions)
    assert buttons[0].text().startswith(f"{round(100 * fragment.suggestions[0].chance)}%")
    with qtbot.waitSignal(one.desk.reading_changed):
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    place = [a.id for a in page.articles].index(fragment.suggestions[0].article)
    assert open_id(one) == info.articles[place].id
    assert not bar.isVisible()
    assert one.window.raw.isVisible()
    (marked,) = one.window.article.extraSelections()
    end = page.text[fragment.suggestions[0].at - 4 : fragment.suggestions[0].at]
    assert marked.cursor.selectedText().replace("\u2060", "").endswith(end)


def test_fragments_are_found_and_passed_over_when_reading_on(
    heding: Open, qtbot: QtBot, loose_page: tuple[Path, Page]
) -> None:
    path, page = loose_page
    one = heding(path, wait=False)
    qtbot.waitUntil(lambda: one.desk.reading is not None, timeout=20_000)
    info = next(p for p in one.desk.pages if p.path == str(path))
    number = next(n for n, a in enumerate(page.articles) if a.kind == "loose")
    search(qtbot, one, page.articles[number].paragraphs[0].text[:12])
    assert info.articles[number].id in [hit.id for hit in one.desk.results.hits]
    with qtbot.waitSignal(one.desk.reading_changed):
        one.window.tree.article_wanted.emit(info.articles[number - 1].id)
    with qtbot.waitSignal(one.desk.reading_changed):
        press(qtbot, one.window.article, Qt.Key.Key_N)
    after = one.desk.pages[one.desk.pages.index(info) + 1]
    assert open_id(one) == after.articles[0].id
