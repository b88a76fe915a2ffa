"""The steps from text to page, in the order in which they run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from reader.page import Page
from reader.parser import joints, labeller
from reader.parser.articles import assemble, finish
from reader.parser.counts import Counts, newspaper
from reader.parser.dates import page_date
from reader.parser.doubts import Chance, chances, settle
from reader.parser.features import describe
from reader.parser.joints import Link
from reader.parser.labeller import Labelling
from reader.parser.lines import read_lines, unwrap
from reader.parser.segments import Segment, segments
from reader.parser.weights import Weights, shipped

#: What a segment may be when its neighbour's continuation has been settled.
_CARRIERS = frozenset(("paragraph", "heading", "photo", "caption"))
_TORN = frozenset(("torn",))


@dataclass(slots=True)
class Reading:
    """Everything that was decided about a page, for building it and for explaining it.

    ``first`` is the labelling before the joints, ``labels`` are those with
    them in force, ``chances`` how sure each of these is.
    """

    segments: list[Segment]
    features: list[list[str]]
    labels: list[str]
    links: dict[int, Link]
    first: Labelling
    chances: list[Chance]


def read(text: str, weights: Weights | None = None, counts: Counts | None = None) -> Reading:
    """Lines → blocks → segments → labels → joints → labels again.

    The labels are decided twice: first freely, to see what may be torn, then
    with the joints in force, so that what is joined cannot be a headline.
    """
    weights = weights or shipped()
    counts = counts or newspaper()
    blocks = unwrap(read_lines(text), weights, counts)
    segs = segments(blocks, text)
    features = describe(segs, counts)
    rows = labeller.emissions(features, weights)
    first = labeller.label(rows, weights)
    links = joints.decide(segs, first, counts, weights.joint)
    settle(links)
    every = frozenset(weights.labels)
    whole = every - _TORN
    # What was cut off as a credit may turn out to be the paragraph's own end.
    allowed = [every if s.cut == "tail" else whole for s in segs]
    for link in links.values():
        if link.left >= 0:
            allowed[link.right] = _TORN
    for link in links.values():
        if link.left >= 0 and allowed[link.left] != _TORN:
            allowed[link.left] = _CARRIERS
    held = labeller.held(rows, weights, allowed)
    labels = labeller.decoded(held, weights)
    sure = chances(held, labels, weights)
    return Reading(segs, features, labels, links, first, sure)


#: A fragment that reads as torn, and of which it is less sure than this that it stands alone.
LOOSE = 0.8


def loose(reading: Reading) -> set[int]:
    """The segments that no article claims with confidence.

    They read as the rest of a torn paragraph, no open end takes them, and it
    is doubtful whether they stand alone.
    """
    return {
        link.right
        for link in reading.links.values()
        if link.left < 0
        and link.confidence < LOOSE
        and reading.first.labels[link.right] == "torn"
        and reading.labels[link.right] in ("paragraph", "heading")
    }


def parse_text(text: str, *, name: str = "", encoding: str = "utf-8", key: str = "") -> Page:
    """The page in decoded text; see ``reader.parser.parse``."""
    with _uncollected():
        return _page(text, name, encoding, key)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's collector of cycles.

    Parsing makes no cycles, and the collector would look through all that a
    long page is made of again and again: that took a third of its time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _page(text: str, name: str, encoding: str, key: str) -> Page:
    reading = read(text)
    page = assemble(
        reading.segments, reading.labels, reading.links, reading.chances, loose(reading)
    )
    return Page(
        file=name,
        encoding=encoding,
        text=text,
        banner=tuple(d.piece() for d in page.banner),
        furniture=tuple(d.piece() for d in page.furniture),
        date=page_date(page.furniture + page.banner, page.above()[:6], name),
        articles=tuple(finish(page, key or "/".join(PurePath(name).parts[-2:]))),
    )
