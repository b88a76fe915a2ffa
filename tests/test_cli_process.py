"""The command line as a process of its own: pipes, terminals, signals, locales."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS
from reader.files import seeds
from reader.library import Library

HEDING = [sys.executable, "-m", "reader"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDING_LANG", "en")


def run(*arguments: str | Path, **how: object) -> subprocess.CompletedProcess[bytes]:
    command = [*HEDING, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **how)  # type: ignore[call-overload, no-any-return]


def test_without_a_display_it_says_what_to_do(filled_dir: Path, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("displays can be lacking on Linux only")
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in gone}
    (tmp_path / "list").write_text("一个像命令的文件名。\n", encoding="utf-8")
    # A desktop names a file that has gone since by its whole path: the window would tell of it.
    for arguments in ((), (seeds()[0],), ("./list",), (tmp_path / "gone.txt",)):
        done = run(*arguments, env=bare, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stdout == b""
        assert done.stderr.startswith(b"heding: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_loads_qt(filled_dir: Path, command: str) -> None:
    arguments = {
        "search": ["工会"],
        "export": ["--format", "json", str(seeds()[0])],
        "add": [str(seeds()[0])],
        "bookmark": ["list"],
        "show": ["a"],
    }.get(command, [])
    code = (
        "import sys; from reader.cli import main; main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command, *arguments],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    loaded = {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}
    assert "reader" in loaded
    assert not loaded & {"PySide6", "shiboken6", "jieba", "numpy", "platformdirs"}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_broken_pipe_ends_quietly(filled_dir: Path) -> None:
    for arguments in (["list"], ["search", "的"], ["export", "--format=json"]):
        files = [str(path) for path in seeds() * 30] if arguments[0] == "export" else []
        with subprocess.Popen(
            [*HEDING, *arguments, *files], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout and process.stderr
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send")
def test_ctrl_c_ends_quietly(filled_dir: Path) -> None:
    files = [str(path) for path in seeds() * 200]
    with subprocess.Popen(
        [*HEDING, "export", "--format", "json", *files],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait(60) == 130


@pytest.mark.parametrize(("no_color", "bold"), [("", True), ("1", False)])
def test_on_a_terminal_what_was_found_is_bold(filled_dir: Path, no_color: str, bold: bool) -> None:
    pty = pytest.importorskip("pty", reason="no terminals on Windows")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": no_color}
    with subprocess.Popen(
        [*HEDING, "search", "--limit", "3", "工会"], stdout=theirs, env=environment
    ) as process:
        os.close(theirs)
        seen = b""
        while seen.count("工会".encode()) < 3:
            seen += os.read(ours, 1000)
        process.wait(60)
    os.close(ours)
    assert ("\x1b[1m工会\x1b[0m" in seen.decode(errors="replace")) == bold
    assert (b"\x1b" in seen) == bold
    assert b"\x1b" not in run("search", "工会").stdout


def test_ctrl_c_leaves_what_was_added_and_tells_how_to_go_on(
    filled_dir: Path, tmp_path: Path
) -> None:
    pty = pytest.importorskip("pty", reason="no terminals on Windows")
    for number in range(300):
        text = f"## 题目{number}\n\n本报讯 第{number}号消息，正文在此。\n"
        (tmp_path / f"{number:04}.txt").write_text(text, encoding="utf-8")
    ours, theirs = pty.openpty()
    with subprocess.Popen([*HEDING, "add", str(tmp_path)], stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while b"20/300" not in seen:  # it shows on a terminal how far it is
            seen += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        while b"--continue" not in seen:
            seen += os.read(ours, 1000)
        assert process.wait(60) == 130
    os.close(ours)
    assert b"Traceback" not in seen
    done = run("add", "--continue")
    assert (done.returncode, done.stderr) == (0, b"")
    with Library() as library:
        assert len(library.pages()) == len(seeds()) + 300


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_behind_the_output_is_told_of(filled_dir: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*HEDING, "list"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"heding: ")
    assert len(done.stderr.splitlines()) == 1


def test_chinese_comes_out_whatever_the_locale(filled_dir: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = run("search", "工会", env={**os.environ, **plain})
    assert done.returncode == 0
    assert "工会" in done.stdout.decode("utf-8")
    done = run("list", "--json", env={**os.environ, "PYTHONIOENCODING": "gbk"})
    assert json.loads(done.stdout.decode("utf-8"))
    done = run("list", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert rb"\u5de5\u4f1a" in done.stdout
    done = run("search", b"\xff\xfe".decode(errors="surrogateescape"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"heding: ")


def test_it_works_with_its_outputs_closed(filled_dir: Path) -> None:
    code = "import os, sys; os.close(1); os.close(2); os.execv(sys.executable, sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", code, *HEDING, "list"], check=False)
    assert done.returncode == 0
