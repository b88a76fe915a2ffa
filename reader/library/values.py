"""What the library answers with: frozen values, no rows, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from reader.page import Article, PageDate
from reader.trouble import Trouble


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """One line of the issue tree: an article without its text."""

    id: str
    kind: str
    title: str
    kicker: str
    column: str
    bookmarked: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class PageInfo:
    """One page of the library, with its articles in the order of reading.

    ``key`` names it for good; ``name`` is the file's name without folder and
    ending; ``title`` is what to show (banner, date or name).
    """

    key: str
    path: str
    name: str
    title: str
    date: PageDate | None
    articles: tuple[ArticleInfo, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the page it stands on."""

    page: PageInfo
    article: Article
    encoding: str
    bookmarked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that contains the query.

    ``snippet`` is text of the article around the first match, in which
    ``marked`` are the half-open ranges of the matches; ``count`` is the number
    of matches in the whole article.
    """

    id: str
    page: str
    kind: str
    title: str
    snippet: str
    marked: tuple[tuple[int, int], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: an article, and the code point at the top of the view.

    ``offset`` counts in the page's decoded text, so that it means the same
    whatever the font, the window or the parser's version.
    """

    article: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmarked article, with enough to show and to find it again without its page.

    ``quote`` is how its text begins; ``made`` is an ISO 8601 time in UTC;
    ``present`` tells whether the library still has the article.
    """

    article: str
    title: str
    page: str
    quote: str
    made: str
    present: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What adding files did: keys of the pages now in the library, and what went wrong."""

    pages: tuple[str, ...]
    troubles: tuple[Trouble, ...]
