"""What language tells of two pieces of text: whether one goes on in the other, and whether they share a theme.

The counts of newspaper Chinese say how likely characters are to follow each
other or to begin a paragraph or a headline; quotes and brackets say what is
still open; rare pairs of characters say who speaks of the same thing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Set
from functools import lru_cache
from operator import add

from reader.files import resource
from reader.parser.counts import START, Counts
from reader.parser.lines import CLOSING, OPENING
from reader.parser.segments import Segment

_MARKS = re.compile("[" + re.escape(OPENING + CLOSING) + "]")
#: What each closing mark closes.
OPENER = dict(zip("”’』」》）)】〉］]", "“‘『「《（(【〈［[", strict=True))
#: A line that is counted: 一、 （二） 3. ④ 第五条.
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、.．]"
    r"|[①-⑳]|第[一二三四五六七八九十]+[章节条、]|之[一二三四五六七八九十])"
)
#: The logarithm of the number of characters that the counts were taken from.
TOTAL = 15.5
#: Stand for the logarithm of a count that isn't kept.
_FEW, _NONE = math.log(0.3), math.log(0.5)


def startness(counts: Counts, folded: str) -> float:
    """How much likelier the first characters are at a paragraph's start than anywhere, in nats."""
    return _startness(counts, folded[:3])


@lru_cache(maxsize=1 << 13)
def _startness(counts: Counts, folded: str) -> float:
    score, before, usual = 0.0, START, ""
    for size in (1, 2, 3):
        part = folded[:size]
        if len(part) < size or counts.known[part] is None:
            break
        # What is not kept after the mark was seen less than twice: count it as half once.
        here = counts.log(START + part, 0.5) - counts.log(before, 0.5)
        there = counts.log(part) - (counts.log(usual) if usual else TOTAL)
        score += max(-5.0, min(3.0, here - there))
        if counts.known[START + part] is None:
            break
        before, usual = START + part, part
    return max(-6.0, min(6.0, score))


def headness(counts: Counts, folded: str) -> float:
    """How much likelier a text's pairs of characters are in headlines than in bodies, in nats."""
    size = min(len(folded), 24) - 1
    if size < 1:
        return 0.0
    return sum(map(counts.lean, map(add, folded[:size], folded[1:]))) / size


def glue(counts: Counts, left: str, right: str) -> float:
    """Pointwise mutual information between the end of ``left`` and the start of ``right``, in nats.

    Both folded; the best of one and two characters on each side, clipped as
    Church and Hanks (1990) are cautious about rare pairs.
    """
    return _glue(counts, left[-2:], right[:2])


@lru_cache(maxsize=1 << 15)
def _glue(counts: Counts, left: str, right: str) -> float:
    if not left or not right:
        return -4.0
    total = 13.5  # about the logarithm of the corpus's size over its usual counts
    known = counts.known
    best = -6.0
    for x in (left[-1], left) if len(left) > 1 else (left,):
        before = known[x]
        for y in (right[0], right) if len(right) > 1 else (right,):
            after = known[y]
            both = known[x + y]
            if both is not None:
                value = both - (_FEW if before is None else before)
                value = value - (_FEW if after is None else after) + total
            else:
                usual = (_NONE if before is None else before) + (_NONE if after is None else after)
                value = -1.2 - 0.4 * min(6.0, max(0.0, usual - total))
            if len(x) + len(y) == 2:
                value *= 0.8
            if value > best:
                best = value
    return max(-4.0, min(10.0, best))


def crossing(counts: Counts, left: str, right: str) -> float:
    """How much likelier the first characters of ``right`` are after ``left`` than by themselves, in nats.

    Both folded.  Each of three characters is asked of its longest context that
    the counts know, with a discount for each shorter one (the "stupid backoff"
    of Brants and others, 2007), once across the joint and once without it.
    """
    total = 0.0
    right = right[:3]
    for at, within in enumerate(_within(counts, right)):
        across = _after(counts, (left + right[:at])[-3:], right[at])
        total += max(-3.0, min(5.0, across - within))
    return max(-6.0, min(10.0, total))


@lru_cache(maxsize=1 << 12)
def _within(counts: Counts, text: str) -> list[float]:
    """The logarithm of each character's probability after those before it in the text."""
    return [_after(counts, text[:at], character) for at, character in enumerate(text)]


def _after(counts: Counts, context: str, character: str) -> float:
    """The logarithm of a character's probability after a context, by backing off."""
    known = counts.known
    discount = 0.0
    while context:
        usual = known[context]
        if usual is not None:
            both = known[context + character]
            if both is not None:
                return min(0.0, both - usual) + discount
            # A context seen often says much by what never follows it.
            discount -= 0.9 if usual > 3.9 else 0.5
        context = context[1:]
    return counts.log(character) - TOTAL + discount


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    path = resource("model", "words.txt")
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()


@lru_cache(maxsize=1 << 15)
def broken_word(left: str, right: str) -> int:
    """The length of the longest word of the dictionary that begins in ``left`` and ends in ``right``, or 0."""
    words = _vocabulary()
    return max(
        (
            a + b
            for a in range(1, 1 + min(3, len(left)))
            for b in range(1, 1 + min(4 - a, len(right)))
            if left[-a:] + right[:b] in words
        ),
        default=0,
    )


def is_open(segment: Segment) -> bool:
    """Whether a paragraph that ends so may go on elsewhere."""
    return segment.end not in ("final", "final)") or unclosed(segment.text[-2000:]) != ""


@lru_cache(maxsize=4096)
def unclosed(text: str) -> str:
    """The quotes and brackets that text opens and doesn't close, as they stand."""
    stack: list[str] = []
    for mark in _MARKS.findall(text):
        wanted = OPENER.get(mark)
        if mark in OPENING:
            stack.append(mark)
        elif wanted and wanted in stack:
            del stack[len(stack) - 1 - stack[::-1].index(wanted) :]
    return "".join(stack)


def unopened(text: str) -> str:
    """What the first closing mark would close that text doesn't open, or nothing."""
    seen: dict[str, int] = {}
    for mark in _MARKS.findall(text, 0, 400):
        wanted = OPENER.get(mark)
        if wanted is None:
            seen[mark] = seen.get(mark, 0) + 1
        elif not seen.get(wanted):
            return wanted
        else:
            seen[wanted] -= 1
    return ""


def shared(mine: Set[str], other: Set[str], counts: Counts) -> float:
    """How much rare vocabulary two sets of character pairs share, weighed by rarity."""
    both = mine & other
    if not both:
        return 0.0
    # A set has no order; a sum that depended on one would differ from run to run.
    total = math.fsum(map(counts.rarity, both))
    return total / (4 + math.sqrt(min(len(mine), len(other))))
