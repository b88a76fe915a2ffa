"""What a query means, where it matches, and what to show of it.  Pure functions on text.

A query is words between white space; an article is found if each of them
stands somewhere in it, as a plain substring of one piece.
"""

from __future__ import annotations

#: Code points shown around the match of a snippet.
CONTEXT = 40

_STOPS = "。！？；!?;"


def query_words(query: str) -> tuple[str, ...]:
    """The words of a query, each once, in their order."""
    return tuple(dict.fromkeys(query.split()))


def find_matches(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of ``text`` that match any word of ``query``, in order.

    Matches that overlap or touch are one range only if they overlap, so that
    工会工会 is two matches of 工会 and one of 工会工会.
    """
    return _ranges(text, query_words(query))


def _ranges(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    if len(words) < 2:
        return tuple(found)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, query: str, body: int = 0) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """The part of an article to show for a query: text, ranges of matches in it, matches in all.

    text
        The pieces of the article, joined by line feeds.
    body
        Where the headline ends in it.  A match behind it is preferred: the
        headline is shown anyway.

    The part lies within one piece and has the most different words of the
    query that stand close together.  Where it cuts a piece, it ends in ``…``.
    """
    words = query_words(query)
    matches = _ranges(text, words)
    if not matches:
        return "", (), 0
    if len(words) == 1:
        start, end = next((m for m in matches if m[0] >= body), matches[0])
    else:
        start, end = max(matches, key=lambda match: _rank(text, match, words, body))
    left, right = _window(text, start, end)
    before = "…" if left > 0 and text[left - 1] != "\n" else ""
    after = "…" if right < len(text) and text[right] != "\n" else ""
    shift = len(before) - left
    marked = tuple((s + shift, e + shift) for s, e in matches if s >= left and e <= right)
    return before + text[left:right] + after, marked, len(matches)


def _rank(
    text: str, match: tuple[int, int], words: tuple[str, ...], body: int
) -> tuple[int, bool, int]:
    left, right = _window(text, *match)
    near = sum(text.find(word, left, right) >= 0 for word in words)
    return near, match[0] >= body, -match[0]


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Context on both sides, within the piece, from the start of a sentence if one is near."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    left = max(line_start, start - CONTEXT)
    right = min(line_end, end + CONTEXT)
    if left > line_start:
        stop = max(text.rfind(mark, left, start) for mark in _STOPS)
        left = stop + 1 if stop >= 0 else left
    # What the left side left over is given to the right, and the other way round.
    right = min(line_end, max(right, left + 2 * CONTEXT + end - start))
    return left, right
