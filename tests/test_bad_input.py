"""Files and folders as they shouldn't be: each works, or is named together with a cure."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.library import Library, Place, read_page
from reader.library.sources import LARGEST
from reader.trouble import Trouble

GOOD = "## 好的题目\n\n本报讯 好的正文在此，一字不差。\n"
NOBODY = 65534


@pytest.fixture
def library(filled_dir: Path) -> Iterator[Library]:
    with Library(filled_dir) as library:
        yield library


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read and write everything; these tests need someone who may not."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows has no such permissions")
    if os.geteuid() != 0:
        yield
        return
    # Python 3.13 imports this with the first ``Path.as_uri``, and nobody may be unable to:
    # where root's Python lies in root's own folder.
    import urllib.parse  # noqa: F401

    os.seteuid(NOBODY)
    try:
        if not os.access(__file__, os.R_OK, effective_ids=True):
            pytest.skip("this checkout lies where its owner alone may read")
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can get at; pytest's own are for their owner alone."""
    folder = Path(tempfile.mkdtemp(prefix="heding-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        bytes(5000),
        "\ud800工会".encode("utf-16-le", "surrogatepass").join([b"\xff\xfe", b""]),
        b"\xff\xfe\x00\xd8" + "工会".encode("utf-16-le"),
        bytes(range(128, 256)) * 50,
    ],
    ids=["empty", "picture", "zeros", "surrogate", "surrogate first", "no encoding"],
)
def test_what_is_no_text_is_named_and_the_rest_is_read(
    content: bytes, library: Library, tmp_path: Path
) -> None:
    bad, good = tmp_path / "A1.txt", tmp_path / "A2.txt"
    bad.write_bytes(content)
    good.write_text(GOOD, encoding="utf-8")
    added = library.add([bad, good])
    assert len(added.pages) == 1
    (trouble,) = added.troubles
    assert trouble.where == str(bad)
    assert trouble.what and trouble.cure
    assert bad.read_bytes() == content
    with pytest.raises(Trouble):
        read_page(str(bad))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_known_encoding_is_read(encoding: str, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "A1.txt"
    file.write_bytes((GOOD * 3).encode(encoding))
    (key,) = library.add([file]).pages
    assert "好的正文在此" in library.page(key).text
    assert library.count("一字不差") >= 1


def test_text_with_nuls_and_mark_up_is_found_as_typed(library: Library, tmp_path: Path) -> None:
    typed = "本报讯 这里有<img src=x>、&amp;、<script>和\0零字符，照样一字不差。"
    file = tmp_path / "A1.txt"
    file.write_text(f"## 题目\n\n{typed}\n", encoding="utf-8")
    (key,) = library.add([file]).pages
    for query in ("<img", "&amp;", "<script>", "\0零字符", "照样一字不差"):
        assert [hit.page for hit in library.search(query)] == [key]
        assert query in library.search(query)[0].snippet


def test_white_space_alone_is_a_page_without_articles(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "A1.txt"
    file.write_text("\n \n\u3000\n", encoding="utf-8")
    (key,) = library.add([file]).pages
    assert library.page(key).articles == ()
    assert [p.title for p in library.pages() if p.key == key] == ["A1"]


def test_a_huge_file_is_refused_at_once(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "A1.txt"
    with file.open("wb") as opened:
        for _ in range(50):
            opened.write("报".encode() * 350_000)
    (trouble,) = library.add([file]).troubles
    assert trouble.where == str(file)
    assert str(LARGEST // 1_000_000) in trouble.what
    assert trouble.cure


def test_one_line_of_a_megabyte_is_read(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "A1.txt"
    file.write_text("工会很忙。" * 70_000 + "最后几个字。", encoding="utf-8")
    (key,) = library.add([file]).pages
    (hit,) = library.search("最后几个字")
    assert hit.page == key
    assert len(hit.snippet) < 200


def test_what_is_no_file_is_named_and_never_waited_for(library: Library, tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes in folders here")
    os.mkfifo(tmp_path / "A1.txt")
    (tmp_path / "A3.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "A4.txt").symlink_to("/dev/zero")
    (tmp_path / "A5.txt").symlink_to("A5.txt")
    sock = socket.socket(socket.AF_UNIX)
    sock.bind(os.path.relpath(tmp_path / "A6.txt"))
    (tmp_path / "A7.txt").mkdir()
    (tmp_path / "A7.txt" / "A8.txt").write_text(GOOD, encoding="utf-8")
    added = library.add([tmp_path])
    sock.close()
    assert len(added.pages) == 1, "the page in a folder that is called like a file"
    assert {Path(trouble.where).name for trouble in added.troubles} == {
        f"A{number}.txt" for number in (1, 3, 4, 5, 6)
    }
    assert all(trouble.cure for trouble in added.troubles)


@pytest.mark.parametrize(
    "path", ["no such file.txt", "no such folder/A1.txt", "nul\0l", "x" * 5000]
)
def test_what_is_not_there_is_named(path: str, library: Library, tmp_path: Path) -> None:
    (trouble,) = library.add([tmp_path / path]).troubles
    assert trouble.where == str(tmp_path / path)
    assert trouble.cure


def test_a_file_that_vanishes_while_it_is_added(library: Library, tmp_path: Path) -> None:
    for name in ("A1.txt", "A2.txt", "A3.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")

    def progress(done: int, total: int, name: str) -> bool:
        if name == "A2.txt":
            (tmp_path / name).unlink()
        return True

    added = library.add([tmp_path], progress)
    assert len(added.pages) == 2
    assert [Path(trouble.where).name for trouble in added.troubles] == ["A2.txt"]


def test_what_may_not_be_read_is_named(library: Library, open_folder: Path) -> None:
    file, folder = open_folder / "A1.txt", open_folder / "secret"
    file.write_text(GOOD, encoding="utf-8")
    folder.mkdir()
    file.chmod(0)
    folder.chmod(0)
    with as_nobody():
        _, troubles = library.look([file, folder])
    folder.chmod(0o700)
    assert {trouble.where for trouble in troubles} == {str(file), str(folder)}
    assert all(trouble.cure for trouble in troubles)


def test_a_folder_whose_links_lead_back_into_it(library: Library, tmp_path: Path) -> None:
    inner = tmp_path / "2025" / "07"
    inner.mkdir(parents=True)
    (inner / "A1.txt").write_text(GOOD, encoding="utf-8")
    (inner / "up").symlink_to(tmp_path, target_is_directory=True)
    (inner / "self").symlink_to(".", target_is_directory=True)
    (tmp_path / "round").symlink_to("round")
    added = library.add([tmp_path / "2025"])
    assert len(added.pages) == 1
    assert added.troubles == ()


def test_ten_thousand_files_that_are_no_text(library: Library, tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.jpg").touch()
    before = library.pages()
    (trouble,) = library.add([tmp_path]).troubles
    assert trouble.where == str(tmp_path)
    assert trouble.cure
    assert library.pages() == before


def test_hidden_files_are_left_out_unless_named(library: Library, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/A1.txt", ".A2.txt", "A3.md", "A4.TXT", "A5.rst"):
        (tmp_path / name).write_text(GOOD + name, encoding="utf-8")
    assert len(library.add([tmp_path]).pages) == 2
    assert len(library.add([tmp_path / ".A2.txt", tmp_path / "A5.rst"]).pages) == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_no_unicode(library: Library, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8\xff.txt"))
    file.write_text(GOOD, encoding="utf-8")
    (key,) = library.add([file]).pages
    assert [info.path for info in library.pages() if info.key == key] == [str(file)]
    assert library.refresh().troubles == ()
    run = subprocess.run(
        [sys.executable, "-m", "reader", "list", "--data-dir", str(library.folder)],
        capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert rb"\udcb1\udca8\udcff.txt" in run.stdout


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    for folder in (file, file / "inner"):
        with pytest.raises(Trouble) as caught:
            Library(folder)
        assert caught.value.where == str(folder)
        assert caught.value.cure
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("state", ["with a cache", "without a cache", "with a log"])
def test_a_read_only_data_folder_can_be_read(
    state: str, open_folder: Path, shipped_library: Path
) -> None:
    folder = open_folder / "data"
    written = open_folder / "written"
    shutil.copytree(shipped_library, written)
    with Library(written) as library:
        bookmarked, other = (a.id for a in library.pages()[0].articles[:2])
        library.set_bookmark(bookmarked, True)
        if state == "with a log":  # as a power cut leaves it
            shutil.copytree(written, folder)
    if state != "with a log":
        shutil.copytree(written, folder)
    if state == "without a cache":
        (folder / "cache.db").unlink()
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with as_nobody(), Library(folder) as library:
            assert len(library.pages()) == 5
            assert library.count("工会") > 5
            assert library.article(bookmarked).bookmarked
            assert library.refresh().troubles == ()
            assert library.unkept == (), "it need not be told of before something is to be kept"
            for attempt in (
                lambda: library.set_bookmark(other, True),
                lambda: library.set_bookmark(bookmarked, False),
                lambda: library.places.save(Place(other, 1)),
                lambda: library.remove(library.pages()[0].key),
                lambda: library.add([Path(library.pages()[0].path)]),
            ):
                with pytest.raises(Trouble) as caught:
                    attempt()
                assert caught.value.where == str(folder)
                assert caught.value.cure
            assert len(library.bookmarks()) == 1
    finally:
        folder.chmod(0o755)


def test_a_data_folder_that_cannot_be_made(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody(), Library(open_folder / "data") as library:
        assert len(library.pages()) == 5
        (unkept,) = library.unkept
        assert unkept.where == str(open_folder / "data")
        with pytest.raises(Trouble) as caught:
            library.places.save(Place(library.pages()[0].articles[0].id))
        assert caught.value.cure
    open_folder.chmod(0o755)
    assert list(open_folder.iterdir()) == []
