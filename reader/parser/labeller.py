"""Which role each segment has: a linear-chain model over a page's segments.

A conditional random field (Lafferty, McCallum and Pereira 2001), its weights
learned by ``packaging/model/train.py``, decoded here with the algorithm of
Viterbi (1967).  Max-marginals tell the runner-up of each decision.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    score: float

    def runner_up(self, index: int, chosen: str) -> tuple[str, float]:
        """The best label of a segment but ``chosen``, and how much worse (negative: better) it is."""
        row = self.best[index]
        mine = LABELS.index(chosen)
        value, at = max((v, k) for k, v in enumerate(row) if k != mine)
        return LABELS[at], row[mine] - value


def emissions(features: list[list[str]], weights: Weights) -> list[list[float]]:
    """For each segment the score of each label from its features alone."""
    state = weights.state
    size = len(weights.labels)
    rows: list[list[float]] = []
    for names in features:
        row = [0.0] * size
        for name in names:
            for at, weight in state.get(name, ()):
                row[at] += weight
        rows.append(row)
    return rows


def label(
    rows: list[list[float]], weights: Weights, allowed: list[set[str] | None] | None = None
) -> Labelling:
    """The best labels for rows of emissions.

    allowed
        For a segment the labels that it may have, or None for all: how what
        the joints have settled is put in force.
    """
    if not rows:
        return Labelling([], [], 0.0)
    step = weights.step
    size = len(weights.labels)
    if allowed:
        rows = [
            row
            if only is None
            else [
                v if name in only else NEVER for v, name in zip(row, weights.labels, strict=False)
            ]
            for row, only in zip(rows, allowed, strict=False)
        ]
    columns = [[step[a][b] for a in range(size)] for b in range(size)]
    forward = [rows[0]]
    for row in rows[1:]:
        last = forward[-1]
        forward.append(
            [
                max(map(float.__add__, last, column)) + v
                for column, v in zip(columns, row, strict=False)
            ]
        )
    backward = [[0.0] * size]
    for row in reversed(rows[1:]):
        after = list(map(float.__add__, backward[-1], row))
        backward.append([max(map(float.__add__, after, line)) for line in step])
    backward.reverse()
    best = [list(map(float.__add__, f, b)) for f, b in zip(forward, backward, strict=False)]
    # Trace one best path back, so that ties cannot mix two of them.
    at = max(range(size), key=forward[-1].__getitem__)
    path = [at]
    for index in range(len(rows) - 1, 0, -1):
        column = columns[at]
        last = forward[index - 1]
        at = max(range(size), key=lambda k: last[k] + column[k])
        path.append(at)
    path.reverse()
    return Labelling([weights.labels[k] for k in path], best, max(forward[-1]))
