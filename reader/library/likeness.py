"""What makes an article what it is: the words that it shares with others, and its very sentences.

Words are parts of the text that come again and again in it and in few others:
as in Luhn's and Salton's weighing of terms, how often here by how rarely
elsewhere.  What is a word is found by repetition alone, without a dictionary.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

#: Code points of the shortest and longest word.
_SHORTEST, _LONGEST = 2, 4
#: Words that are weighed, and those that are taken.
_WEIGHED, _TAKEN = 60, 10
#: Characters that seldom begin or end a word.
_PARTICLES = frozenset("的了和在是与及等也为这那我他们有将把被对就都而并以于中上下不个")
#: Code points of a passage, and passages that are taken.
_PASSAGE, _PASSAGES = 12, 16
#: Code points of the longest difference that is told.
_DIFFERING = 24


def key_words(
    text: str, title: str, articles: int, holding: Callable[[str], int]
) -> tuple[str, ...]:
    """The words of a folded text that tell most about it, the most telling first.

    articles
        How many articles there are.
    holding
        How many of them hold a word.
    """
    counted = _repeated(text, title)
    ranked = sorted(counted, key=lambda word: (-counted[word] * len(word), word))[:_WEIGHED]
    weights = {}
    for word in ranked:
        others = holding(word)
        if 1 < others <= max(articles // 4, 20):
            weights[word] = (1 + math.log(counted[word])) * math.log(articles / others + 1)
    chosen: list[str] = []
    for word in sorted(weights, key=lambda word: (-weights[word], word)):
        # A word says no more than one that it overlaps with.
        if not any(pair in other for pair in _pairs(word) for other in chosen):
            chosen.append(word)
    return tuple(chosen[:_TAKEN])


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _repeated(text: str, title: str) -> Counter[str]:
    """Parts that occur twice, or once in the headline too; none that only occurs in another."""
    counted: Counter[str] = Counter()
    for run in _runs(text):
        for length in range(_SHORTEST, _LONGEST + 1):
            counted.update(run[at : at + length] for at in range(len(run) - length + 1))
    head = "\n".join(_runs(title))
    often = Counter(
        {
            word: number
            for word, number in counted.items()
            if (number > 2 or (number == 2 and word in head))
            and word[0] not in _PARTICLES
            and word[-1] not in _PARTICLES
        }
    )
    for word, number in list(often.items()):
        for part in (word[1:], word[:-1]):
            if often.get(part) == number:
                del often[part]
    return often


def _runs(text: str) -> list[str]:
    return "".join(c if c.isalnum() and not c.isascii() else " " for c in text).split()


def passages(text: str) -> tuple[str, ...]:
    """Passages of a folded text, evenly spread: who has several of them tells the same story."""
    parts = [run for run in text.split("\n") if len(run) >= 2 * _PASSAGE]
    whole = "\n".join(parts)
    step = max(len(whole) // _PASSAGES, _PASSAGE)
    found = []
    for at in range(0, len(whole) - _PASSAGE + 1, step):
        part = whole[at : at + _PASSAGE]
        if "\n" not in part:
            found.append(part)
    return tuple(dict.fromkeys(found))[:_PASSAGES]


def differences(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """Where two texts of one story differ: what stands in the first, what in the other.

    Only between passages that both have; what one of them has before, behind or
    besides the story is no difference of it.
    """
    from difflib import SequenceMatcher

    blocks = [
        block
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        if block.size > 3
    ]
    found = []
    for before, after in pairwise(blocks):
        left = one[before.a + before.size : after.a]
        right = other[before.b + before.size : after.b]
        if len(left) <= _DIFFERING and len(right) <= _DIFFERING and left.strip() != right.strip():
            found.append((left, right))
    return tuple(found)
