"""The cache: parsed pages and their texts, so that nothing is parsed twice.

Everything in it can be made again from the user's files, see ``cache_file``.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from reader.library.cache_file import CacheFile
from reader.library.database import path_from_sql, transaction
from reader.library.rows import (
    ArticleRow,
    Damaged,
    PageRow,
    Rows,
    Stamp,
    date_value,
    verify,
)
from reader.library.search import Marker, snippet
from reader.library.values import Hit

if TYPE_CHECKING:
    from reader.page import Page

T = TypeVar("T")


class Ask(Protocol):
    """Answers a question from a cache that is complete and that the reader's marks have followed."""

    def __call__(self, question: Callable[[], T]) -> T: ...


class Change(NamedTuple):
    """A page that was stored (``present``) or dropped, and the number of its last change."""

    number: int
    page: str
    present: bool


class Cache:
    """The open cache.  One thread at a time.  Every method may raise ``Lost``."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, "cache.db")
        self._file = CacheFile(self.path)
        self._last: tuple[bytes, Page | None] = (b"", None)

    @property
    def generation(self) -> int:
        """A number that changes whenever what was in it is gone."""
        return self._file.generation

    @property
    def in_memory(self) -> bool:
        """Whether it lives no longer than the program, as the disk allows no more."""
        return self._file.in_memory

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    # ---- keeping pages

    def version(self) -> str:
        """The parser's version, asked of the parser only if its module has changed.

        Importing the parser takes longer than a search.  The rule is the one by
        which Python knows that its compiled modules are still good.
        """
        seen = _parser_seen()
        with self._file.safely() as connection:
            facts = dict(connection.execute("SELECT name, value FROM fact"))
        if seen and facts.get("parser seen") == seen and "parser" in facts:
            return str(facts["parser"])
        from reader.parser import VERSION

        if seen:
            with self._file.safely() as connection, transaction(connection):
                connection.executemany(
                    "INSERT OR REPLACE INTO fact VALUES (?, ?)",
                    [("parser seen", seen), ("parser", VERSION)],
                )
        return VERSION

    def stamps(self) -> dict[str, Stamp]:
        """What each cached page was made from, by key."""
        with self._file.safely() as connection:
            rows = connection.execute("SELECT key, path, hash, size, mtime, version FROM page")
            return {key: Stamp(path_from_sql(path), *rest) for key, path, *rest in rows}

    def store(
        self, pages: Sequence[Rows], stamps: Mapping[str, Stamp], before: Callable[[], None]
    ) -> None:
        """Keep parsed pages; each replaces what was kept under its key.

        stamps
            Of pages whose files have a new size or time, and the same content.
        before
            Called when all is written, just before it becomes visible to others.
        """
        with self._file.safely() as connection, transaction(connection):
            for key, page, articles in pages:
                connection.execute("DELETE FROM article WHERE page = ?", (key,))
                connection.executemany(
                    "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    articles,
                )
                connection.execute(
                    "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", page
                )
                connection.execute("INSERT OR REPLACE INTO change (page) VALUES (?)", (key,))
            connection.executemany(
                "UPDATE page SET size = ?, mtime = ? WHERE key = ?",
                [(stamp.size, stamp.mtime, key) for key, stamp in stamps.items()],
            )
            before()

    def drop(self, keys: Iterable[str]) -> None:
        """Forget pages."""
        with self._file.safely() as connection, transaction(connection):
            for key in keys:
                connection.execute("DELETE FROM page WHERE key = ?", (key,))
                connection.execute("DELETE FROM article WHERE page = ?", (key,))
                connection.execute("INSERT OR REPLACE INTO change (page) VALUES (?)", (key,))

    # ---- for what is derived from the pages and has to catch up with them, such as an index

    def identity(self) -> str:
        """A name that no other cache has: numbers of changes from another one mean nothing here."""
        with self._file.safely() as connection:
            return str(
                connection.execute("SELECT value FROM fact WHERE name = 'identity'").fetchone()[0]
            )

    def last_change(self) -> int:
        """The number of the last change, 0 if there was none."""
        with self._file.safely() as connection:
            return int(
                connection.execute("SELECT coalesce(max(number), 0) FROM change").fetchone()[0]
            )

    def followed(self) -> int:
        """The number of the last change that the reader's marks have followed."""
        with self._file.safely() as connection:
            row = connection.execute("SELECT value FROM fact WHERE name = 'followed'").fetchone()
            return int(row[0]) if row else 0

    def set_followed(self, number: int) -> None:
        """The reader's marks have followed all changes up to this one."""
        with self._file.safely() as connection, transaction(connection):
            connection.execute("INSERT OR REPLACE INTO fact VALUES ('followed', ?)", (str(number),))

    def count_changes(self, after: int) -> int:
        """How many ``changes`` there are."""
        with self._file.safely() as connection:
            how = "SELECT count(*) FROM change WHERE number > ?"
            return int(connection.execute(how, (after,)).fetchone()[0])

    def changes(self, after: int, limit: int = -1) -> list[Change]:
        """The pages whose last change has a number above ``after``, the oldest change first.

        Whoever keeps the ``identity`` and the last number that it has dealt
        with gets all that it has missed, also what other processes did.
        """
        with self._file.safely() as connection:
            rows = connection.execute(
                """SELECT number, page, EXISTS (SELECT 1 FROM page WHERE key = change.page)
                FROM change WHERE number > ? ORDER BY number LIMIT ?""",
                (after, limit),
            )
            return [Change(number, page, bool(present)) for number, page, present in rows]

    # ---- questions

    def contents(self, key: str) -> list[tuple[PageRow, list[ArticleRow]]]:
        """The page with this key with its articles, if there is one."""
        return [(page, articles) for _, page, articles in self.contents_of([key])]

    def contents_of(self, keys: Sequence[str]) -> list[tuple[str, PageRow, list[ArticleRow]]]:
        """The pages with these keys: by what they are sorted, and what is in them."""
        marks = ", ".join("?" * len(keys))
        with self._file.safely() as connection, transaction(connection, "DEFERRED"):
            pages = connection.execute(
                f"""SELECT key, path, place, title, date, articles, checksum FROM page
                WHERE key IN ({marks}) ORDER BY place, path""",
                list(keys),
            ).fetchall()
            inside: dict[str, list[ArticleRow]] = {row[0]: [] for row in pages}
            for *row, kept in connection.execute(
                f"""SELECT id, page, kind, title, kicker, heading, confidence, quote, number,
                people, checksum FROM article WHERE page IN ({marks}) ORDER BY page, number""",
                list(keys),
            ):
                verify(kept, *row)
                article = ArticleRow(*row)
                inside[article.page].append(article)
            found = []
            for page, path, place, title, date, count, kept in pages:
                verify(kept, page, path, place, title, date, count)
                if count != len(inside[page]):
                    raise Damaged(page)
                found.append((place, PageRow(page, path_from_sql(path), title, date), inside[page]))
            return found

    def expect(self, pages: int, seen: int) -> None:
        """Begin anew unless it has so many pages, if nothing has changed since number ``seen``."""
        with self._file.safely() as connection, transaction(connection, "DEFERRED"):
            last = connection.execute("SELECT coalesce(max(number), 0) FROM change").fetchone()[0]
            count = connection.execute("SELECT count(*) FROM page").fetchone()[0]
            if last == seen and count != pages:
                raise Damaged

    def verify(self, after: int, count: int) -> int:
        """Look whether the next rows are as they were written; behind which row to go on, or -1.

        ``after`` is 0 to begin with; then the file itself is looked at, too.
        """
        with self._file.safely() as connection:
            if not after:
                fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if fault != "ok":
                    raise sqlite3.DatabaseError(fault)
                for (key,) in connection.execute("SELECT key FROM page"):
                    self._verify_page(connection, key)
            last = after
            for rowid, body, kept, text in connection.execute(
                """SELECT rowid, body, text_checksum, text FROM article WHERE rowid > ?
                ORDER BY rowid LIMIT ?""",
                (after, count),
            ):
                verify(kept, body, text)
                last = rowid
        return last if last > after else -1

    @staticmethod
    def _verify_page(connection: sqlite3.Connection, key: str) -> None:
        """That its data can be unpacked and its articles are those in it."""
        (data,) = connection.execute("SELECT data FROM page WHERE key = ?", (key,)).fetchone()
        zlib.decompress(data)  # which compares its own checksum

    def ids(self, prefix: str) -> list[tuple[str, str]]:
        """Id and page of each article whose id starts so; only itself, if it is an id."""
        if not prefix or not prefix.isascii():
            return []
        with self._file.safely() as connection:
            rows: list[tuple[str, str]] = []
            for how in ("", "NOT INDEXED"):  # before saying that there is none, look at them all
                rows = (
                    rows
                    or connection.execute(
                        f"""SELECT id, page FROM article {how}
                    WHERE id >= :prefix AND id < :prefix || '\x7f' ORDER BY id""",
                        {"prefix": prefix},
                    ).fetchall()
                )
        return [row for row in rows if row[0] == prefix] or rows

    def has(self, article: str) -> bool:
        """Whether there is an article with this id."""
        return any(id_ == article for id_, _ in self.ids(article))

    def page(self, key: str) -> Page | None:
        """The whole page with this key.

        The last one stays unpacked: article after article is read of one page,
        and a long page takes a second.
        """
        import json

        from reader.page import Page

        with self._file.safely() as connection:
            for how in ("", "NOT INDEXED"):
                row = connection.execute(
                    f"SELECT data FROM page {how} WHERE key = ?", (key,)
                ).fetchone()
                if row and row[0] != self._last[0]:
                    text, value = json.loads(zlib.decompress(row[0]))
                    self._last = (row[0], Page.from_json(value, text))
                if row:
                    return self._last[1]
        return None

    def dates(self) -> list[tuple[str, str]]:
        """Path and date of each page, ``""`` where it has none."""
        with self._file.safely() as connection:
            rows = connection.execute("SELECT path, date FROM page ORDER BY place, path")
            return [(path_from_sql(path), date_value(date)) for path, date in rows]

    def sizes(self) -> tuple[int, int, int]:
        """How many articles there are, how many of them photo stories, and their characters."""
        with self._file.safely() as connection:
            count, photos, letters = connection.execute(
                """SELECT count(*), coalesce(sum(kind = 'photo'), 0),
                coalesce(sum(length(replace(replace(replace(text, ' ', ''), char(10), ''), '　', ''))), 0)
                FROM article WHERE kind != 'loose'"""
            ).fetchone()
            return int(count), int(photos), int(letters)

    def hits(self, places: Iterable[tuple[str, str]], wanted: Marker) -> list[Hit]:
        """The articles, by the keys of their pages and their ids, with what is to be marked.

        Those that aren't there are left out.
        """
        with self._file.safely() as connection:
            found = (_hit(connection, key, id_, wanted) for key, id_ in places)
            return [hit for hit in found if hit]

    def texts(self, places: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
        """Ids and texts of articles, and where the headline ends in each."""
        with self._file.safely() as connection:
            found = []
            for key, id_ in places:
                row = connection.execute(
                    "SELECT text, body, text_checksum FROM article WHERE id = ? AND page = ?",
                    (id_, key),
                ).fetchone()
                if row:
                    text, body, kept = row
                    verify(kept, body, text)
                    found.append((id_, text, body))
            return found


def _parser_seen() -> str:
    """Time and size of the parser's module, or nothing where it is no file."""
    module = os.path.join(os.path.dirname(os.path.dirname(__file__)), "parser", "__init__.py")
    try:
        about = os.stat(module)
    except OSError:
        return ""
    return f"{about.st_mtime_ns} {about.st_size}"


def _hit(connection: sqlite3.Connection, key: str, id_: str, wanted: Marker) -> Hit | None:
    found = connection.execute(
        """SELECT article.id, article.page, kind, article.title, kicker, heading, confidence,
        quote, article.number, people, article.checksum, path, date, body, text_checksum, text
        FROM article LEFT JOIN page ON page.key = article.page
        WHERE article.id = ? AND article.page = ?""",
        (id_, key),
    ).fetchone()
    if found is None:
        return None
    *row, kept, path, date, body, text_checksum, text = found
    verify(kept, *row)
    verify(text_checksum, body, text)
    article = ArticleRow(*row)
    part, marked, count = snippet(text, wanted, body, article.people.splitlines())
    return Hit(
        article.id,
        article.page,
        path_from_sql(path),
        article.kind,
        article.title,
        part,
        marked,
        count,
        date_value(date),
    )
