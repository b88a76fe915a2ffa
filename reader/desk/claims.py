"""To whom each part of a page belongs, and in which stretches an article stands in its file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.page import Page, Range


class Claim(NamedTuple):
    """Half-open code points of a page, and the id of the article that has them.

    The id is ``""`` for what is the page's own, such as a folio line.
    """

    start: int
    end: int
    article: str


class Stretch(NamedTuple):
    """A part of the file in which nothing but one article stands; half-open code points."""

    start: int
    end: int


def claims(page: Page) -> tuple[Claim, ...]:
    """Every range of the page's pieces with its owner, in the order of the file."""
    found = [Claim(*r, "") for piece in page.banner + page.furniture for r in piece.source]
    for article in page.articles:
        found += [Claim(*r, article.id) for _, piece in article.pieces() for r in piece.source]
    return tuple(sorted(found))


def claim_at(found: Sequence[Claim], offset: int) -> Claim | None:
    """The claim that holds the page's ``offset``; None on white space and mark-up."""
    at = bisect_right(found, offset, key=lambda claim: claim.start) - 1
    return found[at] if at >= 0 and offset < found[at].end else None


def stretches(ranges: Iterable[Range], found: Sequence[Claim], article: str) -> tuple[Stretch, ...]:
    """The stretches of an article in the order of reading.

    ranges
        Its ranges in that order.  Two that follow each other in the file are
        one stretch unless somebody else's text stands between.
    """
    starts = [claim.start for claim in found]
    out: list[Stretch] = []
    for start, end in ranges:
        if out and start >= out[-1].end:
            low, high = bisect_left(starts, out[-1].end), bisect_left(starts, start)
            if all(claim.article == article for claim in found[low:high]):
                out[-1] = Stretch(out[-1].start, end)
                continue
        out.append(Stretch(start, end))
    return tuple(out)
