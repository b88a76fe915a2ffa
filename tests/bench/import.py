"""How fast files become readable, and how a large library feels in the window.

    python tests/bench/import.py [ARTICLES]      (100,000 without a number)

Makes an archive from real news, adds it in a window (offscreen) and prints

- the rate of the import, beside that of parsing alone in one process on the
  same machine at the same time, and that of the last tenth of the files beside
  that of all;
- the longest time that the window did not answer, while the files came in;
- the start with that library beside the start with five pages (first paint and
  all pages listed), the time to unfold, to scroll and to open, and the memory.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Each of these runs in a process of its own; what it prints last is JSON.
_WINDOW = """
import gc, json, os, resource, sys, time
begun = time.perf_counter()
gc.disable()
from pathlib import Path
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from reader.window import app as application

class Watched(application.Heding):
    painted = 0.0
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            QTimer.singleShot(0, self.note)
        return False
    def note(self):
        self.painted = self.painted or time.perf_counter() - begun

def run(data, paths):
    app = QApplication([])
    one = Watched(app, Path(data) / "view.json", Path(data))
    one.window.installEventFilter(one)
    one.window.resize(1180, 760)
    one.window.show()
    one.desk.start([Path(path) for path in paths])
    QTimer.singleShot(0, application._collect_garbage)
    gc.set_threshold(20_000)
    waits, last = [], [time.perf_counter()]
    def tick():
        now = time.perf_counter()
        waits.append(max(0.0, now - last[0] - 0.005))
        last[0] = now
    timer = QTimer(app)
    timer.timeout.connect(tick)
    timer.start(5)
    return app, one, waits

def until(app, right):
    while not right():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

def say(**values):
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**values, "memory": memory}))
"""

_ADD = """
app, one, waits = run(sys.argv[1], [sys.argv[2]])
ended, steps = [], []
one.desk.imports.moved.connect(lambda s: steps.append((time.perf_counter(), s.done, s.total)))
one.desk.imports.ended.connect(lambda added: ended.append(time.perf_counter()))
until(app, lambda: steps and steps[-1][2])
first = steps[-1]
until(app, lambda: bool(ended))
total = first[2]
tenth = next(s for s in steps if s[1] >= total * 0.9)
half = sorted(waits)
say(seconds=ended[0] - first[0], last=ended[0] - tenth[0], share=1 - tenth[1] / total,
    worst=half[-1], often=half[int(len(half) * 0.999)])
one.close()
"""

_OPEN = """
app, one, waits = run(sys.argv[1], [])
until(app, lambda: one.desk.contents is not None)
listed = time.perf_counter() - begun
worst = max(waits)
tree = one.window.tree
def timed(deed):
    start = time.perf_counter()
    deed()
    app.processEvents()
    return time.perf_counter() - start
unfolding = []
index = tree.pages.index(0, 0)
while index.isValid() and tree.pages.hasChildren(index):
    unfolding.append(timed(lambda: tree.expand(index)))
    index = tree.pages.index(0, 0, index)
bar = tree.verticalScrollBar()
scrolling = [timed(lambda at=at: bar.setValue(bar.maximum() * at // 20)) for at in range(21)]
article = one.desk.contents.order[os.getpid() % len(one.desk.contents.order)].articles[0].id
start = time.perf_counter()
one.desk.open(article)
until(app, lambda: one.desk.reading is not None and one.desk.reading.found.article.id == article
    and one.window.article.complete())
say(painted=one.painted, listed=listed, worst=worst, unfolding=max(unfolding),
    scrolling=max(scrolling), opening=time.perf_counter() - start)
one.close()
"""


def ask(code: str, *words: str) -> dict[str, float]:
    """Run a piece of the above, and give what it says."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HEDING_LANG": "zh_CN"}
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
        # In a file, and guarded: the workers import it, too.
        inner = "\n".join("    " + line for line in code.splitlines())
        file.write(f"{_WINDOW}\nif __name__ == '__main__':\n{inner}\n")
        file.flush()
        done = subprocess.run(
            [sys.executable, file.name, *words],
            cwd=ROOT, env={**env, "PYTHONPATH": str(ROOT)}, check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def parse_rate(folder: Path, count: int = 60) -> float:
    """Megabytes a second that one process parses here and now, as willing to wait as a worker."""
    code = """
import os, sys, time
from pathlib import Path
from reader.parser import parse
os.nice(5)
data = [Path(path).read_bytes() for path in sys.argv[1:]]
parse(data[0], "x")
start = time.perf_counter()
for one in data:
    parse(one, "x")
print(sum(map(len, data)) / (time.perf_counter() - start) / 1e6)
"""
    files = [str(file) for file in sorted(folder.rglob("*.txt"))[:count]]
    command = [sys.executable, "-c", code, *files]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def main(articles: int) -> None:
    """Measure and print."""
    sys.path.insert(0, str(HERE))
    from archive import make

    with tempfile.TemporaryDirectory() as top:
        paper, large, small = Path(top) / "paper", Path(top) / "large", Path(top) / "small"
        size = make(paper, articles) / 1e6
        before = parse_rate(paper)
        added = ask(_ADD, str(large), str(paper))
        after = parse_rate(paper)
        rate = size / added["seconds"]
        alone = (before + after) / 2
        print(f"{articles} articles, {size:.0f} MB, {os.cpu_count()} cores")
        print(
            f"import          {rate:5.2f} MB/s, {rate / alone:.2f} times one process that parses only"
        )
        last = size * added["share"] / added["last"]
        print(f"its last tenth  {last:5.2f} MB/s, {last / rate:.2f} of the whole")
        print(f"window waits    {added['worst'] * 1000:5.0f} ms at most, 99.9 % below "
              f"{added['often'] * 1000:.0f} ms, while importing")  # fmt: skip
        ask(_OPEN, str(small))
        pairs = [(ask(_OPEN, str(small)), ask(_OPEN, str(large))) for _ in range(5)]
        for name, what in (
            ("painted", "first paint"), ("listed", "all listed"), ("worst", "longest wait"),
            ("unfolding", "unfolding"), ("scrolling", "scrolling"), ("opening", "opening"),
        ):  # fmt: skip
            few, many = (statistics.median(pair[n][name] for pair in pairs) for n in (0, 1))
            print(f"{what:15} {many * 1000:5.0f} ms, with five pages {few * 1000:.0f} ms: "
                  f"{many / few:.2f} times")  # fmt: skip
        print(f"memory          {max(pair[1]['memory'] for pair in pairs):5.0f} MiB, with five pages "
              f"{max(pair[0]['memory'] for pair in pairs):.0f} MiB")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
