"""An article in columns: the lines of each, and which character stands at a point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument

from reader.window.styles import TOP
from reader.window.typesetter import Typesetter

#: Lines below which a further column isn't worth it.
FEWEST = 3


class Line(NamedTuple):
    """A line of the text: its block and number, and its upper and lower edge in the document."""

    block: QTextBlock
    number: int
    top: float
    bottom: float


class Part(NamedTuple):
    """The headline's part of an article, or its text: what set it, and the document."""

    setter: Typesetter
    document: QTextDocument

    @property
    def end(self) -> int:
        """The document's last position."""
        return self.document.characterCount() - 1


class Box(NamedTuple):
    """An article in its place.  All measures are pixels of the page.

    left, step
        Where the first column begins, and how far it is from one to the next.
    top, text, bottom
        Where the article begins, where its text does, and where both end.
    """

    article: str
    head: Part | None
    body: Part
    columns: list[list[Line]]
    left: float
    step: float
    top: float
    text: float
    bottom: float

    def parts(self) -> list[Part]:
        """What it consists of, in the order of reading."""
        return [self.head, self.body] if self.head else [self.body]

    def head_corner(self) -> QPointF:
        """Where the headline's document has its own corner."""
        setting = self.body.setter.setting
        return QPointF(self.left - setting.margin, self.top - TOP * setting.em)

    def corner(self, column: int, line: Line) -> QPointF:
        """Where the layout of a line's block has its corner, seen from the column of that line."""
        left = self.left + column * self.step - self.body.setter.setting.margin
        shift = self.text - self.columns[column][0].top
        return line.block.layout().position() + QPointF(left, shift)

    def spot(self, point: QPointF) -> tuple[int, int]:
        """The part and the position in it that are nearest to a point of the page."""
        body = 1 if self.head else 0
        if self.head and point.y() < self.text - self.body.setter.em / 2:
            layout = self.head.document.documentLayout()
            at = layout.hitTest(point - self.head_corner(), Qt.HitTestAccuracy.FuzzyHit)
            return 0, max(0, at)
        if not self.columns:
            return body, 0
        gap = self.step - (self.body.document.textWidth() - 2 * self.body.setter.setting.margin)
        column = int((point.x() - self.left + gap / 2) // self.step) if self.step else 0
        column = max(0, min(column, len(self.columns) - 1))
        lines = self.columns[column]
        down = point.y() - self.text + lines[0].top
        line = lines[max(0, bisect_right([each.top for each in lines], down) - 1)]
        text = line.block.layout().lineAt(line.number)
        at = text.xToCursor(point.x() - self.corner(column, line).x())
        return body, line.block.position() + at

    def marked(self, column: int, line: Line, start: int, end: int) -> QRectF:
        """What of a line stands between two positions of the text; empty if nothing does."""
        text = line.block.layout().lineAt(line.number)
        first = line.block.position() + text.textStart()
        start, end = max(start, first), min(end, first + text.textLength())
        if start >= end:
            return QRectF()
        left = text.cursorToX(start - line.block.position())[0]  # type: ignore[index]
        right = text.cursorToX(end - line.block.position())[0]  # type: ignore[index]
        corner = self.corner(column, line)
        return QRectF(corner.x() + left, corner.y() + text.y(), right - left, text.height())


def divided(heights: Sequence[float], columns: int) -> list[tuple[int, int]]:
    """Lines of these heights in columns of about one height, none of them empty; as ranges."""
    edges = [0.0, *accumulate(heights)]
    count = max(1, min(columns, len(heights) // FEWEST))
    found, start = [], 0
    for number in range(1, count + 1):
        wanted = edges[-1] * number / count
        end = min(len(heights), max(start + 1, bisect_right(edges, wanted + 0.5 * heights[0]) - 1))
        end = len(heights) if number == count else end
        found.append((start, end))
        start = end
    return [pair for pair in found if pair[0] < pair[1]]


def height(document: QTextDocument) -> float:
    """The height of what a document says, without its margins."""
    frame = document.rootFrame().frameFormat()
    return document.size().height() - frame.topMargin() - frame.bottomMargin()


def lines(document: QTextDocument) -> list[Line]:
    """The lines of a document that is laid out."""
    found = list(_each(document))
    # Space above a caption belongs to it.
    return [
        line._replace(bottom=following.top) if following.top > line.bottom else line
        for line, following in zip(found, [*found[1:], *found[-1:]], strict=True)
    ]


def _each(document: QTextDocument) -> Iterator[Line]:
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            top = layout.position().y() + line.y()
            yield Line(block, number, top, top + line.height())
        block = block.next()
