"""How sure the parser is of what it decided: of each segment's role, and of each joint.

A role's certainty is its probability given everything else on the page.

The forward–backward algorithm (Baum and others 1970) over the rows from which
the labeller decided, in probabilities rather than logarithms, each row scaled
to one, so that it is multiplications only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul

from reader.parser.joints import Link
from reader.parser.weights import Weights

#: Labels that make the same piece of a page, by the label that stands for them.
SAME = {"heading": "paragraph"}
#: Labels that say more than the role of the piece does.
PARTS = frozenset(("photo", "torn", "more"))


@dataclass(frozen=True, slots=True)
class Chance:
    """How probable the role that was chosen is, and which would be the next."""

    certainty: float
    other: str


def chances(rows: list[list[float]], labels: list[str], weights: Weights) -> list[Chance]:
    """For each segment the probability of its label; labels of one role count together.

    rows
        The labeller's emissions, held to what the joints have settled.
    """
    size = len(weights.labels)
    step = [[math.exp(v) for v in line] for line in weights.step]
    columns = [[step[a][b] for a in range(size)] for b in range(size)]
    likely = [_likely(row) for row in rows]
    forward: list[list[float]] = []
    for row in likely:
        if forward:
            last = forward[-1]
            row = [
                v and v * sum(map(mul, last, column))
                for v, column in zip(row, columns, strict=True)
            ]
        total = sum(row) or 1.0
        forward.append([v / total for v in row])
    into = [weights.labels.index(SAME.get(name, name)) for name in weights.labels]
    found: list[Chance] = []
    behind = [1.0] * size
    for index in range(len(likely) - 1, -1, -1):
        both = list(map(mul, forward[index], behind))
        found.append(_chance(both, into, labels[index], weights.labels))
        after = list(map(mul, behind, likely[index]))
        behind = [sum(map(mul, line, after)) for line in step]
        total = sum(behind) or 1.0
        behind = [v / total for v in behind]
    found.reverse()
    return found


def told(label: str, role: str, other: str) -> tuple[str, str]:
    """What a segment was taken for, and what it may be instead, as a reader is told.

    label, other
        What was chosen, and the next.
    role
        That of its piece, which may have been settled otherwise: of two
        headlines in a row the first is a kicker.
    """
    if label in PARTS:
        return label, other
    return role, SAME.get(label, label) if other == role else other


def settle(links: dict[int, Link]) -> None:
    """Make the links' probabilities what they are once the other fragments have chosen.

    A fragment's probabilities take no account of the others; but an open end
    that another one surely continues isn't to be had any more.  On papers that
    the parser wasn't trained on this brings the figures close to the share of
    joints that are right.
    """
    owner = {link.left: (link.right, link.confidence) for link in links.values() if link.left >= 0}
    for link in links.values():
        left_over: list[tuple[int, float]] = []
        for left, chance in link.scores:
            right, sure = owner.get(left, (link.right, 0.0))
            left_over.append((left, chance if right == link.right else chance * (1 - sure)))
        total = sum(chance for _, chance in left_over)
        if total:
            link.scores = [(left, chance / total) for left, chance in left_over]
            link.confidence = min(1.0, dict(link.scores)[link.left])


def _likely(row: list[float]) -> list[float]:
    top = max(row)
    return [math.exp(v - top) for v in row]


def _chance(row: list[float], into: list[int], label: str, names: list[str]) -> Chance:
    """How probable a label is and which is the next; ``into[k]``: with which label k counts."""
    total = sum(row) or 1.0
    by = [0.0] * len(row)
    for at, value in zip(into, row, strict=True):
        by[at] += value
    mine = into[names.index(label)]
    certainty = min(1.0, by[mine] / total)
    by[mine] = -1.0
    return Chance(certainty, names[by.index(max(by))])
