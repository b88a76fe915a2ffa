"""What is wrong with the lines of real articles, at five widths.

``python tests/bench/typeset.py CORPUS.jsonl.gz [ARTICLES]`` sets the first so many
articles (300) of a corpus that has one JSON object a line with ``title`` and
``paragraphs``, and prints for each width the number of lines and of faults.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from lines import WIDTHS, faults, laid_out, reading
from PySide6.QtWidgets import QApplication

from reader.page import Article, Page, Piece, Range
from reader.window.styles import Setting


def article(item: dict[str, object]) -> tuple[Page, Article]:
    """A page with one article."""
    texts = [str(item["title"]), *(str(p) for p in list(item["paragraphs"]))]  # type: ignore[call-overload]
    pieces, at = [], 0
    for text in texts:
        pieces.append(Piece(text, (Range(at, at + len(text)),)))
        at += len(text) + 1
    found = Article(id="a", title=pieces[0], paragraphs=tuple(pieces[1:]))
    return Page("页.txt", "utf-8", "\n".join(texts), articles=(found,)), found


def main() -> int:
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        pairs = [article(json.loads(line)) for line in islice(file, wanted)]
    app = QApplication([])
    for measure in WIDTHS:
        count: Counter[str] = Counter()
        for page, one in pairs:
            count += faults(laid_out(reading(page, one), Setting(measure=measure)))
        lines = count.pop("lines")
        print(f"{measure} characters: {lines} lines,", dict(count) or "no faults")
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
