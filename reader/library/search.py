"""Where a question matches in a text, and what to show of it.  Pure functions on text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.library.fold import expression, fold
from reader.library.question import Node, Pattern, parse, sought
from reader.library.sound import is_spelling, spelled

#: Code points shown around the match of a snippet.
CONTEXT = 40
#: Seconds that a regular expression may take for one text.
PATIENCE = 0.5

_STOPS = "。！？；!?;"
_CLOSING = "”’」』）)》】"
_Range = tuple[int, int]


def never() -> bool:
    """For what isn't to be stopped."""
    return False


class Stopped(Exception):
    """Nobody waits for the answer any more."""


class TooLong(Exception):
    """A regular expression takes so long that it was given up."""


def find_matches(
    text: str, query: str, plain: bool = False, head: bool = False, names: Sequence[str] = ()
) -> tuple[_Range, ...]:
    """The half-open ranges of ``text`` that a query looks for, in order, none overlapping.

    plain
        The query is words between white space, without operators.
    head
        The text is a headline or a column's, which may be found by its sound.
    names
        People named in the text, who may be found by the sound of their names.
    """
    wanted = marker(query, plain)
    return _merged([*matches(text, wanted), *_heard(text, wanted, len(text) * head, names)])


class Marker(NamedTuple):
    """What is marked: folded words, regular expressions, and pinyin with the part it's meant for."""

    words: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    variants: bool = True
    sounds: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=64)
def marker(query: str, plain: bool = False, variants: bool = True) -> Marker:
    """What to mark for a query."""
    if plain:
        words = [fold(word, variants) for word in query.split()]
        return Marker(tuple(dict.fromkeys(words)), (), variants)
    return marker_of(parse(query).tree, variants)


def marker_of(tree: Node | None, variants: bool = True) -> Marker:
    """What to mark for a question."""
    words: dict[str, None] = {}
    sounds: dict[tuple[str, str], None] = {}
    patterns = []
    for node in sought(tree):
        if isinstance(node, Pattern):
            patterns.append(node.source)
        elif node.part != "page":
            words[fold(node.text, variants)] = None
            if not node.quoted and is_spelling(node.text):
                sounds[node.text, node.part] = None
    return Marker(tuple(words), tuple(patterns), variants, tuple(sounds))


def matches(text: str, wanted: Marker) -> tuple[_Range, ...]:
    """The half-open ranges of ``text`` that are to be marked, in order.

    Matches that overlap are one range; those that only touch stay apart, so
    that 工会工会 is two matches of 工会 and one of 工会工会.
    """
    found: list[_Range] = []
    for word in wanted.words:
        found += [match.span() for match in expression(word, wanted.variants).finditer(text)]
    for source in wanted.patterns:
        found += _matches_of(source, text)
    if len(wanted.words) + len(wanted.patterns) < 2:
        return tuple(found)
    return _merged(found)


def _heard(text: str, wanted: Marker, head: int, names: Sequence[str]) -> Iterator[_Range]:
    """What sounds as it is spelled: in the first ``head`` code points, and of the names."""
    for letters, part in wanted.sounds:
        if part in ("", "title", "column") and head:
            yield from spelled(fold(text[:head]), letters)
        if part in ("", "person"):
            for name in names:
                if next(spelled(fold(name), letters), None):
                    at = text.find(name)
                    while at >= 0:
                        yield at, at + len(name)
                        at = text.find(name, at + len(name))


def _merged(found: Sequence[_Range]) -> tuple[_Range, ...]:
    merged: list[_Range] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def pattern(source: str) -> Callable[[str], Iterator[_Range]]:
    """A function that gives the places in a text where a regular expression matches.

    It raises ``TooLong``.  Raises ``ValueError`` with the reason if the
    expression isn't one.
    """
    # Python's own module can't be stopped, and keeps all other threads from running.
    import regex

    try:
        compiled = regex.compile(source, regex.MULTILINE | regex.IGNORECASE)
    except regex.error as error:
        raise ValueError(str(error)) from error

    def look(text: str) -> Iterator[_Range]:
        try:
            for match in compiled.finditer(text, timeout=PATIENCE, concurrent=True):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError as error:
            raise TooLong from error

    return look


def _matches_of(source: str, text: str) -> list[_Range]:
    try:
        return list(pattern(source)(text))
    except (ValueError, TooLong):  # told by whoever searched with it
        return []


def is_near(text: str, left: str, right: str, most: int) -> bool:
    """Whether both stand in the text, with at most so many code points between them."""
    rights = list(_places(text, right))
    for at in _places(text, left):
        for other in rights:
            gap = other - at - len(left) if other >= at else at - other - len(right)
            if 0 <= gap <= most:
                return True
    return False


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def snippet(
    text: str, wanted: Marker, body: int = 0, names: Sequence[str] = ()
) -> tuple[str, tuple[_Range, ...], int]:
    """The part of an article to show for a query: text, ranges of matches in it, matches in all.

    text
        The pieces of the article, joined by line feeds.
    body
        Where the headline ends in it.  A match behind it is preferred: the
        headline is shown anyway.

    names
        The people named in it.

    The part lies within one piece and has the most different words of the
    query that stand close together.  It begins and ends with a sentence where
    one begins and ends near enough, else with ``…``.  Where no word stands in
    it as it is written, it is what sounds so; without a match, how the text
    behind the headline begins.
    """
    found = matches(text, wanted) or _merged([*_heard(text, wanted, body, names)])
    if not found:
        start = body + 1 if body and body + 1 < len(text) else 0
        return (*_cut(text, *_window(text, start, start), ()), 0)
    if len(found) == 1 or len(wanted.words) + len(wanted.patterns) == 1:
        start, end = next((m for m in found if m[0] >= body), found[0])
    else:
        folded = fold(text, wanted.variants)
        start, end = max(found, key=lambda match: _rank(folded, text, match, wanted.words, body))
    left, right = _window(text, start, end)
    return (*_cut(text, left, right, found), len(found))


def _cut(
    text: str, left: int, right: int, found: tuple[_Range, ...]
) -> tuple[str, tuple[_Range, ...]]:
    before = "…" if _is_within(text, left) else ""
    after = "…" if _is_within(text, right) else ""
    shift = len(before) - left
    marked = tuple((s + shift, e + shift) for s, e in found if s >= left and e <= right)
    return before + text[left:right] + after, marked


def _is_within(text: str, at: int) -> bool:
    """Whether a cut here would go through a sentence."""
    if at <= 0 or at >= len(text):
        return False
    before = text[at - 1]
    return text[at] != "\n" and before != "\n" and before not in _STOPS + _CLOSING


def _rank(
    folded: str, text: str, match: _Range, words: tuple[str, ...], body: int
) -> tuple[int, bool, int]:
    left, right = _window(text, *match)
    near = sum(folded.find(word, left, right) >= 0 for word in words)
    return near, match[0] >= body, -match[0]


def _window(text: str, start: int, end: int) -> _Range:
    """Context on both sides, within the piece, in whole sentences if they are short enough."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    left = max(line_start, start - CONTEXT)
    if left > line_start:
        stop = max(text.rfind(mark, left - 1, start) for mark in _STOPS)
        left = _behind(text, stop, start) if stop >= 0 else left
    # What the left side left over is given to the right.
    right = min(line_end, left + 2 * CONTEXT + end - start)
    if right < line_end:
        stop = max(text.rfind(mark, end, right) for mark in _STOPS)
        right = _behind(text, stop, right) if stop >= 0 else right
    return left, right


def _behind(text: str, stop: int, limit: int) -> int:
    """Behind a stop and the quotation marks that it closes."""
    at = stop + 1
    while at < limit and text[at] in _CLOSING:
        at += 1
    return at
