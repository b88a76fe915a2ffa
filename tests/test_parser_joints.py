"""The assignment of fragments to open ends gives the best sum that there is."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reader.parser.matching import assign

SCORES = st.integers(-30, 0).map(lambda n: n / 10)
FRAGMENTS = st.lists(
    st.dictionaries(st.integers(0, 4), SCORES, max_size=4).flatmap(
        lambda options: SCORES.map(lambda alone: (options, alone))
    ),
    max_size=4,
)


@given(FRAGMENTS)
def test_no_other_assignment_is_better(fragments: list[tuple[dict[int, float], float]]) -> None:
    lefts = [list(options) for options, _ in fragments]
    logs = [[alone, *options.values()] for options, alone in fragments]

    def total(given: tuple[int, ...]) -> float:
        return sum(
            alone if left < 0 else options[left]
            for left, (options, alone) in zip(given, fragments, strict=True)
        )

    def allowed(given: tuple[int, ...]) -> bool:
        used = [left for left in given if left >= 0]
        return len(used) == len(set(used))

    found = tuple(assign(lefts, logs))
    assert allowed(found)
    every = product(*([-1, *options] for options in lefts))
    assert total(found) >= max(total(one) for one in every if allowed(one)) - 1e-9
