"""Where the words of a headline begin, by a list of common words.

The list has them in the order of how common they are; by Zipf's law the
logarithm of a word's place in it stands for what the word costs, and of all
ways to divide a text the cheapest is taken.  ``packaging/words.py`` made the
list, which is read in 5 ms where jieba's whole dictionary takes a second.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from reader.files import resource

_LONGEST = 4
#: What a single character costs that is no word.
_UNKNOWN = math.log(500_000)
# What is never divided; the rest is left to the list.
_TOGETHER = re.compile(
    r"[0-9０-９.．％%]+[年月日届个大项名万亿人]?|[A-Za-z]+|“[^“”]{1,6}”|《[^《》]{1,8}》|—+|…+"
)


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    path = resource("model", "words.txt")
    words = path.read_text("utf-8").split() if path.is_file() else []
    return dict(zip(words, range(20, len(words) + 20), strict=True))


def word_starts(text: str) -> tuple[int, ...]:
    """The code points at which words begin, the first character's apart."""
    places = _places()
    together = {m.start(): m.end() for m in _TOGETHER.finditer(text)}
    best = [0.0] + [math.inf] * len(text)
    came = [0] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            word = text[start:end]
            place = places.get(word)
            if place is None and end > start + 1:
                continue
            cost = math.log(place) if place else _UNKNOWN
            if best[start] + cost < best[end]:
                best[end], came[end] = best[start] + cost, start
        end = together.get(start, 0)
        if end and best[start] < best[end]:
            best[end], came[end] = best[start], start
    starts, at = [], len(text)
    while at > 0:
        at = came[at]
        starts.append(at)
    return tuple(at for at in reversed(starts) if at)
