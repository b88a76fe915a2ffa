"""Where a quotation stands in a page's text, and how it is found again when the text has changed.

After the selectors of the W3C Web Annotation model: the position is tried
first, then the quotation with what stood before and behind it.  White space
doesn't count, so that lines may be broken elsewhere.  Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: Code points that are kept of what stands before and behind a quotation.
_AROUND = 32
#: Letters around it that must be the same, if there are so many, where its position has changed.
_SURE = 8
#: A quotation whose own letters have changed must be like the old one by this share of them.
_ALIKE = 0.7
#: Letters of a quotation up to which that is tried: it takes the square of the time.
_COMPARED = 2000


class Target(NamedTuple):
    """A run of a page's text, and what to know it by.

    start, end
        Half-open code points of the page; -1 if it isn't found there now.
    exact, before, after
        The text, and what stood around it.
    """

    start: int
    end: int
    exact: str
    before: str
    after: str


def anchored(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[Target, ...]:
    """A target for each range; those with nothing but white space between them are one."""
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        last = merged[-1] if merged else (0, -1)
        if merged and start >= last[1] and not text[last[1] : start].strip():
            merged[-1] = (last[0], end)
        elif end > start:
            merged.append((start, end))
    return tuple(
        Target(
            start,
            end,
            text[start:end],
            text[max(0, start - _AROUND) : start],
            text[end : end + _AROUND],
        )
        for start, end in merged
    )


def placed(target: Target, text: str) -> Target:
    """The target where it stands in a text now.

    If its words stand in several places, it is the one with the same text
    around; if no place is clearly it, ``start`` and ``end`` are -1: on other
    words than the reader's it would be worse than lost.
    """
    start, end, exact, before, after = target
    if start >= 0 and text[max(0, start - len(before)) : end + len(after)] == (
        before + exact + after
    ):
        return target
    letters = [at for at, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[at] for at in letters)
    old = Target(0, 0, *(("".join(part.split())) for part in (exact, before, after)))
    found = _same(old, bare) or _like(old, bare)
    if not old.exact or found is None:
        return target._replace(start=-1, end=-1)
    first, last = letters[found[0]], letters[found[1] - 1] + 1
    return anchored(text, [(first, last)])[0]


def _same(old: Target, text: str) -> tuple[int, int] | None:
    """Where the same words stand with the most of the same text around them."""
    length = len(old.exact)
    ranked = sorted(
        ((_around(old, text, start, start + length), start) for start in _all(old.exact, text)),
        reverse=True,
    )
    if not ranked:
        return None
    letters, start = ranked[0]
    alone = len(ranked) == 1
    needed = min(_SURE, len(old.before) + len(old.after))
    if (alone and length >= _SURE) or (letters >= needed and (alone or letters > ranked[1][0])):
        return start, start + length
    return None


def _like(old: Target, text: str) -> tuple[int, int] | None:
    """Where, between the same text before and behind, words stand that are nearly the same."""
    before, after = old.before[-_SURE:], old.after[:_SURE]
    if len(before) < _SURE or len(after) < _SURE or len(old.exact) > _COMPARED:
        return None
    from difflib import SequenceMatcher  # rarely needed

    found = []
    for start in _all(before, text):
        first = start + len(before)
        last = text.find(after, first, first + 2 * len(old.exact) + 20 + len(after))
        if last > first:
            alike = SequenceMatcher(None, old.exact, text[first:last], autojunk=False)
            if alike.quick_ratio() >= _ALIKE and alike.ratio() >= _ALIKE:
                found.append((first, last))
    return found[0] if len(found) == 1 else None


def _around(old: Target, text: str, start: int, end: int) -> int:
    """How many letters before and behind a place are those that stood there."""
    before = zip(
        reversed(old.before), reversed(text[max(0, start - _AROUND) : start]), strict=False
    )
    return _common(before) + _common(zip(old.after, text[end : end + _AROUND], strict=False))


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _all(part: str, text: str) -> Iterator[int]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
