"""Headlines: broken between their halves or their words, into lines of about one length."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from reader.window.line import JOINER, breaks

#: A longer one is set like other text.
LONGEST = 200


def broken_at_space(text: str, font: QFont, width: float) -> str:
    """A headline of two halves, with its space made a line break if each half fits a line."""
    metrics = QFontMetricsF(font)
    if len(text) > LONGEST or metrics.horizontalAdvance(text) <= width:
        return text
    best, shortest = text, width
    for space in re.finditer("[ \u3000]", text):
        halves = text[: space.start()], text[space.end() :]
        longest = max(metrics.horizontalAdvance(half) for half in halves)
        if longest <= shortest:
            best, shortest = "\u2028".join(halves), longest
    return best


def longest_part(text: str, font: QFont) -> float:
    """The width of the longest part of a headline that stays on one line, in pixels."""
    metrics, last, longest = QFontMetricsF(font), 0, 0.0
    for end in breaks(text):
        longest = max(longest, metrics.horizontalAdvance(text[last:end].rstrip()))
        last = end
    return longest


def wide_parts(text: str, font: QFont, width: float) -> list[tuple[int, int]]:
    """Those parts of a headline that stay on one line and are too wide for it: half-open code
    points of the headline without its joiners."""
    metrics, last, at, found = QFontMetricsF(font), 0, 0, []
    for end in breaks(text):
        part = text[last:end]
        length = len(part) - part.count(JOINER)
        if metrics.horizontalAdvance(part.rstrip()) > width:
            found.append((at, at + length))
        last, at = end, at + length
    return found


def slack(text: str, font: QFont, width: float) -> float:
    """How much narrower a headline can be set without needing another line, so that its lines are
    of about one length.
    """

    def lines(room: float) -> int:
        layout = QTextLayout(text, font)
        layout.beginLayout()
        count = 0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            count += 1
        layout.endLayout()
        return count

    if len(text) > LONGEST:
        return 0.0
    wanted = lines(width)
    if wanted < 2:
        return 0.0
    narrow, enough = max(width / 2, longest_part(text, font)), width
    while enough - narrow > font.pixelSize() / 2:
        middle = (narrow + enough) / 2
        if lines(middle) > wanted:
            narrow = middle
        else:
            enough = middle
    return width - enough
