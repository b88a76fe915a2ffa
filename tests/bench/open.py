"""How long an article takes to its first paint, to be wholly set, and to scroll.

``python tests/bench/open.py CORPUS.jsonl.gz`` sets articles of 3,000 and 100,000
characters, made of a corpus's paragraphs, in Heding's pane and the same text in
a plain QTextEdit, by turns, and prints the medians and their ratios; then it
scrolls both articles by a line at a time and prints how long a frame takes, and
how long the other characters, another size and the same page in columns take.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from lines import reading
from PySide6.QtWidgets import QApplication, QTextEdit
from typeset import article

from reader.desk import Reading, convert
from reader.window.article import ArticlePane
from reader.window.fonts import font, provide
from reader.window.sheet import SheetPane
from reader.window.styles import Setting
from reader.window.theme import DAY

RUNS = 7


def long_article(corpus: str, length: int) -> Reading:
    """An article of about so many characters."""
    paragraphs: list[str] = []
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            paragraphs += json.loads(line)["paragraphs"]
            if sum(map(len, paragraphs)) > length:
                break
    while sum(map(len, paragraphs[:-1])) > length:
        paragraphs.pop()
    return reading(*article({"title": "量一量打开要多久", "paragraphs": paragraphs}))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    app = QApplication([])
    provide()
    convert("发", "zh_CN", "zh_TW")  # its tables are loaded by another thread in the program
    pane, plain, sheet = ArticlePane(), QTextEdit(), SheetPane()
    for widget in (pane, plain, sheet):
        widget.resize(900, 800)
        widget.show()
    pane.set_look(DAY, Setting())
    sheet.set_look(DAY, Setting())
    plain.setReadOnly(True)
    plain.setFont(font("song", Setting().em))
    app.processEvents()
    for length in (3000, 100_000):
        value = long_article(sys.argv[1], length)
        text = pane_text(value)
        first, done, bare = [], [], []
        for _ in range(RUNS):
            start = time.perf_counter()
            pane.show_reading(value, -1, "出处")
            pane.viewport().repaint()
            first.append((time.perf_counter() - start) * 1000)
            longest = 0.0
            while not pane.complete():
                longest = max(longest, timed(app.processEvents))
            done.append((time.perf_counter() - start) * 1000)
            start = time.perf_counter()
            plain.setPlainText(text)
            plain.viewport().repaint()
            bare.append((time.perf_counter() - start) * 1000)
        one, two, base = (statistics.median(v) for v in (first, done, bare))
        print(f"{len(text):7,} characters: first paint {one:6.1f} ms, {one / base:.2f} times plain")
        print(f"{'':19} wholly set  {two:6.1f} ms, longest step {longest:.1f} ms")
        frames = scroll(pane)
        print(
            f"{'':19} a frame of scrolling {statistics.median(frames):.1f} ms,"
            f" 95 % below {sorted(frames)[len(frames) * 95 // 100]:.1f} ms"
        )
        for name, setting in (
            ("another size", Setting(zoom=125)),
            ("traditional", Setting(script="zh_TW")),
            ("as before", Setting()),
        ):
            print(f"{'':19} {name:12} {timed(lambda s=setting: pane.set_look(DAY, s)):6.1f} ms")
        start = time.perf_counter()
        sheet.show_page((value,), "a")
        while not sheet.complete():
            app.processEvents()
        print(f"{'':19} in columns  {(time.perf_counter() - start) * 1000:6.1f} ms")
    return 0


def pane_text(value: Reading) -> str:
    """What the plain pane shows."""
    return "\n".join(piece.text for _, piece in value.pieces)


def scroll(pane: ArticlePane) -> list[float]:
    """Milliseconds of each of 200 frames."""
    bar, frames = pane.verticalScrollBar(), []
    bar.setValue(0)
    for step in range(200):
        start = time.perf_counter()
        bar.setValue(35 * step % max(1, bar.maximum()))
        pane.viewport().repaint()
        frames.append((time.perf_counter() - start) * 1000)
    return frames


if __name__ == "__main__":
    sys.exit(main())
