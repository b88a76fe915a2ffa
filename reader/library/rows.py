"""The rows of the cache: what of a page and its articles can be told without unpacking the page."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.database import path_to_sql
from reader.library.sources import human_order

if TYPE_CHECKING:
    from reader.page import Article, Page

#: Code points of an article's text that are kept as a bookmark's quote.
QUOTE = 60


class Stamp(NamedTuple):
    """What a cached page was made from: compared with the file to see whether it still holds."""

    path: str
    hash: bytes
    size: int
    mtime: int
    version: str


class PageRow(NamedTuple):
    """What the cache knows of a page without opening it; ``date`` is JSON."""

    key: str
    path: str
    title: str
    date: str | None


class ArticleRow(NamedTuple):
    """What the cache knows of an article without opening its page; ``people`` line by line.

    ``confidence`` is for the first of a page no more than that of what is in no article: doubts
    of these pieces are shown with it.
    """

    id: str
    page: str
    kind: str
    title: str
    kicker: str
    column: str
    confidence: float
    quote: str
    number: int
    people: str


class Rows(NamedTuple):
    """A parsed page as the cache keeps it: the columns of ``page``, and those of each article."""

    key: str
    page: tuple[Any, ...]
    articles: tuple[tuple[Any, ...], ...]


class Damaged(Exception):
    """What was read from the cache can't be what was written to it."""


def page_rows(key: str, stamp: Stamp, page: Page) -> Rows:
    """The rows of a page.  This takes time, so that worker processes do it."""
    return Rows(
        key,
        page_row(key, stamp, page),
        tuple(
            (*row, checksum(*row), *text_row(article))
            for number, article in enumerate(page.articles)
            for row in [article_row(key, number, page)]
        ),
    )


def page_row(key: str, stamp: Stamp, page: Page) -> tuple[Any, ...]:
    """The columns of the table ``page``."""
    import json

    value = page.as_json()
    path = path_to_sql(stamp.path)
    date = json.dumps(value["date"]) if page.date else None
    shown = (key, path, human_order(stamp.path), page_title(page), date, len(page.articles))
    data = json.dumps([page.text, value], ensure_ascii=False, separators=(",", ":"))
    return (
        *shown, checksum(*shown), stamp.hash, stamp.size, stamp.mtime, stamp.version,
        zlib.compress(data.encode(errors="surrogatepass"), 1),  # a file's name may hold them
    )  # fmt: skip


def page_title(page: Page) -> str:
    """The headline of the page's first article that has one, else its banner."""
    titles = [article.title.text for article in page.articles if article.title]
    return titles[0] if titles else " ".join(piece.text for piece in page.banner)


def article_row(key: str, number: int, page: Page) -> ArticleRow:
    """The article with this number on the page with this key."""
    article = page.articles[number]
    own = [d.certainty for piece in page.banner + page.furniture for d in piece.doubts]
    return ArticleRow(
        article.id,
        key,
        article.kind,
        article.heading(),
        " ".join(piece.text for piece in article.kicker),
        " ".join(piece.text for piece in article.column),
        min([float(article.confidence), *own]) if number == 0 else float(article.confidence),
        quote(article),
        number,
        "\n".join(dict.fromkeys(person.name for person in article.people)),
    )


def text_row(article: Article) -> tuple[int, int, str]:
    """Where the headline ends, checksum, and the text that a search looks through."""
    head = ("column", "kicker", "title", "subtitle")
    body = len("\n".join(piece.text for role, piece in article.pieces() if role in head))
    text = "\n".join(piece.text for _, piece in article.pieces())
    return body, checksum(body, text), text


def date_value(date: str | None) -> str:
    """YYYY-MM-DD, YYYY-MM or YYYY of the JSON in ``PageRow.date``; ``""`` without a date."""
    if date is None:
        return ""
    import json

    return str(json.loads(date)["value"])


def day(date: str) -> int:
    """A date as YYYYMMDD, with 00 for what it leaves open; 0 without a date."""
    numbers = [int(part) for part in date.split("-")] if date else []
    year, month, day_ = (*numbers, 0, 0, 0)[:3]
    return year * 10_000 + month * 100 + day_


def checksum(*values: object) -> int:
    """SQLite notices that a page of its file is broken, but not that a letter has changed."""
    return zlib.crc32(repr(values).encode())


def verify(kept: int, *values: object) -> None:
    """Raise ``Damaged`` unless the checksum that was kept is that of the values."""
    if checksum(*values) != kept:
        raise Damaged


def quote(article: Article) -> str:
    """How the article's text begins, whatever paragraphs it is divided into."""
    body = "".join(piece.text for piece in (article.paragraphs or article.captions))
    return (body or article.heading())[:QUOTE]
