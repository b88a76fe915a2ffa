"""Highlights and notes belong to the text of the file, and outlast all that happens to it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import Annotation, Library, annotations_as_markdown
from reader.library.anchors import anchored, placed
from reader.library.marks import STEPS, Marks
from reader.trouble import Trouble

TEXT = """## 工会送清凉到工地

本报讯 连日高温，市总工会把清凉饮料送到了建筑工地。工人们在树荫下休息，喝上了绿豆汤。

市总工会负责人说，今年的高温补贴已经全部发放到位，没有一个人落下。

## 托管班开课了

本报讯 暑期托管班昨天开课，八十个孩子有了去处。家长们说，心里踏实了。
"""


def page_of(folder: Path, text: str = TEXT) -> Path:
    path = folder / "2025-07-15-A03.txt"
    folder.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def highlight(library: Library, words: str, colour: str = "yellow", note: str = "") -> Annotation:
    """A highlight of words where they stand first in the library's only added page."""
    key = library.pages()[-1].key if len(library.pages()) == 1 else added_key(library)
    text = library.page(key).text
    start = text.index(words)
    return library.annotations.add(key, text, [(start, start + len(words))], words, colour, note)


def added_key(library: Library) -> str:
    return next(page.key for page in library.pages() if page.name == "2025-07-15-A03")


def where(library: Library, annotation: Annotation) -> str:
    """The words at the places of an annotation now."""
    text = library.page(annotation.page).text
    return "".join(text[t.start : t.end] for t in annotation.targets if t.start >= 0)


def test_it_is_kept_changed_removed_and_put_back(data_dir: Path, tmp_path: Path) -> None:
    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        made = highlight(library, "绿豆汤", "green")
        assert made.present and made.title == "工会送清凉到工地" and made.made.endswith("Z")
        assert made.article == library.search("绿豆汤")[0].id
        library.annotations.change(made.id, note="记得问 食堂 <b>")
        library.annotations.change(made.id, colour="red")
    with Library(data_dir) as library:
        (kept,) = library.annotations.all()
        assert (kept.colour, kept.note, kept.quote) == ("red", "记得问 食堂 <b>", "绿豆汤")
        assert library.annotations.of_page(kept.page) == (kept,)
        library.annotations.remove(kept.id)
        assert library.annotations.all() == ()
        library.annotations.restore(kept)
        assert library.annotations.all() == (kept,)


def test_search_knows_which_articles_have_one(data_dir: Path, tmp_path: Path) -> None:
    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        noted = highlight(library, "绿豆汤", note="好")
        plain = highlight(library, "托管班昨天")
        assert [hit.id for hit in library.search("有:批注")] == [noted.article]
        assert {h.id for h in library.search("has:highlight")} == {noted.article, plain.article}
        assert library.count("本报讯 有:划线 -has:note") == 1
        library.annotations.change(noted.id, note="")
        assert library.count("has:note") == 0


@pytest.mark.parametrize(
    "changed",
    [
        "本页编辑 张三\n\n" + TEXT,
        TEXT.replace("连日高温，", "连日来持续高温，"),
        TEXT.replace("工人们在树荫下休息，", "工人们在树荫下\n休息，\n"),
        TEXT.replace("工会送清凉到工地", "清凉送到工地来"),
        "## 绿豆汤的做法\n\n本报讯 绿豆汤要先泡后煮，绿豆汤才好喝。\n\n" + TEXT,
    ],
    ids=["shifted", "edited", "wrapped", "renamed", "more of the same words"],
)
def test_it_outlasts_changes_of_the_file(data_dir: Path, tmp_path: Path, changed: str) -> None:
    path = page_of(tmp_path / "paper")
    with Library(data_dir) as library:
        library.add([path])
        made = highlight(library, "休息，喝上了绿豆汤", note="好")
        page_of(tmp_path / "paper", changed)
        library.refresh()
        (now,) = library.annotations.all()
        assert now.present and now.note == "好"
        assert "".join(where(library, now).split()) == "休息，喝上了绿豆汤"
        assert now.article in {a.id for p in library.pages() for a in p.articles}
        assert library.article(now.article).article.heading() == now.title
        assert [hit.id for hit in library.search("has:note")] == [now.article]
        page_of(tmp_path / "paper")
        library.refresh()
        (back,) = library.annotations.all()
        assert back == made


def test_words_that_are_nearly_the_same_are_found_between_what_stands_around(
    data_dir: Path, tmp_path: Path
) -> None:
    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        highlight(library, "今年的高温补贴已经全部发放到位")
        page_of(tmp_path / "paper", TEXT.replace("已经全部发放", "已全部发放"))
        library.refresh()
        (now,) = library.annotations.all()
        assert now.present and where(library, now) == "今年的高温补贴已全部发放到位"


def test_what_cannot_be_placed_is_told_and_never_put_on_other_words(
    data_dir: Path, tmp_path: Path
) -> None:
    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        made = highlight(library, "绿豆汤", note="好")
        page_of(tmp_path / "paper", "## 别的事情\n\n本报讯 今天没有新闻，只有一碗绿豆汤。\n")
        library.refresh()
        (lost,) = library.annotations.all()
        assert not lost.present and lost.offset() == -1
        assert (lost.quote, lost.note, lost.title) == (made.quote, made.note, made.title)
        findings = [f for f in library.check() if f.kind == "orphan"]
        assert any("绿豆汤" in finding.what for finding in findings)
        page_of(tmp_path / "paper")
        library.refresh()
        assert library.annotations.all() == (made,)
        assert [f for f in library.check() if f.kind != "unread"] == []
        library.remove(made.page)
        (gone,) = library.annotations.all()
        assert not gone.present


def test_it_moves_with_its_file_and_outlasts_cache_and_parser(
    data_dir: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper"
    page_of(paper)
    with Library(data_dir) as library:
        library.add([paper])
        made = highlight(library, "绿豆汤")
    paper.rename(tmp_path / "moved")
    with Library(data_dir) as library:
        library.add([tmp_path / "moved"])
        assert library.annotations.all() == (made,)
    connection = sqlite3.connect(data_dir / "cache.db")
    connection.execute("UPDATE page SET version = 'old'")
    connection.execute("UPDATE article SET id = 'x' || id")
    connection.execute("UPDATE fact SET value = 'old' WHERE name IN ('parser', 'parser seen')")
    connection.commit()
    connection.close()
    with Library(data_dir) as library:
        assert library.annotations.all() == (made,)
    (data_dir / "cache.db").write_bytes(b"no database")
    with Library(data_dir) as library:
        assert library.annotations.all() == (made,)


def test_what_was_read_and_where_one_was_follow_an_article_with_another_id(
    data_dir: Path, tmp_path: Path
) -> None:
    from reader.library import Place

    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        (hit,) = library.search("绿豆汤")
        text = library.page(hit.page).text
        library.finished.set(hit.id, hit.page, True)
        library.places.save(Place(hit.id, text.index("本报讯")))
        page_of(tmp_path / "paper", TEXT.replace("工会送清凉到工地", "清凉送到工地来"))
        library.refresh()
        (now,) = library.search("绿豆汤")
        if now.id == hit.id:
            pytest.skip("the article kept its id")
        assert library.finished.articles() == {now.id}
        assert library.places.of(now.id) is not None
        assert library.places.of(hit.id) is None
        assert [f for f in library.check() if f.kind != "unread"] == []


def test_the_place_may_have_changed_while_the_reader_chose_it(
    data_dir: Path, tmp_path: Path
) -> None:
    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        key = added_key(library)
        start = TEXT.index("绿豆汤")
        page_of(tmp_path / "paper", "本页编辑 张三\n\n" + TEXT)
        library.refresh()
        made = library.annotations.add(key, TEXT, [(start, start + 3)], "绿豆汤")
        assert where(library, made) == "绿豆汤"
        with pytest.raises(Trouble):
            library.annotations.add("no page", TEXT, [(start, start + 3)], "绿豆汤")
        with pytest.raises(Trouble):
            library.annotations.add(key, "别的文字", [(0, 4)], "别的文字")


def test_export_has_the_words_the_note_and_the_way_back(data_dir: Path, tmp_path: Path) -> None:
    with Library(data_dir) as library:
        library.add([page_of(tmp_path / "paper")])
        highlight(library, "心里踏实了", note="- *重点*\n第二行")
        made = highlight(library, "绿豆汤", "blue")
        exported = json.loads(json.dumps(library.export_marks()))
        assert [one["quote"] for one in exported["annotations"]] == ["心里踏实了", "绿豆汤"]
        assert exported["annotations"][1]["targets"][0]["exact"] == "绿豆汤"
        text = annotations_as_markdown(library.annotations.all())
    assert text.index("## 工会送清凉到工地") < text.index("> 绿豆汤") < text.index("## 托管班")
    assert f"heding:{made.article}#{made.offset()}" in text
    assert "\\- \\*重点\\*  \n第二行" in text
    assert annotations_as_markdown(()) == ""


def test_an_older_file_gets_the_tables_and_a_copy(filled_dir: Path) -> None:
    (filled_dir / "marks.db").unlink()
    older = Marks(str(filled_dir), steps=STEPS[:3])
    with older.writing() as connection:
        connection.execute("INSERT INTO source VALUES ('k', '/no/file.txt', x'00', '')")
        connection.execute("""INSERT INTO "read" VALUES ('some', 'k', '')""")
    older.close()
    with Library(filled_dir) as library:
        assert library.finished.articles() == {"some"}
        assert library.annotations.all() == ()
    assert len(list(filled_dir.glob("marks-*-version-3.db"))) == 1


@given(st.text(min_size=1), st.data())
def test_unchanged_text_keeps_every_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (target,) = anchored(text, [(start, end)])
    assert placed(target, text) == target


@given(st.text("工会高温补贴，。\n ", min_size=1), st.text("工会高温补贴，。\n "), st.data())
def test_what_is_placed_has_the_same_words(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (target,) = anchored(text, [(start, end)])
    found = placed(target, other)
    assert (found.start < 0) == (found.end < 0)
    if found.start >= 0:
        assert found.exact == other[found.start : found.end]


def test_parts_with_only_a_line_break_between_are_one() -> None:
    text = "一二三\n四五六 七八"
    assert [t.exact for t in anchored(text, [(0, 3), (4, 7), (9, 10)])] == ["一二三\n四五六", "八"]
    assert anchored(text, []) == anchored(text, [(3, 3)]) == ()
