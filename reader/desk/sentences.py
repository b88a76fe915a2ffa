"""An article as sentences, to be read aloud one by one: those of the mended text."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.desk.values import Reading

#: Up to the mark that ends a sentence, with the closing marks behind it; or the rest.
_SENTENCE = re.compile(r"[^。！？!?；;…\n]*(?:[。！？!?；;…\n]+[”’」』）)》〉】〕］]*|$)")
#: Voices stumble over more in one breath.
_LONGEST = 300


class Sentence(NamedTuple):
    """Half-open code points ``start`` to ``end`` of a piece; ``text`` is what stands there."""

    piece: int
    start: int
    end: int
    text: str


def sentences(reading: Reading) -> list[Sentence]:
    """All sentences in the order of reading.  Every visible character is in one of them."""
    found = []
    for number, (_, piece) in enumerate(reading.pieces):
        for match in _SENTENCE.finditer(piece.text):
            for start in range(match.start(), match.end(), _LONGEST):
                end = min(start + _LONGEST, match.end())
                text = piece.text[start:end]
                if text.strip():
                    found.append(Sentence(number, start, end, text))
    return found
