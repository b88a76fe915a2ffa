"""Two Hedings that add to one library: the second waits for the first, and goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import WAITING, Library

#: Adds a folder, and in the midst of it waits for a word on its standard input.
ADDS = """
import sys
from reader.library import Library
def told(done, total, name):
    if total > 0 and done == 5:
        print("midst", flush=True)
        sys.stdin.readline()
if __name__ == "__main__":
    with Library(sys.argv[1]) as library:
        added = library.add([sys.argv[2]], told)
        print(added.new, added.known, flush=True)
"""
COUNT = 60


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(COUNT):
        text = f"## 题目{number}\n\n本报讯 第{number}号消息。\n"
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return folder


@contextmanager
def another(data_dir: Path, pages: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program, in the midst of adding."""
    with subprocess.Popen(
        [sys.executable, "-c", ADDS, str(data_dir), str(pages)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdin and other.stdout
        try:
            assert other.stdout.readline() == "midst\n"
            yield other
        finally:
            other.kill()


def test_the_second_waits_and_does_nothing_twice(data_dir: Path, pages: Path) -> None:
    with another(data_dir, pages) as other, Library(data_dir) as library:
        waited = []

        def told(_: int, total: int, name: str) -> None:
            if total == WAITING and not waited:
                waited.append(name)
                assert other.stdin
                other.stdin.write("go on\n")
                other.stdin.flush()

        added = library.add([pages], told)
        assert waited and "另一个合订" in waited[0]
        assert other.stdout and other.stdout.readline() == f"{COUNT} 0\n"
        assert (added.new, added.known, added.troubles) == (0, COUNT, ())
        assert library.plans.tasks() == ()
        library.catch_up()
        assert library.count("号消息") == COUNT


def test_the_second_goes_on_where_a_killed_one_ended(data_dir: Path, pages: Path) -> None:
    with another(data_dir, pages) as other, Library(data_dir) as library:

        def told(_: int, total: int, __: str) -> None:
            if total == WAITING:
                other.kill()

        added = library.go_on(told)
        assert added.new + added.known == COUNT and added.new
        library.catch_up()
        assert library.count("号消息") == COUNT


def test_waiting_can_be_ended_and_a_look_around_does_not_wait(data_dir: Path, pages: Path) -> None:
    with another(data_dir, pages), Library(data_dir) as library:
        assert library.look_around(wait=False).ended
        assert library.add([pages], lambda done, total, name: total != WAITING).ended
        assert library.plans.tasks()  # to be gone on with
        assert library.pages()  # reading goes on meanwhile
