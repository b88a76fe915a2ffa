"""Segments: blocks cut where a byline runs into its paragraph or a credit ends one.

A segment is what gets one role.  Newspapers print 本报讯（记者 …） and the first
paragraph on one line, and a photographer's name right after a caption.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import add

from reader.page import Range
from reader.parser.counts import fold
from reader.parser.lines import Block, beginning, ending, seam
from reader.parser.people import jump_end, lead_end, tail_start


@dataclass(slots=True)
class Segment:
    """Text with one role.

    cut
        ``whole`` for a block as it is, else which part of one: ``lead``
        (byline), ``rest`` (what follows it), ``body`` (before a credit),
        ``tail`` (credit) or ``jump``.
    blanks
        Blank lines before it.
    indent, width, column
        In ems: its first line's indent, its widest line, its column's full line.
    folded, pairs
        Its text as the counts know it, character for character, and every two
        neighbouring characters of that.
    """

    parts: list[Range]
    text: str
    cut: str
    blanks: int
    indent: float
    mark: int
    lines: int
    width: float
    column: float
    folded: str = ""
    pairs: frozenset[str] = frozenset()
    end: str = ""
    begin: str = ""

    def __post_init__(self) -> None:
        self.folded = fold(self.text)
        self.pairs = pairs(self.folded)
        self.end = ending(self.text)
        self.begin = beginning(self.text)


def pairs(text: str) -> frozenset[str]:
    """Every two neighbouring characters of a text."""
    return frozenset(map(add, text, text[1:]))


def segments(blocks: list[Block], text: str) -> list[Segment]:
    """All segments of a page, in its order."""
    found: list[Segment] = []
    for block in heal_leads(blocks):
        words = block.text
        first = lead_end(words)
        jump = 0 if first else jump_end(words)
        start = first or jump
        last, kind = tail_start(words)
        if last <= start:
            last, kind = len(words), ""
        if not start and last == len(words):
            found.append(_segment(block, block.parts, words, "whole"))
            continue
        pieces = []
        if start:
            pieces.append((0, start, "lead" if first else "jump"))
        pieces.append((start, last, "rest" if start else "body"))
        if kind:
            pieces.append((last, len(words), "tail" if kind == "credit" else "jump"))
        for index, (low, high, cut) in enumerate(pieces):
            parts, piece = _cut(block.parts, words, text, low, high)
            if parts:
                segment = _segment(block, parts, piece, cut)
                if index:
                    segment.blanks = 0
                found.append(segment)
    return found


def heal_leads(blocks: list[Block]) -> list[Block]:
    """Blocks with a byline's bracket that a column's end tore (（记者 / 雷霄）) made one again."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if (
            before is not None
            and block.mark == before.mark == 0
            and _open_lead(before.text)
            and block.text[:24].find("）") + block.text[:24].find(")") + 1 >= 0
            and not block.text.startswith(("（", "("))
        ):
            before.breaks.append(len(before.parts))
            before.parts = before.parts + block.parts
            before.text += seam(before.text, block.text) + block.text
            before.lines += block.lines
            continue
        found.append(block)
    return found


def _open_lead(text: str) -> bool:
    at = max(text.rfind("（"), text.rfind("("))
    return (
        0 <= at < 20
        and len(text) < 60
        and "）" not in text[at:]
        and ")" not in text[at:]
        and (any(word in text for word in ("记者", "記者", "通讯员", "通訊員")))
    )


def _segment(block: Block, parts: list[Range], text: str, cut: str) -> Segment:
    return Segment(
        parts,
        text,
        cut,
        block.blanks,
        block.indent,
        block.mark,
        block.lines,
        block.width,
        block.column,
    )


def _cut(parts: list[Range], words: str, text: str, low: int, high: int) -> tuple[list[Range], str]:
    """The ranges and the text of ``words[low:high]``, stripped of white space."""
    while low < high and words[low].isspace():
        low += 1
    while high > low and words[high - 1].isspace():
        high -= 1
    found: list[Range] = []
    at = 0
    for start, end in parts:
        if words[at : at + 1] == " " and text[start] != " ":
            at += 1
        size = end - start
        begin, stop = max(low, at), min(high, at + size)
        if begin < stop:
            found.append(Range(start + begin - at, start + stop - at))
        at += size
    return found, words[low:high]
