"""Which fragment goes on where: all plausible joints of a page, decided together.

For each fragment that may continue a torn paragraph the candidates are the
open ends before it, and the chance that it continues none.  A conditional
logit over the candidates (McFadden 1974) gives each its probability; the
best one-to-one assignment is taken over the fragments that share candidates
(Kuhn 1955 and Munkres 1957 in the form of shortest augmenting paths).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from reader.parser.counts import END, Counts, fold
from reader.parser.features import glue, is_open, shared, startness, unclosed, unopened
from reader.parser.labeller import LABELS, Labelling
from reader.parser.segments import Segment

#: A fragment looks back over so many open ends.
REACH = 10
#: And over no more than so many segments, about two pages.
FAR = 150
_BODY = ("paragraph", "heading", "torn", "photo", "caption")
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


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def choices(segs: list[Segment], labelling: Labelling, counts: Counts) -> list[Choice]:
    """For each segment that may continue a torn paragraph, its candidates with features.

    Evidence of a pair: the word across the joint (pointwise mutual
    information), quotes and brackets that close, rare words shared with the
    candidate's article, how many stories and open ends lie between, how the
    left side ends; of the fragment: how unusual it would be as a paragraph's
    start and what the labeller says of it.
    """
    torn = LABELS.index("torn")
    body = [LABELS.index(name) for name in ("paragraph", "heading", "torn", "photo")]
    found: list[Choice] = []
    opens: list[int] = []
    heads: list[int] = []  # number of headlines up to each segment
    number = 0
    story_pairs: dict[int, set[str]] = {}
    story_of: list[int] = []
    for index, seg in enumerate(segs):
        row = labelling.best[index]
        name = labelling.labels[index]
        top = max(row)
        if name in _HEADS and (not index or labelling.labels[index - 1] not in _HEADS):
            number += 1
        if name == "photo":
            number += 1
        heads.append(number)
        story_of.append(number)
        words = fold(seg.text)
        chance = row[torn] - max(v for k, v in enumerate(row) if k != torn)
        if opens and index - opens[-1] <= FAR and chance > -9 and seg.cut in ("whole", "body"):
            start = startness(counts, words[:6])
            rest = unopened(seg.text)
            mine = _pairs(words)
            lefts = [left for left in opens[-REACH:] if index - left <= FAR]
            # An open end whose very next segment looks torn has most likely found its other half.
            taken = {
                left for left in lefts if left + 1 < index and labelling.labels[left + 1] == "torn"
            }
            waiting = [
                left
                for left in lefts
                if left not in taken and segs[left].end in ("word", "digit", "pause", "latin")
            ]
            options: list[dict[str, float]] = []
            for rank, left in enumerate(reversed(lefts)):
                other = segs[left]
                tail = fold(other.text[-3:])
                near = index - left == 1
                between = labelling.labels[left + 1 : index]
                stories = sum(
                    1
                    for a, b in zip([labelling.labels[left], *between], between, strict=False)
                    if (b in _HEADS and a not in _HEADS) or b == "photo"
                )
                hang = unclosed(other.text[-600:])
                common = shared(mine, story_pairs.get(story_of[left], set()), counts)
                word = glue(counts, tail, words[:3])
                option = {
                    "joint": 1.0,
                    "glue": max(-4.0, min(8.0, word)),
                    "glue>3": float(word > 3),
                    "glue<0": float(word < 0),
                    "near": float(near),
                    "near,glue": word / 4 if near else 0.0,
                    "rank": min(4, rank) / 2,
                    "rank0": float(rank == 0),
                    "stories0": float(stories == 0),
                    "stories1": float(stories == 1),
                    "stories2": float(stories == 2),
                    "stories3": float(stories > 2),
                    "captions only": float(
                        not near
                        and stories == 0
                        and all(
                            b in ("caption", "credit", "furniture", "column", "banner")
                            for b in between
                        )
                    ),
                    "body between": float(stories == 0 and any(b in _BODY for b in between)),
                    "shared": min(6.0, common),
                    "shared0": float(common < 0.3),
                    "shared,far": 0.0 if near else min(6.0, common),
                    "closes": float(bool(rest) and rest in _closers(hang)),
                    "closes not": float(bool(rest) and rest not in _closers(hang)),
                    "hangs": float(bool(hang) and not rest),
                    f"end={other.end}": 1.0,
                    f"near={near},end={other.end}": 1.0,
                    f"stories={min(2, stories)},end={other.end}": 1.0,
                    f"rank={min(2, rank)},end={other.end}": 1.0,
                    "taken": float(left in taken),
                    "waiting, the last": float(bool(waiting) and left == waiting[-1]),
                    "waiting, the only": float(waiting == [left]),
                    "waiting, near": float(left in waiting and near),
                    "full column": float(len(other.text) > 20 and other.end in ("word", "digit")),
                    "start, open word": start if other.end in ("word", "digit", "pause") else 0.0,
                    f"near,left={'torn' if labelling.labels[left] == 'torn' else 'other'}": float(
                        near
                    ),
                    f"end={other.end},begin={seg.begin}": 1.0,
                    "paragraph end": max(
                        -4.0, min(4.0, counts.log(tail[-1:] + END, 0.4) - counts.log(tail[-1:]) + 5)
                    ),
                    "short left": float(len(other.text) < 14),
                    "chance": max(-9.0, min(9.0, chance)),
                    "chance+": max(0.0, min(9.0, chance)),
                    "lead left": float(other.cut == "lead"),
                }
                options.append(option)
            alone = {
                "alone": 1.0,
                "start": start,
                "start<-2": float(start < -2),
                f"alone,begin={seg.begin}": 1.0,
                "bullet": float(seg.begin == "bullet"),
                "unopened": float(bool(rest)),
                "mark": float(seg.mark > 0),
                "indent": float(seg.indent >= 1),
                "short": float(len(seg.text) < 14),
                "none waiting": float(not waiting),
                "one waits": float(len(waiting) == 1),
                "open ends": float(len(opens)) / 4 if len(opens) < 9 else 2.0,
                "last open": float(opens[-1] == index - 1),
                f"last open,{segs[index - 1].end}": float(opens[-1] == index - 1),
            }
            found.append(Choice(index, list(reversed(lefts)), options, alone))
        if (name not in _HEADS and name != "furniture") or name in _HEADS:
            story_pairs.setdefault(number, set()).update(_pairs(words))
        may = max(row[k] for k in body) > top - 7
        if may and is_open(seg) and seg.cut in ("whole", "rest", "body"):
            opens.append(index)
    return found


def _closers(hang: str) -> set[str]:
    pairs = {
        "“": "”",
        "‘": "’",
        "『": "』",
        "「": "」",
        "《": "》",
        "（": "）",
        "(": ")",
        "【": "】",
        "〈": "〉",
    }
    return {pairs[c] for c in hang if c in pairs}


def decide(
    segs: list[Segment], labelling: Labelling, counts: Counts, score: dict[str, float]
) -> dict[int, Link]:
    """For each fragment with candidates, what it continues; no open end is continued twice."""
    found = choices(segs, labelling, counts)
    logs: list[list[float]] = []
    for choice in found:
        raw = [
            sum(score.get(n, 0.0) * v for n, v in option.items())
            for option in (choice.alone, *choice.features)
        ]
        top = max(raw)
        norm = top + math.log(sum(math.exp(r - top) for r in raw))
        logs.append([r - norm for r in raw])
    taken = assign([choice.lefts for choice in found], logs)
    links: dict[int, Link] = {}
    for choice, row, left in zip(found, logs, taken, strict=False):
        options = [-1, *choice.lefts]
        chance = math.exp(row[options.index(left)])
        links[choice.right] = Link(
            choice.right,
            left,
            chance,
            [(o, math.exp(v)) for o, v in zip(options, row, strict=False)],
        )
    return links


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
            if value - row[0] > -3
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
