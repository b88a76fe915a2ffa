"""Sets an article as a text document, and converts between its positions and the page's.

The document is built with a cursor and block formats, never from HTML: what
an article says is data.  Qt counts UTF-16 units, the rest of Heding counts code
points of the page; only this module knows both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from reader.desk import Reading
from reader.window.theme import BODY, Theme, sans, script, serif

#: Code points of a paragraph that are laid out as one; a longer one is continued in the next
#: block, because Qt lays out a block in one go, 10 ms for so many.
LONGEST = 8000
#: Ems of margin inside the document at each side, where signs of mended tears stand.
MARGIN = 1.5

# What QTextDocument takes for its own structure, and what can't be text at all.
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2029]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0\ufdd1\ufffc\ufffe\uffff]")


class _Style(NamedTuple):
    """How a role is set; lengths in ems of the body's size."""

    size: float
    leading: float
    colour: str
    above: float
    serif: bool = True
    bold: bool = False
    indent: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


_JUSTIFY = Qt.AlignmentFlag.AlignJustify
_RIGHT = Qt.AlignmentFlag.AlignRight
_STYLES = {
    "column": _Style(0.8, 1.5, "accent", 0.0, serif=False, bold=True),
    "kicker": _Style(0.8, 1.5, "accent", 0.0, serif=False),
    "title": _Style(1.6, 1.4, "ink", 0.35, bold=True),
    "subtitle": _Style(0.9, 1.6, "faint", 0.55, serif=False),
    "byline": _Style(0.75, 1.6, "faint", 0.65, serif=False),
    "paragraph": _Style(1.0, 1.75, "ink", 0.0, indent=True, align=_JUSTIFY),
    "caption": _Style(0.8, 1.65, "faint", 0.9, serif=False, align=_JUSTIFY),
    "credit": _Style(0.7, 1.6, "faint", 0.5, serif=False, align=_RIGHT),
    "origin": _Style(0.65, 1.7, "faint", 2.4, serif=False),
}
# A picture story's caption is what there is to read.
_PHOTO_CAPTION = _Style(1.0, 1.75, "ink", 0.0, indent=True, align=_JUSTIFY)
_HEAD = ("column", "kicker", "title", "subtitle", "byline")


class _Block(NamedTuple):
    """A block of the document.

    start, end
        Its UTF-16 positions, without the separator.
    piece, at
        The piece that it shows, and from which code point; piece is -1 for the origin line.
    wide
        UTF-16 positions, from the block's start, of the characters that take two units.
    """

    start: int
    end: int
    piece: int
    at: int
    wide: tuple[int, ...]

    def units(self, at: int) -> int:
        """UTF-16 units that the first ``at`` code points of the block take."""
        low, high = 0, len(self.wide)
        while low < high:
            middle = (low + high) // 2
            if self.wide[middle] - middle < at:
                low = middle + 1
            else:
                high = middle
        return at + low

    def points(self, units: int) -> int:
        """Code points in the first ``units`` UTF-16 units of the block."""
        return units - bisect_left(self.wide, units)


def shown(text: str) -> str:
    """Text as the document can hold it: as many code points, each as many units wide."""
    return _ODD.sub("\ufffd", _BREAKS.sub("\u2028", text))


class Typesetter:
    """One article, set in one size for one width, block by block."""

    def __init__(self, reading: Reading, theme: Theme, zoom: int, origin: str) -> None:
        self.reading = reading
        self.theme = theme
        self.em = max(6, round(BODY * zoom / 100))
        self.origin = origin
        self._blocks: list[_Block] = []
        self._starts: list[int] = []
        self._shown_from = [0] * len(reading.pieces)  # for each piece, its first block
        self._todo = self._parts()
        self._role = ""
        self._forms = script("".join(piece.text[:1000] for _, piece in reading.pieces[:9]))
        self.finished = False

    def new_document(self) -> QTextDocument:
        """An empty document with the options that the article needs."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        document.setDefaultFont(serif(self.em))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        frame = document.rootFrame().frameFormat()
        frame.setLeftMargin(MARGIN * self.em)
        frame.setRightMargin(MARGIN * self.em)
        frame.setTopMargin(2.4 * self.em)
        frame.setBottomMargin(4 * self.em)
        document.rootFrame().setFrameFormat(frame)
        return document

    def step(self, document: QTextDocument, width: float, budget: int) -> None:
        """Append blocks to ``document`` until ``budget`` code points are set or all is done."""
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for piece, role, at, text in self._todo:
            self._append(cursor, width, piece, role, at, text)
            budget -= len(text) + 40
            if budget <= 0:
                break
        else:
            self.finished = True
        cursor.endEditBlock()

    def refit(self, document: QTextDocument, width: float) -> None:
        """Divide the headline anew after the column's width has changed."""
        style = _STYLES["title"]
        font = serif(style.size * self.em, style.bold, self._forms)
        for block in self._blocks:
            if block.piece < 0 or self.reading.pieces[block.piece][0] != "title":
                continue
            text = self.reading.pieces[block.piece][1].text[block.at :][:LONGEST]
            text = _broken_at_space(shown(text), font, width)
            place = document.findBlock(block.start)
            cursor = QTextCursor(place)
            cursor.beginEditBlock()
            if place.text() != text:
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.insertText(text, place.charFormat())
            layout = place.blockFormat()
            layout.setRightMargin(_slack(text, font, width))
            cursor.setBlockFormat(layout)
            cursor.endEditBlock()

    # Positions

    def position(self, piece: int, at: int) -> int | None:
        """The document's position of code point ``at`` of a piece, None if not yet set."""
        if not self._blocks or (self._blocks[-1].piece != -1 and piece > self._blocks[-1].piece):
            return None
        number = self._shown_from[piece]
        while (
            number + 1 < len(self._blocks)
            and self._blocks[number + 1].piece == piece
            and self._blocks[number + 1].at <= at
        ):
            number += 1
        block = self._blocks[number]
        position = block.start + block.units(max(0, at - block.at))
        if position > block.end and not self.finished and number == len(self._blocks) - 1:
            return None
        return min(position, block.end)

    def spot(self, position: int) -> tuple[int, int] | None:
        """The piece and its code point at a position of the document; None at the origin line."""
        if not self._blocks:
            return None
        block = self._blocks[max(0, bisect_right(self._starts, position) - 1)]
        if block.piece < 0:
            return None
        return block.piece, block.at + block.points(min(position, block.end) - block.start)

    def offset(self, position: int) -> int:
        """The page's code point at a position of the document."""
        spot = self.spot(position)
        if spot is None:
            last = len(self.reading.pieces) - 1
            return (
                self.reading.offset(last, len(self.reading.pieces[last][1].text))
                if last >= 0
                else 0
            )
        return self.reading.offset(*spot)

    def position_of(self, offset: int) -> int | None:
        """The document's position of a code point of the page, None if not yet set."""
        return self.position(*self.reading.spot(offset))

    def text(self, start: int, end: int) -> str:
        """What the article itself says between two positions, its pieces on lines of their own.

        The document's own text differs where a character can't be shown.
        """
        found: list[str] = []
        for block in self._blocks:
            if block.end < start or block.start >= end:
                continue
            whole = self.reading.pieces[block.piece][1].text if block.piece >= 0 else self.origin
            first = block.at + block.points(max(start, block.start) - block.start)
            last = block.at + block.points(min(end, block.end) - block.start)
            if found and not block.at:
                found.append("\n")
            found.append(whole[first:last])
        return "".join(found)

    # Setting

    def _parts(self) -> Iterator[tuple[int, str, int, str]]:
        for number, (role, piece) in enumerate(self.reading.pieces):
            for at in range(0, max(1, len(piece.text)), LONGEST):
                yield number, role, at, piece.text[at : at + LONGEST]
        yield -1, "origin", 0, self.origin

    def _append(
        self, cursor: QTextCursor, width: float, piece: int, role: str, at: int, text: str
    ) -> None:
        style = _STYLES[role]
        if role == "caption" and self.reading.found.article.kind == "photo":
            style = _PHOTO_CAPTION
        text = shown(text)
        font = (serif if style.serif else sans)(style.size * self.em, style.bold, self._forms)
        if role == "title":
            text = _broken_at_space(text, font, width)
        block = self._block_format(style, role, at, font, text, width)
        letters = QTextCharFormat()
        letters.setFont(font)
        letters.setForeground(QColor(getattr(self.theme, style.colour)))
        if self._blocks:
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(letters)
        start = cursor.position()
        cursor.insertText(text, letters)
        wide = tuple(i + n for n, i in enumerate(i for i, c in enumerate(text) if c > "\uffff"))
        if at == 0 and piece >= 0:
            self._shown_from[piece] = len(self._blocks)
        self._blocks.append(_Block(start, cursor.position(), piece, at, wide))
        self._starts.append(start)
        self._role = role

    def _block_format(
        self, style: _Style, role: str, at: int, font: QFont, text: str, width: float
    ) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setAlignment(style.align)
        block.setLineHeight(
            round(style.leading * style.size * self.em),
            QTextBlockFormat.LineHeightTypes.FixedHeight.value,
        )
        above = style.above
        if self._role in _HEAD and role not in _HEAD:
            above = 1.6  # the body begins
        elif not self._role:
            above = 0.0
        elif role == self._role and role != "paragraph":
            above = 0.1
        block.setTopMargin(0 if at else round(above * self.em))
        if style.indent and not at:
            block.setTextIndent(2 * style.size * self.em)
        if role == "title":
            block.setRightMargin(_slack(text, font, width))
        return block


def _broken_at_space(text: str, font: QFont, width: float) -> str:
    """A headline of two halves, with its space made a line break if each half fits a line."""
    metrics = QFontMetricsF(font)
    if len(text) > 200 or metrics.horizontalAdvance(text) <= width:
        return text
    best, shortest = text, width
    for space in re.finditer("[ \u3000]", text):
        halves = text[: space.start()], text[space.end() :]
        longest = max(metrics.horizontalAdvance(half) for half in halves)
        if longest <= shortest:
            best, shortest = "\u2028".join(halves), longest
    return best


def _slack(text: str, font: QFont, width: float) -> float:
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

    if len(text) > 200:
        return 0.0
    wanted = lines(width)
    if wanted < 2:
        return 0.0
    narrow, enough = width / 2, width
    while enough - narrow > font.pixelSize() / 2:
        middle = (narrow + enough) / 2
        if lines(middle) > wanted:
            narrow = middle
        else:
            enough = middle
    return width - enough
