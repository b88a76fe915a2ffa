"""What one can go to by its name: headlines, columns, people, pages.

A name is found by letters that stand in it in their order, not necessarily
side by side, as the palettes of editors do it.  All names are kept in some
long strings that regular expressions run over: a hundred thousand take about
as long as a frame, in steps short enough for other threads to come between.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice, product
from typing import TYPE_CHECKING, NamedTuple

from reader.library.fold import fold
from reader.library.sound import is_spelling, readings, spelled

if TYPE_CHECKING:
    from reader.library.cache import Cache
    from reader.library.rows import ArticleRow, PageRow

#: Names in one string, a step of about a millisecond.
_STEP = 2000
#: Of so many names that fit, the best are looked for; a single letter stands in half of them.
_MOST = 3000
#: Ways to read a name that are tried: 曾乐 has four.
_WAYS = 8
#: Pages whose names are learned at once: some milliseconds.
_AT_ONCE = 40


class Name(NamedTuple):
    """Something to go to.

    kind
        ``article``, ``column``, ``person`` or ``page``; others may use more.
    id
        Of the article, or the key of the page; for the others their text.
    about
        The article's page, to tell it from others of the same headline; a page's title.
    """

    kind: str
    text: str
    id: str
    about: str = ""


#: Some lines in one string, where each begins, and the name that it belongs to.
_Step = tuple[str, list[int], list[Name]]


def score(text: str, wanted: str) -> float:
    """How well a name fits, 0 if it doesn't: at its start, then in one piece, then scattered."""
    name = _flat(text)
    letters = _letters(wanted)
    if not letters:
        return 1.0
    at = name.find(letters)
    if at >= 0:
        return 200.0 + (100.0 if at == 0 else 0.0) - min(len(name), 99) * 0.5
    spans = []
    start = name.find(letters[0])
    while start >= 0:
        at = start
        for letter in letters[1:]:
            at = name.find(letter, at + 1)
            if at < 0:
                break
        if at < 0:
            break
        spans.append(at - start + 1 - len(letters))
        start = name.find(letters[0], start + 1)
    if not spans:
        return 0.0
    return max(1.0, 100.0 - 3.0 * min(spans) - min(len(name), 99) * 0.2)


def spelled_score(text: str, wanted: str) -> float:
    """How well a name fits by its pinyin: ``fdwz`` or ``fangda`` for 放大文字; 0 if it doesn't."""
    letters = _letters(wanted)
    if not is_spelling(letters):
        return 0.0
    found = next(spelled(fold(_letters(text)), letters, whole=False), None)
    if found is None:
        return 0.0
    return 150.0 - min(len(text), 99) * 0.5 + 20.0 * (found[0] == 0)


def best_names(names: Iterable[Name], wanted: str, limit: int) -> list[Name]:
    """The names that fit best, the best first."""
    order = {"column": 1, "person": 2, "page": 3, "article": 4}
    found = []
    for name in names:
        points = score(name.text, wanted)
        if not points and name.kind in ("command", "column", "person"):
            points = spelled_score(name.text, wanted)
        if points:
            found.append((-points, order.get(name.kind, 0), name))
    found.sort(key=lambda row: row[:2])
    return [name for _, _, name in found[:limit]]


class Names:
    """The names of all pages in the cache."""

    def __init__(self) -> None:
        self._cache, self._seen = "", 0  # which one, and its last change that is known here
        self._pages: dict[str, tuple[Name, ...]] = {}
        self._steps: list[_Step] | None = None
        self._spelled: list[_Step] | None = None

    def catch_up(self, cache: Cache) -> bool:
        """Learn the names of some pages that have changed; whether there may be more."""
        if cache.identity() != self._cache:
            self._pages.clear()
            self._cache, self._seen = cache.identity(), 0
        changes = cache.changes(self._seen, _AT_ONCE)
        for change in changes:
            self._pages.pop(change.page, None)
            for page, rows in cache.contents(change.page):
                self._pages[page.key] = tuple(_names(page, rows))
            self._seen = change.number
            self._steps = self._spelled = None
        return len(changes) == _AT_ONCE

    def find(self, wanted: str, limit: int, going: Callable[[], bool]) -> list[Name]:
        """The best ``limit`` names for the letters; none any more once ``going`` says so."""
        letters = _letters(wanted)
        if not letters:
            return []
        whole = re.compile(re.escape(letters))
        scattered = re.compile("[^\n]*?".join(map(re.escape, letters)))
        found: list[Name] = []
        for pattern, steps in (
            (whole, self._all_steps),
            (whole, self._spelled_steps if is_spelling(letters) else list),
            (scattered, self._all_steps),
        ):
            for step in steps():
                if not going():
                    return []
                found += _hits(step, pattern, _MOST - len(found))
                if len(found) >= _MOST:
                    break
            if len(found) >= limit:  # in one piece is better than any scattered
                break
        return best_names(dict.fromkeys(found), wanted, limit)

    def _all_steps(self) -> Sequence[_Step]:
        if self._steps is None:
            names = list(dict.fromkeys(self._each()))
            self._steps = list(_steps([(_flat(name.text), name) for name in names]))
        return self._steps

    def _spelled_steps(self) -> Sequence[_Step]:
        """Columns and people as they sound; headlines are found so by searching."""
        if self._spelled is None:
            names = dict.fromkeys(n for n in self._each() if n.kind in ("column", "person"))
            self._spelled = list(_steps([(s, name) for name in names for s in _spellings(name)]))
        return self._spelled

    def _each(self) -> Iterator[Name]:
        """Columns and people first, which are few and would not be found among the articles."""
        for few in (True, False):
            for names in self._pages.values():
                yield from (n for n in names if (n.kind in ("column", "person")) == few)


def _names(page: PageRow, rows: Iterable[ArticleRow]) -> Iterator[Name]:
    file = os.path.splitext(os.path.basename(page.path))[0]
    yield Name("page", file, page.key, page.title)
    for row in rows:
        yield Name("article", row.title, row.id, file)
        if row.column:
            yield Name("column", row.column, row.column)
        for person in row.people.split("\n"):
            if person:
                yield Name("person", person, person)


def _steps(lines: list[tuple[str, Name]]) -> Iterator[_Step]:
    for at in range(0, len(lines), _STEP):
        texts = [text for text, _ in lines[at : at + _STEP]]
        starts = list(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        yield "\n".join(texts), starts, [name for _, name in lines[at : at + _STEP]]


def _spellings(name: Name) -> Iterator[str]:
    """The pinyin of a name and its initials, in the first few ways in which it may be read."""
    heard = [readings(char) or (char,) for char in fold(_letters(name.text))]
    for way in islice(product(*heard), _WAYS):
        yield "".join(s[0] for s in way)
        yield "".join(way)


def _hits(step: _Step, pattern: re.Pattern[str], most: int) -> Iterator[Name]:
    text, starts, names = step
    at = 0
    while most > 0 and (match := pattern.search(text, at)):
        number = bisect_right(starts, match.start()) - 1
        yield names[number]
        most -= 1
        if number + 1 == len(starts):
            return
        at = starts[number + 1]


def _flat(text: str) -> str:
    return text.replace("\n", " ").lower()


def _letters(text: str) -> str:
    return "".join(text.lower().split())
