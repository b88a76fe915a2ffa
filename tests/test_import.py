"""Many files come in: from folders and archives, by worker processes, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reader.library import Library

STORY = "本报讯（记者 张三）这一天全市的工会都很忙，因为高温来了。"


def page(path: Path, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"## 题目{number}\n\n{STORY}这是第{number}号。\n", encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More pages than are parsed without worker processes."""
    top = tmp_path / "many"
    for number in range(120):
        page(top / f"{number // 40}" / f"{number}.txt", number)
    return top


def numbers(library: Library) -> list[int]:
    """Which of the numbered articles can be found, and how often."""
    return [library.count(f"这是第{number}号") for number in range(120)]


# Worker processes


def test_worker_processes_read_what_one_process_reads(
    many: Path, data_dir: Path, tmp_path: Path
) -> None:
    with Library(data_dir) as one, Library(tmp_path / "second") as two:
        one.add([many])
        for path in many.rglob("*.txt"):  # one at a time, each in this process
            two.add([path])
        assert one.pages() == two.pages()
        assert [one.page(p.key) for p in one.pages()] == [two.page(p.key) for p in two.pages()]


def test_a_file_that_fails_is_named_and_the_rest_goes_on(many: Path, data_dir: Path) -> None:
    bad = many / "1" / "50.txt"
    bad.write_bytes(bytes(range(256)) * 30)
    with Library(data_dir) as library:
        added = library.add([many])
        assert [(trouble.where, bool(trouble.cure)) for trouble in added.troubles] == [
            (str(bad), True)
        ]
        assert (added.new, len(added.pages)) == (119, 119)
        page(bad, 50)
        assert library.add([bad]).new == 1
        assert numbers(library) == [1] * 120


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to find the workers")
def test_workers_that_are_killed_lose_no_page(many: Path, data_dir: Path) -> None:
    def children() -> list[int]:
        lists = Path("/proc/self/task").glob("*/children")
        found = [int(pid) for one in lists for pid in one.read_text().split()]
        return [p for p in found if b"spawn_main" in Path(f"/proc/{p}/cmdline").read_bytes()]

    killed: list[int] = []

    def progress(done: int, total: int, _: str) -> bool:
        if total and not killed:
            for pid in children():
                killed.append(pid)
                os.kill(pid, signal.SIGKILL)
        return True

    with Library(data_dir) as library:
        added = library.add([many], progress)
        assert killed, "no worker was there to be killed"
        assert added.troubles == ()
        assert numbers(library) == [1] * 120


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_workers_end_with_the_program_that_started_them(many: Path, data_dir: Path) -> None:
    code = """if True:
        import os, signal, sys
        from reader.library import Library
        def progress(done, total, _):
            if done == 100:
                os.kill(os.getpid(), signal.SIGKILL)
        if __name__ == "__main__":
            Library(sys.argv[1]).add([sys.argv[2]], progress)
    """
    command = [sys.executable, "-c", code, str(data_dir), str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.wait() == -signal.SIGKILL
        # The workers have the pipe open, too: it ends when the last of them has.
        assert process.stdout and process.stdout.read() == b""


# Ended and gone on with


def test_what_was_ended_is_known_and_gone_on_with(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        added = library.add([many], lambda done, total, _: not total or done < 60)
        assert added.ended and added.new == 60
        assert sum(numbers(library)) == 60, "what was read can be found"
        library.plans.pause()
    with Library(data_dir) as library:
        (task,) = library.plans.tasks()
        assert (task.path, task.paused) == (str(many), True)
        rest = library.go_on()
        assert (rest.new, rest.known, rest.ended) == (60, 60, False)
        assert library.plans.tasks() == ()
        assert numbers(library) == [1] * 120


def test_what_was_given_up_is_not_gone_on_with(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        library.add([many], lambda done, total, _: not total or done < 20)
        library.plans.give_up()
        assert library.go_on() == library.go_on()
        assert sum(numbers(library)) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_after_a_crash_the_rest_is_gone_on_with(many: Path, data_dir: Path) -> None:
    command = [sys.executable, "-m", "reader", "add", str(many)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.kill()
    with Library(data_dir) as library:
        if library.plans.tasks():
            assert library.go_on().troubles == ()
        else:  # it was killed before it began, or was faster
            library.add([many])
        assert numbers(library) == [1] * 120


def test_each_file_is_new_changed_moved_or_known(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        first = library.add([many / "0"])
        assert (first.new, first.changed, first.moved, first.known) == (40, 0, 0, 0)
        page(many / "0" / "7.txt", 700)
        (many / "0" / "8.txt").rename(many / "0" / "eight.txt")
        page(many / "0" / "neu.txt", 900)
        second = library.add([many / "0"])
        assert (second.new, second.changed, second.moved, second.known) == (1, 1, 1, 38)


def test_two_programs_add_the_same_folder_at_once(many: Path, data_dir: Path) -> None:
    command = [sys.executable, "-m", "reader", "add", str(many)]
    two = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in two:
        _, said = process.communicate(timeout=100)
        assert (process.returncode, said) == (0, "")
    with Library(data_dir) as library:
        assert numbers(library) == [1] * 120
        assert len(library.pages()) == 125
        assert library.plans.tasks() == ()
        assert [finding for finding in library.check() if finding.kind != "unread"] == []


# Which files


def test_patterns_choose_the_files(many: Path, data_dir: Path) -> None:
    page(many / "2" / "notes.lst", 500)
    with Library(data_dir) as library:
        assert library.add([many], include=["*.LST"]).new == 1
        assert library.add([many], include=["1/*", "9.txt"]).new == 41
        (trouble,) = library.add([many], include=["*.pdf"]).troubles
        assert trouble.where == str(many) and "*.pdf" in trouble.what


# Archives


def test_an_archive_is_read_in_place(tmp_path: Path, data_dir: Path) -> None:
    archive = tmp_path / "2025.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(30):
            name = f"2025-07-{number + 1:02}/A1.txt"
            file.writestr(name, f"## 题目{number}\n\n{STORY}这是第{number}号。\n")
        file.writestr("picture.jpg", b"\xff\xd8\xff")
        file.writestr("__MACOSX/2025-07-01/A1.txt", b"x")
    before = archive.read_bytes()
    with Library(data_dir) as library:
        added = library.add([tmp_path])
        assert (added.new, added.troubles) == (30, ())
        assert library.count("这是第7号") == 1
        found = next(p for p in library.pages() if "2025-07-08" in p.path)
        assert found.path == str(archive / "2025-07-08" / "A1.txt")
        assert found.date and found.date.value == "2025-07-08"
        assert library.refresh().troubles == ()
        assert library.add([archive]).known == 30
        assert library.add([found.path]).known == 1
    assert archive.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2025.zip", "data"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_of_old_archives_are_read_rightly(
    encoding: str, tmp_path: Path, data_dir: Path
) -> None:
    """Chinese programs write names into archives without saying in which encoding."""
    name = "劳动午报/七月.txt".encode(encoding)
    archive = tmp_path / "old.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("x" * len(name), f"## 题目\n\n{STORY}")
    archive.write_bytes(archive.read_bytes().replace(b"x" * len(name), name))
    with Library(data_dir) as library:
        assert library.add([archive]).new == 1
        assert str(archive / "劳动午报" / "七月.txt") in [p.path for p in library.pages()]


@pytest.mark.parametrize("fault", ["rubbish", "cut", "member", "locked"])
def test_a_bad_archive_is_named(fault: str, tmp_path: Path, data_dir: Path) -> None:
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("A1.txt", f"## 题目\n\n{STORY}" * 50)
    data = bytearray(archive.read_bytes())
    if fault == "rubbish":
        data = bytearray(b"no archive at all" * 100)
    elif fault == "cut":
        data = data[: len(data) // 2]
    elif fault == "member":
        data[60:80] = bytes(20)
    else:  # the bit that says so, in the member's head and in the directory
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    with Library(data_dir) as library:
        (trouble,) = library.add([archive]).troubles
        assert trouble.where.startswith(str(archive)) and trouble.cure


# Watched folders


def test_what_changes_in_an_added_folder_is_noticed(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        library.add([many])
        assert [folder.path for folder in library.plans.watched()] == [str(many)]
        library.refresh()
        assert library.look_around().pages == ()
        marked = library.search("这是第3号")[0].id
        library.set_bookmark(marked, True)
        page(many / "new" / "A1.txt", 200)
        page(many / "0" / "5.txt", 300)
        (many / "0" / "3.txt").rename(many / "new" / "A2.txt")
        (many / "0" / "4.txt").unlink()
        seen = library.look_around()
        assert (seen.new, seen.changed, seen.moved, seen.troubles) == (1, 1, 1, ())
        assert library.count("这是第200号") == library.count("这是第300号") == 1
        assert library.count("这是第5号") == 0
        assert library.article(marked).page.path == str(many / "new" / "A2.txt")
        assert library.article(marked).bookmarked
        assert library.count("这是第4号") == 1, "what was read stays"
        assert [page.name for page in library.pages() if page.gone] == ["4"]
        page(many / "0" / "4.txt", 4)
        library.look_around()
        assert not any(page.gone for page in library.pages())


def test_a_removed_page_stays_away_until_it_is_asked_for(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        library.add([many])
        hit = library.search("这是第3号")[0]
        library.remove(hit.page)
        library.look_around()
        assert library.count("这是第3号") == 0
        assert library.add([hit.path]).new == 1
        assert library.count("这是第3号") == 1
        library.remove(library.search("这是第9号")[0].page)
        library.add([many])
        assert numbers(library) == [1] * 120


def test_a_folder_can_be_left_alone(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        library.add([many])
        library.plans.unwatch(str(many))
        page(many / "new.txt", 200)
        assert library.look_around().new == 0


# A cache that lost much


def test_a_window_does_not_wait_for_a_lost_cache(many: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        library.add([many])
    (data_dir / "cache.db").unlink()
    with Library(data_dir, patient=False) as library:
        assert library.missing() == 125
        assert library.pages() == ()
        library.refresh()
        assert library.missing() == 0
        assert numbers(library) == [1] * 120
    (data_dir / "cache.db").unlink()
    with Library(data_dir) as library:
        assert numbers(library) == [1] * 120
