"""The labels of a page: the best of all labellings, found without trying them all."""

from __future__ import annotations

import gc
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parser import parse_text
from reader.parser.labeller import decoded, held, label
from reader.parser.weights import Weights

FEW = ("title", "paragraph", "heading", "torn")
#: Whole numbers make ties, which are where two equally good labellings could be mixed up.
score = st.floats(-6, 6) | st.integers(-3, 3).map(float)
four = st.lists(score, min_size=4, max_size=4)


def value(rows: list[list[float]], step: list[list[float]], path: tuple[int, ...]) -> float:
    own = sum(row[k] for row, k in zip(rows, path, strict=True))
    return own + sum(step[a][b] for a, b in itertools.pairwise(path))


@given(st.lists(four, min_size=1, max_size=5), st.lists(four, min_size=4, max_size=4), st.data())
@settings(max_examples=150)
def test_no_labelling_is_better(
    rows: list[list[float]], step: list[list[float]], data: st.DataObject
) -> None:
    weights = Weights(list(FEW), {}, step, {}, {})
    paths = list(itertools.product(range(4), repeat=len(rows)))
    found = label(rows, weights)
    top = max(value(rows, step, path) for path in paths)
    chosen = tuple(FEW.index(name) for name in found.labels)
    assert value(rows, step, chosen) == pytest.approx(top, abs=1e-9)
    for at, best in enumerate(found.best):
        for k in range(4):
            wanted = max(value(rows, step, path) for path in paths if path[at] == k)
            assert best[k] == pytest.approx(wanted, abs=1e-9)
    only = st.none() | st.sets(st.sampled_from(FEW), min_size=1)
    allowed = [data.draw(only) for _ in rows]
    left = [
        path
        for path in paths
        if all(a is None or FEW[k] in a for a, k in zip(allowed, path, strict=True))
    ]
    names = decoded(held(rows, weights, allowed), weights)
    chosen = tuple(FEW.index(name) for name in names)
    assert chosen in left
    top = max(value(rows, step, path) for path in left)
    assert value(rows, step, chosen) == pytest.approx(top, abs=1e-9)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_is_left_as_it_was(enabled: bool) -> None:
    """Parsing stops it for as long as it takes."""
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        parse_text("本报讯 一篇。\n\n## 标题\n\n又一篇，没有")
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
