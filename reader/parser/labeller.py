"""Which role each segment has: a linear-chain model over a page's segments.

A conditional random field (Lafferty, McCallum and Pereira 2001), its weights
learned by ``packaging/model/train.py``, decoded here with the algorithm of
Viterbi (1967).
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from operator import add

from reader.parser.weights import Weights

#: Labels that are roles of the page format, and four that are not:
#: ``torn`` continues a paragraph from elsewhere, ``more`` the heading line
#: before it, ``heading`` is a paragraph that is a sub-heading, verse or table
#: line, ``photo`` begins a picture story that has no headline.
LABELS = (
    "banner",
    "furniture",
    "column",
    "kicker",
    "title",
    "subtitle",
    "byline",
    "paragraph",
    "heading",
    "torn",
    "photo",
    "caption",
    "credit",
    "more",
)
NEVER = -1e9


@dataclass(slots=True)
class Labelling:
    """The best labels of a page's segments, and for each segment each label's best score.

    ``best[i][k]`` is the score of the best labelling in which segment ``i``
    has label ``k``; the difference to the page's best says how sure it is.
    """

    labels: list[str]
    best: list[list[float]]


def emissions(features: list[list[str]], weights: Weights) -> list[list[float]]:
    """For each segment the score of each label from its features alone."""
    weight = weights.state.get
    none = [0.0] * len(weights.labels)
    rows: list[list[float]] = []
    for names in features:
        known = list(filter(None, map(weight, names)))
        rows.append(list(map(sum, zip(*known, strict=True))) if known else none)
    return rows


def label(rows: list[list[float]], weights: Weights) -> Labelling:
    """The best labels for rows of emissions, and how good the others would be."""
    if not rows:
        return Labelling([], [])
    forward = _forward(rows, weights)
    best = [list(map(add, f, b)) for f, b in zip(forward, _backward(rows, weights), strict=True)]
    return Labelling(_path(forward, weights), best)


def held(
    rows: list[list[float]], weights: Weights, allowed: Sequence[Set[str] | None]
) -> list[list[float]]:
    """Rows of emissions in which a segment's labels are out of the question but those allowed.

    None allows all.  So what the joints have settled is put in force.
    """
    names = weights.labels
    return [
        row
        if only is None
        else [v if name in only else NEVER for v, name in zip(row, names, strict=True)]
        for row, only in zip(rows, allowed, strict=True)
    ]


def decoded(rows: list[list[float]], weights: Weights) -> list[str]:
    """The best labels for rows of emissions."""
    return _path(_forward(rows, weights), weights) if rows else []


def _forward(rows: list[list[float]], weights: Weights) -> list[list[float]]:
    """For each segment and label the score of the best labelling of all up to there."""
    found = [rows[0]]
    for row in rows[1:]:
        found.append(list(map(add, _onward(found[-1], weights.step, weights.onward), row)))
    return found


def _backward(rows: list[list[float]], weights: Weights) -> list[list[float]]:
    """For each segment and label the score of the best labelling of all behind it."""
    turned = [list(column) for column in zip(*weights.step, strict=True)]
    found = [[0.0] * len(turned)]
    for row in reversed(rows[1:]):
        found.append(_onward(list(map(add, found[-1], row)), turned, weights.back))
    found.reverse()
    return found


def _onward(scores: list[float], step: list[list[float]], gains: list[list[float]]) -> list[float]:
    """For each label the best score with a step to it from any other.

    Most labels are so far behind the best one that no step from them can be
    the best: leaving those out leaves all as it is, and takes a third of the time.
    """
    top = max(scores)
    most = gains[scores.index(top)]
    near = top - 1e-9  # what is equal but for rounding is kept
    lines = [
        [score + v for v in line]
        for score, gain, line in zip(scores, most, step, strict=True)
        if score + gain >= near
    ]
    return list(map(max, *lines)) if len(lines) > 1 else lines[0]


def _path(forward: list[list[float]], weights: Weights) -> list[str]:
    """One best path traced back, so that ties cannot mix two of them."""
    columns = list(zip(*weights.step, strict=True))
    at = forward[-1].index(max(forward[-1]))
    path = [at]
    for last in reversed(forward[:-1]):
        sums = list(map(add, last, columns[at]))
        at = sums.index(max(sums))
        path.append(at)
    path.reverse()
    return [weights.labels[k] for k in path]
