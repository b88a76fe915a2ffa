"""Words that go with what a query finds: the telling words of its best hits.

The hits' texts are cut into words by a dictionary, and a word tells the more,
the more of the hits have it, and the rarer it is in the library (Salton's
weighing) and in the language.
"""

from __future__ import annotations

import math
from collections import Counter

from reader.library.finding import Asking
from reader.library.fold import fold
from reader.library.lexicon import lexicon
from reader.library.question import Pattern, quoted, sought
from reader.library.values import Facet

#: Hits whose beginnings are looked at, and code points of each behind the headline.
_HITS, _BEGINNING = 40, 300
#: Words that are weighed, and those that are told.
_WEIGHED, _TOLD = 50, 12


def related(asking: Asking) -> tuple[Facet, ...]:
    """Words for narrowing a query, each with the number of articles that it would leave.

    Raises ``Stopped``.
    """
    places, total = asking.hits(_HITS)
    if total < 3:  # nothing to narrow
        return ()
    asked = [fold(w.text) for w in sought(asking.question.tree) if not isinstance(w, Pattern)]
    holding: Counter[str] = Counter()
    written: dict[str, str] = {}
    for _, text, body in asking.texts(places):
        asking.go_on()
        here = _words(text[: body + _BEGINNING])
        holding.update(here.keys())
        written |= here
    words = lexicon()
    ranked = sorted(
        (w for w, n in holding.items() if n > 1 and not any(w in a for a in asked)),
        key=lambda word: (-holding[word] * words.rarity(word), word),
    )
    everything = max(asking.searcher.num_docs, 1)
    weights = {}
    for word in ranked[:_WEIGHED]:
        asking.go_on()
        others = asking.index.count("text", word)
        telling = math.log(everything / max(others, 1)) * words.rarity(word)
        weights[word] = holding[word] * telling
    told: list[Facet] = []
    for word in sorted(weights, key=lambda word: (-weights[word], word)):
        if len(told) == _TOLD:
            break
        if any(word in fold(facet.shown) or fold(facet.shown) in word for facet in told):
            continue
        asking.go_on()
        left = asking.count_with(word)
        if left < total:
            told.append(Facet(written[word], left, quoted(written[word])))
    return tuple(told)


def _words(text: str) -> dict[str, str]:
    """The words in it of two characters and more, folded, each as it's written there."""
    found, at = {}, 0
    for word in lexicon().cut(fold(text)):
        if len(word) > 1 and word.isalpha() and not word.isascii():
            found[word] = text[at : at + len(word)]
        at += len(word)
    return found
