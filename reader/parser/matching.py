"""The best matching of fragments and open ends, and how probable each pair of it is.

Nothing here knows what is matched; each side is used at most once.
"""

from __future__ import annotations

import math


def marginals(
    lefts: list[list[int]], gain: list[list[float]], rounds: int = 12
) -> list[list[float]]:
    """For each fragment and candidate the probability that the two are one.

    The matchings' probabilities are proportional to the exponential of their
    gains; the sum-product algorithm on the bipartite graph approximates the
    marginals (Huang and Jebara 2009), exactly so where it has no cycles.
    """
    weight = [[math.exp(max(-30.0, min(30.0, g))) for g in row] for row in gain]
    places: dict[int, list[tuple[int, int]]] = {}
    for i, row in enumerate(lefts):
        for j, left in enumerate(row):
            places.setdefault(left, []).append((i, j))
    # free[i][j]: how likely the left side of pair (i, j) is continued by no other fragment.
    free = [[1.0] * len(row) for row in lefts]
    alone = [[1.0] * len(row) for row in lefts]
    for _ in range(rounds):
        for i, weights in enumerate(weight):
            parts = [w * f for w, f in zip(weights, free[i], strict=True)]
            total = 1.0 + sum(parts)
            alone[i] = [1.0 / max(1e-12, total - part) for part in parts]
        moved = 0.0
        for at in places.values():
            parts = [weight[i][j] * alone[i][j] for i, j in at]
            total = 1.0 + sum(parts)
            for (i, j), part in zip(at, parts, strict=True):
                value = 1.0 / max(1e-12, total - part)
                change = abs(value - free[i][j])
                if change > moved:
                    moved = change
                free[i][j] = value
        if moved < 1e-4:
            break
    found = []
    for weights, f, a in zip(weight, free, alone, strict=True):
        odds = [w * x * y for w, x, y in zip(weights, f, a, strict=True)]
        found.append([o / (1.0 + o) for o in odds])
    return found


def assign(lefts: list[list[int]], logs: list[list[float]]) -> list[int]:
    """For each fragment its left side, or -1: the best sum of ``logs``, no left side twice.

    ``logs[i][0]`` is the score of continuing none, ``logs[i][1 + j]`` that of
    ``lefts[i][j]``.  Fragments are added one by one, each by the cheapest chain
    of exchanges, which is exact for such matchings.
    """
    gain = [
        {
            left: value - row[0]
            for left, value in zip(options, row[1:], strict=False)
            if value > row[0]
        }
        for options, row in zip(lefts, logs, strict=False)
    ]
    owner: dict[int, int] = {}
    given = [-1] * len(gain)
    for start in range(len(gain)):
        # Bellman and Ford over exchanges; chains are short: a fragment sees ten open ends.
        best: dict[int, tuple[float, int, int]] = {}
        reach: dict[int, float] = {start: 0.0}
        agenda = [start]
        while agenda:
            row = agenda.pop(0)
            for left, value in gain[row].items():
                if given[row] == left:
                    continue
                total = reach[row] + value
                if left not in best or total > best[left][0] + 1e-12:
                    holder = owner.get(left)
                    if holder == start:
                        continue
                    best[left] = (total, row, left)
                    if holder is not None:
                        cost = total - gain[holder][left]
                        if cost > reach.get(holder, -1e9) + 1e-12 and len(best) < 200:
                            reach[holder] = cost
                            agenda.append(holder)
        ends = [(value, "free", left) for left, (value, _, _) in best.items() if left not in owner]
        ends += [(value, "drop", row) for row, value in reach.items() if row != start]
        value, kind, at = max(ends, default=(0.0, "", -1))
        if value <= 0:
            continue
        if kind == "drop":
            left, given[at] = given[at], -1
        else:
            left = at
        while True:
            row = best[left][1]
            before, given[row], owner[left] = given[row], left, row
            if row == start:
                break
            left = before
    return given
