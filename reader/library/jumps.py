"""Stories that go on elsewhere: （下转第3版） on one page of an issue, （上接第1版） on another.

The lines stay what the parser makes of them, mostly furniture of the page; to
whose article one belongs is told by what stands before it, or behind it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.library.fold import fold
from reader.library.values import Found, Jump, PageInfo

if TYPE_CHECKING:
    from reader.page import Article, Page

_LINE = re.compile(
    r"[（(〔\[【]?\s*[▶►→]?\s*(?P<way>下转|下轉|上接|紧接|緊接|转|轉|接)[^（）()，。\n]{0,3}?"
    r"(?P<page>[A-Za-zＡ-Ｚ]{0,2}[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[版页頁]"
    r"[^（）()，。\n]{0,8}[）)〕\]】]?"
)
_DIGITS = "〇一二三四五六七八九"
#: The part of its title's pairs of characters that the rest of a story shares at least.
_ALIKE = 0.5


class Line(NamedTuple):
    """A jump line on a page.

    start
        Where it begins, in code points of the page.
    onward
        Whether the story goes on elsewhere; else it comes from there.
    said
        Its words.
    number
        Letter and number of the other page, as ``a3`` or ``3``.
    """

    start: int
    onward: bool
    said: str
    number: str


def jump_lines(page: Page) -> dict[str, list[Line]]:
    """The jump lines of each article, by its id, in the order of the page."""
    if not any(sign in page.text for sign in "转轉接"):
        return {}
    owned = sorted((*r, a.id) for a in page.articles for _, p in a.pieces() for r in p.source)
    furniture = [r for piece in page.furniture for r in piece.source]
    found: dict[str, list[Line]] = {}
    for match in _LINE.finditer(page.text):
        at = match.start() + len(match[0]) - len(match[0].lstrip())
        bracketed = match[0][0] in "（(〔[【" and match[0][-1] in "）)〕]】"
        if not bracketed and not any(r.start <= at < r.end for r in furniture):
            continue  # words of a sentence
        onward = match["way"] not in ("上接", "紧接", "緊接", "接")
        article = _owner(owned, match.start(), match.end(), onward)
        if article:
            line = Line(at, onward, match[0].strip(" （()）〔〕[]【】"), _number(match["page"]))
            found.setdefault(article, []).append(line)
    return found


def followed(
    found: Found, fetch: Callable[[str], Page], pages: Callable[[], Sequence[PageInfo]]
) -> tuple[Jump, ...]:
    """Where the story of an article goes on, and whence it comes.

    fetch
        Gives a page by its key.
    pages
        Gives all pages of the library; asked only if there is a jump line.
    """
    own = fetch(found.page.key)
    lines = jump_lines(own).get(found.article.id, [])
    if not lines:
        return ()
    issue = [page for page in pages() if _same_issue(page, found.page)]
    here = page_number(found.page.path)
    jumps = []
    for line in dict.fromkeys(lines):
        there = [
            page
            for page in issue
            if page.key != found.page.key and _is_page(page_number(page.path), line.number, here)
        ]
        article = _other_end(found.article, line, here, map(fetch, (p.key for p in there)))
        jumps.append(
            Jump(
                line.onward,
                line.said,
                article.id if article else "",
                article.heading() if article else "",
                line.start,
            )
        )
    return tuple(jumps)


def page_number(path: str) -> str:
    """Letter and number of a page by its file's name: ``a3`` for 2025-07-18-A03.txt."""
    name = fold(os.path.splitext(os.path.basename(path))[0])
    match = re.search(r"([a-z]{0,2})(\d{1,3})[版页頁]?$", name)
    return _number(match[0].rstrip("版页頁")) if match else ""


def _owner(owned: list[tuple[int, int, str]], start: int, end: int, onward: bool) -> str:
    """The article in which a line stands; else the one before it, or behind it if it comes in."""
    for first, last, article in owned:
        if first <= start < last:
            return article
    before = [article for _, last, article in owned if last <= start]
    behind = [article for first, _, article in owned if first >= end]
    if onward:
        return before[-1] if before else ""
    return behind[0] if behind else ""


def _other_end(article: Article, line: Line, here: str, pages: Iterable[Page]) -> Article | None:
    """The article that has the line that answers this one; else the one with the same headline."""
    answering: list[Article] = []
    others: list[Article] = []
    for page in pages:
        lines = jump_lines(page)
        for other in page.articles:
            answers = (
                answer.onward != line.onward
                and _is_page(here, answer.number, page_number(page.file))
                for answer in lines.get(other.id, ())
            )
            (answering if any(answers) else others).append(other)
    title = _pairs(article.heading())

    def likeness(other: Article) -> float:
        return len(title & _pairs(other.heading())) / max(len(title), 1)

    if answering:
        return max(answering, key=lambda a: (likeness(a), len(_words(article) & _words(a))))
    best = max(others, key=likeness, default=article)
    return best if best is not article and likeness(best) >= _ALIKE else None


def _words(article: Article) -> set[str]:
    return _pairs("\n".join(piece.text for _, piece in article.pieces()))


def _pairs(text: str) -> set[str]:
    bare = "".join(c for c in text if c.isalnum())
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _same_issue(one: PageInfo, other: PageInfo) -> bool:
    """Of one folder or archive, and not of two dates."""
    dates = {page.date.value for page in (one, other) if page.date}
    return len(dates) < 2 and os.path.dirname(one.path) == os.path.dirname(other.path)


def _is_page(number: str, wanted: str, here: str) -> bool:
    """Whether a page is the one that is named on page ``here``, maybe without the letter."""
    letters = [n.rstrip("0123456789") for n in (number, wanted, here)]
    same = number[len(letters[0]) :] == wanted[len(letters[1]) :]
    return bool(number) and same and letters[0] == (letters[1] or letters[2])


def _number(said: str) -> str:
    """``A03`` and 第三版's 三 as ``a3`` and ``3``."""
    text = fold(said)
    if text[0] in "一二三四五六七八九十":
        tens, ten, ones = text.rpartition("十")
        value = (_DIGITS.find(tens or "一") * 10 if ten else 0) + _DIGITS.find(ones or "〇")
        return str(value)
    digits = text.lstrip("abcdefghijklmnopqrstuvwxyz")
    return text[: len(text) - len(digits)] + (digits.lstrip("0") or "0")
