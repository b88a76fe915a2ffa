"""How often short strings of characters occur in newspaper Chinese.

The table holds the counts of one to four characters that
``packaging/model/count.py`` took from a corpus of news, in buckets of four
16-bit slots: a fingerprint of 11 bits and the logarithm of the count in 5.
That is two bytes a string, read at once and looked up in half a microsecond;
a string that isn't there is taken for one with probability 0.2 %.  The idea
is that of a Bloomier table for language models (Talbot and Osborne, 2007:
*Randomised Language Modelling*), made simpler.
"""

from __future__ import annotations

import math
from array import array
from functools import lru_cache
from zlib import crc32

from reader.files import resource

#: Stand for the start and the end of a paragraph, and for the start of a headline.
START, END, HEAD = "\x02", "\x03", "\x04"
#: One step of the stored logarithm: 31 of them reach 450,000, the commonest comma.
STEP = 0.42
SLOTS = 4

_WIDE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(c): "0" for c in "0123456789０１２３４５６７８９"},
    **dict.fromkeys((ord(c) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), "a"),
    **{ord(a): b for a, b in zip("「」『』﹃﹄﹁﹂｡", "“”‘’‘’“”。", strict=False)},
}
_WIDE.update({ord(a): b for a, b in zip("，；：？！（）", ",;:?!()", strict=False)})


@lru_cache(maxsize=1)
def _folded() -> dict[int, str]:
    """What each character becomes; traditional forms from the table that search uses, too."""
    path = resource("fold.txt")
    lines = path.read_text("utf-8").split("\n") if path.is_file() else ["", "", "", ""]
    # Both ways of writing are one to the counts, which were taken from simplified text.
    return {ord(a): b for a, b in zip(lines[2], lines[3], strict=True)} | _WIDE


def fold(text: str) -> str:
    """Text as the table knows it: simplified, half-width punctuation, digits as 0, letters as a."""
    return text.translate(_folded())


def place(gram: str, buckets: int) -> tuple[int, int]:
    """The bucket and the fingerprint (1 to 2047) of a string."""
    code = crc32(gram.encode("utf-16-le", "surrogatepass")) * 0x9E3779B97F4A7C15 & (2**64 - 1)
    return (code >> 24) % buckets, (code >> 8) % 2047 + 1


class Counts:
    """A read-only table of counts; an empty one answers 0 for everything.

    known
        For a string (already folded) the logarithm of its count, None if it
        isn't kept; subscript it.
    rarity
        How much two texts that share this pair of characters have in common by it, from 0 up.
    lean
        How much likelier a pair of characters is in a headline than in a body, in nats.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.known = _Known(array("H", data))
        self.rarity = lru_cache(maxsize=1 << 16)(self._rarity)
        self.lean = lru_cache(maxsize=1 << 16)(self._lean)

    def log(self, gram: str, unseen: float = 0.3) -> float:
        """The natural logarithm of the count, with ``unseen`` for a string not kept."""
        known = self.known[gram]
        return math.log(unseen) if known is None else known

    def _rarity(self, pair: str) -> float:
        return max(0.0, 7.6 - self.log(pair, 0.7))

    def _lean(self, pair: str) -> float:
        return self.log(HEAD + pair, 0.5) - self.log(pair, 2.0) + 3.6


class _Known(dict[str, float | None]):
    """What was read from the table, by string.

    Every string is asked for many times on a page, and a plain dict answers
    four times as fast as a bounded cache; so it is emptied when it has grown large.
    """

    __slots__ = ("_buckets", "_slots")
    MOST = 1 << 18

    def __init__(self, slots: array[int]) -> None:
        super().__init__()
        self._slots = slots
        self._buckets = len(slots) // SLOTS

    def __missing__(self, gram: str) -> float | None:
        if len(self) >= self.MOST:
            self.clear()
        found = None
        if self._buckets:
            slots = self._slots
            bucket, mark = place(gram, self._buckets)
            for at in range(bucket * SLOTS, bucket * SLOTS + SLOTS):
                if slots[at] >> 5 == mark:
                    found = (slots[at] & 31) * STEP
                    break
        self[gram] = found
        return found


@lru_cache(maxsize=1)
def newspaper() -> Counts:
    """The table shipped with Heding; an empty one where it is missing: other evidence decides."""
    path = resource("model", "counts.bin")
    return Counts(path.read_bytes() if path.is_file() else b"")
