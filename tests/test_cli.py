"""The command line, as its user types it."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import __version__
from reader.cli import main
from reader.files import seeds
from reader.language import choose_language
from reader.library import Library
from reader.page import Page
from reader.parser import decode

HEDING = [sys.executable, "-m", "reader"]
COMMANDS = [
    "open",
    "list",
    "show",
    "search",
    "bookmark",
    "notes",
    "add",
    "export",
    "explain",
    "rebuild",
    "check",
    "stats",
    "remove",
]
CHINESE = ["zh_CN", "zh_TW"]

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDING_LANG", "en")
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))  # to be put back afterwards


@pytest.fixture
def heding(filled_dir: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command on the shipped pages: exit status, standard output, standard error."""

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        finally:
            choose_language("zh_CN")
        said = capsys.readouterr()
        return status, said.out, said.err

    return say


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "2025-07-18" / "A3.txt"
    file.parent.mkdir()
    file.write_text("## 三版的题目\n\n本报讯（记者 张三）三版的正文在此。\n", encoding="utf-8")
    return file


def test_list_shows_every_article_of_the_library(heding: Say) -> None:
    status, out, err = heding("list")
    assert (status, err) == (0, "")
    with Library() as library:
        for page in library.pages():
            assert page.path in out
            for article in page.articles:
                assert f"  {article.id}  {article.title}" in out


def test_list_as_json_has_what_the_other_commands_take(heding: Say) -> None:
    status, out, _ = heding("list", "--json")
    listed = json.loads(out)
    assert status == 0 and len(listed) > 10
    for entry in listed:
        assert {"id", "page", "title", "kind"} <= entry.keys()
        assert entry["kind"] in ("article", "photo")
        assert Path(entry["page"]).is_file()
    status, out, err = heding("show", *[entry["id"] for entry in listed])
    assert (status, err) == (0, "")
    assert all(entry["id"] in out for entry in listed)


def test_list_of_files_adds_nothing(heding: Say, story: Path) -> None:
    status, out, err = heding("list", story.parent)
    assert (status, err) == (0, "")
    assert "三版的题目" in out
    _, listed, _ = heding("list", "--json", story)
    (entry,) = json.loads(listed)
    assert (entry["page"], entry["title"]) == (str(story), "三版的题目")
    assert "三版的题目" not in heding("list")[1]
    heding("add", story)
    assert "三版的正文在此" in heding("show", entry["id"])[1]


def test_list_has_an_order_a_limit_and_a_count(heding: Say, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    days = ["2025-07-18", "2025-07-02", "2025-08-01"]
    for number, day in enumerate(days):
        text = f"## 题目{number}\n\n本报讯 第{number}条消息的正文在此。\n\n## 又一个题目{number}\n\n这是另一篇的正文。\n"
        (folder / f"{day}-A01.txt").write_text(text, encoding="utf-8")

    def listed(*options: str) -> list[dict[str, str]]:
        return list(json.loads(heding("list", "--json", *options, folder)[1]))

    assert [entry["date"] for entry in listed()] == sorted(days * 2)
    assert listed("--order", "oldest") == listed()
    newest = listed("--order", "newest")
    assert [entry["date"] for entry in newest] == sorted(days * 2, reverse=True)
    assert listed("--order", "newest", "--limit", "3") == newest[:3]
    assert heding("list", "--count", folder) == (0, "6\n", "")
    assert heding("list", "--count", "--limit", "3", folder) == (0, "6\n", "")
    status, out, _ = heding("list", "--limit", "1", folder)
    assert (status, out.count("题目")) == (0, 1)


def test_show_prints_whole_paragraphs(heding: Say) -> None:
    with Library() as library:
        found = library.article(library.search("高温")[0].id)
    status, out, _ = heding("show", found.article.id[:-1])
    assert status == 0
    lines = out.splitlines()
    for piece in found.article.paragraphs:
        assert "　　" + piece.text in lines
    assert found.article.title and found.article.title.text in lines


def test_show_does_what_it_can(heding: Say) -> None:
    with Library() as library:
        known = library.pages()[0].articles[0]
    status, out, err = heding("show", "nonesuch", known.id)
    assert status == 1
    assert known.title in out
    assert "nonesuch" in err


def test_search_tells_by_its_status_whether_there_was_any(heding: Say) -> None:
    status, out, _ = heding("search", "工会", "高温")
    assert status == 0
    with Library() as library:
        for hit in library.search("工会 高温"):
            assert hit.id in out and hit.snippet in out
    status, out, err = heding("search", "没有人写过这几个字")
    assert (status, out) == (1, "")
    assert "没有人写过这几个字" in err


def test_search_counts(heding: Say) -> None:
    with Library() as library:
        count = library.count("工会")
    assert heding("search", "--count", "工会") == (0, f"{count}\n", "")
    assert heding("search", "--count", "没有人写过") == (1, "0\n", "")
    assert heding("search", "--limit", "2", "--count", "工会")[1] == f"{count}\n"


def test_search_as_json(heding: Say) -> None:
    status, out, _ = heding("search", "--json", "--limit", "2", "工会")
    hits = json.loads(out)
    assert status == 0 and len(hits) == 2
    for hit in hits:
        assert {"id", "page", "title", "kind", "snippet"} <= hit.keys()
        assert "工会" in hit["snippet"]
        assert heding("show", hit["id"])[0] == 0
    assert heding("search", "--json", "没有人写过") == (1, "[]\n", "")


def test_bookmarks(heding: Say) -> None:
    with Library() as library:
        first, second = library.pages()[0].articles[:2]
    assert heding("bookmark", "list") == (0, "", "")
    status, out, err = heding("bookmark", "add", first.id, second.id[:-1])
    assert (status, err) == (0, "")
    said = [f"Bookmark set: {a.id}  {a.title}" for a in (first, second)]
    assert out.splitlines() == said
    status, out, _ = heding("bookmark", "list")
    assert status == 0 and first.id in out and second.title in out
    marks = json.loads(heding("bookmark", "list", "--json")[1])
    assert [mark["article"] for mark in marks] == [first.id, second.id]
    assert f"{first.title} ★" in heding("list")[1]
    status, _, err = heding("bookmark", "remove", "nonesuch", first.id)
    assert status == 1 and "nonesuch" in err
    assert first.id not in heding("bookmark", "list")[1]


def test_notes_as_text_json_and_markdown(heding: Say, filled_dir: Path) -> None:
    assert heding("notes") == heding("notes", "--markdown") == (0, "", "")
    with Library(filled_dir) as library:
        hit = library.search("高温")[0]
        text = library.page(hit.page).text
        start = text.index("高温")
        made = library.annotations.add(
            hit.page, text, [(start, start + 2)], "高温", note="热\n很热"
        )
    link = f"heding:{made.article}#{made.offset()}"
    status, out, err = heding("notes")
    assert (status, err) == (0, "")
    assert out.splitlines()[1:] == ["  > 高温", "  热", "  很热", f"  {link}"]
    assert made.title in out
    (one,) = json.loads(heding("notes", "--json")[1])
    assert (one["quote"], one["note"], one["address"]) == ("高温", "热\n很热", link)
    text = heding("notes", "--markdown")[1]
    assert "> 高温\n\n热  \n很热\n\n—— " in text and f"[{link}]({link})" in text


def test_add_and_find(heding: Say, story: Path) -> None:
    status, out, err = heding("add", story.parent, story.parent / "none.txt")
    assert status == 1
    assert out == "1 new, 0 changed, 0 moved, 0 known\n"
    assert str(story.parent / "none.txt") in err
    assert heding("search", "三版的正文")[0] == 0


def test_export_prints_the_page_format(heding: Say, story: Path, filled_dir: Path) -> None:
    shutil.rmtree(filled_dir)
    files = [*seeds(), story]
    status, out, err = heding("export", "--format", "json", *files)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == len(files)
    for file, line in zip(files, lines, strict=True):
        value = json.loads(line)
        assert value["file"] == str(file)
        page = Page.from_json(value, decode(file.read_bytes()).text)
        assert page.as_json() == value
    assert not filled_dir.exists(), "it needs no library and makes none"


def test_export_gives_the_ids_of_the_library(heding: Say) -> None:
    _, out, _ = heding("export", "--format", "json", *seeds())
    exported = [a["id"] for line in out.splitlines() for a in json.loads(line)["articles"]]
    listed = [entry["id"] for entry in json.loads(heding("list", "--json")[1])]
    assert exported == listed


def test_export_goes_on_after_a_file_that_cannot_be_read(
    heding: Say, story: Path, tmp_path: Path
) -> None:
    binary = tmp_path / "A1.txt"
    binary.write_bytes(bytes(5000))
    status, out, err = heding("export", "--format", "json", binary, tmp_path / "none", story)
    assert status == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(story)]
    assert str(binary) in err and str(tmp_path / "none") in err
    assert len(err.splitlines()) == 2


def test_version(heding: Say) -> None:
    assert heding("--version") == (0, f"Heding {__version__}\n", "")


@pytest.mark.parametrize("language", ["en", *CHINESE])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples_and_fits(heding: Say, command: str, language: str) -> None:
    from reader.cli.text import width

    status, out, err = heding(*command.split(), "--help", "--lang", language)
    assert (status, err) == (0, "")
    assert f"heding {command}".rstrip() in out.splitlines()[0]
    assert sum(line.startswith("  heding") for line in out.splitlines()) >= 1
    assert max(map(width, out.splitlines())) <= 100
    if not command:
        assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize(
    "arguments",
    [
        ["search"], ["search", "--limit", "0", "工"], ["search", "--limit"], ["show"], ["add"],
        ["search", "--json", "--count", "工"], ["export", "x.txt"], ["bookmark"],
        ["export", "--format", "xml", "x.txt"], ["bookmark", "frob"], ["bookmark", "add"],
        ["bookmark", "list", "abc"], ["list", "--frob"], ["--frob"],
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_explained_in_chinese(
    heding: Say, arguments: list[str], language: str
) -> None:
    status, out, err = heding("--lang", language, *arguments)
    assert (status, out) == (2, "")
    first, *_, fault, hint = err.splitlines()
    for line in (first, fault, hint):
        assert any("\u4e00" <= char <= "\u9fff" for char in line), line


def test_an_unknown_language_is_a_wrong_command_line(heding: Say) -> None:
    status, _, err = heding("list", "--lang", "xx")
    assert status == 2
    assert "xx" in err


def test_options_may_stand_anywhere(heding: Say, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for arguments in (
        ("--data-dir", other, "list"),
        ("list", "--data-dir", other),
        (f"--data-dir={other}", "--lang", "en", "list", "--json"),
    ):
        assert heding(*arguments)[0] == 0
        assert (other / "marks.db").exists()
        shutil.rmtree(other)
    assert heding("search", "--", "--lang")[0] == 1


def test_a_trouble_with_the_library_is_said_in_one_line(heding: Say, filled_dir: Path) -> None:
    (filled_dir / "marks.db").write_bytes(b"rubbish" * 1000)
    for arguments in (["list"], ["search", "工会"], ["bookmark", "list"]):
        status, out, err = heding(*arguments)
        assert (status, out) == (1, "")
        assert err.startswith(f"heding: {filled_dir / 'marks.db'}: ")
        assert len(err.splitlines()) == 1


def test_explain_tells_roles_joints_and_runners_up(heding: Say) -> None:
    say = ("--lang", "zh_CN", "explain")
    status, out, err = heding(*say, seeds()[0])
    assert (status, err) == (0, "")
    assert out.count("其次") >= 20
    assert "接在" in out
    first = json.loads(heding("list", "--json")[1])[0]["id"]
    part = heding(*say, first)[1]
    assert 0 < part.count("其次") < out.count("其次")
    assert heding(*say, "nowhere")[0] == 1
