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

#: Commands that open a window of their own, and one that is opened by a bug.
DIALOGS = ("prove", "calendar", "collection", "timeline", "keys", "about", "settings", "print",
           "watched", "failures", "error")  # fmt: skip
#: Commands that show more in the main window.
PANELS = ("type", "find", "palette")

#: Runs the real program with an article open until its standard input ends.  Each line of that is
#: a command; it answers with a line as soon as what that opens is there.
_PROGRAM = """
import sys, threading
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication
import reader.window.app as app

class Ear(QObject):
    asked = Signal(str)
    ended = Signal()

    def __init__(self, heding, window):
        super().__init__(window)
        self.heding, self.window = heding, window
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.asked.connect(self.do, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(window.close, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in sys.stdin:
            self.asked.emit(line.strip())
        self.ended.emit()

    def open(self):
        found = [w for w in QApplication.topLevelWidgets()
                 if w.isVisible() and w is not self.window and w.isWindow()]
        return found[0] if found else None

    def do(self, name):
        if self.open():
            self.open().close()
        if name == "error":
            self.heding.show_error(ValueError, ValueError("x"), None)
        else:
            self.window.actions_by_id[name].trigger()
        self.panel = name in PANELS
        self.timer.start(20)

    def look(self):
        if self.panel or self.open():
            self.timer.stop()
            print("open", flush=True)

build = app.Heding._build
def built(self):
    window = build(self)
    ear = Ear(self, window)
    window.article.completed.connect(lambda: print("open", flush=True))
    return window
app.Heding._build = built
from reader.cli import main
sys.exit(main(sys.argv[1:]))
""".replace("PANELS", repr(PANELS))

#: Walks the tree of the program's accessible objects, as a screen reader would: of its window,
#: and of each of the windows named on the command line, which it asks the program for.
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

found = []

def walk(node, depth, place):
    states = node.get_state_set()
    text = ""
    if "Text" in node.get_interfaces():
        part = node.get_text_iface()
        text = Atspi.Text.get_text(part, 0, min(400, Atspi.Text.get_character_count(part)))
    found.append({
        "place": place,
        "role": node.get_role_name(),
        "name": node.get_name(),
        "showing": states.contains(Atspi.StateType.SHOWING),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "text": text,
    })
    for number in range(min(node.get_child_count(), 60)):
        child = node.get_child_at_index(number)
        if child is not None and depth < 14:
            walk(child, depth + 1, place)

def windows(program):
    children = [program.get_child_at_index(n) for n in range(program.get_child_count())]
    return [child for child in children if child is not None]

last = ""

def look(program, name):
    # The window before may still be on the bus, and this one without its buttons.
    global last
    start, limit = len(found), time.monotonic() + 20
    while True:
        for window in windows(program):
            if name in PANELS:
                walk(window, 0, name)
            elif window.get_role_name() != "frame" and window.get_name() != last:
                walk(window, 0, name)
        ours = found[start:]
        if any(n["showing"] and "button" in n["role"] for n in ours) or time.monotonic() > limit:
            if name not in PANELS and ours:
                last = ours[0]["name"]
            return
        del found[start:]
        time.sleep(0.05)

sys.stdin.readline()
program = find()
limit = time.monotonic() + 20
while program is None and time.monotonic() < limit:
    time.sleep(0.1)
    program = find()
if program is not None:
    walk(program, 0, "")
    for name in sys.argv[2:]:
        print(name, flush=True)
        sys.stdin.readline()
        look(program, name)
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(found, file)
""".replace("PANELS", repr(PANELS))


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
    """Every accessible object of the window with an article open, and of all dialogs."""
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    if launcher is None or shutil.which("dbus-run-session") is None:
        pytest.skip("there is no accessibility bus (at-spi2-core, dbus)")
    python = system_python()
    folder = tmp_path_factory.mktemp("spoken") / "data"
    shutil.copytree(shipped_library, folder)
    from reader.library import Library

    with Library(folder) as library:
        article = library.pages()[0].articles[0].id
    answer = folder / "answer.json"
    script = f"""
    {launcher} --launch-immediately &
    bus=$!
    coproc heding {{ "$PYTHON" -c "$PROGRAM" open {article}; }}
    "$SYSTEM" -c "$READER" "$ANSWER" {" ".join((*PANELS, *DIALOGS))} \\
        <&"${{heding[0]}}" >&"${{heding[1]}}"
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
            "ANSWER": str(answer),
        },
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert answer.exists(), done.stderr
    found: list[dict[str, Any]] = json.loads(answer.read_text("utf-8"))
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
                "combo box", "slider", "spin button", "list", "tree", "tree table", "table",
                "radio button", "page tab", "page tab list", "scroll pane")  # fmt: skip
    named = showing(seen, *controls)
    assert [n for n in named if n["focusable"] and not n["name"]] == []
    counts = {place: sum(n["place"] == place for n in named) for place in ("", *PANELS, *DIALOGS)}
    assert counts[""] >= 8
    assert [place for place, count in counts.items() if not count] == []


def test_rows_of_the_tree_are_read_with_their_headlines(seen: list[dict[str, Any]]) -> None:
    rows = showing(seen, "tree item", "table cell", "list item")
    assert any("北京市总工会" in row["name"] for row in rows)
