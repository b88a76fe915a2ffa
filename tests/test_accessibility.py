"""The window as a screen reader finds it: through the accessibility bus of a real desktop session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")

#: Runs the real program with an article open until its standard input ends.
_PROGRAM = """
import os, sys, threading
from PySide6.QtCore import QObject, Qt, Signal
import reader.window.app as app

class Ender(QObject):
    ended = Signal()

build = app.Heding._build
def built(self):
    window = build(self)
    ender = Ender(window)
    ender.ended.connect(window.close, Qt.ConnectionType.QueuedConnection)
    threading.Thread(target=lambda: (sys.stdin.read(), ender.ended.emit()), daemon=True).start()
    window.article.completed.connect(lambda: print("open", flush=True))
    return window
app.Heding._build = built
from reader.cli import main
sys.exit(main(sys.argv[1:]))
"""

#: Walks the tree of the program's accessible objects, as a screen reader would.
_READER = """
import json, sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def find():
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(number)
        if child is not None and child.get_name() == "heding":
            return child
    return None

program = find()
limit = time.monotonic() + 20
while program is None and time.monotonic() < limit:
    time.sleep(0.1)
    program = find()
found = []

def walk(node, depth):
    states = node.get_state_set()
    text = ""
    if "Text" in node.get_interfaces():
        part = node.get_text_iface()
        text = Atspi.Text.get_text(part, 0, min(400, Atspi.Text.get_character_count(part)))
    found.append({
        "role": node.get_role_name(),
        "name": node.get_name(),
        "showing": states.contains(Atspi.StateType.SHOWING),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "text": text,
    })
    for number in range(min(node.get_child_count(), 60)):
        child = node.get_child_at_index(number)
        if child is not None and depth < 14:
            walk(child, depth + 1)

if program is not None:
    walk(program, 0)
print(json.dumps(found))
"""


def system_python() -> str:
    """A Python that can read the accessibility bus; skips where there is none."""
    for name in ("/usr/bin/python3", sys.executable):
        if Path(name).exists():
            asked = subprocess.run(
                [name, "-c", "import gi; gi.require_version('Atspi', '2.0');"
                 "from gi.repository import Atspi"],
                capture_output=True,
            )  # fmt: skip
            if asked.returncode == 0:
                return name
    pytest.skip("no Python here reads the accessibility bus (python3-gi, gir1.2-atspi-2.0)")


@pytest.fixture(scope="module")
def seen(
    x_server: str, shipped_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Every accessible object of the window with an article open."""
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    if launcher is None or shutil.which("dbus-run-session") is None:
        pytest.skip("there is no accessibility bus (at-spi2-core, dbus)")
    python = system_python()
    folder = tmp_path_factory.mktemp("spoken") / "data"
    shutil.copytree(shipped_library, folder)
    from reader.library import Library

    with Library(folder) as library:
        article = library.pages()[0].articles[0].id
    script = f"""
    {launcher} --launch-immediately &
    bus=$!
    coproc heding {{ "$PYTHON" -c "$PROGRAM" open {article}; }}
    read -r line <&"${{heding[0]}}"
    "$SYSTEM" -c "$READER"
    exec {{heding[1]}}>&-
    wait "$heding_PID"
    kill "$bus"
    """
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        cwd=ROOT,
        env={
            **os.environ,
            "DISPLAY": x_server,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "HEDING_DATA_DIR": str(folder),
            "PYTHON": sys.executable,
            "SYSTEM": python,
            "PROGRAM": _PROGRAM,
            "READER": _READER,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip(), done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    assert found, f"the program isn't on the bus\n{done.stderr}"
    return found


def showing(seen: list[dict[str, Any]], *roles: str) -> list[dict[str, Any]]:
    return [node for node in seen if node["showing"] and node["role"] in roles]


def test_the_window_has_its_parts_with_roles(seen: list[dict[str, Any]]) -> None:
    roles = {node["role"] for node in seen}
    assert {"application", "frame", "menu bar", "tool bar", "status bar"} <= roles
    assert "tree" in roles or "tree table" in roles


def test_the_article_is_a_text_with_a_name_and_its_words(seen: list[dict[str, Any]]) -> None:
    articles = [n for n in showing(seen, "text", "document text", "entry") if n["name"] == "文章"]
    assert articles, [n["name"] for n in showing(seen, "text", "entry")]
    text = articles[0]["text"].replace("\u2060", "")
    assert "北京市总工会" in text


def test_every_control_that_can_have_the_keyboard_says_what_it_is(
    seen: list[dict[str, Any]],
) -> None:
    controls = ("push button", "button", "toggle button", "check box", "entry", "text",
                "combo box", "slider", "spin button", "list", "tree", "tree table", "table")  # fmt: skip
    nameless = [n for n in showing(seen, *controls) if n["focusable"] and not n["name"]]
    assert nameless == []
    assert len(showing(seen, *controls)) >= 8


def test_rows_of_the_tree_are_read_with_their_headlines(seen: list[dict[str, Any]]) -> None:
    rows = showing(seen, "tree item", "table cell", "list item")
    assert any("北京市总工会" in row["name"] for row in rows)
