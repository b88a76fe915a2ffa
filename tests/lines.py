"""Lays articles out and counts what is wrong with their lines: for a test and a benchmark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtGui import QTextDocument

from reader.desk import HEADLINES, Reading
from reader.desk.alignment import align
from reader.desk.boundaries import word_starts
from reader.library import Found, PageInfo
from reader.page import Article, Page
from reader.window.fonts import provide
from reader.window.line import CLOSING, JOINER, OPENING
from reader.window.styles import Setting
from reader.window.theme import DAY
from reader.window.typesetter import Typesetter

#: Characters in a line.
WIDTHS = (20, 26, 34, 38, 44)

_NEVER_FIRST = re.compile(f"[{CLOSING}·・～〜％／,;:!?)]")
_NEVER_LAST = re.compile(f"[{OPENING}／(]")
_PAIRS = re.compile("——|……")


def reading(page: Page, article: Article) -> Reading:
    """An article as the desk would open it."""
    info = PageInfo("k", page.file, "页", "页", None, ())
    pieces = tuple(article.pieces())
    runs = tuple(align(piece, page.text) for _, piece in pieces)
    words = tuple(word_starts(p.text) if r in HEADLINES else () for r, p in pieces)
    found = Found(info, article, page.encoding, False)
    return Reading(found, pieces, runs, page.text, words=words)


def laid_out(value: Reading, setting: Setting) -> QTextDocument:
    """The whole article, set as wide as the measure asks for and laid out."""
    provide()
    setter = Typesetter(value, DAY, setting, "出处")
    document = setter.new_document()
    width = setting.measure * setting.em + 1
    while not setter.finished:
        setter.step(document, width, 1 << 30)
    document.setTextWidth(width + 2 * setting.margin)
    document.size()  # lays all of it out
    return document


def lines(document: QTextDocument) -> Iterator[tuple[list[str], float]]:
    """For each block its lines, and the most by which one of them is too wide, in pixels."""
    block = document.begin()
    while block.isValid():
        layout, text = block.layout(), block.text().encode("utf-16-le")
        found, over = [], 0.0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, length = line.textStart() * 2, line.textLength() * 2
            found.append(text[start : start + length].decode("utf-16-le", "replace"))
            over = max(over, line.naturalTextWidth() - line.width())
        yield found, over
        block = block.next()


def faults(document: QTextDocument) -> Counter[str]:
    """How many lines have which fault, and how many lines there are."""
    count: Counter[str] = Counter()
    for block, over in lines(document):
        clean = [line.replace(JOINER, "") for line in block]
        count["lines"] += len(clean)
        count["too wide"] += over > 1
        for line, following in pairwise(clean):
            count["ends with opening"] += bool(_NEVER_LAST.match(line.rstrip()[-1:]))
            count["begins with closing"] += bool(_NEVER_FIRST.match(following))
            joint = line[-1:] + following[:1]
            count["broken dash or ellipsis"] += bool(_PAIRS.fullmatch(joint))
            count["split number"] += bool(re.fullmatch(r"[0-9０-９.][0-9０-９年月日%％]", joint))
        if len(clean) > 1:
            last = re.sub(f"[{CLOSING}…—\\s]", "", clean[-1])
            count["one character in the last line"] += len(last) == 1
    return count
