"""What two texts share."""

from __future__ import annotations

from itertools import pairwise

from reader.files import seeds
from reader.parser import decode
from reader.parser.counts import fold, newspaper
from reader.parser.evidence import shared
from reader.parser.segments import pairs


def test_what_is_shared_is_the_same_in_every_order() -> None:
    """Sets list their members in another order in every process, and sums of floats depend on it."""
    counts = newspaper()
    lines = [
        fold(line)
        for path in seeds()
        for line in decode(path.read_bytes()).text.split("\n")
        if len(line) > 60
    ]
    assert len(lines) > 50
    orders = 0
    for one, other in pairwise(lines):
        both = sorted(pairs(one) | pairs(other))
        here, there = set(both), set[str]()
        there.update(reversed(both))
        orders += list(here) != list(there)
        assert shared(here, here, counts) == shared(there, there, counts)
    assert orders > 50
