"""Where a piece's characters stand in the page, and the other way round.

A piece's text is its source ranges joined, but white space and the width of
punctuation may differ, so positions are found by walking both texts.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.page import Piece


class Run(NamedTuple):
    """``length`` characters from ``at`` in the piece are those from ``start`` in the page."""

    at: int
    start: int
    length: int


def align(piece: Piece, page: str) -> tuple[Run, ...]:
    """The runs of ``piece`` in the decoded text of its page, in the order of the piece.

    Characters that aren't in the page, such as a space put between two
    ranges, belong to no run.
    """
    if sum(end - start for start, end in piece.source) == len(piece.text) and piece.text == "".join(
        page[start:end] for start, end in piece.source
    ):
        return tuple(_whole(piece))
    runs: list[Run] = []
    for at, offset in _pairs(piece, page):
        if runs and runs[-1].at + runs[-1].length == at and _end(runs[-1]) == offset:
            runs[-1] = runs[-1]._replace(length=runs[-1].length + 1)
        else:
            runs.append(Run(at, offset, 1))
    return tuple(runs)


def to_page(runs: tuple[Run, ...], at: int) -> int:
    """The page's code point for the piece's ``at``; between two runs, the end of the first."""
    if not runs:
        return 0
    run = runs[max(0, bisect_right(runs, at, key=lambda r: r.at) - 1)]
    return run.start + min(max(0, at - run.at), run.length)


def to_piece(runs: tuple[Run, ...], offset: int) -> int | None:
    """The piece's code point for the page's ``offset``, or None where the piece has none."""
    for run in runs:
        if run.start <= offset < run.start + run.length:
            return run.at + offset - run.start
    return None


def _whole(piece: Piece) -> Iterator[Run]:
    at = 0
    for start, end in piece.source:
        yield Run(at, start, end - start)
        at += end - start


def _end(run: Run) -> int:
    return run.start + run.length


def _pairs(piece: Piece, page: str) -> Iterator[tuple[int, int]]:
    offsets = [o for start, end in piece.source for o in range(start, end)]
    text, at, found = piece.text, 0, 0
    while at < len(text) and found < len(offsets):
        here, there = text[at], page[offsets[found]]
        if here == there or _plain(here) == _plain(there):
            yield at, offsets[found]
            at += 1
            found += 1
        elif there.isspace():
            found += 1
        elif here.isspace():
            at += 1
        else:  # another punctuation mark for the same thing: one for one
            yield at, offsets[found]
            at += 1
            found += 1


def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character)
