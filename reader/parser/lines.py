"""Lines of the decoded page, and the paragraphs that a column's narrow lines were printed as.

A page is never called wrapped as a whole: columns of one page differ in
width, and headlines stand between them.  Each pair of neighbouring lines is
asked whether the second goes on where the first was full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from reader.page import Range
from reader.parser.counts import Counts, fold
from reader.parser.weights import Weights

#: What carries no words: heading marks at a line's start, image links, rules.
MARKUP = re.compile(r"^#{1,6}(?=\s)|!\[[^\]\n]*\]\([^)\n]*\)|^-{3,}$|^\*{3,}$", re.M)
_NARROW = re.compile("[\0-\u1fff]+")
FINAL = "。！？!?…"
CLOSING = "”’』」》）)】〉］]\"'"
OPENING = "“‘『「《（(【〈［["


@dataclass(slots=True)
class Line:
    """A printed line: its ranges (more than one around an image link), blanks before it, its shape.

    ``width`` and ``indent`` are in ems: a Chinese character is one, a Latin letter half.
    """

    parts: list[Range]
    text: str
    blanks: int
    indent: float
    width: float
    mark: int


@dataclass(slots=True)
class Block:
    """Lines that were one paragraph, or one heading line, before the column broke them."""

    parts: list[Range]
    text: str
    blanks: int
    indent: float
    mark: int
    lines: int = 1
    width: float = 0.0
    column: float = 0.0
    breaks: list[int] = field(default_factory=list)


def width(text: str) -> float:
    """The printed width of text in ems."""
    narrow = sum(map(len, _NARROW.findall(text)))
    return len(text) - narrow / 2


def ending(text: str) -> str:
    """How text ends: ``final`` at a sentence's end, ``pause``, ``word`` and so on."""
    last = text[-1:]
    if last in FINAL and last:
        return "final"
    if last in CLOSING and last:
        bare = text.rstrip(CLOSING)
        return "final)" if bare[-1:] in FINAL and bare else "close"
    if last in "，、；,;" and last:
        return "pause"
    if last in "：:" and last:
        return "colon"
    if last in OPENING and last:
        return "opening"
    if last == "." and last:
        return "dot"
    return "digit" if last.isdigit() else "latin" if last < "\u0250" else "word"


def beginning(text: str) -> str:
    """How text begins, in the same terms as ``ending``."""
    first = text[:1]
    if first in OPENING and first:
        return "opening"
    if first in "，、；：。！？,;:.!?…" or first in CLOSING:
        return "close"
    if first in "■□◆◇▲△●○◎★☆※►▶＊*·•◼◻" and first:
        return "bullet"
    if first in "—-－–─―" and first:
        return "dash"
    return "digit" if first.isdigit() else "latin" if first < "\u0250" else "word"


def read_lines(text: str) -> list[Line]:
    """The lines of a page that carry words."""
    marked: dict[int, list[tuple[int, int]]] = {}
    for match in MARKUP.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        marked.setdefault(begin, []).append(match.span())
    found: list[Line] = []
    blanks = 0
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        spans = marked.get(start)
        parts: list[Range] = []
        mark = 0
        if spans:
            at = start
            for low, high in [*spans, (end, end)]:
                part = _strip(text, at, low)
                if part:
                    parts.append(part)
                if low == start and text[low] == "#":
                    mark = high - low
                at = high
        else:
            part = _strip(text, start, end)
            if part:
                parts.append(part)
        if parts:
            words = text[parts[0].start : parts[0].end]
            for one, other in pairwise(parts):
                words += " " + text[other.start : other.end]
                del one
            lead = text[start : parts[0].start] if not mark else ""
            indent = lead.count("\u3000") + (len(lead) - lead.count("\u3000")) / 2
            found.append(Line(parts, words, blanks, indent, width(words), mark))
            blanks = 0
        else:
            blanks += 1
        start = end + 1
    return found


def _strip(text: str, start: int, end: int) -> Range | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Range(start, end) if start < end else None


def runs(lines: list[Line]) -> list[list[Line]]:
    """Lines with no blank line between them, together."""
    number = 0
    numbered = []
    for line in lines:
        number += bool(line.blanks)
        numbered.append((number, line))
    return [[line for _, line in group] for _, group in groupby(numbered, key=lambda n: n[0])]


def column_widths(groups: list[list[Line]]) -> list[float]:
    """For each run the width of the column that it stands in, 0 where no run shows one.

    A run of three lines or more shows its own: its widest line that another
    line comes near.  The others take the nearest such run's.
    """
    own: list[float] = []
    for group in groups:
        wide = sorted((line.width + line.indent for line in group), reverse=True)
        full = 0.0
        if len(group) >= 3:
            near = [w for w, v in pairwise(wide) if w - v <= 1.5]
            full = near[0] if near and near[0] <= 60 else 0.0
        own.append(full)
    found = list(own)
    last = 0.0
    for index, value in enumerate(own):
        last = value or last
        found[index] = value or last
    last = 0.0
    for index in range(len(own) - 1, -1, -1):
        last = own[index] or last
        if not found[index]:
            found[index] = last
    return found


def evenness(group: list[Line], full: float) -> int:
    """How many of a run's lines end near their column's edge: 0 (none) to 4 (all).

    Lines that were broken by a column do; paragraphs that stand a line each don't.
    """
    near = sum(-1.5 <= full - line.width - line.indent <= 4.1 for line in group)
    return round(4 * near / len(group)) if full else 0


def wrap_features(
    a: Line, b: Line, full: float, size: int, index: int, page: int, even: int, counts: Counts
) -> list[str]:
    """What tells whether line ``b`` continues line ``a``: names of features, each there or not."""
    short = full - a.width - a.indent
    gap = (
        "none"
        if not full
        else str(next((g for g in (-1.5, -0.5, 0.6, 1.1, 1.6, 2.6, 4.1, 7.1) if short <= g), 99))
    )
    end, begin = ending(a.text), beginning(b.text)
    left, right = fold(a.text[-2:]), fold(b.text[:2])
    glue = counts.log(left[-1:] + right) - counts.log(right) - counts.log(left[-1:]) + 13
    glued = min(4, max(-4, round(glue / 2)))
    cells = f"{_cells(a.text)}{_cells(b.text)}"
    deep = "in" if b.indent >= 1 else "out"
    deeper = (
        "more" if b.indent > a.indent + 0.4 else "less" if b.indent < a.indent - 0.4 else "same"
    )
    few = "2" if size == 2 else "3" if size == 3 else "n"
    near = "even" if abs(a.width - b.width) <= 3 else "longer" if b.width > a.width else "shorter"
    return [
        f"gap={gap}",
        f"gap={gap},end={end}",
        f"gap={gap},begin={begin}",
        f"indent={deep}",
        f"gap={gap},{deep}",
        f"gap={gap},{deeper}",
        f"end={end},begin={begin}",
        f"few={few},gap={gap}",
        f"first={index == 0},few={few},{near}",
        f"few={few},end={end},{near}",
        f"glue={glued}",
        f"few={few},glue={glued}",
        f"mark={a.mark > 0}{b.mark > 0}",
        f"page={page},few={few},end={end}",
        f"page={page},gap={gap},end={end}",
        f"page={page},{near},few={few}",
        f"page={page},slim={0 < full < 9},end={end}",
        f"table={cells}",
        f"table={cells},gap={gap}",
        f"long={a.width > 40}{b.width > 40}",
        f"mark={a.mark > 0},few={few},{near}",
        f"even={even},few={few},end={end}",
        f"even={even},end={end},begin={begin}",
        f"even={even},gap={gap}",
        f"even={even},glue={glued}",
    ]


def _cells(text: str) -> int:
    """How many gaps of white space a line has that may part a table's cells, up to 2."""
    return (
        min(2, len(text.split()) - 1)
        if any(c.isdigit() for c in text) or text.count("\u3000") > 1
        else 0
    )


def wrappedness(groups: list[list[Line]]) -> int:
    """How much of a page stands in runs of five lines and more: 0 (none) to 4 (all)."""
    total = sum(len(g) for g in groups)
    return round(4 * sum(len(g) for g in groups if len(g) >= 5) / max(1, total))


def unwrap(lines: list[Line], weights: Weights, counts: Counts) -> list[Block]:
    """Blocks: the lines of each run, joined where the column's width broke them.

    ``weights.wrap`` are those of a logistic regression over ``wrap_features``.
    """
    groups = runs(lines)
    page = wrappedness(groups)
    blocks: list[Block] = []
    for group, full in zip(groups, column_widths(groups), strict=False):
        block: Block | None = None
        size, even = len(group), evenness(group, full)
        for index, line in enumerate(group):
            if block is not None and weights.joins_lines(
                wrap_features(group[index - 1], line, full, size, index - 1, page, even, counts)
            ):
                block.breaks.append(len(block.parts))
                block.parts.extend(line.parts)
                block.text += seam(block.text, line.text) + line.text
                block.lines += 1
                block.width = max(block.width, line.width)
                continue
            block = Block(
                list(line.parts),
                line.text,
                line.blanks if not index else 0,
                line.indent,
                line.mark,
                1,
                line.width,
                full,
            )
            blocks.append(block)
    return blocks


def seam(left: str, right: str) -> str:
    """What stands between two joined fragments: a space between Latin words, else nothing."""
    a, b = left[-1:], right[:1]
    latin = a.isascii() and b.isascii() and a.isalpha() and b.isalpha()
    return " " if latin or (a in ",.;:" and a and b.isascii() and b.isalpha()) else ""
