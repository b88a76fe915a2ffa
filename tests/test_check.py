"""``heding check``: damage, what is missing, what is left over."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli import main
from reader.library import Library

TEXT = "## 题目\n\n本报讯（记者 张三）这一天全市的工会都很忙，因为高温来了。\n"


@pytest.fixture
def folder(filled_dir: Path, tmp_path: Path) -> Path:
    top = tmp_path / "paper"
    top.mkdir()
    for number in range(3):
        (top / f"A{number}.txt").write_text(TEXT.replace("题目", f"题目{number}"), "utf-8")
    with Library(filled_dir) as library:
        library.add([top])
        library.refresh()
    return top


def found(data_dir: Path) -> list[tuple[str, str]]:
    with Library(data_dir) as library:
        return [(finding.kind, finding.where) for finding in library.check()]


def test_a_whole_library_is_whole(
    folder: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(data_dir) == []
    assert main(["check"]) == 0
    assert "8" in capsys.readouterr().out


def test_files_that_are_gone_or_changed_are_listed(folder: Path, data_dir: Path) -> None:
    (folder / "A0.txt").unlink()
    (folder / "A1.txt").write_text(TEXT + "改了。", "utf-8")
    assert sorted(found(data_dir)) == [
        ("changed", str(folder / "A1.txt")),
        ("missing", str(folder / "A0.txt")),
    ]
    assert main(["check"]) == 1


def test_what_is_left_over_is_listed(folder: Path, data_dir: Path) -> None:
    with Library(data_dir) as library:
        page = next(p for p in library.pages() if p.name == "A2")
        article = page.articles[0].id
        library.set_bookmark(article, True)
        library.remove(page.key)
    assert found(data_dir) == [("orphan", article)]


@pytest.mark.parametrize("change", ["text = text || '工'", "body = body + 1"])
def test_a_changed_letter_in_the_cache_is_damage_and_is_mended(
    change: str, folder: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also in a text that nobody asks for."""
    with closing(sqlite3.connect(data_dir / "cache.db")) as connection, connection:
        connection.execute(f"UPDATE article SET {change} WHERE rowid = 3")
    assert main(["check", "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert (finding["kind"], finding["where"]) == ("damage", str(data_dir / "cache.db"))
    with Library(data_dir) as library:
        assert len(library.pages()) == 8
    assert found(data_dir) == []


def test_a_page_that_nobody_knows_is_left_over(folder: Path, data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "marks.db")) as connection, connection:
        connection.execute("DELETE FROM source WHERE path LIKE '%A1.txt'")
    assert found(data_dir) == [("orphan", str(folder / "A1.txt"))]
