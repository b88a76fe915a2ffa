"""Which fragment goes on where: all plausible joints of a page, decided together.

For each fragment that may continue a torn paragraph the candidates are the
open ends before it, and the chance that it continues none.  A log-linear
model over whole matchings, learned by ``packaging/model/train.py``, says what
each joint gains; ``matching`` finds the matching that gains most.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter

from reader.parser.counts import Counts
from reader.parser.evidence import shared
from reader.parser.labeller import LABELS, Labelling
from reader.parser.matching import assign, marginals
from reader.parser.segments import Segment
from reader.parser.tears import Fragment, OpenEnd, alone, open_end, together

#: A fragment looks back over so many open ends.
REACH = 8
#: A wrong join that reads well is worse than a tear left open: a joint must gain so much, in nats.
CAUTION = 0.25
#: A fragment looks over no more than so many segments, about two pages.
FAR = 150
_HEADS = ("column", "kicker", "title")


@dataclass(slots=True)
class Choice:
    """A fragment (index ``right``), the open ends it may continue, and their features.

    ``alone`` are the features of its continuing none.
    """

    right: int
    lefts: list[int]
    features: list[dict[str, float]]
    alone: dict[str, float]


@dataclass(slots=True)
class Link:
    """A decision: fragment ``right`` continues ``left`` (-1 for none), how sure, and the second best.

    ``confidence`` is the probability; ``scores`` are (left, probability) of all candidates.
    """

    right: int
    left: int
    confidence: float
    scores: list[tuple[int, float]]


def stories(labels: list[str]) -> list[int]:
    """For each segment the number of the story that it stands in, as far as headlines tell.

    A headline group begins a story, a picture story is one of its own.
    """
    found: list[int] = []
    here = 0
    for index, name in enumerate(labels):
        begins = name in _HEADS and (not index or labels[index - 1] not in _HEADS)
        # A picture story's own headline, or its column's, has begun it already.
        here += begins or (name == "photo" and (not index or labels[index - 1] not in _HEADS))
        found.append(here)
    return found


def choices(segs: list[Segment], labelling: Labelling, counts: Counts) -> list[Choice]:
    """For each segment that may continue a torn paragraph, its candidates with features."""
    torn = LABELS.index("torn")
    body = [LABELS.index(name) for name in ("paragraph", "heading", "torn", "photo")]
    untorn = itemgetter(*(k for k in range(len(LABELS)) if k != torn))
    in_body = itemgetter(*body)
    outside = itemgetter(*(k for k in range(len(LABELS)) if k not in body))
    labels = labelling.labels
    found: list[Choice] = []
    opens: list[OpenEnd] = []
    story_of = stories(labels)
    words_of: dict[int, set[str]] = {}
    for index, (seg, row) in enumerate(zip(segs, labelling.best, strict=True)):
        story = story_of[index]
        chance = row[torn] - max(untorn(row))
        near = [end for end in opens[-REACH:] if index - end.index <= FAR]
        if near and chance > -7 and seg.cut in ("whole", "body"):
            # An open end whose very next segment looks torn has most likely found its other half.
            nexts = {end.index: end.index + 1 for end in near}
            taken = {at for at, then in nexts.items() if then < index and labels[then] == "torn"}
            wide = seg.pairs | _followers(segs, labels, index)
            numbers = {end.story for end in near}
            fragment = Fragment(
                index,
                seg,
                labels[index],
                story,
                chance,
                against=row[torn] - max(outside(row)),
                lefts=near[::-1],
                opens=len(opens),
                taken=taken,
                waiting=[
                    end.index
                    for end in near
                    if end.index not in taken and end.seg.end in ("word", "digit", "pause", "latin")
                ],
                narrow={at: shared(seg.pairs, words_of[at], counts) for at in numbers},
                wide={at: shared(wide, words_of[at], counts) for at in numbers},
                home=shared(wide, words_of.get(story, set()), counts),
            )
            found.append(
                Choice(
                    index,
                    [end.index for end in fragment.lefts],
                    together(fragment, segs, labels, counts),
                    alone(fragment, segs, counts),
                )
            )
        words_of.setdefault(story, set()).update(seg.pairs)
        if max(in_body(row)) > max(row) - 7:
            likely = max(in_body(row)) - max(outside(row))
            end = open_end(index, seg, labels[index], story, likely, counts)
            if end:
                opens.append(end)
    return found


def _followers(segs: list[Segment], labels: list[str], index: int) -> set[str]:
    """The pairs of characters of the paragraphs right behind a fragment: of its story, too."""
    found: set[str] = set()
    for at in range(index + 1, min(len(labels), index + 4)):
        if labels[at] not in ("paragraph", "heading"):
            break
        found |= segs[at].pairs
    return found


def gains(choice: Choice, score: dict[str, float]) -> list[float]:
    """For each candidate of a fragment what joining the two adds to the score of joining neither."""
    alone = _sum(choice.alone, score)
    return [_sum(option, score) - alone for option in choice.features]


def _sum(features: dict[str, float], score: dict[str, float]) -> float:
    total = 0.0
    for name, value in features.items():
        if value:
            total += score.get(name, 0.0) * value
    return total


def decide(
    segs: list[Segment], labelling: Labelling, counts: Counts, score: dict[str, float]
) -> dict[int, Link]:
    """For each fragment with candidates, what it continues; no open end is continued twice."""
    found = choices(segs, labelling, counts)
    rows = [gains(choice, score) for choice in found]
    lefts = [choice.lefts for choice in found]
    taken = assign(lefts, [[CAUTION, *row] for row in rows])
    links: dict[int, Link] = {}
    for choice, row, left in zip(found, marginals(lefts, rows), taken, strict=True):
        options = [(-1, max(0.0, 1.0 - sum(row))), *zip(choice.lefts, row, strict=True)]
        links[choice.right] = Link(choice.right, left, dict(options)[left], options)
    return links
