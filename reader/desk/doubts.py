"""Where the parser is unsure: the places of an article that are worth a look, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.desk.contents import Contents
    from reader.desk.values import Reading


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
    """The unsure joints and roles of the open article, in the order of reading.

    With the first of a page also those of what is in no article.
    """
    from reader.page import SURE

    found: list[tuple[int, int, Unsure]] = []
    for number, (role, piece) in enumerate(reading.pieces + reading.own_pieces):
        order = {r.start: n for n, r in enumerate(piece.source)}
        for joint in piece.joints:
            if joint.confidence < SURE:
                spot = Unsure(joint.right, joint.confidence)
                found.append((number, order.get(joint.right, 0), spot))
        for doubt in piece.doubts:
            spot = Unsure(doubt.start, doubt.certainty, doubt.role or role, doubt.other)
            found.append((number, order.get(doubt.start, 0), spot))
    return tuple(spot for _, _, spot in sorted(found, key=lambda f: f[:2]))


def next_unsure_article(
    contents: Contents, page: str | None, article: str | None, step: int
) -> str | None:
    """The next (1) or previous (-1) article with an unsure place, in the order of the contents.

    page, article
        Where to begin, by key and id; None for the start or the end of all.
    """
    from reader.page import SURE

    first = contents.places.get(page or "", 0 if step > 0 else len(contents.order) - 1)
    for at in range(first, len(contents.order) if step > 0 else -1, step):
        articles = contents.order[at].articles[::step]
        ids = [a.id for a in articles] if at == first and article else []
        start = ids.index(article) + 1 if article in ids else 0
        found = next((a.id for a in articles[start:] if a.confidence < SURE), None)
        if found:
            return found
    return None
