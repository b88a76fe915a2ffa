"""The learned weights: which feature speaks for what, and how strongly.

``packaging/model/train.py`` makes ``resources/model/weights.json.gz``.  A feature
is a name that is there or not; the labeller's weights are per label, the other
two models' a single number.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from functools import lru_cache
from operator import sub
from pathlib import Path
from typing import Any

from reader.files import resource


@dataclass(slots=True)
class Weights:
    """Weights of the three models.

    labels
        The labeller's labels, in the order in which vectors and rows have them.
    state
        For a feature of a segment its weight for each label.
    step
        ``step[a][b]``: the weight of label b right after label a.
    wrap
        Of the test whether a line continues the line above.
    joint
        Of the choice which open end a fragment continues, if any.
    onward, back
        ``onward[a][b]``: the most that a step from label b can gain over the
        step from a to the same label; ``back`` the same against the order.
    """

    labels: list[str]
    state: dict[str, list[float]]
    step: list[list[float]]
    wrap: dict[str, float]
    joint: dict[str, float]
    onward: list[list[float]] = field(init=False, repr=False, compare=False)
    back: list[list[float]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.onward = _gains(self.step)
        self.back = _gains([list(column) for column in zip(*self.step, strict=True)])

    def joins_lines(self, features: list[str]) -> bool:
        """Whether the wrap features speak for one paragraph more than against."""
        wrap = self.wrap
        return wrap.get("", 0.0) + sum(wrap.get(f, 0.0) for f in features) > 0

    def joint_score(self, features: dict[str, float]) -> float:
        """The linear score of a possible joint."""
        joint = self.joint
        return sum(joint.get(f, 0.0) * value for f, value in features.items())

    @staticmethod
    def from_json(value: dict[str, Any]) -> Weights:
        """Weights as ``train.py`` writes them: of ``state`` those (label index, weight) that aren't zero."""
        labels = list(value["labels"])
        none = [0.0] * len(labels)
        state = {}
        for feature, pairs in value["state"].items():
            row = state[feature] = none.copy()
            for at, weight in pairs:
                row[at] = weight
        return Weights(labels, state, value["step"], value["wrap"], value["joint"])


def _gains(step: list[list[float]]) -> list[list[float]]:
    return [[max(map(sub, other, line)) for other in step] for line in step]


def load(path: Path) -> Weights:
    """The weights in a file of ``train.py``'s."""
    return Weights.from_json(json.loads(gzip.decompress(path.read_bytes())))


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with Heding."""
    return load(resource("model", "weights.json.gz"))
