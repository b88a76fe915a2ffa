"""What a machine that can't show a window is told, before Qt would abort over it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.language import choose_language
from reader.system import check_display, install_line, missing_libraries
from reader.trouble import Trouble

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone needs it")

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An environment that names no screen of any kind."""
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    yield monkeypatch
    choose_language()


def refusal() -> Trouble:
    """What is said, where something must be said."""
    with pytest.raises(Trouble) as caught:
        check_display()
    return caught.value


@linux
def test_a_library_that_is_there_is_not_missing() -> None:
    assert missing_libraries(["libc.so.6", "libheding-has-none.so.1"]) == [
        "libheding-has-none.so.1"
    ]


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt", "apt install libegl1 libxcb-icccm4"),
        ("dnf", "dnf install 'libEGL.so.1()(64bit)' 'libxcb-icccm.so.4()(64bit)'"),
        ("zypper", "zypper install 'libEGL.so.1()(64bit)' 'libxcb-icccm.so.4()(64bit)'"),
        ("pacman", "pacman -S --needed libglvnd xcb-util-wm"),
    ],
)
def test_the_line_is_the_one_of_the_system(tool: str, line: str) -> None:
    assert install_line(["libEGL.so.1", "libxcb-icccm.so.4"], tool) == line


def test_a_package_with_two_libraries_is_named_once() -> None:
    assert install_line(["libEGL.so.1", "libGL.so.1"], "pacman") == "pacman -S --needed libglvnd"


@linux
def test_offscreen_needs_no_display(screens: pytest.MonkeyPatch) -> None:
    screens.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    check_display()


@linux
def test_no_display_at_all(screens: pytest.MonkeyPatch) -> None:
    _needs_xcb()
    choose_language("en")
    assert refusal().what == "Heding can't open a window: there is no display."
    choose_language("zh_CN")
    assert "没有可用的显示服务" in refusal().what


@linux
def test_a_display_that_does_not_answer(screens: pytest.MonkeyPatch) -> None:
    _needs_xcb()
    screens.setenv("DISPLAY", ":987")
    assert ":987" in refusal().what


@linux
def test_a_compositor_that_answers(screens: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if missing_libraries(["libwayland-cursor.so.0"]):
        pytest.skip("libwayland-cursor is not installed")
    screens.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    screens.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert "wayland-7" in refusal().what
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        check_display()


@linux
def test_x11_where_wayland_does_not_answer(
    screens: pytest.MonkeyPatch, tmp_path: Path, x_server: str
) -> None:
    _needs_xcb()
    screens.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    screens.setenv("WAYLAND_DISPLAY", "wayland-7")
    screens.setenv("DISPLAY", x_server)
    check_display()


@linux
def test_the_program_ends_with_status_2_and_says_why(tmp_path: Path) -> None:
    _needs_xcb()
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    environment |= {"DISPLAY": ":987", "HEDING_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "reader"],
        env=environment,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert ":987" in done.stderr
    assert "heding --help" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_without_qt_the_line_that_installs_it(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "sys.path = [p for p in sys.path if 'site-packages' not in p]\n"
        "sys.path_importer_cache.clear()\n"
        "from reader.cli import main\n"
        "sys.exit(main([]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={**os.environ, "HEDING_DATA_DIR": str(tmp_path)},
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2, done.stderr
    assert f"{sys.executable} -m pip install PySide6-Essentials" in done.stderr


def _needs_xcb() -> None:
    """Skip where a library is what is missing, as on a machine for offscreen tests only."""
    missing = missing_libraries(["libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"])
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
