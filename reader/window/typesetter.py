"""Sets an article as a text document, and converts between its positions and the page's.

The document is built with a cursor and block formats, never from HTML: what
an article says is data.  Qt counts UTF-16 units, the rest of Heding counts code
points of the page; only this module knows both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from reader.desk import HEADLINES, Reading, convert
from reader.window.fonts import font, sans, script
from reader.window.headline import broken_at_space, slack, wide_parts
from reader.window.line import JOINER, OPENING, Face, bound, in_lines, spacing, unbroken, wide_marks
from reader.window.styles import (
    BODY_BEGINS,
    BOTTOM,
    HEAD,
    PHOTO_CAPTION,
    STYLES,
    TOP,
    Setting,
    Style,
)
from reader.window.theme import Theme

#: Code points of a paragraph that are laid out as one; a longer one is continued in the next
#: block, because Qt lays out a block in one go, 10 ms for so many.
LONGEST = 8000

#: Characters of a sub-heading at most, and what ends a sentence or a line of other kinds.
_HEADING = 20
_ENDS = "。！？…；：，、”』」）.!?;:,)"

# What QTextDocument takes for its own structure, and what can't be text at all.
_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2029]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0\ufdd1\ufffc\ufffe\uffff]")
_EXTRA = re.compile(f"[{JOINER}\U00010000-\U0010ffff]")


class _Block(NamedTuple):
    """A block of the document.

    start, end
        Its UTF-16 positions, without the separator.
    piece, at
        The piece that it shows, and from which code point; piece is -1 for the origin line.
    extra
        UTF-16 positions, from the block's start, of characters that take two units, and of joiners.
    after
        For each of these, the code points of the block before the first that it shifts.
    """

    start: int
    end: int
    piece: int
    at: int
    extra: tuple[int, ...]
    after: tuple[int, ...]

    def units(self, at: int) -> int:
        """UTF-16 units before code point ``at`` of the block."""
        return at + bisect_right(self.after, at)

    def points(self, units: int) -> int:
        """Code points in the first ``units`` UTF-16 units of the block."""
        return units - bisect_left(self.extra, units)


def shown(text: str) -> str:
    """Text as the document can hold it: as many code points, each as many units wide."""
    return _ODD.sub("\ufffd", _BREAKS.sub("\u2028", text))


class Typesetter:
    """One article, set in one size for one width, block by block."""

    def __init__(self, reading: Reading, theme: Theme, setting: Setting, origin: str) -> None:
        self.reading = reading
        self.theme = theme
        self.setting = setting
        self.em = setting.em
        self.origin = origin
        self._blocks: list[_Block] = []
        self._starts: list[int] = []
        self._shown_from = [0] * len(reading.pieces)  # for each piece, its first block
        self._todo = self._parts()
        self._role = ""
        self._source = script("".join(piece.text[:1000] for _, piece in reading.pieces[:9]))
        self._forms = setting.script or self._source
        people = (person.name for person in reading.found.article.people)
        self._names = [self._seen(name) for name in dict.fromkeys((*people, *reading.names))]
        self._face = lru_cache(maxsize=32)(self._new_face)
        self.finished = False

    def new_document(self) -> QTextDocument:
        """An empty document with the options that the article needs."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        document.setDefaultFont(font(self.setting.face, self.em))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        frame = document.rootFrame().frameFormat()
        frame.setLeftMargin(self.setting.margin)
        frame.setRightMargin(self.setting.margin)
        frame.setTopMargin(TOP * self.em)
        frame.setBottomMargin(BOTTOM * self.em)
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
            if role == "paragraph" and self._is_heading(number):
                role = "heading"
            for at in range(0, max(1, len(piece.text)), LONGEST):
                yield number, role, at, piece.text[at : at + LONGEST]
        if self.origin:
            yield -1, "origin", 0, self.origin

    def _is_heading(self, number: int) -> bool:
        """Whether a paragraph is a sub-heading: a short line without a full stop that stands
        above a longer paragraph with one, and not below a line of its own kind."""
        text = self.reading.pieces[number][1].text
        follows = self.reading.pieces[number + 1 : number + 2]
        return (
            1 < len(text) <= _HEADING
            and text[-1] not in _ENDS
            and bool(follows)
            and follows[0][0] == "paragraph"
            and len(follows[0][1].text) > 2 * _HEADING
            and follows[0][1].text[-1] in _ENDS
            and self._role != "heading"
        )

    def _append(
        self, cursor: QTextCursor, width: float, piece: int, role: str, at: int, text: str
    ) -> None:
        style = self._style(role)
        face = self._face(style)
        text = bound(shown(text))
        if piece >= 0:
            text = self._seen(text)
        if role in HEADLINES:
            text = broken_at_space(text, face.font, width)
        words = self.reading.words[piece] if piece >= 0 and self.reading.words else ()
        joins = unbroken(text, self._names, words)
        joined, after = _joined(text, joins)
        if words and (wide := wide_parts(joined, face.font, width)):
            # What is too wide for a line breaks where other text might, and nothing else does.
            plain = set(unbroken(text, self._names))
            joins = [at for at in joins if at in plain or not any(a < at < b for a, b in wide)]
            joined, after = _joined(text, joins)
        block = self._block_format(style, role, at)
        gaps, room = spacing(joined, face), width
        if role in HEADLINES:
            if text[:1] in OPENING:  # flush with what stands above and below it
                block.setTextIndent(-face.lead(text[:1]))
            spaced = sum(gap for gap in gaps.values() if gap > 0)  # not known to the layout there
            room -= max(0.0, slack(joined, face.font, width) - spaced)
            block.setRightMargin(width - room)
        indent = block.textIndent()
        full = style.align == Qt.AlignmentFlag.AlignJustify
        gaps.update(in_lines(joined, face, gaps, indent, room, full))
        letters = QTextCharFormat()
        letters.setFont(face.font)
        letters.setForeground(QColor(getattr(self.theme, style.colour)))
        if self._blocks:
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(letters)
        start = cursor.position()
        _insert(cursor, joined, letters, face, gaps)
        if at == 0 and piece >= 0:
            self._shown_from[piece] = len(self._blocks)
        extra = tuple(_extra(joined))
        self._blocks.append(_Block(start, cursor.position(), piece, at, extra, after))
        self._starts.append(start)
        self._role = role

    def _seen(self, text: str) -> str:
        """Text in the characters that the reader wants."""
        return convert(text, self._source, self.setting.script)

    def _style(self, role: str) -> Style:
        """How a role is set here: the style sheet, with what the reader has chosen."""
        style = STYLES[role]
        if role == "caption" and self.reading.found.article.kind == "photo":
            style = PHOTO_CAPTION
        if style.indent:  # the text itself
            style = style._replace(leading=self.setting.leading, bold=self.setting.bold)
        if style.align == Qt.AlignmentFlag.AlignJustify and not self.setting.justify:
            style = style._replace(align=Qt.AlignmentFlag.AlignLeft)
        return style

    def _new_face(self, style: Style) -> Face:
        size = style.size * self.em
        if style.serif:
            return Face(font(self.setting.face, size, style.bold, self._forms))
        return Face(sans(size, style.bold, self._forms))

    def _block_format(self, style: Style, role: str, at: int) -> QTextBlockFormat:
        block = QTextBlockFormat()
        # Qt has next to nothing to stretch after ``in_lines``.
        block.setAlignment(style.align)
        block.setLineHeight(
            round(style.leading * style.size * self.em),
            QTextBlockFormat.LineHeightTypes.FixedHeight.value,
        )
        above = style.above
        if self._role in HEAD and role not in HEAD:
            above = BODY_BEGINS
        elif not self._role:
            above = 0.0
        elif role == self._role and role != "paragraph":
            above = 0.1
        block.setTopMargin(0 if at else round(above * self.em))
        if style.indent and not at:
            block.setTextIndent(2 * style.size * self.em)
        return block


def _joined(text: str, joins: list[int]) -> tuple[str, tuple[int, ...]]:
    """Text with a joiner before each of ``joins``; and, for each joiner and each character of two
    units, the first code point that stands further on for it."""
    wide = [at + 1 for at, c in enumerate(text) if c > "\uffff"] if _has_wide(text) else []
    parts, last = [], 0
    for at in joins:
        parts.append(text[last:at])
        last = at
    parts.append(text[last:])
    return JOINER.join(parts), tuple(sorted(joins + wide))


def _extra(joined: str) -> Iterator[int]:
    """The UTF-16 positions of joiners and of characters that take two units."""
    at = 0
    for match in _EXTRA.finditer(joined):
        yield match.start() + at
        at += match[0] != JOINER


def _has_wide(text: str) -> bool:
    return bool(text) and max(text) > "\uffff"


def _insert(
    cursor: QTextCursor,
    text: str,
    letters: QTextCharFormat,
    face: Face,
    gaps: dict[int, float],
) -> None:
    """Insert text at the cursor, with letter spacing and with marks made wide."""
    wide = {at for start, end in wide_marks(text) for at in range(start, end)}
    last = 0
    for (gap, mark), places in groupby(
        range(len(text)), lambda at: (gaps.get(at, 0.0), text[at] if at in wide else "")
    ):
        form = letters
        if gap or mark:
            form = QTextCharFormat(letters)
            if mark:
                form.setFont(face.point_font if mark == "·" else face.wide_font)
            if gap:
                form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                form.setFontLetterSpacing(gap)
        end = last + len(list(places))
        cursor.insertText(text[last:end], form)
        last = end
