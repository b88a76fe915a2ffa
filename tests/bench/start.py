"""How long the window takes to its first paint, and how much memory it has then.

``python tests/bench/start.py [runs]`` opens Heding on a library with the
shipped pages cached and an article open, and an empty main window with a tree
and a text pane, by turns, each in a fresh process, and prints the medians and
their ratio.  Both are measured from the start of the process to the end of the
first paint of the window; Heding also to the first paint of the article.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

_EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextBrowser, QTreeView
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.time() - start, 0)
    app.quit()
app = QApplication([])
window = Window()
split = QSplitter()
split.addWidget(QTreeView())
split.addWidget(QTextBrowser())
window.setCentralWidget(split)
window.resize(1180, 760)
window.show()
app.exec()
"""

# The program's own ``run`` with an eye on the paint events.
_HEDING = """
from pathlib import Path
from reader.window import run
import gc; gc.disable()
from reader.window import app as application
from PySide6.QtCore import QEvent, QObject, QTimer
times = []
class Watched(application.Heding):
    def __init__(self, app, *arguments):
        super().__init__(app, *arguments)
        # On these two alone: a look at every event would itself take a tenth of the time.
        self.window.installEventFilter(self)
        self.window.article.viewport().installEventFilter(self)
        if "prepare" in sys.argv:
            self.desk.pages_changed.connect(self.open_one)
    def open_one(self):
        self.desk.open(self.desk.pages[1].articles[0].id)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if not times and watched is self.window:
                QTimer.singleShot(0, lambda: times.append(time.time() - start))
            elif self.desk.reading and watched is not self.window:
                QTimer.singleShot(0, self.done)
        return False
    def done(self):
        if len(times) == 1:
            times.append(time.time() - start)
            print(*times)
            self.window.close()
application.Heding = Watched
run([], Path(sys.argv[2]))
"""

_BEFORE = "import sys, time; start = float(sys.argv[1])"
_MEMORY = """
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(code: str, *words: str) -> tuple[float, float, float]:
    """Seconds to the first paint and to the article's, and the peak of memory in MiB."""
    env = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(
        [sys.executable, "-c", _BEFORE + code + _MEMORY, str(time.time()), *words],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    times, memory = done.stdout.strip().splitlines()[-2:]
    first, article = (float(t) for t in times.split())
    return first, article, float(memory)


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        run(_HEDING, folder, "prepare")
        pairs = [(run(_EMPTY), run(_HEDING, folder)) for _ in range(runs)]
    empty = statistics.median(e[0] for e, _ in pairs)
    first = statistics.median(h[0] for _, h in pairs)
    article = statistics.median(h[1] for _, h in pairs)
    print(f"empty window, first paint    {empty * 1000:6.0f} ms")
    print(f"Heding, first paint          {first * 1000:6.0f} ms   {first / empty:.2f} times")
    print(f"Heding, article on screen    {article * 1000:6.0f} ms   {article / empty:.2f} times")
    print(f"peak memory, empty window    {max(e[2] for e, _ in pairs):6.0f} MiB")
    print(f"peak memory, Heding          {max(h[2] for _, h in pairs):6.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
