"""Make ``resources/model/weights.json.gz``: the weights of the parser's three models.

    python packaging/model/train.py FOLDER…        (pages NAME.txt with NAME.gold.json)
    python packaging/model/train.py --leave p FOLDER…   (without the pages whose names start so)

Needs numpy, scipy and python-crfsuite, which the program itself doesn't.  The three
are trained in the order in which the parser uses them: the joining of wrapped
lines, the labels (a linear-chain CRF, L-BFGS with L1 and L2), and the joints (a
log-linear model over whole matchings).  The joints are trained on labels that
were given by a labeller that hadn't seen the page.  Every second page that isn't
wrapped is learned without its blank lines, too.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import itertools

import pycrfsuite
from gold import GoldPage, gold_labels, last_spot, load, spot, unspaced
from scipy.sparse import csr_matrix

from reader.parser import joints, labeller
from reader.parser.counts import newspaper
from reader.parser.features import describe
from reader.parser.labeller import LABELS
from reader.parser.lines import (
    column_widths,
    evenness,
    read_lines,
    runs,
    unwrap,
    wrap_features,
    wrappedness,
)
from reader.parser.segments import Segment, segments
from reader.parser.weights import Weights

COUNTS = newspaper()
#: How often a real page counts; those are the pages whose names hold a content hash.
REAL = 4


def logistic(
    rows: list[list[str]], truth: list[bool], decay: float = 1.0, rounds: int = 300
) -> dict[str, float]:
    """Weights of a logistic regression over features that are there or not, ``""`` the constant."""
    names = {"": 0}
    for row in rows:
        for name in row:
            names.setdefault(name, len(names))
    y = np.array(truth, float)
    index = [np.array([0, *(names[n] for n in row)]) for row in rows]
    flat = np.concatenate(index)
    owner = np.repeat(np.arange(len(index)), [len(i) for i in index])
    w = np.zeros(len(names))
    speed = np.ones(len(names))
    for _ in range(rounds):
        z = np.bincount(owner, w[flat], len(index))
        p = 1 / (1 + np.exp(-z))
        gradient = np.bincount(flat, (p - y)[owner], len(names)) + decay * w
        speed += gradient**2
        w -= 0.7 * gradient / np.sqrt(speed)
    return {n: round(float(w[i]), 3) for n, i in names.items() if abs(w[i]) > 0.01}


def wrap_weights(pages: list[GoldPage]) -> dict[str, float]:
    """Weights for whether a line continues the one above."""
    rows, truth = [], []
    for page in pages:
        groups = runs(read_lines(page.text))
        wrapped = wrappedness(groups)
        for group, full in zip(groups, column_widths(groups), strict=False):
            even = evenness(group, full)
            for index, (a, b) in enumerate(itertools.pairwise(group)):
                left = next(
                    (
                        page.spots[i]
                        for i in range(a.parts[-1].end - 1, a.parts[-1].start - 1, -1)
                        if page.spots[i]
                    ),
                    None,
                )
                right = next(
                    (
                        page.spots[i]
                        for i in range(b.parts[0].start, b.parts[0].end)
                        if page.spots[i]
                    ),
                    None,
                )
                rows.append(wrap_features(a, b, full, len(group), index, wrapped, even, COUNTS))
                # A byline is cut off its paragraph afterwards, so the two lines belong together.
                lead = (
                    left
                    and right
                    and left.role == "byline"
                    and right.role == "paragraph"
                    and left.article == right.article
                )
                # Where no blank line parts paragraphs, bylines and torn halves have their own lines.
                spaced = len(groups) > 1
                same = left and right and left.piece == right.piece
                whole = spaced or (left and right and left.part == right.part)
                truth.append(bool((same and whole) or (lead and spaced)))
    found = logistic(rows, truth)
    weights = Weights([], {}, [], found, {})
    wrong = sum(weights.joins_lines(r) != t for r, t in zip(rows, truth, strict=False))
    print(f"wrap: {len(rows)} pairs of lines, {wrong} wrong on the training pages", file=sys.stderr)
    return found


def label_weights(
    items: list[tuple[list[list[str]], list[str]]], least: int = 2
) -> tuple[dict[str, list[tuple[int, float]]], list[list[float]]]:
    """The labeller's weights, from (features, labels) of each page."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in items:
        if features:
            trainer.append(features, labels)
    trainer.set_params(
        {
            "c1": 0.12,
            "c2": 0.6,
            "max_iterations": 130,
            "feature.minfreq": least,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        name = str(Path(folder) / "crf")
        trainer.train(name)
        tagger = pycrfsuite.Tagger()
        tagger.open(name)
        info = tagger.info()
    at = {name: i for i, name in enumerate(LABELS)}
    state: dict[str, list[tuple[int, float]]] = {}
    for (feature, name), weight in info.state_features.items():
        if abs(weight) >= 0.1:  # smaller ones change nothing but the file's size
            state.setdefault(feature, []).append((at[name], round(weight, 2)))
    step = [[0.0] * len(LABELS) for _ in LABELS]
    for (a, b), weight in info.transitions.items():
        step[at[a]][at[b]] = round(weight, 3)
    return state, step


def prepared(page: GoldPage, weights: Weights) -> tuple[list[Segment], list[list[str]], list[str]]:
    """A page's segments, their features and their gold labels."""
    segs = segments(unwrap(read_lines(page.text), weights, COUNTS), page.text)
    return segs, describe(segs, COUNTS), gold_labels(page, segs)


def groups(pages: list[GoldPage]) -> list[str]:
    """For each page the group that is left out together: pages of one series share items."""
    found = []
    for page in pages:
        series, number = page.name[0], page.name[1:3]
        if series in "mp":
            found.append(series)
        else:
            found.append(str(int(number) % 2) if number.isdigit() else "0")
    return found


def true_choice(page: GoldPage, segs: list[Segment], choice: joints.Choice) -> int | None:
    """The number of the candidate that the fragment continues, 0 for none, None if it isn't there."""
    here = spot(page, segs[choice.right])
    if here is None or here.role != "paragraph":
        return 0
    right, last, torn = -1, -1, False
    for index, seg in enumerate(segs):
        there = last_spot(page, seg)
        if there and there.piece == here.piece and there.part < here.part:
            torn = True
            # Of a paragraph torn twice, the fragment goes on where the last part ended.
            if there.part > last:
                right, last = index, there.part
    if not torn:
        return 0
    return choice.lefts.index(right) + 1 if right in choice.lefts else None


def joint_weights(
    pages: list[GoldPage], data: list[Any], folds: list[str], base: Weights
) -> dict[str, float]:
    """Weights for the choice of joints, which maximise the likelihood of the true matchings.

    The gradient is that of a log-linear model whose expectations are taken
    with the marginals of ``matching.marginals``, all pages at once.
    """
    labellings: list[Any] = [None] * len(pages)
    for fold in sorted(set(folds)):
        state, step = label_weights(
            [(f, t) for (_, f, t), g in zip(data, folds, strict=False) if g != fold]
        )
        weights = Weights.from_json(
            {"labels": LABELS, "state": state, "step": step, "wrap": base.wrap, "joint": {}}
        )
        for number, ((_, features, _), group) in enumerate(zip(data, folds, strict=True)):
            if group == fold:
                rows = labeller.emissions(features, weights)
                labellings[number] = labeller.label(rows, weights)

    examples = []
    for page, (segs, _, _), labelling in zip(pages, data, labellings, strict=True):
        pairs = [
            (choice, true_choice(page, segs, choice))
            for choice in joints.choices(segs, labelling, COUNTS)
        ]
        examples.append([(choice, truth) for choice, truth in pairs if truth is not None])
    return matching_weights(examples)


def matching_weights(
    pages: list[list[tuple[joints.Choice, int]]], decay: float = 1.0, rounds: int = 260
) -> dict[str, float]:
    """The weights under which the true matchings of fragments and open ends are likeliest."""
    names: dict[str, int] = {}
    columns: list[int] = []
    values: list[float] = []
    owner: list[int] = []
    fragments: list[int] = []
    ends: list[int] = []
    truth: list[float] = []
    end_of: dict[tuple[int, int], int] = {}
    fragment = 0
    for number, page in enumerate(pages):
        for choice, right in page:
            for at, (left, option) in enumerate(zip(choice.lefts, choice.features, strict=True)):
                edge = len(truth)
                for sign, features in ((1.0, option), (-1.0, choice.alone)):
                    for name, value in features.items():
                        if value:
                            columns.append(names.setdefault(name, len(names)))
                            values.append(sign * value)
                            owner.append(edge)
                fragments.append(fragment)
                ends.append(end_of.setdefault((number, left), len(end_of)))
                truth.append(float(right == at + 1))
            fragment += 1
    matrix = csr_matrix((values, (owner, columns)), shape=(len(truth), len(names)))
    turned = matrix.T.tocsr()
    y, by_fragment, by_end = np.array(truth), np.array(fragments), np.array(ends)
    w = np.zeros(len(names))
    speed = np.ones(len(names))
    free = np.ones(len(y))
    for turn in range(rounds):
        weight = np.exp(np.clip(matrix @ w, -30, 30))
        for _ in range(12 if turn > rounds - 20 else 4):
            parts = weight * free
            alone = 1.0 / np.maximum(
                1e-12, 1.0 + np.bincount(by_fragment, parts)[by_fragment] - parts
            )
            parts = weight * alone
            free = 1.0 / np.maximum(1e-12, 1.0 + np.bincount(by_end, parts)[by_end] - parts)
        odds = weight * free * alone
        chance = odds / (1.0 + odds)
        gradient = turned @ (chance - y) + decay * w
        speed += gradient**2
        w -= 0.5 * gradient / np.sqrt(speed)
    sure = np.where(y > 0, chance, 1.0 - chance)
    print(
        f"joints: {fragment} fragments, {len(y)} pairs, {len(names)} features, "
        f"{int(((chance > 0.5) != (y > 0)).sum())} pairs wrong, "
        f"log-likelihood {float(np.log(np.maximum(1e-9, sure)).sum()):.0f}",
        file=sys.stderr,
    )
    return {n: round(float(w[i]), 3) for n, i in names.items()}


def train(pages: list[GoldPage]) -> dict[str, Any]:
    """All weights, as ``weights.json.gz`` holds them."""
    base = Weights([], {}, [], wrap_weights(pages), {})
    data = [prepared(p, base) for p in pages]
    joint = joint_weights(pages, data, groups(pages), base)
    # Real pages are few and worth more than invented ones: they count REAL times.
    real = [d for d, p in zip(data, pages, strict=False) if "_" in p.name] * (REAL - 1)
    state, step = label_weights([(f, t) for _, f, t in [*data, *real]])
    print(
        f"labels: {sum(len(t) for _, _, t in data)} segments, {len(state)} features kept",
        file=sys.stderr,
    )
    return {"labels": list(LABELS), "state": state, "step": step, "wrap": base.wrap, "joint": joint}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument(
        "--leave", default="", help="leave out pages whose names start with one of these letters"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path(__file__).resolve().parents[2] / "resources" / "model" / "weights.json.gz",
    )
    options = parser.parse_args()
    paths = [p for f in options.folders for p in sorted(f.glob("*.txt"))]
    pages = [
        load(p)
        for p in paths
        if not (options.leave and p.name.startswith(tuple(options.leave.split(","))))
    ]
    # Some extractors leave no blank line between paragraphs: pages are learned so, too.
    pages += [unspaced(p) for p in pages[::2] if p.gold.get("tier") != "wrapped"]
    found = train(pages)
    packed = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    # Without the time of day the same weights are the same file.
    options.out.write_bytes(gzip.compress(packed, mtime=0))
    print(f"{len(pages)} pages, {options.out.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
