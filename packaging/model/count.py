"""Make ``resources/model/counts.bin``: how often short strings occur in newspaper Chinese.

    python packaging/model/count.py NEWS.jsonl.gz

The corpus has one JSON object a line with ``title`` and ``paragraphs``.  Kept
are the strings of one to four characters that occur at least ``LEAST`` times,
the rarest dropped first until the table holds ``SLOTS_IN_ALL`` slots.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from array import array
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.parser.counts import END, HEAD, SLOTS, START, STEP, fold, place

BUCKETS = 1 << 17  # of four slots of two bytes: 1 MiB
FILL = 0.86
LEAST = {1: 1, 2: 2, 3: 4, 4: 6}


def grams(corpus: Path) -> Counter[str]:
    """Counts of all strings of one to four characters, paragraph by paragraph."""
    found: Counter[str] = Counter()
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            for paragraph in item["paragraphs"]:
                text = START + fold("".join(paragraph.split())) + END
                for size in (1, 2, 3, 4):
                    found.update(text[i : i + size] for i in range(len(text) - size + 1))
            title = HEAD + fold("".join(item["title"].split())) + HEAD
            for size in (2, 3):
                # A headline's strings are kept apart by the mark in front of them.
                found.update(HEAD + title[i : i + size - 1] for i in range(len(title) - size + 2))
    return found


def main() -> int:
    found = grams(Path(sys.argv[1]))
    room = int(BUCKETS * SLOTS * FILL)
    kept = {g: n for g, n in found.items() if n >= LEAST[len(g)]}
    # What an n-gram tells is what its count adds to its parts', so longer ones need more of it.
    order = sorted(kept, key=lambda g: (-(kept[g] / (1, 1, 1.6, 2.6)[len(g) - 1]), g))[:room]
    slots = array("H", bytes(2 * BUCKETS * SLOTS))
    full = [0] * BUCKETS
    dropped = 0
    for gram in order:
        bucket, mark = place(gram, BUCKETS)
        if full[bucket] == SLOTS:
            dropped += 1
            continue
        step = min(31, round(math.log(kept[gram]) / STEP))
        slots[bucket * SLOTS + full[bucket]] = mark << 5 | step
        full[bucket] += 1
    target = Path(__file__).resolve().parents[2] / "resources" / "model" / "counts.bin"
    target.parent.mkdir(parents=True, exist_ok=True)
    if sys.byteorder == "big":
        slots.byteswap()
    target.write_bytes(slots.tobytes())
    sizes = Counter(len(g) for g in order)
    print(
        f"{len(found)} strings, {len(order)} chosen {dict(sizes)}, {dropped} dropped, "
        f"{target.stat().st_size} bytes; commonest {found.most_common(1)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
