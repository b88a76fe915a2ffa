"""Why a page was read as it was: each role and each joint with its evidence and the runner-up."""

from __future__ import annotations

from dataclasses import dataclass

from reader.page import Range
from reader.parser.articles import assemble
from reader.parser.counts import newspaper
from reader.parser.doubts import SAME, told
from reader.parser.joints import Choice, choices
from reader.parser.labeller import LABELS
from reader.parser.steps import loose, read
from reader.parser.weights import Weights, shipped


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision about one segment of a page.

    source
        Where the segment stands, in code points of the page.
    role, other
        What it was taken for, a role or label (see ``labeller.LABELS``), and the next likeliest.
    certainty
        The probability of the role, 0 to 1.
    evidence
        The features that spoke most for it against the second best, with their weights.
    joint
        Where the fragment ends that this one continues, or None.
    confidence
        Of the joint, or of there being none where there might be: 0 to 1; else None.
    options
        The other candidates: where each ends (None: no joint) and its probability.
    joint_evidence
        What spoke most for the choice against the best other candidate.
    """

    source: Range
    text: str
    role: str
    other: str
    certainty: float
    evidence: tuple[tuple[str, float], ...]
    joint: int | None
    confidence: float | None
    options: tuple[tuple[int | None, float], ...]
    joint_evidence: tuple[tuple[str, float], ...]


def explain(text: str, most: int = 4) -> list[Reason]:
    """The reasons for every segment of a page's decoded text, in its order; ``most`` features each."""
    weights, counts = shipped(), newspaper()
    reading = read(text, weights, counts)
    segs = reading.segments
    page = assemble(segs, reading.labels, reading.links, reading.chances, loose(reading))
    roles = {part.start: draft.role for draft in page.drafts() for part in draft.parts}
    candidates = {c.right: c for c in choices(segs, reading.first, counts)}
    found: list[Reason] = []
    for index, seg in enumerate(segs):
        label, chance = reading.labels[index], reading.chances[index]
        role, other = told(label, roles[seg.parts[0].start], chance.other)
        same = SAME.get(label, label) == role
        mine, theirs = LABELS.index(label if same else role), LABELS.index(other)
        spoken: list[tuple[str, float]] = []
        for name in reading.features[index]:
            row = weights.state.get(name)
            if row:
                spoken.append((name, round(row[mine] - row[theirs], 2)))
        link = reading.links.get(index)
        options: list[tuple[int | None, float]] = []
        why: tuple[tuple[str, float], ...] = ()
        if link:
            ranked = sorted(link.scores, key=lambda s: -s[1])
            rest = [(left, p) for left, p in ranked if left != link.left][:3]
            options = [(segs[a].parts[-1].end if a >= 0 else None, round(p, 3)) for a, p in rest]
            if rest and index in candidates:
                why = _against(candidates[index], link.left, rest[0][0], weights, most)
        found.append(
            Reason(
                Range(seg.parts[0].start, seg.parts[-1].end),
                seg.text,
                role,
                other,
                round(chance.certainty, 3),
                _strongest(spoken, most),
                segs[link.left].parts[-1].end if link and link.left >= 0 else None,
                round(link.confidence, 3) if link else None,
                tuple(options),
                why,
            )
        )
    return found


def _strongest(spoken: list[tuple[str, float]], most: int) -> tuple[tuple[str, float], ...]:
    return tuple(sorted((s for s in spoken if s[1]), key=lambda s: -abs(s[1]))[:most])


def _against(
    choice: Choice, left: int, other: int, weights: Weights, most: int
) -> tuple[tuple[str, float], ...]:
    def features(at: int) -> dict[str, float]:
        return choice.alone if at < 0 else choice.features[choice.lefts.index(at)]

    mine, theirs = features(left), features(other)
    names = {**mine, **theirs}
    spoken = [
        (n, round(weights.joint.get(n, 0.0) * (mine.get(n, 0.0) - theirs.get(n, 0.0)), 2))
        for n in names
    ]
    return _strongest(spoken, most)
