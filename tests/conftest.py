"""What all tests share: no screen, Simplified Chinese, and a machine that can run Qt at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from reader.window.app import Heding

# Two cores shared with others make any deadline a coin toss.
settings.register_profile("heding", deadline=None)
settings.load_profile("heding")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HEDING_LANG"] = "zh_CN"


def pytest_configure() -> None:
    """Say which system library is missing, before pytest-qt fails to load Qt."""
    from reader.language import choose_language
    from reader.system import check_display
    from reader.trouble import Trouble

    choose_language()
    try:
        check_display()
    except Trouble as trouble:
        pytest.exit(str(trouble), returncode=2)


@pytest.fixture(scope="session")
def x_server() -> Iterator[str]:
    """The name of a real X display, for ``DISPLAY``; skips where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    answer, tell = os.pipe()
    command = [program, "-displayfd", str(tell), "-screen", "0", "1280x860x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL) as server:
        os.close(tell)
        with os.fdopen(answer) as pipe:
            number = pipe.readline().strip()  # written once it takes connections
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that isn't there yet; also the one that the environment names, lest a
    test touches the library of whoever runs it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("HEDING_DATA_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def shipped_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a library with the shipped pages, all parsed.  To be copied only."""
    from reader.library import Library

    folder = tmp_path_factory.mktemp("shipped") / "data"
    with Library(folder) as library:
        library.refresh()
    return folder


@pytest.fixture
def filled_dir(data_dir: Path, shipped_library: Path) -> Path:
    """``data_dir`` with the shipped pages parsed."""
    return Path(shutil.copytree(shipped_library, data_dir))


@pytest.fixture
def heding(qapp: QApplication, qtbot: QtBot, data_dir: Path) -> Iterator[Callable[..., Heding]]:
    """Opens the program on the test's data folder, as often as it is called."""
    from reader.window.app import Heding

    made: list[Heding] = []

    def open_one(*paths: Path, wait: bool = True, start: bool = True) -> Heding:
        one = Heding(qapp, data_dir / "view.json", data_dir)
        made.append(one)
        one.window.resize(1100, 700)
        one.window.show()
        qtbot.waitExposed(one.window)
        if start:
            one.desk.start(paths)
        if wait:
            qtbot.waitUntil(lambda: one.desk.pages is not None, timeout=20_000)
        return one

    yield open_one
    for one in made:
        one.close()
        one.window.deleteLater()
        one.deleteLater()
