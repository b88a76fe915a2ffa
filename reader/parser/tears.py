"""What can be seen of a tear: of an open end, of a fragment, and of the two together.

These are the features of the model of joints, by name and value; ``joints``
decides with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.parser.counts import END, Counts
from reader.parser.evidence import (
    NUMBERED,
    broken_word,
    crossing,
    glue,
    is_open,
    startness,
    unclosed,
    unopened,
)
from reader.parser.segments import Segment

_BODY = ("paragraph", "heading", "torn", "photo", "caption")
_BESIDE = ("caption", "credit", "furniture", "column", "banner")
_STOP = re.compile("[。！？；]")
_COLON = re.compile("[：:].")
_PAUSE = re.compile("[，,]")


@dataclass(slots=True)
class OpenEnd:
    """A segment that may go on elsewhere.

    ``story`` is the number of its story, ``hang`` what it leaves unclosed, ``size``
    and ``end`` what it looks like, ``unmet`` the features that say what is lost if
    nothing continues it.
    """

    index: int
    seg: Segment
    label: str
    story: int
    hang: str
    size: str
    end: str
    unmet: dict[str, float]


@dataclass(slots=True)
class Fragment:
    """A segment that may be the rest of a torn paragraph, and the open ends before it.

    chance, against
        How much better the best labelling is in which it is torn than the best
        in which it is anything else, and anything that isn't running text.
    lefts, opens
        The open ends that it may continue, the last first, and how many there are in all.
    taken, waiting
        The indices of those that seem to have found their other half, and of those that
        stop in mid-sentence and haven't, from the first on.
    narrow, wide, home
        How much rare vocabulary it shares with the story of each open end, by number;
        the same with the paragraphs right behind it added, which are of its story; and
        what these share with the story in which they stand.
    """

    index: int
    seg: Segment
    label: str
    story: int
    chance: float
    against: float
    lefts: list[OpenEnd]
    opens: int
    taken: set[int]
    waiting: list[int]
    narrow: dict[int, float]
    wide: dict[int, float]
    home: float


def open_end(
    index: int, seg: Segment, label: str, story: int, body: float, counts: Counts
) -> OpenEnd | None:
    """The open end that a segment is, if it may be one.

    body
        How much better it is as running text than as anything else, by the labeller.
    """
    if not is_open(seg) or seg.cut not in ("whole", "rest", "body") or _counted(seg):
        return None
    size, end = _size(seg), _end(seg)
    unmet = _unfinished(seg, label, size, end, body, counts)
    return OpenEnd(index, seg, label, story, unclosed(seg.text[-600:]), size, end, unmet)


def _unfinished(
    seg: Segment, label: str, size: str, end: str, body: float, counts: Counts
) -> dict[str, float]:
    """Features of an open end: what is lost if nothing continues it.

    A paragraph that stops in mid-sentence must go on somewhere; a heading
    line or a name that ends without a full stop needn't.
    """
    tail = seg.folded[-1:]
    final = counts.log(tail + END, 0.4) - counts.log(tail) + 5
    return {
        f"unmet,end={end},{size}": 1.0,
        f"unmet,end={end},label={label}": 1.0,
        f"unmet,end={end},body={body > 1}": 1.0,
        f"unmet,label={label}": 1.0,
        f"unmet,{size},lines={min(3, seg.lines)}": 1.0,
        "unmet,body": max(-6.0, min(6.0, body)),
        "unmet,body<0": min(0.0, max(-6.0, body)),
        "unmet,final": max(-4.0, min(4.0, final)),
        "unmet,lead": float(seg.cut == "lead"),
        "unmet,mark": float(seg.mark > 0),
        f"unmet,begin={seg.begin},{size}": 1.0,
        f"unmet,numbered,{size}": float(bool(NUMBERED.match(seg.text))),
    }


def alone(fragment: Fragment, segs: list[Segment], counts: Counts) -> dict[str, float]:
    """Features of a fragment that continues nothing: it begins as paragraphs do."""
    seg, index = fragment.seg, fragment.index
    start = startness(counts, seg.folded[:6])
    last = fragment.lefts[0].index == index - 1
    return {
        "alone": 1.0,
        "start": start,
        "start<-2": float(start < -2),
        f"alone,begin={seg.begin}": 1.0,
        f"alone,label={fragment.label}": 1.0,
        f"alone,right={_length(seg)}": 1.0,
        "bullet": float(seg.begin == "bullet"),
        "unopened": float(bool(unopened(seg.text))),
        "mark": float(seg.mark > 0),
        "indent": float(seg.indent >= 1),
        "short": float(len(seg.text) < 14),
        "none waiting": float(not fragment.waiting),
        "one waits": float(len(fragment.waiting) == 1),
        "open ends": fragment.opens / 4 if fragment.opens < 9 else 2.0,
        "last open": float(last),
        f"last open,{segs[index - 1].end}": float(last),
    }


def together(
    fragment: Fragment, segs: list[Segment], labels: list[str], counts: Counts
) -> list[dict[str, float]]:
    """For each open end that a fragment may continue, the features of its continuing it.

    Evidence of a pair: the word across the joint (how likely its characters
    follow each other, their pointwise mutual information, the dictionary),
    quotes and brackets that close, rare words shared with the open end's story
    rather than with the one in which the fragment stands, how many stories and
    open ends lie between, whether the segment behind the fragment, which would
    make it a caption inside a torn paragraph, goes better with the open end.
    """
    seg, index = fragment.seg, fragment.index
    words = seg.folded
    start = startness(counts, words[:6])
    rest = unopened(seg.text)
    right = _length(seg)
    caption = right == "sentence"
    behind = segs[index + 1] if index + 1 < len(segs) else None
    then = behind.folded[:6] if behind and behind.cut in ("whole", "body") else ""
    begins = startness(counts, then) if then else 0.0
    most, widest = max(fragment.narrow.values()), max(fragment.wide.values())
    waiting = fragment.waiting
    found: list[dict[str, float]] = []
    for rank, left in enumerate(fragment.lefts):
        other, size, end = left.seg, left.size, left.end
        tail = other.folded[-4:]
        near = index - left.index == 1
        between = labels[left.index + 1 : index]
        number = fragment.story - left.story
        elsewhere = number > 0
        common, common_wide = fragment.narrow[left.story], fragment.wide[left.story]
        word = glue(counts, tail[-3:], words[:3])
        over = crossing(counts, tail, words[:3])
        broken = broken_word(tail, words[:3])
        rival = glue(counts, tail[-3:], then[:3]) if then else -4.0
        where = "near" if near else "same" if number == 0 else "next" if number == 1 else "far"
        found.append(
            {
                "joint": 1.0,
                f"{where},{end},{size}": 1.0,
                f"{where},label={fragment.label}": 1.0,
                f"{where},left={left.label}": 1.0,
                f"{where},right={right}": 1.0,
                f"{where},end={other.end}": 1.0,
                f"where={where}": 1.0,
                f"{end},begin={seg.begin},{size}": 1.0,
                f"end={other.end},begin={seg.begin}": 1.0,
                "chance": max(-9.0, min(9.0, fragment.chance)),
                "chance+": max(0.0, min(9.0, fragment.chance)),
                "against": max(-9.0, min(9.0, fragment.against)),
                "against-": max(-9.0, min(0.0, fragment.against)),
                "glue": max(-4.0, min(8.0, word)),
                "glue>3": float(word > 3),
                "glue<0": float(word < 0),
                "near,glue": word / 4 if near else 0.0,
                "crossing": over,
                "crossing<-1": float(over < -1),
                "crossing>4": float(over > 4),
                f"crossing,{where}": over / 2,
                f"word={broken},{other.end}": 1.0,
                f"word={broken},{where}": 1.0,
                "word,glue<0": float(broken > 0 and word < 0),
                "rival": max(-4.0, min(4.0, rival - word)) if caption else 0.0,
                "rival,start": begins - start if caption else 0.0,
                "start, open word": start if other.end in ("word", "digit", "pause") else 0.0,
                "rank": min(4, rank) / 2,
                "rank0": float(rank == 0),
                f"rank={min(2, rank)},end={other.end}": 1.0,
                "stories2": float(number == 2),
                "stories3": float(number > 2),
                "captions only": float(
                    not near and number == 0 and all(b in _BESIDE for b in between)
                ),
                "body between": float(number == 0 and any(b in _BODY for b in between)),
                "shared": min(6.0, common) if elsewhere else 0.0,
                "shared0": float(common < 0.3),
                "shared,far": 0.0 if near else min(6.0, common),
                "shared most": float(common == most),
                "shared less": min(4.0, most - common),
                "wide": min(6.0, common_wide) if elsewhere else 0.0,
                "wide less": min(4.0, widest - common_wide),
                "wide,far": 0.0 if near else min(6.0, common_wide),
                "home less": max(-4.0, min(4.0, fragment.home - common_wide)) if elsewhere else 0.0,
                "home most": float(elsewhere and fragment.home > common_wide + 0.3),
                "closes": float(bool(rest) and rest in left.hang),
                "closes not": float(bool(rest) and rest not in left.hang),
                "hangs": float(bool(left.hang) and not rest),
                "taken": float(left.index in fragment.taken),
                "waiting, the last": float(bool(waiting) and left.index == waiting[-1]),
                "waiting, the first": float(bool(waiting) and left.index == waiting[0]),
                "waiting, the only": float(waiting == [left.index]),
                "waiting, near": float(left.index in waiting and near),
                "full column": float(len(other.text) > 20 and other.end in ("word", "digit")),
                "short left": float(len(other.text) < 14),
                **left.unmet,
            }
        )
    return found


def _length(seg: Segment) -> str:
    """The length of a fragment: a caption in a torn paragraph is a short sentence by itself."""
    size = len(seg.text)
    if seg.end not in ("final", "final)"):
        return "bit" if size < 24 else "open"
    if len(_STOP.findall(seg.text)) == 1 and size < 40:
        return "sentence"
    return "few" if size < 60 else "long"


def _size(seg: Segment) -> str:
    """What an open end looks like: running text, which must go on, or a line that needn't."""
    size = len(seg.text)
    if size >= 60 or (size > 16 and _STOP.search(seg.text)):
        return "text"
    if _PAUSE.search(seg.text):
        return "clause" if size > 16 else "few"
    return "short" if size < 14 else "line"


def _end(seg: Segment) -> str:
    """How an open end ends; a bracket closes credits and notes, a quotation mark hardly ever does."""
    if seg.end == "close":
        return "quote" if seg.text[-1] in "”’』」》〉" else "bracket"
    return seg.end


def _counted(seg: Segment) -> bool:
    """Whether a line is a sub-heading by its number or mark, short, no comma or colon in it."""
    marked = seg.begin == "bullet" or bool(NUMBERED.match(seg.text))
    return marked and _size(seg) in ("short", "line") and not _COLON.search(seg.text)
