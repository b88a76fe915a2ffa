"""Which fragment goes on where: all plausible joints of a page, decided together.

For each fragment that may continue a torn paragraph the candidates are the
open ends before it, and the chance that it continues none.  A log-linear
model over whole matchings, learned by ``packaging/model/train.py``, says what
each joint gains; ``matching`` finds the matching that gains most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

from reader.parser.counts import END, Counts
from reader.parser.evidence import (
    NUMBERED,
    crossing,
    glue,
    is_open,
    shared,
    startness,
    unclosed,
    unopened,
)
from reader.parser.labeller import LABELS, Labelling
from reader.parser.matching import assign, marginals
from reader.parser.segments import Segment

#: A fragment looks back over so many open ends.
REACH = 8
#: A wrong join that reads well is worse than a tear left open: a joint must gain so much, in nats.
CAUTION = 0.5
#: A fragment looks over no more than so many segments, about two pages.
FAR = 150
_BODY = ("paragraph", "heading", "torn", "photo", "caption")
_HEADS = ("column", "kicker", "title")
_STOP = re.compile("[。！？；]")
_PAUSE = re.compile("[，,]")


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
        here += begins or name == "photo"
        found.append(here)
    return found


def choices(segs: list[Segment], labelling: Labelling, counts: Counts) -> list[Choice]:
    """For each segment that may continue a torn paragraph, its candidates with features.

    Evidence of a pair: the word across the joint (how likely its characters
    follow each other, and their pointwise mutual information), quotes and
    brackets that close, rare words shared with the candidate's article, how
    many stories and open ends lie between; of the left side: how strange it
    would be if nothing continued it; of the fragment: how unusual it would be
    as a paragraph's start and what the labeller says of it.
    """
    torn = LABELS.index("torn")
    body = [LABELS.index(name) for name in ("paragraph", "heading", "torn", "photo")]
    untorn = itemgetter(*(k for k in range(len(LABELS)) if k != torn))
    in_body = itemgetter(*body)
    outside = itemgetter(*(k for k in range(len(LABELS)) if k not in body))
    labels = labelling.labels
    found: list[Choice] = []
    opens: list[int] = []
    story_of = stories(labels)
    story_pairs: dict[int, set[str]] = {}
    own = [seg.pairs for seg in segs]
    lasting: dict[int, dict[str, float]] = {}
    hanging: dict[int, str] = {}
    for index, seg in enumerate(segs):
        row = labelling.best[index]
        name = labels[index]
        words = seg.folded
        chance = row[torn] - max(untorn(row))
        against = row[torn] - max(outside(row))
        if opens and index - opens[-1] <= FAR and chance > -7 and seg.cut in ("whole", "body"):
            start = startness(counts, words[:6])
            rest = unopened(seg.text)
            mine = own[index]
            wide = mine | _followers(labels, own, index)
            lefts = [left for left in opens[-REACH:] if index - left <= FAR]
            # An open end whose very next segment looks torn has most likely found its other half.
            taken = {left for left in lefts if left + 1 < index and labels[left + 1] == "torn"}
            waiting = [
                left
                for left in lefts
                if left not in taken and segs[left].end in ("word", "digit", "pause", "latin")
            ]
            near_by = {story_of[left] for left in lefts}
            commons = {at: shared(mine, story_pairs[at], counts) for at in near_by}
            wides = {at: shared(wide, story_pairs[at], counts) for at in near_by}
            most, widest = max(commons.values()), max(wides.values())
            options: list[dict[str, float]] = []
            for rank, left in enumerate(reversed(lefts)):
                other = segs[left]
                tail = other.folded[-4:]
                near = index - left == 1
                between = labels[left + 1 : index]
                number = story_of[index] - story_of[left]
                hang = hanging[left]
                common, common_wide = commons[story_of[left]], wides[story_of[left]]
                word = glue(counts, tail[-3:], words[:3])
                over = crossing(counts, tail, words[:3])
                where = (
                    "near" if near else "same" if number == 0 else "next" if number == 1 else "far"
                )
                size = _size(other)
                end = _end(other)
                option = {
                    "joint": 1.0,
                    f"{where},{end},{size}": 1.0,
                    f"{where},label={name}": 1.0,
                    f"{end},begin={seg.begin},{size}": 1.0,
                    "against": max(-9.0, min(9.0, against)),
                    "against-": max(-9.0, min(0.0, against)),
                    "glue": max(-4.0, min(8.0, word)),
                    "glue>3": float(word > 3),
                    "glue<0": float(word < 0),
                    "crossing": over,
                    "crossing<-1": float(over < -1),
                    "crossing>4": float(over > 4),
                    f"where={where}": 1.0,
                    f"crossing,{where}": over / 2,
                    "near,glue": word / 4 if near else 0.0,
                    "rank": min(4, rank) / 2,
                    "rank0": float(rank == 0),
                    "stories2": float(number == 2),
                    "stories3": float(number > 2),
                    "captions only": float(
                        not near
                        and number == 0
                        and all(
                            b in ("caption", "credit", "furniture", "column", "banner")
                            for b in between
                        )
                    ),
                    "body between": float(number == 0 and any(b in _BODY for b in between)),
                    "shared": min(6.0, common),
                    "shared0": float(common < 0.3),
                    "shared,far": 0.0 if near else min(6.0, common),
                    "shared most": float(common == most),
                    "shared less": min(4.0, most - common),
                    "wide": min(6.0, common_wide),
                    "wide less": min(4.0, widest - common_wide),
                    "wide,far": 0.0 if near else min(6.0, common_wide),
                    "closes": float(bool(rest) and rest in hang),
                    "closes not": float(bool(rest) and rest not in hang),
                    "hangs": float(bool(hang) and not rest),
                    f"{where},end={other.end}": 1.0,
                    f"rank={min(2, rank)},end={other.end}": 1.0,
                    "taken": float(left in taken),
                    "waiting, the last": float(bool(waiting) and left == waiting[-1]),
                    "waiting, the first": float(bool(waiting) and left == waiting[0]),
                    "waiting, the only": float(waiting == [left]),
                    "waiting, near": float(left in waiting and near),
                    "full column": float(len(other.text) > 20 and other.end in ("word", "digit")),
                    "start, open word": start if other.end in ("word", "digit", "pause") else 0.0,
                    f"{where},left={labels[left]}": 1.0,
                    f"end={other.end},begin={seg.begin}": 1.0,
                    "short left": float(len(other.text) < 14),
                    "chance": max(-9.0, min(9.0, chance)),
                    "chance+": max(0.0, min(9.0, chance)),
                    **lasting[left],
                }
                options.append(option)
            alone = {
                "alone": 1.0,
                "start": start,
                "start<-2": float(start < -2),
                f"alone,begin={seg.begin}": 1.0,
                f"alone,label={name}": 1.0,
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
        story_pairs.setdefault(story_of[index], set()).update(own[index])
        top = max(row)
        if (
            max(in_body(row)) > top - 7
            and is_open(seg)
            and seg.cut in ("whole", "rest", "body")
            and not _counted(seg)
        ):
            opens.append(index)
            hanging[index] = unclosed(seg.text[-600:])
            lasting[index] = _unfinished(
                seg,
                words,
                name,
                max(in_body(row)) - max(outside(row)),
                counts,
            )
    return found


def _followers(labels: list[str], own: list[frozenset[str]], index: int) -> set[str]:
    """The pairs of characters of the paragraphs right behind a fragment: of its story, too."""
    found: set[str] = set()
    for at in range(index + 1, min(len(labels), index + 4)):
        if labels[at] not in ("paragraph", "heading"):
            break
        found |= own[at]
    return found


def _unfinished(
    seg: Segment, words: str, name: str, body: float, counts: Counts
) -> dict[str, float]:
    """Features of an open end: what is lost if nothing continues it.

    A paragraph that stops in mid-sentence must go on somewhere; a heading
    line or a name that ends without a full stop needn't.
    """
    tail = words[-1:]
    final = counts.log(tail + END, 0.4) - counts.log(tail) + 5
    size, end = _size(seg), _end(seg)
    return {
        f"unmet,end={end},{size}": 1.0,
        f"unmet,end={end},label={name}": 1.0,
        f"unmet,end={end},body={body > 1}": 1.0,
        f"unmet,label={name}": 1.0,
        f"unmet,{size},lines={min(3, seg.lines)}": 1.0,
        "unmet,body": max(-6.0, min(6.0, body)),
        "unmet,body<0": min(0.0, max(-6.0, body)),
        "unmet,final": max(-4.0, min(4.0, final)),
        "unmet,lead": float(seg.cut == "lead"),
        "unmet,mark": float(seg.mark > 0),
        f"unmet,begin={seg.begin},{size}": 1.0,
        f"unmet,numbered,{size}": float(bool(NUMBERED.match(seg.text))),
    }


def _size(seg: Segment) -> str:
    """What an open end looks like: running text, which must go on, or a line that needn't."""
    size = len(seg.text)
    if size >= 60 or (size > 16 and _STOP.search(seg.text)):
        return "text"
    if _PAUSE.search(seg.text):
        return "clause" if size > 16 else "few"
    return "short" if size < 14 else "line"


def _counted(seg: Segment) -> bool:
    """Whether a line is a sub-heading by its number or mark, short and without a comma in it."""
    marked = seg.begin == "bullet" or bool(NUMBERED.match(seg.text))
    return marked and _size(seg) in ("short", "line")


def _end(seg: Segment) -> str:
    """How an open end ends; a bracket closes credits and notes, a quotation mark hardly ever does."""
    if seg.end == "close":
        return "quote" if seg.text[-1] in "”’』」》〉" else "bracket"
    return seg.end


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
