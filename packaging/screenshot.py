"""Make the README's picture: the real window, on the shipped pages, drawn without a screen.

``python packaging/screenshot.py [FILE] [--dark] [--size 1280x800] [--query WORDS]``
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", default=ROOT / "resources" / "screenshot.png", type=Path)
    parser.add_argument("--dark", action="store_true", help="the window at night")
    parser.add_argument("--size", default="1280x800", help="width and height of the window")
    parser.add_argument("--query", default="", help="words to search for")
    parser.add_argument("--article", default=18, type=int, help="number of the article to open")
    parser.add_argument("--scale", default="1.5", help="pixels for each of the window")
    options = parser.parse_args()

    width, height = (int(n) for n in options.size.split("x"))
    pixels = [round(n * float(options.scale)) for n in (width, height)]
    screen = tempfile.NamedTemporaryFile("w", suffix=".json")  # noqa: SIM115 - as long as Qt runs
    json.dump(
        {"screens": [{"name": "desk", "width": pixels[0], "height": pixels[1], "dpr": 1}]}, screen
    )
    screen.flush()
    # Before Qt is imported: a screen that there isn't, and more pixels for today's displays.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen.name}"
    os.environ["QT_SCALE_FACTOR"] = options.scale
    os.environ.setdefault("HEDING_LANG", "zh_CN")
    from PySide6.QtCore import QSize, QTimer
    from PySide6.QtWidgets import QApplication

    from reader.window.app import Heding
    from reader.window.fonts import has_chinese_font

    with tempfile.TemporaryDirectory() as folder:
        view = Path(folder) / "view.json"
        view.write_text(f'{{"theme": "{"dark" if options.dark else "light"}"}}', "utf-8")
        app = QApplication([])
        heding = Heding(app, view, Path(folder))
        desk, window = heding.desk, heding.window
        if not has_chinese_font():
            print("There is no Chinese font on this machine.", file=sys.stderr)
            return 1
        window.resize(QSize(width, height))
        window.show()

        def opened() -> None:
            if window.article.complete():
                taken()
            else:
                window.article.completed.connect(taken)

        def taken() -> None:
            # Once the events that are waiting have been handled, all is painted.
            QTimer.singleShot(300, lambda: (window.grab().save(str(options.file)), window.close()))

        def loaded() -> None:
            window.actions_by_id["tree"].trigger()
            window.actions_by_id["tree"].trigger()
            article = [a.id for page in desk.pages or () for a in page.articles][options.article]
            desk.toggle_bookmark(article)
            desk.marks.bookmarks_changed.connect(lambda: go(article))

        def go(article: str) -> None:
            if options.query:
                desk.finding.matches_changed.connect(opened)
                desk.results_changed.connect(lambda: desk.open(article, match=0))
                window.box.setText(options.query)
            else:
                desk.reading_changed.connect(opened)
                desk.open(article)

        desk.pages_changed.connect(loaded)
        desk.start()
        app.exec()
    print(options.file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
