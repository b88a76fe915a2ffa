"""How often joints and roles are right that say how sure they are: a reliability table.

    python tests/bench/certainty.py FOLDER…     (folders of pages NAME.txt with NAME.gold.json)
    python tests/bench/certainty.py --weights FILE --only p FOLDER…

With weights that ``packaging/model/train.py --leave p`` made, ``--only p`` measures on pages
that these have never seen.  Each line: how many said so, what they said on average, and which
share was right.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "model")]

from gold import GoldPage, gold_labels, load, spot

from reader.parser.doubts import SAME
from reader.parser.segments import Segment
from reader.parser.steps import read
from reader.parser.weights import load as load_weights
from reader.parser.weights import shipped

_STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


class Table:
    """Counts of how often what was said with a certainty was right."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rows = {step: [0, 0.0, 0] for step in _STEPS}

    def add(self, certainty: float, right: bool) -> None:
        """Count one."""
        row = self._rows[next(step for step in _STEPS if certainty < step)]
        row[0] += 1
        row[1] += certainty
        row[2] += right

    def show(self) -> None:
        """Print the table."""
        print(self.name)
        for step, (count, said, right) in self._rows.items():
            if count:
                share = f"said {said / count:.3f}  right {right / count:.3f}"
                print(f"  below {min(step, 1.0):.2f}  {count:6}  {share}")


def piece_at_end(page: GoldPage, segment: Segment) -> int | None:
    """The gold piece of a segment's last character that has one."""
    for start, end in reversed(segment.parts):
        for at in range(end - 1, start - 1, -1):
            found = page.spots[at]
            if found:
                return found.piece
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--only", default="", help="pages whose names start so")
    options = parser.parse_args()
    weights = shipped()
    if options.weights:
        weights = load_weights(options.weights)
    joints, alone, roles = Table("joints"), Table("joined to nothing"), Table("roles")
    for folder in options.folders:
        for path in sorted(folder.glob(f"{options.only}*.txt")):
            page = load(path)
            reading = read(page.text, weights)
            gold = gold_labels(page, reading.segments)
            for index, segment in enumerate(reading.segments):
                link = reading.links.get(index)
                here = spot(page, segment)
                if link and link.left >= 0:
                    left = piece_at_end(page, reading.segments[link.left])
                    joints.add(link.confidence, here is not None and here.piece == left)
                    continue
                if link:
                    alone.add(link.confidence, gold[index] != "torn")
                mine, wanted = reading.labels[index], gold[index]
                right = SAME.get(mine, mine) == SAME.get(wanted, wanted)
                roles.add(reading.chances[index].certainty, right)
    for table in (joints, alone, roles):
        table.show()
    return 0


if __name__ == "__main__":
    sys.exit(main())
