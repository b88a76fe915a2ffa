"""What stands around a segment: the other lines of its heading, and the body text above and below."""

from __future__ import annotations

from itertools import pairwise

from reader.parser.counts import Counts
from reader.parser.evidence import shared
from reader.parser.segments import Segment, pairs

#: The shapes of lines that may be a heading's.
SHORT = ("tiny", "short", "line", "mark1", "mark2", "mark3")


class Around:
    """The pairs of characters of the body text above or below a heading line, in folded form.

    Up to the next such line or 400 characters.  The lines of one heading see
    the same text, which is taken apart but once.
    """

    def __init__(self, segs: list[Segment], shapes: list[str], counts: Counts) -> None:
        self._segs = segs
        self._body = [kind in ("prose", "open", "sentence") for kind in shapes]
        self._counts = counts
        self._pairs: dict[tuple[int, int], set[str]] = {}
        self._shared: dict[tuple[int, int], float] = {}

    def start(self, index: int, step: int) -> int:
        """The nearest segment of body text above (``step`` -1) or below, -1 if none of four is one."""
        for at in range(index + step, index + 5 * step, step):
            if 0 <= at < len(self._segs) and self._body[at]:
                return at
        return -1

    def pairs(self, start: int, step: int) -> set[str]:
        """Those of the text that starts with a segment and goes on from there."""
        found = self._pairs.get((start, step))
        if found is None:
            found = self._pairs[start, step] = set()
            size, at, last = 0, start, ""
            while 0 <= at < len(self._segs) and size < 400 and self._body[at]:
                folded = self._segs[at].folded[:300]
                found |= _pairs(self._segs[at], 300)
                if last:
                    found.add(last + folded[0])
                size, at, last = size + len(folded), at + step, folded[-1]
        return found

    def shared(self, above: int, below: int) -> float:
        """What the two have in common."""
        key = above, below
        if key not in self._shared:
            both = self.pairs(above, -1), self.pairs(below, 1)
            self._shared[key] = shared(*both, self._counts)
        return self._shared[key]


def _pairs(seg: Segment, most: int) -> frozenset[str]:
    """The pairs of a segment's first characters."""
    return seg.pairs if len(seg.folded) <= most else pairs(seg.folded[:most])


def themes(
    segs: list[Segment], shapes: list[str], counts: Counts
) -> dict[int, tuple[int | str, int | str]]:
    """For each segment of running text how much rare vocabulary it shares with the text above and below.

    In steps from 0 to 4, ``none`` where there is no text: a story of its own,
    or another's tail, has little in common with what stands around it.
    """
    prose = [
        (index, _pairs(seg, 400))
        for index, (seg, kind) in enumerate(zip(segs, shapes, strict=True))
        if kind in ("prose", "open") or (kind == "sentence" and len(seg.text) > 24)
    ]
    steps = [
        min(4, round(1.6 * shared(mine, other, counts)))
        for (_, mine), (_, other) in pairwise(prose)
    ]
    return {
        index: (steps[at - 1] if at else "none", steps[at] if at < len(steps) else "none")
        for at, (index, _) in enumerate(prose)
    }


def groups(segs: list[Segment], shapes: list[str], lengths: list[str]) -> dict[int, list[str]]:
    """For each line of a heading group, a run of short lines, where it stands in it.

    What a heading line is depends on the others: how many there are, which is
    the longest, which carries the mark, what follows them.
    """
    found: dict[int, list[str]] = {}
    start = 0
    while start < len(segs):
        stop = start
        while stop < len(segs) and shapes[stop] in SHORT and segs[stop].cut == "whole":
            stop += 1
        size = stop - start
        if 0 < size <= 6:
            then = shapes[stop] if stop < len(segs) else "none"
            before = shapes[start - 1] if start else "none"
            sizes = [len(seg.text) for seg in segs[start:stop]]
            marks = [bool(seg.mark) for seg in segs[start:stop]]
            marked = marks.index(True) if any(marks) else -9
            for at in range(size):
                place = f"{min(size, 4)}:{at if at < 3 else 'n'}"
                rank = sum(other > sizes[at] for other in sizes)
                step = "one" if marked < -8 else str(max(-2, min(2, at - marked)))
                found[start + at] = [
                    f"group={place},then={then}",
                    f"group={place},rank={min(3, rank)},then={then}",
                    f"group={place},marked={step}",
                    f"group={place},before={before}",
                    f"group={place},len={lengths[start + at]}",
                ]
        start = max(stop, start + 1)
    return found
