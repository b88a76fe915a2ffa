"""Where the parser is unsure: the places of an article that are worth a look, and the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.desk.values import Reading
    from reader.library import PageInfo


class Unsure(NamedTuple):
    """A place that is worth a look.

    offset
        The page's code point where what is in doubt begins.
    certainty
        Of the joint or of the role, 0 to 1.
    role, other
        For a doubtful role, what the text was taken for and what it may be; empty for a joint.
    """

    offset: int
    certainty: float
    role: str = ""
    other: str = ""


def unsure(reading: Reading) -> tuple[Unsure, ...]:
    """The unsure joints and roles of the open article, in the order of reading."""
    from reader.page import SURE

    found: list[tuple[int, int, Unsure]] = []
    for number, (role, piece) in enumerate(reading.pieces):
        order = {r.start: n for n, r in enumerate(piece.source)}
        for joint in piece.joints:
            if joint.confidence < SURE:
                spot = Unsure(joint.right, joint.confidence)
                found.append((number, order.get(joint.right, 0), spot))
        for doubt in piece.doubts:
            spot = Unsure(doubt.start, doubt.certainty, role, doubt.other)
            found.append((number, order.get(doubt.start, 0), spot))
    return tuple(spot for _, _, spot in sorted(found, key=lambda f: f[:2]))


def next_unsure_article(pages: Sequence[PageInfo], article: str | None, step: int) -> str | None:
    """The next (1) or previous (-1) article with an unsure place, on other pages, too."""
    from reader.page import SURE

    articles = [a for page in pages for a in page.articles]
    if step < 0:
        articles.reverse()
    ids = [a.id for a in articles]
    start = ids.index(article) + 1 if article in ids else 0
    return next((a.id for a in articles[start:] if a.confidence < SURE), None)
