"""Bookmarks and reading places: nothing of the user's is ever lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.library import Library, Place
from reader.library.bookmarks import Bookmarks
from reader.library.marks import STEPS, Marks
from reader.trouble import Trouble


def ids(library: Library) -> list[str]:
    return [article.id for page in library.pages() for article in page.articles]


def test_a_bookmark_is_set_shown_everywhere_and_removed(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        first, second, *_ = ids(library)
        library.set_bookmark(second, True)
        library.set_bookmark(first, True)
        library.set_bookmark(first, True)
    with Library(filled_dir) as library:
        one, two = library.bookmarks()
        assert (one.article, two.article) == (second, first)
        assert one.present and one.title and one.quote and one.made.endswith("Z")
        assert library.article(first).bookmarked
        marked = [a.id for page in library.pages() for a in page.articles if a.bookmarked]
        assert sorted(marked) == sorted([first, second])
        library.set_bookmark(second[:-1], False)
        library.set_bookmark(second, False)
        assert [mark.article for mark in library.bookmarks()] == [first]
        for unknown in ("no such", "", "\udc80"):
            for on in (True, False):
                with pytest.raises(Trouble):
                    library.set_bookmark(unknown, on)


def test_a_bookmark_outlives_its_page(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        page = library.pages()[0]
        article = page.articles[0]
        library.set_bookmark(article.id, True)
        library.remove(page.key)
        (mark,) = library.bookmarks()
        assert not mark.present
        assert mark.title == article.title and mark.quote
        library.add([Path(page.path)])
        (mark,) = library.bookmarks()
        assert mark.present
        library.remove(page.key)
        library.set_bookmark(article.id, False)
        assert library.bookmarks() == ()


def renamed(folder: Path, article: str, **columns: str) -> None:
    """As if the bookmark came from a parser that gave the article another id, title, quote."""
    connection = sqlite3.connect(folder / "marks.db")
    for column, value in {**columns, "article": "0ld1d"}.items():
        connection.execute(f"UPDATE bookmark SET {column} = ? WHERE article = ?", (value, article))
    connection.execute("UPDATE place SET article = '0ld1d' WHERE article = ?", (article,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "columns", [{}, {"title": "另一个题目"}, {"quote": "另一段话，跟原来的不同。"}]
)
def test_a_bookmark_follows_its_article_to_a_new_id(
    filled_dir: Path, columns: dict[str, str]
) -> None:
    with Library(filled_dir) as library:
        article = library.search("工会")[0].id
        library.set_bookmark(article, True)
    renamed(filled_dir, article, **columns)
    with Library(filled_dir) as library:
        assert library.article(article).bookmarked
        (mark,) = library.bookmarks()
        assert (mark.article, mark.present) == (article, True)


def test_a_bookmark_never_goes_to_another_article(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        article = library.search("工会")[0].id
        library.set_bookmark(article, True)
    renamed(filled_dir, article, title="另一个题目", quote="另一段话，跟原来的不同。")
    with Library(filled_dir) as library:
        (mark,) = library.bookmarks()
        assert not mark.present
        assert not any(a.bookmarked for page in library.pages() for a in page.articles)


def test_of_two_articles_that_fit_none_is_taken(data_dir: Path, tmp_path: Path) -> None:
    page = tmp_path / "A1.txt"
    page.write_text(
        "## 简讯\n\n本报讯 第一条简讯说天气热。\n\n## 简讯\n\n本报讯 第二条简讯说天气冷。\n",
        encoding="utf-8",
    )
    with Library(data_dir) as library:
        (key,) = library.add([page]).pages
        briefs = [a.id for info in library.pages() if info.key == key for a in info.articles]
        assert len(briefs) == 2
        library.set_bookmark(briefs[0], True)
    renamed(data_dir, briefs[0], quote="第三条简讯，没有人写过它。")
    with Library(data_dir) as library:
        assert [mark.present for mark in library.bookmarks()] == [False]


def test_places_come_back(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        first, second, *_ = ids(library)
        assert library.places.last() is None
        assert library.places.of(first) is None
        for place in (Place(first, 10), Place(second, 20), Place(first, 30)):
            library.places.save(place)
    with Library(filled_dir) as library:
        assert library.places.last() == Place(first, 30)
        assert library.places.of(second) == Place(second, 20)
        with pytest.raises(Trouble):
            library.places.save(Place("no such"))


def test_the_last_place_is_found_again_under_a_new_id(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        found = library.article(library.search("高温")[0].id)
        start = found.article.paragraphs[0].source[0].start
        library.places.save(Place(found.article.id, start + 1))
    renamed(filled_dir, found.article.id)
    with Library(filled_dir) as library:
        assert library.places.last() == Place(found.article.id, start + 1)


def test_marks_can_be_taken_away_as_json(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        first = ids(library)[0]
        library.set_bookmark(first, True)
        library.places.save(Place(first, 7))
        exported = json.loads(json.dumps(library.export_marks()))
    assert [mark["article"] for mark in exported["bookmarks"]] == [first]
    assert exported["bookmarks"][0]["quote"]
    assert exported["places"] == [
        {"article": first, "offset": 7, "page": exported["bookmarks"][0]["page"]}
    ]


# ---- accidents

KINDS = ["bookmark", "forget", "place", "delete", "halve", "rubbish", "reopen"]
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 7)), max_size=12)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_marks_survive_whatever_happens_to_the_cache(
    acts: list[tuple[str, int]], shipped_library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "survive"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(shipped_library, folder)
    cache = folder / "cache.db"
    bookmarks: dict[str, None] = {}
    last: Place | None = None
    library = Library(folder)
    try:
        known = ids(library)
        for act, number in acts:
            article = known[number]
            if act == "bookmark":
                library.set_bookmark(article, True)
                bookmarks[article] = None
            elif act == "forget":
                library.set_bookmark(article, False)
                bookmarks.pop(article, None)
            elif act == "place":
                last = Place(article, number)
                library.places.save(last)
            elif act == "delete":
                cache.unlink(missing_ok=True)
            elif act == "halve" and cache.exists():
                os.truncate(cache, cache.stat().st_size // 2)
            elif act == "rubbish":
                cache.write_bytes(random.Random(number).randbytes(9999))
            elif act == "reopen":
                library.close()
                library = Library(folder)
            assert [mark.article for mark in library.bookmarks()] == list(bookmarks)
            assert all(mark.present for mark in library.bookmarks())
            assert library.places.last() == last
    finally:
        library.close()


def cut(file: Path) -> None:
    os.truncate(file, 5000)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def rubbish(file: Path) -> None:
    file.write_bytes(random.Random(3).randbytes(20_000))


def of_another_program(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE bookmark (other)")
    connection.close()


def of_a_newer_heding(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()


def zeros_within(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(bytes(4096))


def only_its_log_left(file: Path) -> None:
    file.rename(file.with_name("marks.db-wal"))


@pytest.mark.parametrize(
    "accident",
    [cut, emptied, rubbish, of_another_program, of_a_newer_heding, zeros_within, only_its_log_left],
)
def test_a_file_that_cannot_be_trusted_is_named_and_left_alone(
    accident: Callable[[Path], None], filled_dir: Path
) -> None:
    with Library(filled_dir) as library:
        library.set_bookmark(ids(library)[0], True)
    accident(filled_dir / "marks.db")
    before = {path.name: path.read_bytes() for path in filled_dir.glob("marks*")}
    for _ in range(2):
        with pytest.raises(Trouble) as caught:
            Library(filled_dir)
        assert caught.value.where == str(filled_dir / "marks.db")
        assert caught.value.cure
        left = {path.name: path.read_bytes() for path in filled_dir.glob("marks*")}
        assert left == before


@pytest.fixture(scope="module")
def marked_library(shipped_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marked") / "data"
    shutil.copytree(shipped_library, folder)
    with Library(folder) as library:
        for number, article in enumerate(ids(library)[:8]):
            library.set_bookmark(article, True)
            library.places.save(Place(article, number))
    return folder


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), length=st.integers(1, 40))
def test_any_changed_byte_is_survived_or_told_of(
    where: float, flip: int, length: int, marked_library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "flipped"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(marked_library, folder)
    file = folder / "marks.db"
    data = bytearray(file.read_bytes())
    start = int(where * len(data))
    for at in range(start, min(start + length, len(data))):
        data[at] ^= flip
    file.write_bytes(data)
    try:
        with Library(folder) as library:
            library.bookmarks()
            library.pages()
            library.places.last()
            library.export_marks()
    except Trouble as trouble:
        assert trouble.where == str(file)
        assert trouble.cure


NEXT = (*STEPS, ("ALTER TABLE bookmark ADD COLUMN note TEXT NOT NULL DEFAULT ''",))


def test_an_older_file_is_copied_before_it_is_brought_up_to_date(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        library.set_bookmark(ids(library)[0], True)
        kept = library.bookmarks()
    newer = Marks(str(filled_dir), steps=NEXT)
    assert [mark.article for mark in Bookmarks(newer).all()] == [kept[0].article]
    newer.close()
    with pytest.raises(Trouble):
        Library(filled_dir)
    (copy,) = filled_dir.glob(f"marks-*-version-{len(STEPS)}.db")
    (filled_dir / "marks.db").unlink()
    copy.rename(filled_dir / "marks.db")
    with Library(filled_dir) as library:
        assert library.bookmarks() == kept


def test_a_bringing_up_to_date_that_fails_changes_nothing(filled_dir: Path) -> None:
    with Library(filled_dir) as library:
        library.set_bookmark(ids(library)[0], True)
    with pytest.raises(Trouble):
        Marks(str(filled_dir), steps=(*STEPS, ("DROP TABLE bookmark", "SELECT no_such_column")))
    with Library(filled_dir) as library:
        assert len(library.bookmarks()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_was_kept_survives_a_kill(filled_dir: Path) -> None:
    code = """if True:
        import sys
        from reader.library import Library, Place
        library = Library(sys.argv[1])
        articles = [article.id for page in library.pages() for article in page.articles]
        while True:
            for number, article in enumerate(articles):
                library.set_bookmark(article, True)
                library.places.save(Place(article, number))
                print(article, flush=True)
            for article in articles:
                library.set_bookmark(article, False)
                print("-" + article, flush=True)
    """
    chance = random.Random(4)
    for _ in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(filled_dir)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            said = [process.stdout.readline().strip() for _ in range(chance.randrange(1, 40))]
            process.send_signal(signal.SIGKILL)
            said += process.stdout.read().split()
        kept: dict[str, None] = {}
        with Library(filled_dir) as library:
            before = {mark.article for mark in library.bookmarks()}
            assert library.places.last() is not None
            for line in said:
                if line.startswith("-"):
                    kept.pop(line[1:], None)
                else:
                    kept[line] = None
            # At most the one that was under way when the signal came may differ.
            assert len(before ^ set(kept)) <= 1
            for article in before:
                library.set_bookmark(article, False)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files")
def test_a_full_disk_is_told_of_and_loses_nothing(filled_dir: Path) -> None:
    code = """if True:
        import resource, sys
        from reader.library import Library, Place
        from reader.trouble import Trouble
        library = Library(sys.argv[1])
        articles = [article.id for page in library.pages() for article in page.articles]
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        for number in range(1000):
            try:
                library.places.save(Place(articles[number % len(articles)], number))
                library.set_bookmark(articles[number % len(articles)], number % 2 == 0)
            except Trouble as trouble:
                assert trouble.cure and trouble.where == sys.argv[1], trouble
                print(library.places.last().offset)
                break
        assert library.search("工会")
    """
    run = subprocess.run(
        [sys.executable, "-c", code, str(filled_dir)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    with Library(filled_dir) as library:
        place = library.places.last()
        assert place and place.offset == int(run.stdout)


def test_a_file_held_by_another_program_is_told_of(
    filled_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.database.PATIENCE", 0.1)
    with Library(filled_dir) as library:
        article = ids(library)[0]
        holder = sqlite3.connect(filled_dir / "marks.db")
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble) as caught:
            library.set_bookmark(article, True)
        assert caught.value.where == str(filled_dir / "marks.db")
        assert library.bookmarks() == ()
        holder.close()
        library.set_bookmark(article, True)
        assert len(library.bookmarks()) == 1


def test_the_file_says_whose_it_is(filled_dir: Path) -> None:
    for name in ("marks.db", "cache.db"):
        connection = sqlite3.connect(filled_dir / name)
        assert connection.execute("PRAGMA application_id").fetchone()[0] >> 16 == 0x4844
        assert connection.execute("PRAGMA user_version").fetchone()[0] >= 1
        connection.close()
    connection = sqlite3.connect(filled_dir / "marks.db")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()
