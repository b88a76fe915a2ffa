"""Highlights and notes: what the reader has marked in the text.  Kept in ``marks.db``.

They belong to the text of the file (see ``anchors``), not to an article: so
they outlast a better parser and small changes of the file.  Which article
shows the place now is kept beside, to be compared when the page is read anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.language import tr
from reader.library.anchors import Target, anchored, placed
from reader.library.cache import Ask, Cache
from reader.library.marks import Marks, now
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.page import Page

#: The colours of highlights by their names, in the order of their keys: those of Zotero.
COLOURS = ("yellow", "red", "green", "blue", "purple", "magenta", "orange", "gray")


class Annotation(NamedTuple):
    """A highlight, with a note or without.

    page, file, article, title
        The key of the page, the name of its file without folder, the id of the
        article and its headline.
    quote
        The words as the reader saw them.
    colour
        One of ``COLOURS``.
    note
        What the reader has written, ``""`` if nothing.
    made, changed
        ISO 8601 times in UTC.
    targets
        Where in the page's text it stands, in the order of reading.
    present
        Whether an article of the library has the place now.
    """

    id: str
    page: str
    file: str
    article: str
    title: str
    quote: str
    colour: str
    note: str
    made: str
    changed: str
    targets: tuple[Target, ...]
    present: bool = True

    def offset(self) -> int:
        """The page's code point at which it begins; -1 if that isn't known now."""
        return next((target.start for target in self.targets if target.start >= 0), -1)


class Annotations:
    """The table ``annotation`` of ``marks.db``.  Any thread may use it.  Raises as ``Marks`` does.

    ask
        Answers a question from a cache that is complete and that the marks have followed.
    """

    def __init__(self, marks: Marks, ask: Ask, cache: Cache) -> None:
        self._marks, self._ask, self._cache = marks, ask, cache

    def add(
        self,
        page: str,
        text: str,
        ranges: Sequence[tuple[int, int]],
        quote: str,
        colour: str = COLOURS[0],
        note: str = "",
    ) -> Annotation:
        """Keep a new one.

        text
            The text of the page in which the reader saw it; it may have changed since.
        ranges
            Half-open code points of that text, in the order of reading.

        Raises ``Trouble`` if the page or the words are gone.
        """
        found = self._ask(lambda: self._cache.page(page))
        targets = [placed(t, found.text) for t in anchored(text, ranges)] if found else []
        # In the order of making, also within a second.
        moment, id_ = now(), f"{time.time_ns():016x}{os.urandom(2).hex()}"
        quote, note = _storable(quote), _storable(note)
        made = Annotation(id_, page, "", "", "", quote, colour, note, moment, moment, ())
        if found is not None:
            made = _on(made._replace(targets=tuple(targets)), found)
        if not made.article:
            raise Trouble(
                tr("What you have chosen isn't in the library any more."),
                tr("Open the article again."),
            )
        self.restore(made)
        return made

    def restore(self, annotation: Annotation) -> None:
        """Keep one as it was, such as after its removal."""
        import json  # here, because who searches doesn't need it

        with self._marks.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*annotation[:10], json.dumps(annotation.targets)),
            )

    def change(self, id_: str, colour: str | None = None, note: str | None = None) -> None:
        """Give one another colour or note."""
        with self._marks.writing() as connection:
            connection.execute(
                """UPDATE annotation SET colour = coalesce(?, colour), note = coalesce(?, note),
                changed = ? WHERE id = ?""",
                (colour, note if note is None else _storable(note), now(), id_),
            )

    def remove(self, id_: str) -> None:
        """Forget one."""
        with self._marks.writing() as connection:
            connection.execute("DELETE FROM annotation WHERE id = ?", (id_,))

    def of_page(self, page: str) -> tuple[Annotation, ...]:
        """All on a page, the oldest first; those that can't be placed too."""
        return self._some("WHERE page = ?", page)

    def all(self) -> tuple[Annotation, ...]:
        """Every one, the oldest first; those whose page or place is gone aren't ``present``."""
        return self._ask(self.kept)

    def kept(self) -> tuple[Annotation, ...]:
        """As ``all``, without looking whether pages have changed since."""
        return self._some("")

    def articles(self, noted: bool) -> set[str]:
        """The ids of articles with highlights, or of those with notes only."""
        with self._marks.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT article FROM annotation WHERE article != '' AND (note != '' OR ?)",
                (not noted,),
            )
            return {str(article) for (article,) in rows}

    def follow(self, keys: Iterable[str]) -> None:
        """Find the places again on pages that were read anew."""
        for key in keys:
            kept = self.of_page(key)
            page = self._cache.page(key) if kept else None
            if page is None:
                continue
            for old in kept:
                targets = tuple(placed(target, page.text) for target in old.targets)
                new = _on(old._replace(targets=targets), page)
                if new != old:
                    self.restore(new)

    def _some(self, condition: str, *values: str) -> tuple[Annotation, ...]:
        with self._marks.reading() as connection:
            rows = connection.execute(
                f"""SELECT id, page, file, article, title, quote, colour, note, made, changed,
                targets, article != '' AND EXISTS (SELECT 1 FROM source WHERE key = page)
                FROM annotation {condition} ORDER BY made, id""",
                values,
            ).fetchall()
            return tuple(_annotation(row) for row in rows)


def _annotation(row: Sequence[Any]) -> Annotation:
    import json

    targets = tuple(Target(*target) for target in json.loads(row[10]))
    plain = [str(value) for value in row[:10]]
    return Annotation._make([*plain, targets, bool(row[11])])


def _storable(text: str) -> str:
    """Text as SQLite takes it: without halves of characters, which a file's name may have."""
    return text.encode(errors="replace").decode()


def _on(annotation: Annotation, page: Page) -> Annotation:
    """With the article of the page that has the place now, none if nothing has."""
    at = annotation.offset()
    article = next(
        (
            article
            for article in page.articles
            for _, piece in article.pieces()
            for start, end in piece.source
            if start <= at < end
        ),
        None,
    )
    if article is None:
        return annotation._replace(article="", present=False)
    return annotation._replace(
        article=article.id,
        title=article.heading(),
        file=_storable(os.path.splitext(os.path.basename(page.file))[0]),
        present=True,
    )
