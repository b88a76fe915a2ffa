"""Pages come into the library, change, move and go."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.files import seeds
from reader.library import Library
from reader.trouble import Trouble


def write(path: Path, title: str, *paragraphs: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join([f"## {title}", *paragraphs]) + "\n", encoding="utf-8")
    return path


STORY = "本报讯（记者 张三）这一天全市的工会都很忙，因为高温来了。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = tmp_path / "archive" / "2025-07-18"
    write(top / "A2.txt", "第二版的题目", STORY)
    write(top / "A10.txt", "第十版的题目", STORY + "第十版说完了。")
    (top / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    return top


def test_a_new_library_holds_the_shipped_pages(data_dir: Path) -> None:
    with Library(data_dir) as library:
        assert [Path(page.path) for page in library.pages()] == seeds()
        assert all(page.articles for page in library.pages())
        assert library.count("工会") > 5


def test_the_shipped_pages_can_be_removed_for_good(data_dir: Path) -> None:
    with Library(data_dir) as library:
        for page in library.pages():
            library.remove(page.key)
        assert library.pages() == ()
    with Library(data_dir) as library:
        assert library.refresh().pages == ()
        assert library.pages() == ()
        added = library.add(seeds())
        assert len(library.pages()) == len(added.pages) == 5


def test_a_folder_is_added_by_reference_in_human_order(data_dir: Path, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with Library(data_dir) as library:
        added = library.add([folder.parent])
        assert added.troubles == ()
        names = [page.name for page in library.pages() if page.key in added.pages]
        assert names == ["A2", "A10"]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_adding_again_changes_nothing(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as library:
        first = library.add([folder])
        before = library.pages()
        assert library.add([folder, folder / "A2.txt"]).pages == first.pages
        assert library.pages() == before


def test_only_the_changed_file_is_read_again(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as library:
        library.add([folder])
        library.refresh()
        assert library.refresh().pages == ()
        write(folder / "A2.txt", "换了的题目", STORY, "多了一段完全不同的话。")
        (changed,) = library.refresh().pages
        assert "多了一段" in library.page(changed).text
        assert library.count("多了一段完全不同的话") == 1
        assert library.refresh().pages == ()


def test_a_change_is_noticed_even_with_the_same_size_at_once(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as library:
        library.add([folder])
        library.refresh()
        for word in ("甲甲", "乙乙", "丙丙"):
            write(folder / "A2.txt", "题目", f"本报讯 这里说的是{word}。")
            assert len(library.refresh().pages) == 1
            assert library.count(f"这里说的是{word}") == 1


def test_keys_and_ids_are_the_same_in_every_library(
    data_dir: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / folder.name
    shutil.copytree(folder, other)
    with Library(data_dir) as one, Library(tmp_path / "second") as two:
        one.add([folder])
        two.add([other])
        assert [page.articles for page in one.pages()] == [page.articles for page in two.pages()]
        assert {page.key for page in one.pages()} == {page.key for page in two.pages()}


def test_equal_pages_in_two_archives_are_two_pages(
    data_dir: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "second paper" / folder.name
    shutil.copytree(folder, other)
    with Library(data_dir) as library:
        keys = library.add([folder, other]).pages
        assert len(set(keys)) == 4
        ids = [article.id for page in library.pages() for article in page.articles]
        assert len(ids) == len(set(ids))


def test_a_moved_folder_keeps_keys_and_bookmarks(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as library:
        keys = library.add([folder]).pages
        article = library.search("第十版说完了")[0].id
        library.set_bookmark(article, True)
        moved = folder.rename(folder.parent / "elsewhere")
        assert len(library.refresh().troubles) == 2
        assert library.article(article).page.key in keys, "what was read can still be read"
        assert sorted(library.add([moved]).pages) == sorted(keys)
        assert library.refresh().troubles == ()
        (mark,) = library.bookmarks()
        assert (mark.article, mark.present) == (article, True)
        assert library.article(article).page.path == str(moved / "A10.txt")


def test_a_file_that_is_gone_is_named_with_a_cure(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as library:
        library.add([folder])
        (folder / "A2.txt").unlink()
        (trouble,) = library.refresh().troubles
        assert trouble.where == str(folder / "A2.txt")
        assert trouble.cure
        assert "A2" in [page.name for page in library.pages()]


def test_articles_are_found_by_the_start_of_their_id(data_dir: Path) -> None:
    with Library(data_dir) as library:
        ids = sorted(article.id for page in library.pages() for article in page.articles)
        for id_ in ids:
            found = library.article(id_)
            assert found.article.id == id_
            assert id_ in [article.id for article in found.page.articles]
        start = next(
            ids[0][:n] for n in range(1, 13) if sum(i.startswith(ids[0][:n]) for i in ids) == 1
        )
        assert library.article(start).article.id == ids[0]
        for unknown in ("", "no such id", "\udc80", "中文", "%", "_"):
            with pytest.raises(Trouble):
                library.article(unknown)


def test_an_ambiguous_start_says_so(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as library:
        for number in range(20):
            write(folder / f"B{number}.txt", f"题目{number}", STORY)
        library.add([folder])
        ids = [article.id for page in library.pages() for article in page.articles]
        start = next(i[0] for i in ids if sum(other[0] == i[0] for other in ids) > 1)
        with pytest.raises(Trouble) as caught:
            library.article(start)
        assert str(sum(other[0] == start for other in ids)) in caught.value.what


def test_looking_at_files_adds_nothing_and_gives_the_ids_to_be(
    data_dir: Path, folder: Path
) -> None:
    with Library(data_dir) as library:
        before = library.pages()
        pages, troubles = library.look([folder, folder / "no such file"])
        assert [trouble.where for trouble in troubles] == [str(folder / "no such file")]
        assert library.pages() == before
        library.add([folder])
        assert [p.articles for p in pages] == [p.articles for p in library.pages()[: len(pages)]]


def test_adding_can_be_followed_and_ended(data_dir: Path, folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, name: str) -> bool:
        seen.append((done, total, name))
        return (done, total) != (1, 2)

    with Library(data_dir) as library:
        assert len(library.add([folder], progress).pages) == 1
        assert seen[-2:] == [(0, 2, "A2.txt"), (1, 2, "A10.txt")]
        assert len(library.pages()) == 6


def test_a_search_is_answered_while_another_thread_adds(data_dir: Path, tmp_path: Path) -> None:
    top = tmp_path / "many"
    for number in range(80):
        write(top / f"{number}.txt", f"题目{number}", STORY * 3)
    with Library(data_dir) as library:
        before = library.count("高温来了")
        answered, begun = threading.Event(), threading.Event()

        def progress(done: int, total: int, _: str) -> bool:
            if total and done == 10:
                begun.set()
                # Ends only if the other thread gets its answer while this one is in the midst.
                assert answered.wait(30)
            return True

        adding = threading.Thread(target=lambda: library.add([top], progress))
        adding.start()
        assert begun.wait(30)
        assert library.count("高温来了") >= before
        answered.set()
        adding.join()
        assert library.count("高温来了") == before + 80


def test_many_threads_may_use_one_library(data_dir: Path, folder: Path) -> None:
    faults: list[BaseException] = []
    with Library(data_dir) as library:
        library.add([folder])
        ids = [article.id for page in library.pages() for article in page.articles]

        def work(number: int) -> None:
            try:
                for turn in range(5):
                    assert library.search("工会")
                    assert library.article(ids[(number + turn) % len(ids)])
                    library.set_bookmark(ids[number], turn % 2 == 0)
                    library.refresh()
            except BaseException as fault:
                faults.append(fault)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        assert {mark.article for mark in library.bookmarks()} == set(ids[:4])


def test_two_libraries_see_what_the_other_does(data_dir: Path, folder: Path) -> None:
    with Library(data_dir) as one, Library(data_dir) as two:
        assert len(two.pages()) == 5
        keys = one.add([folder]).pages
        assert len(two.pages()) == 7
        two.remove(keys[0])
        assert len(one.pages()) == 6
        assert one.count("第十版说完了") == two.count("第十版说完了")


def test_eight_processes_open_a_new_library_at_once(data_dir: Path, tmp_path: Path) -> None:
    """Whoever is first makes it; nobody fails, and nothing is kept twice or lost."""
    code = """if True:
        import sys
        from pathlib import Path
        from reader.library import Library
        with Library(Path(sys.argv[1])) as library:
            library.add([Path(sys.argv[2])])
            library.set_bookmark(library.search(sys.argv[3])[0].id, True)
            print(len(library.pages()))
    """
    processes = []
    for number in range(8):
        word = f"第{number}个进程的文章"
        file = write(tmp_path / f"p{number}" / "A1.txt", f"题目{number}", f"本报讯 {word}在此。")
        command = [sys.executable, "-c", code, str(data_dir), str(file), word]
        processes.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
    for process in processes:
        _, said = process.communicate(timeout=100)
        assert (process.returncode, said) == (0, "")
    with Library(data_dir) as library:
        assert len(library.pages()) == 13
        assert len(library.bookmarks()) == 8
        assert all(mark.present for mark in library.bookmarks())
    kept = sorted(path.name for path in data_dir.iterdir())
    assert kept == ["adding.lock", "cache.db", "index", "marks.db"]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_while_adding_loses_nothing(data_dir: Path, tmp_path: Path) -> None:
    top = tmp_path / "many"
    for number in range(300):
        write(top / f"{number}.txt", f"题目{number}", f"{STORY}这是第{number}号。")
    command = [sys.executable, "-m", "reader", "add", str(top)]
    known = 0
    for pause in (0.25, 0.45, 0.65):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(pause)
            process.kill()
        with Library(data_dir) as library:
            pages = library.pages()
            assert len(pages) >= known
            assert library.count("这是第") == sum(page.path.startswith(str(top)) for page in pages)
            known = len(pages)
    with Library(data_dir) as library:
        assert library.add([top]).troubles == ()
        assert library.count("这是第") == 300
        assert library.count("这是第299号") == 1
