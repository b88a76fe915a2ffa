"""The index may be lost, damaged, late or in use at any moment: the answers stay right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from reader.library import Hit, Library

QUERIES = ("工会", "的", "高温 工会", "标题:工会", "has:photo", "gonghui")


def answers(library: Library) -> list[list[Hit]]:
    return [sorted(library.search(query)) for query in QUERIES]


@pytest.fixture(scope="session")
def indexed(shipped_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shipped pages and their index.  To be copied only."""
    folder = tmp_path_factory.mktemp("indexed") / "data"
    shutil.copytree(shipped_library, folder)
    with Library(folder) as library:
        library.catch_up()
    return folder


@pytest.fixture
def data(indexed: Path, data_dir: Path) -> Path:
    shutil.copytree(indexed, data_dir)
    return data_dir


@pytest.fixture(scope="session")
def right(indexed: Path) -> list[list[Hit]]:
    with Library(indexed) as library:
        found = answers(library)
    assert all(found)
    return found


def segments(data: Path) -> list[Path]:
    files = sorted(p for p in (data / "index").iterdir() if not p.name.startswith("."))
    return [p for p in files if p.suffix not in (".lock",)]


def test_an_index_that_is_deleted_is_made_again(data: Path, right: list[list[Hit]]) -> None:
    shutil.rmtree(data / "index")
    with Library(data) as library:
        assert answers(library) == right
        shutil.rmtree(data / "index")
        assert library.rebuild() == 0
        assert answers(library) == right


def halved(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    at = random.Random(len(content)).randrange(len(content))
    return content[:at] + bytes([content[at] ^ 16]) + content[at + 1 :]


@pytest.mark.parametrize("spoil", [halved, flipped, lambda content: b""])
def test_each_file_of_it_may_be_spoiled(
    spoil: Callable[[bytes], bytes], data: Path, right: list[list[Hit]]
) -> None:
    names = [path.suffix or path.name for path in segments(data)]
    assert len(names) > 5
    for name in names:
        path = next(p for p in segments(data) if p.name.endswith(name))
        path.write_bytes(spoil(path.read_bytes()))
        with Library(data) as library:
            assert answers(library) == right, name


def test_an_index_of_other_fields_is_made_again(data: Path, right: list[list[Hit]]) -> None:
    shutil.rmtree(data / "index")
    (data / "index").mkdir()
    schema = tantivy.SchemaBuilder().add_text_field("something").build()
    tantivy.Index(schema, path=str(data / "index"))
    with Library(data) as library:
        assert answers(library) == right


def test_an_old_index_catches_up(data: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(data / "index", tmp_path / "old"))
    page = tmp_path / "A1.txt"
    page.write_text("## 题目\n\n本报讯 新来的一篇，说的是工会。\n", "utf-8")
    with Library(data) as library:
        (key,) = library.add([page]).pages
        gone = next(page.key for page in library.pages() if page.key != key)
        library.remove(gone)
        now = {hit.id for hit in library.search("工会")}
    shutil.rmtree(data / "index")
    shutil.copytree(old, data / "index")
    with Library(data) as library:
        assert {hit.id for hit in library.search("工会")} == now
        assert key in {hit.page for hit in library.search("工会")}
        assert gone not in {hit.page for hit in library.search("的")}


def test_an_index_of_another_cache_is_not_believed(data: Path, right: list[list[Hit]]) -> None:
    (data / "cache.db").unlink()
    with Library(data) as library:
        assert answers(library) == right


def test_many_pages_are_taken_in_on_request_and_what_is_there_is_found_meanwhile(
    data: Path, tmp_path: Path
) -> None:
    for number in range(230):
        text = f"## 题目{number}\n\n这里说的是第{number}号。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    told: list[tuple[int, int]] = []
    with Library(data) as library:
        before = library.count("工会")
        assert len(library.add([tmp_path]).pages) == 230
        answer = library.find("说的是第")
        assert (answer.total, answer.behind) == (0, 230)
        assert library.find("工会").total == before
        assert library.catch_up(lambda done, total: told.append((done, total)) or done < 10) == 220
        assert told == [(done, 230) for done in range(1, 11)]
        assert library.catch_up() == 0
        answer = library.find("说的是第")
        assert (answer.total, answer.behind) == (230, 0)
        assert library.count("第229号") == 1


def test_who_may_not_write_to_the_index_reads_it(
    data: Path, tmp_path: Path, right: list[list[Hit]]
) -> None:
    page = tmp_path / "A1.txt"
    page.write_text("## 题目\n\n本报讯 新来的一篇。\n", "utf-8")
    writer = tantivy.Index.open(str(data / "index")).writer(15_000_000, 1)
    with Library(data) as library:
        assert answers(library) == right
        library.add([page])
        answer = library.find("新来的一篇")
        assert (answer.total, answer.behind) == (0, 1)
        assert library.find("工会").total == len(right[0])
        del writer
        answer = library.find("新来的一篇")
        assert (answer.total, answer.behind) == (1, 0)


def test_where_no_folder_can_be_made_the_index_lives_in_memory(
    data: Path, right: list[list[Hit]]
) -> None:
    shutil.rmtree(data / "index")
    (data / "index").write_text("not a folder", "utf-8")
    with Library(data) as library:
        assert answers(library) == right
    assert (data / "index").read_text("utf-8") == "not a folder"


CODE = """if True:
    import sys
    from pathlib import Path
    from reader.library import Library
    with Library(Path(sys.argv[1])) as library:
        print("open", flush=True)
        while True:
            library.rebuild()
            library.add([Path(sys.argv[2])])
            library.search("工会")
            for page in library.pages()[5:]:
                library.remove(page.key)
            library.catch_up()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_at_any_moment_leaves_the_answers_right(
    data: Path, tmp_path: Path, right: list[list[Hit]]
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(20):
        text = f"## 题目{number}\n\n这里是新来的第{number}号。\n"
        (pages / f"{number}.txt").write_text(text, "utf-8")
    chance = random.Random(4)
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", CODE, str(data), str(pages)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as victim:
            assert victim.stdout is not None
            assert victim.stdout.readline() == b"open\n"
            time.sleep(chance.random() / 2)  # the moment of the kill, which is to be any
            victim.send_signal(signal.SIGKILL)
        with Library(data) as library:
            keys = {page.key for page in library.pages()}
            found = library.search("这里是新来的第")
            assert {hit.page for hit in found} == {p.key for p in library.pages()[:-5]}
            assert len(found) == len(keys) - 5
            for key in {hit.page for hit in found}:
                library.remove(key)
            assert answers(library) == right
