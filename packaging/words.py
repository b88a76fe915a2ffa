"""Make ``resources/model/words.txt``: common words, the commonest first, for breaking headlines.

    python packaging/words.py

From the dictionary of jieba (MIT), which is a dependency: of its words of one
to four characters those that occur at least ``LEAST`` times in its corpus.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "model" / "words.txt"
LEAST = 60


def main() -> int:
    spec = importlib.util.find_spec("jieba")
    assert spec and spec.origin, "pip install jieba"
    counted = []
    for line in (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if int(count) >= LEAST and len(word) <= 4 and all("一" <= c <= "鿿" for c in word):
            counted.append((-int(count), word))
    TARGET.write_text("\n".join(word for _, word in sorted(counted)) + "\n", "utf-8")
    print(f"{len(counted)} words, {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
