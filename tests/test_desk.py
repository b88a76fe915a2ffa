"""The desk and its values: positions, the kept view, threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from reader.desk import Desk
from reader.desk.alignment import align, to_page, to_piece
from reader.desk.view import View
from reader.page import Piece, Range
from reader.trouble import Trouble

# Alignment


def test_a_piece_made_of_two_ranges_knows_where_both_stand() -> None:
    page = "北京的夏\n\n别的文字\n\n天很热。"
    runs = align(Piece("北京的夏天很热。", (Range(0, 4), Range(12, 16))), page)
    assert [to_page(runs, at) for at in range(8)] == [0, 1, 2, 3, 12, 13, 14, 15]
    assert [to_piece(runs, offset) for offset in (0, 3, 12, 15, 7)] == [0, 3, 4, 7, None]


def test_white_space_and_the_width_of_marks_may_differ() -> None:
    page = "他说:  “好,\n好”(笑)"
    runs = align(Piece("他说：“好，好”（笑）", (Range(0, len(page)),)), page)
    text = "他说：“好，好”（笑）"
    for at, character in enumerate(text):
        there = page[to_page(runs, at)]
        assert there == character or (there, character) in {
            (":", "："),
            (",", "，"),
            ("(", "（"),
            (")", "）"),
        }


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6))
def test_every_character_is_found_again(parts: list[str]) -> None:
    page = "—".join(parts)
    ranges, at = [], 0
    for part in parts:
        ranges.append(Range(at, at + len(part)))
        at += len(part) + 1
    runs = align(Piece("".join(parts), tuple(ranges)), page)
    for position, character in enumerate("".join(parts)):
        offset = to_page(runs, position)
        assert page[offset] == character
        assert to_piece(runs, offset) == position


# The view


def test_the_view_comes_back_as_it_was(tmp_path: Path) -> None:
    view = View(
        "R2VvbQ==", [300, 900], 125, False, ["a", "b"], "dark", "zh_TW", raw=True, raw_split=[5, 6]
    )
    view.save(tmp_path / "deep" / "view.json")
    assert View.load(tmp_path / "deep" / "view.json") == view


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('{"zoom": 101, "theme": "dark"}', View(theme="dark")),
        ('{"zoom": true, "expanded": [1], "split": "x", "language": "en"}', View(language="en")),
        ('{"tree": 0, "other": 1}', View()),
        ("[[[", View()),
        ("[" * 100_000, View()),
    ],
)
def test_what_is_wrong_in_the_view_is_left_out(tmp_path: Path, text: str, kept: View) -> None:
    (tmp_path / "view.json").write_text(text)
    assert View.load(tmp_path / "view.json") == kept


def test_a_view_that_cannot_be_saved_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble) as caught:
        View().save(tmp_path / "file" / "view.json")
    assert "view.json" in caught.value.where


def test_a_failed_saving_leaves_the_old_view(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    View(zoom=150).save(path)
    with pytest.raises(UnicodeEncodeError):
        View(language="\ud800").save(path)
    assert View.load(path).zoom == 150
    assert [p.name for p in tmp_path.iterdir()] == ["view.json"]


# Threads


def started(qtbot: QtBot, folder: Path) -> Desk:
    desk = Desk(folder)
    with qtbot.waitSignal(desk.pages_changed, timeout=20_000):
        desk.start()
    return desk


def test_only_the_answer_to_the_last_question_counts(qtbot: QtBot, data_dir: Path) -> None:
    desk = started(qtbot, data_dir)
    answers = []
    desk.results_changed.connect(lambda: answers.append(desk.results.query))
    for end in range(1, 6):
        desk.ask("新就业形态"[:end])
    qtbot.waitUntil(lambda: bool(answers))
    desk.close()
    assert answers == ["新就业形态"]


def test_an_import_can_be_cancelled_and_what_was_added_stays(
    qtbot: QtBot, data_dir: Path, tmp_path: Path
) -> None:
    desk = started(qtbot, data_dir)
    before = len(desk.pages)
    for number in range(300):
        text = f"## 第{number}篇文章\n\n这是第{number}篇的正文。\n"
        (tmp_path / f"{number:03}.txt").write_text(text, "utf-8")
    desk.imports.moved.connect(desk.imports.cancel)
    with qtbot.waitSignal(desk.imports.ended, timeout=20_000):
        desk.add([tmp_path])
    added = len(desk.pages) - before
    desk.close()
    assert 0 <= added < 300
    assert desk.imports.state is None


def test_a_question_is_answered_while_files_are_added(
    qtbot: QtBot, data_dir: Path, tmp_path: Path
) -> None:
    desk = started(qtbot, data_dir)
    for number in range(200):
        text = "## 文章\n\n" + f"第{number}篇的正文说了许多话。" * 200
        (tmp_path / f"{number:03}.txt").write_text(text, "utf-8")
    order = []
    desk.imports.ended.connect(lambda: order.append("import"))
    desk.results_changed.connect(lambda: order.append("answer"))
    with qtbot.waitSignals([desk.imports.ended, desk.results_changed], timeout=30_000):
        desk.add([tmp_path])
        desk.ask("护考")
    desk.close()
    assert order[0] == "answer" and "import" in order


def test_an_error_in_a_thread_comes_out_where_it_was_asked(qtbot: QtBot, data_dir: Path) -> None:
    desk = started(qtbot, data_dir)

    def fail(_: object) -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught:
        desk._asker.ask(fail)
        with qtbot.waitSignal(desk.results_changed):
            desk.ask("工会")
    desk.close()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_no_thread_is_left(qtbot: QtBot, data_dir: Path) -> None:
    desk = started(qtbot, data_dir)
    desk.close()
    # Python keeps a dummy for a thread of Qt's that started another one, also when it has ended.
    left = [t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)]
    assert left == [threading.main_thread()]
    assert desk.findChildren(QThread)
    assert not any(thread.isRunning() for thread in desk.findChildren(QThread))


class _Source(QObject):
    rang = Signal(bool)


def test_a_signal_can_be_sent_100_000_times() -> None:
    """PySide6 6.12.0 aborts on Python 3.11: each emit drops a reference to True."""
    source, heard = _Source(), []
    source.rang.connect(heard.append)
    for _ in range(100_000):
        source.rang.emit(True)
    assert len(heard) == 100_000


def test_the_desk_loads_no_widgets() -> None:
    code = (
        "import sys; import reader.desk;"
        "print([m for m in ('PySide6.QtGui', 'PySide6.QtWidgets') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_data_folder_that_cannot_be_made_is_told_of_at_the_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / ("x" * 300))  # longer than names may be
    with qtbot.waitSignal(desk.troubled) as told:
        desk.start()
    assert [trouble.where for trouble in told.args[0]] == [desk.folder]
    assert desk.pages is not None, "the shipped pages can be read all the same"
    desk.close()
