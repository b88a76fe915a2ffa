"""What language tells of two pieces of text: whether one goes on in the other, and whether they share a theme.

The counts of newspaper Chinese say how likely characters are to follow each
other or to begin a paragraph or a headline; quotes and brackets say what is
still open; rare pairs of characters say who speaks of the same thing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

from reader.parser.counts import HEAD, START, Counts
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
#: Stands for the count of a string that isn't kept: its logarithm is below zero.
NONE = 0.5


def startness(counts: Counts, folded: str) -> float:
    """How much likelier the first characters are at a paragraph's start than anywhere, in nats."""
    score, before, usual = 0.0, START, ""
    for size in (1, 2, 3):
        part = folded[:size]
        if len(part) < size or not counts.count(part):
            break
        # What is not kept after the mark was seen less than twice: count it as half once.
        here = counts.log(START + part, 0.5) - counts.log(before, 0.5)
        there = counts.log(part) - (counts.log(usual) if usual else TOTAL)
        score += max(-5.0, min(3.0, here - there))
        if not counts.count(START + part):
            break
        before, usual = START + part, part
    return max(-6.0, min(6.0, score))


def headness(counts: Counts, folded: str) -> float:
    """How much likelier a text's pairs of characters are in headlines than in bodies, in nats."""
    pairs = [folded[i : i + 2] for i in range(min(len(folded), 24) - 1)]
    if not pairs:
        return 0.0
    total = 0.0
    for pair in pairs:
        total += counts.log(HEAD + pair, 0.5) - counts.log(pair, 2.0) + 3.6
    return total / len(pairs)


def glue(counts: Counts, left: str, right: str) -> float:
    """Pointwise mutual information between the end of ``left`` and the start of ``right``, in nats.

    Both folded; the best of one and two characters on each side, clipped as
    Church and Hanks (1990) are cautious about rare pairs.
    """
    return _glue(counts, left[-2:], right[:2])


@lru_cache(maxsize=1 << 15)
def _glue(counts: Counts, left: str, right: str) -> float:
    total = 13.5  # about the logarithm of the corpus's size over its usual counts
    best = -6.0
    for a, b in ((1, 1), (2, 1), (1, 2), (2, 2)):
        x, y = left[-a:], right[:b]
        if len(x) == a and len(y) == b:
            both = counts.log(x + y, NONE)
            if both >= 0:
                value = both - counts.log(x) - counts.log(y) + total
            else:
                value = -1.2 - 0.4 * min(
                    6.0, max(0.0, counts.log(x, 0.5) + counts.log(y, 0.5) - total)
                )
            best = max(best, value * (0.8 if a + b == 2 else 1.0))
    return max(-4.0, min(10.0, best))


def crossing(counts: Counts, left: str, right: str) -> float:
    """How much likelier the first characters of ``right`` are after ``left`` than by themselves, in nats.

    Both folded.  Each of three characters is asked of its longest context that
    the counts know, with a discount for each shorter one (the "stupid backoff"
    of Brants and others, 2007), once across the joint and once without it.
    """
    total = 0.0
    for at in range(min(3, len(right))):
        across = _after(counts, (left + right[:at])[-3:], right[at])
        within = _after(counts, right[:at], right[at])
        total += max(-3.0, min(5.0, across - within))
    return max(-6.0, min(10.0, total))


def _after(counts: Counts, context: str, character: str) -> float:
    """The logarithm of a character's probability after a context, by backing off."""
    discount = 0.0
    while context:
        usual = counts.log(context, NONE)
        if usual >= 0:
            both = counts.log(context + character, NONE)
            if both >= 0:
                return min(0.0, both - usual) + discount
            # A context seen often says much by what never follows it.
            discount -= 0.9 if usual > 3.9 else 0.5
        context = context[1:]
    return counts.log(character) - TOTAL + discount


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
    seen: Counter[str] = Counter()
    for c in text[:400]:
        if c in OPENING:
            seen[c] += 1
        elif c in OPENER:
            if not seen[OPENER[c]]:
                return OPENER[c]
            seen[OPENER[c]] -= 1
    return ""


def pairs(text: str) -> set[str]:
    """Every two neighbouring characters of a text."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def shared(mine: set[str], other: set[str], counts: Counts) -> float:
    """How much rare vocabulary two sets of character pairs share, weighed by rarity."""
    both = mine & other
    if not both:
        return 0.0
    total = sum(map(counts.rarity, both))
    return total / (4 + math.sqrt(min(len(mine), len(other))))
