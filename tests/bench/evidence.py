"""What each kind of evidence is worth: articles exact with one kind left out at a time.

    python tests/bench/evidence.py SCORE.py FOLDER…

SCORE.py is the evaluation set's scorer, the folders hold pages NAME.txt with NAME.gold.json.
A kind is what `reader.parser.words` calls by one name. Its weights are set to nothing; the
others stay as they were learned with it, so that the loss is an upper bound.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader.parser import steps
from reader.parser.counts import Counts, newspaper
from reader.parser.weights import Weights, shipped
from reader.parser.words import joint_evidence, role_evidence


def loaded(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(folders: list[Path]) -> list[tuple[str, dict[str, Any]]]:
    """The texts of the folders' pages, each with its gold."""
    return [
        (
            path.read_text("utf-8"),
            json.loads(path.with_name(f"{path.stem}.gold.json").read_text("utf-8")),
        )
        for folder in folders
        for path in sorted(folder.glob("*.txt"))
    ]


def main() -> None:
    """Print the share of exact articles with everything, then without each kind of evidence."""
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    score = loaded(Path(sys.argv[1]))
    gold = pages([Path(name) for name in sys.argv[2:]])

    def exact(weights: Weights, counts: Counts | None = None) -> float:
        # The parser takes what it was shipped with; here that is what is to be measured.
        steps.shipped = lambda: weights
        steps.newspaper = lambda: counts or newspaper()
        found = [
            article["exact"]
            for text, page in gold
            for article in score.score_page(page, steps.parse_text(text).as_json(), text)[
                "articles"
            ]
        ]
        return sum(found) / len(found)

    whole = shipped()
    full = exact(whole)
    print(f"all evidence: {full:.3f} of the articles exact")
    print(f"  {exact(whole, Counts()) - full:+.3f}  no counts of newspaper Chinese")
    losses: list[tuple[float, str]] = []

    def without(kind: str, names: Callable[[str], str], weights: Weights) -> None:
        losses.append((exact(weights) - full, f"{names.__name__.split('_')[0]}: {kind}"))

    for kind in {joint_evidence(name) for name in whole.joint}:
        kept = {name: w for name, w in whole.joint.items() if joint_evidence(name) != kind}
        without(kind, joint_evidence, replace(whole, joint=kept))
    for kind in {role_evidence(name) for name in whole.state}:
        state = {name: w for name, w in whole.state.items() if role_evidence(name) != kind}
        without(kind, role_evidence, replace(whole, state=state))
    for loss, kind in sorted(losses):
        print(f"  {loss:+.3f}  {kind}")


if __name__ == "__main__":
    main()
