"""What the library answers with: immutable values, no rows, no Qt.

Named tuples rather than dataclasses: ``import dataclasses`` and its classes
would take more of the time of ``heding search`` than the search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.library.question import Complaint
    from reader.page import Article, PageDate
    from reader.trouble import Trouble


class ArticleInfo(NamedTuple):
    """One line of the issue tree: an article without its text."""

    id: str
    kind: str
    title: str
    kicker: str
    column: str
    bookmarked: bool
    confidence: float
    people: tuple[str, ...] = ()


class PageInfo(NamedTuple):
    """One page of the library, with its articles in the order of reading.

    ``key`` names it for good; ``name`` is the file's name without folder and
    ending; ``title`` is what to show: the headline of its first article that
    has one, else the banner, else the name.  ``gone``: its file was not
    there when it was last looked for.  ``date`` is without its evidence, which the page has.
    """

    key: str
    path: str
    name: str
    title: str
    date: PageDate | None
    articles: tuple[ArticleInfo, ...]
    gone: bool = False


class Found(NamedTuple):
    """An article with the page it stands on."""

    page: PageInfo
    article: Article
    encoding: str
    bookmarked: bool


class Hit(NamedTuple):
    """An article that contains the query.

    ``page`` is the page's key, ``path`` its file.  ``snippet`` is a part of
    one of the article's pieces with a match in it, in which ``marked`` are the
    half-open ranges of the matches; ``count`` is the number of matches in the
    whole article.  ``date`` is the page's, or ``""``.  ``differing`` is what
    stands otherwise in it than in the story that it was compared with: pairs
    of that story's words and its own.
    """

    id: str
    page: str
    path: str
    kind: str
    title: str
    snippet: str
    marked: tuple[tuple[int, int], ...]
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody misses here
    date: str = ""
    differing: tuple[tuple[str, str], ...] = ()


class Jump(NamedTuple):
    """Where a story goes on, on another page of its issue, or whence it comes.

    ``onward`` tells which.  ``said`` are the words of the line that says so,
    such as 下转第3版, and ``start`` is where they stand in the page.
    ``article`` is the id at the other end, ``""`` if the library doesn't have
    it, and ``title`` its headline.
    """

    onward: bool
    said: str
    article: str
    title: str
    start: int


class Answer(NamedTuple):
    """What a query found.

    hits
        Those asked for, in their order.
    total
        How many there are in all.
    complaints
        What of the query wasn't understood or couldn't be done.
    behind
        Pages that are not indexed yet, in which nothing was looked for.
    shared
        Words or passages by which the articles are like another one, where that was asked.
    asked
        Whether anything of the query could be looked for.
    """

    hits: tuple[Hit, ...]
    total: int
    complaints: tuple[Complaint, ...] = ()
    behind: int = 0
    shared: tuple[str, ...] = ()
    asked: bool = True


class Place(NamedTuple):
    """Where the reader is: an article, and the code point at the top of the view.

    ``offset`` counts in the page's decoded text, so that it means the same
    whatever the font, the window or the parser's version.
    """

    article: str
    offset: int = 0


class Bookmark(NamedTuple):
    """A bookmarked article, with enough to show and to find it again without its page.

    ``page`` is the page's key; ``quote`` is how its text begins; ``made`` is an
    ISO 8601 time in UTC; ``present`` tells whether the library still has the
    article.
    """

    article: str
    title: str
    page: str
    quote: str
    made: str
    present: bool


class Added(NamedTuple):
    """What reading files did: keys of their pages, now in the library, and what went wrong.

    Of the pages so many are new, were changed or moved, or were ``known`` and
    are as they were.  ``ended`` tells that it was ended before its time.
    """

    pages: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    new: int = 0
    changed: int = 0
    moved: int = 0
    known: int = 0
    ended: bool = False


class Facet(NamedTuple):
    """A value that articles found have, how many of them, and what narrows the query to it."""

    shown: str
    number: int
    operator: str


class Facets(NamedTuple):
    """The commonest values among the articles found; years with the latest first."""

    years: tuple[Facet, ...] = ()
    columns: tuple[Facet, ...] = ()
    people: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()


class Completion(NamedTuple):
    """How a query may go on: what is shown, the whole query then, and where the cursor stands."""

    shown: str
    query: str
    cursor: int
