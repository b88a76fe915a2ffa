"""What the command line says where something is mistyped, missing, empty or nothing at all."""

from __future__ import annotations

import codecs
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli import main
from reader.files import seeds
from reader.language import LANGUAGES, choose_language
from reader.library import Library
from reader.trouble import Trouble, reason

PAGE = "## 三版的题目\n\n本报讯（记者 张三）三版的正文在此，一字不差。\n"

CHINESE = ["zh_CN", "zh_TW"]

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def heding(
    filled_dir: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Say:
    """Runs a command on the shipped pages: exit status, standard output, standard error."""
    monkeypatch.setenv("HEDING_LANG", "en")
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        finally:
            choose_language("zh_CN")
        said = capsys.readouterr()
        return status, said.out, said.err

    return say


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A ZIP archive of two pages and an empty file."""
    path = tmp_path / "2025.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("07/A01.txt", PAGE)
        made.writestr("07/A02.txt", PAGE.replace("三版", "四版"))
        made.writestr("07/A03.txt", b"")
    return path


# ---- what is mistyped


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["serach", "工会"], "heding search"),
        (["bookmarks"], "heding bookmark"),
        (["Lst"], "heding list"),
        (["工会"], "heding search 工会"),
    ],
)
def test_a_mistyped_command_is_told_with_the_nearest_one(
    heding: Say, words: list[str], meant: str
) -> None:
    status, out, err = heding(*words)
    assert (status, out) == (2, "")
    assert f"“{words[0]}”" in err
    assert f"did you mean “{meant}”?" in err


def test_a_word_like_no_command_is_told_without_a_guess(heding: Say) -> None:
    status, out, err = heding("frobnicate")
    assert (status, out) == (2, "")
    assert "“frobnicate”" in err
    assert "did you mean" not in err


def test_a_path_that_is_not_there_opens_no_window(heding: Say) -> None:
    assert heding("./none.txt") == (1, "", "heding: none.txt: There is no such file or folder.\n")
    status, out, err = heding("open", str(seeds()[0]), "none/A1.txt")
    assert (status, out) == (1, "")
    assert "none/A1.txt" in err.replace(os.sep, "/")


def test_at_a_terminal_a_whole_path_must_be_there_too(filled_dir: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminals on Windows")
    path = tmp_path / "none.txt"
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reader", str(path)],
            stdin=theirs, capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(path) in done.stderr


# ---- options and words


def test_a_query_may_begin_with_a_hyphen(heding: Say) -> None:
    with Library() as library:
        count = library.count("-高温")
    assert count > 0
    for words in (["-高温", "--count"], ["--count", "-高温"], ["--count", "--", "-高温"]):
        assert heding("search", *words) == (0, f"{count}\n", "")
    assert heding("search", "-高温", "-h")[1].startswith("Usage: heding search")


def test_options_may_stand_between_words(heding: Say) -> None:
    with Library() as library:
        first, second = library.pages()[0].articles[:2]
        count = library.count("工会 高温")
    assert heding("search", "工会", "--count", "高温") == (0, f"{count}\n", "")
    status, out, err = heding("show", first.id, "--lang", "en", second.id)
    assert (status, err) == (0, "")
    assert first.title in out
    assert second.title in out
    assert heding("show", first.id, "-x")[0] == 2


# ---- queries


def test_what_is_not_understood_is_told_in_sentences(heding: Say) -> None:
    status, out, err = heding("search", "re:(")
    assert (status, out) == (1, "")
    assert err == "heding: “(” is no regular expression.\n"
    status, out, err = heding("search", "工会", "re:(", "--count")
    assert (status, int(out) > 0) == (0, True)
    assert err.splitlines() == [
        "heding: “(” is no regular expression.",
        "heding: What else the query says was looked for.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "re:(",
        "日期:2025-13",
        "工会 OR",
        "“工会",
        "标题:",
        "是:绿的",
        "A NEAR 标题:B",
        "相似:nowhere",
    ],
)
def test_every_complaint_is_a_sentence(heding: Say, query: str, language: str) -> None:
    _, _, err = heding("--lang", language, "search", "--count", query)
    assert err
    for line in err.splitlines():
        assert line.endswith("." if language == "en" else "。"), line


def test_no_hit_is_told_with_what_may_have_been_meant(heding: Say) -> None:
    status, out, err = heding("search", "公惠")
    assert (status, out) == (1, "")
    assert err.startswith("heding: No article fits “公惠”. Did you mean: 工会")
    assert err.count("\n") == 1
    assert heding("search", "--json", "公惠") == (1, "[]\n", "")
    assert heding("search", "--count", "公惠") == (1, "0\n", "")


# ---- bookmarks


def test_bookmark_says_what_it_did(heding: Say) -> None:
    with Library() as library:
        article = library.pages()[0].articles[0]
    for action, said in (
        ("add", "Bookmark set"),
        ("add", "Bookmarked already"),
        ("remove", "Bookmark removed"),
        ("remove", "Had no bookmark"),
    ):
        done = heding("bookmark", action, article.id[:6].upper())
        assert done == (0, f"{said}: {article.id}  {article.title}\n", "")
    status, _, err = heding("bookmark", "add", "--json", article.id)
    assert status == 2
    assert "--json" in err


@pytest.mark.parametrize("command", [["show"], ["bookmark", "add"], ["bookmark", "remove"]])
def test_an_empty_id_is_called_empty(heding: Say, command: list[str]) -> None:
    with Library() as library:
        library.set_bookmark(library.pages()[0].articles[0].id, True)
    status, out, err = heding(*command, "")
    assert (status, out) == (1, "")
    assert "An empty id" in err
    with Library() as library:
        assert len(library.bookmarks()) == 1


# ---- pages in archives and folders


def test_seal_proves_all_pages_of_an_archive_or_folder(
    heding: Say, archive: Path, tmp_path: Path
) -> None:
    status, out, err = heding("seal", archive)
    assert status == 1, "one of the files is empty"
    assert out.count("Nothing is lost") == 2
    assert out.splitlines()[-1] == "2 pages proven; of these hold: 2"
    assert str(archive / "07" / "A03.txt") in err
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"A{number}.txt").write_text(PAGE * number, encoding="utf-8")
    status, out, err = heding("seal", folder)
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "3 pages proven; of these hold: 3"


def test_export_and_explain_take_archives_and_folders(heding: Say, archive: Path) -> None:
    pages = [str(archive / "07" / name) for name in ("A01.txt", "A02.txt")]
    status, out, err = heding("export", "--format", "json", archive)
    assert status == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == pages
    assert err.count("A03.txt") == 1
    status, out, err = heding("explain", archive)
    assert status == 1
    assert [line for line in out.splitlines() if line.endswith(".txt")] == pages
    assert out.count("三版的题目") == out.count("四版的题目") == 1
    with zipfile.ZipFile(archive.with_name("whole.zip"), "w") as made:
        made.writestr("A01.txt", PAGE)
    assert heding("explain", archive.with_name("whole.zip"))[0] == 0


@pytest.mark.parametrize("command", ["seal", "explain"])
def test_what_is_neither_a_file_nor_an_id_is_told_so(heding: Say, command: str) -> None:
    status, out, err = heding(command, "nope.zip")
    assert (status, out) == (1, "")
    assert "nope.zip: There is no such file" in err
    status, out, err = heding(command, "ffffff")
    assert (status, out) == (1, "")
    assert "no article “ffffff”" in err


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_alone_is_an_empty_file(heding: Say, mark: bytes, tmp_path: Path) -> None:
    file = tmp_path / "A1.txt"
    file.write_bytes(mark)
    status, out, err = heding("list", file)
    assert (status, out) == (1, "")
    assert f"{file}: The file is empty." in err


# ---- help


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_tells_each_command_in_a_whole_sentence(heding: Say, language: str) -> None:
    _, out, _ = heding("--help", "--lang", language)
    stop = "." if language == "en" else "。"
    rows = next(line for line in out.split("\n\n") if "  list  " in line).splitlines()[1:]
    assert len(rows) >= 12
    for line in rows:
        assert line.endswith(stop), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_command_takes_is_called_the_same_everywhere(heding: Say, language: str) -> None:
    _, out, _ = heding("search", "--help", "--lang", language)
    name = {"zh_CN": "查询", "zh_TW": "查詢", "en": "QUERY"}[language]
    assert out.splitlines()[0].endswith(f"{name} …")
    assert any(line.startswith(f"  {name}  ") for line in out.splitlines())


def test_a_trouble_ends_as_its_language_does() -> None:
    assert str(Trouble("没有。", "请再试。", "a.txt")) == "a.txt: 没有。请再试。"
    assert str(Trouble("There is none.", "Try again.")) == "There is none. Try again."


# ---- reasons


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize(
    "error",
    [*(OSError(number, os.strerror(number), "a.txt") for number in (1, 2, 5, 13, 17, 20, 28, 30, 99)),
     sqlite3.OperationalError("unable to open database file"),
     sqlite3.OperationalError("attempt to write a readonly database"),
     sqlite3.OperationalError("database or disk is full"),
     sqlite3.DatabaseError("file is not a database"),
     sqlite3.DatabaseError("database disk image is malformed"),
     zipfile.BadZipFile("File is not a zip file")],
    ids=str,
)  # fmt: skip
def test_a_reason_is_of_the_interface_s_language(error: Exception, language: str) -> None:
    choose_language(language)
    said = reason(error)
    assert said
    assert not re.search("[A-Za-z]", said)


def test_no_english_stands_in_chinese_messages(heding: Say, tmp_path: Path) -> None:
    """Beside names of files, formats and options."""
    (tmp_path / "bad.zip").write_bytes(b"no archive")
    (tmp_path / "file").write_bytes(b"mine")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "marks.db").write_bytes(b"rubbish" * 2000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("A01.txt", PAGE)
    data = packed.getvalue().replace(PAGE.encode()[:9], b"\0" * 9)  # another checksum now
    (tmp_path / "torn.zip").write_bytes(data)
    for arguments in (
        ("add", "bad.zip"),
        ("add", "torn.zip"),
        ("list", "--data-dir", "file"),
        ("list", "--data-dir", "file/inner"),
        ("list", "--data-dir", "broken"),
        ("show", "nothing"),
        ("seal", "none.txt"),
    ):
        named = [
            str(tmp_path / one) if (tmp_path / one).exists() or "/" in one else one
            for one in arguments
        ]
        status, _, err = heding("--lang", "zh_CN", *named)
        assert status == 1
        said = re.sub(r"\S*/\S*:|--[a-z-]+|“[^”]*”|heding:|none.txt|ZIP", "", err)
        assert not re.search("[A-Za-z]", said), err


def test_a_data_folder_that_cannot_be_made_is_told_of(heding: Say, tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 300)  # longer than names may be
    for command in (["list"], ["bookmark", "list"], ["show", "dd7959"], ["stats"]):
        status, out, err = heding("--data-dir", folder, *command)
        assert status == 1, command
        assert err.startswith(f"heding: {folder}: Nothing can be kept"), command
        assert "name is too long" in err
        assert bool(out) == (command[0] != "bookmark")
    assert heding("--data-dir", folder, "search", "--count", "工会")[2].startswith("heding: ")


# ---- odd queries


@pytest.mark.parametrize("query", ["", "  ", "\u3000"])
def test_an_empty_query_is_called_empty(heding: Say, query: str) -> None:
    assert heding("search", query) == (1, "", "heding: The query is empty.\n")


def test_a_long_query_is_not_repeated_whole(heding: Say) -> None:
    status, out, err = heding("search", "没有\n" * 10_000)
    assert (status, out) == (1, "")
    assert len(err) < 300
    assert all(line.startswith("heding: ") for line in err.splitlines())


@pytest.mark.parametrize(
    "command",
    [["list"], ["search", "工会"], ["bookmark", "list"], ["check"]],
    ids=lambda command: command[0],
)
def test_the_help_names_what_json_has(heding: Say, command: list[str]) -> None:
    with Library() as library:
        first = library.pages()[0]
        library.set_bookmark(first.articles[0].id, True)
        moved = Path(library.folder) / "A1.txt"
        moved.write_text(PAGE, encoding="utf-8")
        library.add([moved])
        moved.unlink()
    out = heding(*command, "--json")[1]
    rows = json.loads(out)
    assert rows
    line = next(x for x in heding(command[0], "--help")[1].splitlines() if "--json  " in x)
    assert list(rows[0]) == line.partition(": ")[2].split(", ")


# ---- pages taken out, addresses


def test_remove_takes_out_what_came_from_a_folder_for_good(
    heding: Say, archive: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "2025"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"A{number}.txt").write_text(PAGE * number, encoding="utf-8")
    heding("add", folder, archive)
    before = len(seeds())
    with Library() as library:
        assert len(library.pages()) == before + 5
        article = next(p for p in library.pages() if p.path == str(folder / "A1.txt")).articles[0]
        library.set_bookmark(article.id, True)
    assert heding("remove", folder / "A2.txt") == (0, "1 page removed.\n", "")
    assert heding("remove", folder, archive)[:2] == (0, "4 pages removed.\n")
    with Library() as library:
        library.look_around()
        assert len(library.pages()) == before, "they don't come back by themselves"
        assert library.plans.watched() == ()
        assert [mark.article for mark in library.bookmarks()] == [article.id]
    assert len(list(folder.iterdir())) == 3
    status, out, err = heding("remove", folder)
    assert (status, out) == (1, "0 pages removed.\n")
    assert err.startswith(f"heding: {folder}: No page of the library is there.")
    heding("add", folder)
    with Library() as library:
        assert len(library.pages()) == before + 3, "unless they are added again"


def test_the_link_to_a_place_stands_for_its_article(heding: Say) -> None:
    with Library() as library:
        article = library.pages()[0].articles[0]
    link = f"heding:{article.id}#120"
    assert article.title in heding("show", link)[1]
    assert heding("explain", link)[1] == heding("explain", article.id)[1] != ""
    assert heding("seal", link)[0] == 0
    assert heding("bookmark", "add", link)[1] == f"Bookmark set: {article.id}  {article.title}\n"
