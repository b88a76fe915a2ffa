"""The window notices what the command line does to the same library meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from acts import Open, read
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent


def heding_command(data: Path, *words: str) -> None:
    """Run the command line as another program."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--data-dir", str(data), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_a_bookmark_set_elsewhere_is_seen(heding: Open, filled_dir: Path, qtbot: QtBot) -> None:
    one = heding()
    article = read(qtbot, one)
    heding_command(filled_dir, "bookmark", "add", article)
    qtbot.waitUntil(lambda: one.desk.marks.is_bookmarked(article), timeout=20_000)
    assert one.window.actions_by_id["bookmark"].isChecked()
    heding_command(filled_dir, "bookmark", "remove", article)
    qtbot.waitUntil(lambda: not one.desk.marks.is_bookmarked(article), timeout=20_000)


def test_a_page_added_elsewhere_is_seen(
    heding: Open, filled_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    one = heding()
    before = len(one.desk.pages)
    file = tmp_path / "20250718_A03.txt"
    file.write_text("# 新闻\n\n本报讯 今天下午，全市职工运动会在体育馆开幕。\n", "utf-8")
    heding_command(filled_dir, "add", str(file))
    qtbot.waitUntil(lambda: len(one.desk.pages) == before + 1, timeout=20_000)
    assert one.window.tree.model().rowCount() > 0
