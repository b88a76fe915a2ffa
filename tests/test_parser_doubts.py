"""How sure a role is: the probability over all labellings of the page, not of the best one only."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parser import decode, explain, parse_text
from reader.parser.doubts import chances
from reader.parser.labeller import LABELS, held, label
from reader.parser.weights import Weights, shipped

PAGES = Path(__file__).parent / "pages"
#: Four of the labels, so that all labellings of a short page can be summed up.
FEW = ("title", "paragraph", "heading", "torn")
score = st.floats(-6, 6)


def weights(step: list[list[float]]) -> Weights:
    return Weights(list(FEW), {}, step, {}, {})


@given(
    st.lists(st.lists(score, min_size=4, max_size=4), min_size=1, max_size=5),
    st.lists(st.lists(score, min_size=4, max_size=4), min_size=4, max_size=4),
    st.data(),
)
@settings(max_examples=100)
def test_a_certainty_is_the_share_of_all_labellings(
    rows: list[list[float]], step: list[list[float]], data: st.DataObject
) -> None:
    only = st.none() | st.sets(st.sampled_from(FEW), min_size=1)
    allowed = [data.draw(only) for _ in rows]
    total = 0.0
    share = [dict.fromkeys(FEW, 0.0) for _ in rows]
    for path in itertools.product(range(4), repeat=len(rows)):
        if any(a is not None and FEW[k] not in a for a, k in zip(allowed, path, strict=True)):
            continue
        value = sum(row[k] for row, k in zip(rows, path, strict=True))
        value += sum(step[a][b] for a, b in itertools.pairwise(path))
        total += math.exp(value)
        for at, k in enumerate(path):
            share[at][FEW[k]] += math.exp(value)
    labels = [data.draw(st.sampled_from(sorted(a or FEW))) for a in allowed]
    found = chances(held(rows, weights(step), allowed), labels, weights(step))
    for at, (chance, name) in enumerate(zip(found, labels, strict=True)):
        one_role = ("paragraph", "heading") if name in ("paragraph", "heading") else (name,)
        wanted = sum(share[at][k] for k in one_role) / total
        assert chance.certainty == pytest.approx(wanted, abs=1e-6)
        assert chance.other not in one_role


def test_a_page_of_any_length_keeps_its_certainties() -> None:
    """Products of thousands of probabilities would vanish if they weren't scaled."""
    one = [[math.sin(k * n) * 30 for k in range(len(LABELS))] for n in range(3000)]
    found = chances(one, label(one, shipped()).labels, shipped())
    assert len(found) == 3000
    assert all(0 <= chance.certainty <= 1 for chance in found)
    assert sum(chance.certainty > 0.5 for chance in found) > 2000


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_reasons_say_the_same_as_doubts(path: Path) -> None:
    text = decode(path.read_bytes()).text
    reasons = {reason.source.start: reason for reason in explain(text)}
    for role, piece in parse_text(text).pieces():
        for doubt in piece.doubts:
            reason = reasons[doubt.start]
            said = (doubt.role or role, doubt.other)
            assert said[0] != said[1]
            if said[1] != "torn":  # a loose fragment's doubt is that of its joint
                assert said == (reason.role, reason.other)
                assert abs(doubt.certainty - reason.certainty) <= 0.0011
