"""Pages with gold, as the training sees them: which piece each character stands in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.parser.decode import decode
from reader.parser.lines import ending
from reader.parser.segments import Segment

FIELDS = (
    ("column", "column"),
    ("kicker", "kicker"),
    ("title", "title"),
    ("subtitle", "subtitle"),
    ("byline", "byline"),
    ("paragraph", "paragraphs"),
    ("caption", "captions"),
    ("credit", "credit"),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a character stands in gold: article (-1: the page), role, piece, place in it.

    ``text`` is the whole piece, ``lone`` says that nothing stands above it in its article.
    """

    article: int
    role: str
    piece: int
    part: int
    lone: bool
    text: str


@dataclass(slots=True)
class GoldPage:
    """A page's text and for each character its spot, or None (white space, mark-up)."""

    name: str
    text: str
    spots: list[Spot | None]
    gold: dict[str, Any]


def load(path: Path) -> GoldPage:
    """The page ``NAME.txt`` with ``NAME.gold.json``."""
    text = decode(path.read_bytes()).text
    gold = json.loads(path.with_name(path.stem + ".gold.json").read_text("utf-8"))
    spots: list[Spot | None] = [None] * len(text)
    piece = 0

    def mark(value: Any, article: int, role: str, lone: bool) -> None:
        nonlocal piece
        for found in value if isinstance(value, list) else [value] if value else []:
            # A printed line that the page broke is one part with what stands on the next line.
            for part, (start, end) in enumerate(found["source"]):
                spots[start:end] = [Spot(article, role, piece, part, lone, found["text"])] * (
                    end - start
                )
            piece += 1

    for role in ("banner", "furniture"):
        mark(gold[role], -1, role, False)
    for number, article in enumerate(gold["articles"]):
        bare = not any(
            article.get(key) for key in ("column", "kicker", "title", "subtitle", "byline")
        )
        for role, key in FIELDS:
            value = article.get(key)
            if role == "paragraph" and value and bare:
                mark(value[:1], number, role, True)
                value = value[1:]
            mark(value, number, role, False)
    return GoldPage(path.stem, text, spots, gold)


def unspaced(page: GoldPage) -> GoldPage:
    """The page without its blank lines."""
    kept: list[int] = []
    start = 0
    for line in page.text.splitlines(keepends=True):
        if line.strip():
            kept.extend(range(start, start + len(line)))
        start += len(line)
    text = "".join(page.text[i] for i in kept)
    return GoldPage(page.name, text, [page.spots[i] for i in kept], page.gold)


def spot(page: GoldPage, segment: Segment) -> Spot | None:
    """The spot of a segment's first character that has one."""
    for start, end in segment.parts:
        for at in range(start, end):
            if page.spots[at]:
                return page.spots[at]
    return None


def last_spot(page: GoldPage, segment: Segment) -> Spot | None:
    """The spot of a segment's last character that has one."""
    for start, end in reversed(segment.parts):
        for at in range(end - 1, start - 1, -1):
            if page.spots[at]:
                return page.spots[at]
    return None


def heading(text: str) -> bool:
    """Whether a whole paragraph, not a torn part of one, is a line by itself: a sub-heading, a verse."""
    short = len(text) <= 26 and ending(text) not in ("final", "final)")
    return short or len(text) <= 12


def gold_labels(page: GoldPage, segs: list[Segment]) -> list[str]:
    """The label that each segment should have; see ``reader.parser.labeller.LABELS``."""
    started: set[int] = set()
    found: list[str] = []
    for segment in segs:
        here = spot(page, segment)
        if here is None:
            found.append("furniture")
            continue
        again = here.piece in started or (here.part > 0 and here.role == "paragraph")
        started.add(here.piece)
        if here.role == "paragraph":
            if again:
                found.append("torn")
            elif here.lone:
                found.append("photo")
            elif heading(here.text):
                found.append("heading")
            else:
                found.append("paragraph")
        elif again and here.role in ("title", "subtitle", "kicker", "byline", "caption"):
            found.append("more")
        else:
            found.append(here.role)
    return found
