"""The pane at the left: the issue tree, and in its place the hits of a search or the bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from reader.desk import LISTED, Results
from reader.language import tr, trn
from reader.window.lists import RowList
from reader.window.rows import Row, RowDelegate
from reader.window.theme import Theme
from reader.window.tree import IssueTree

if TYPE_CHECKING:
    from reader.library import Bookmark, Hit

#: Code points shown before the first match of a snippet.
_BEFORE = 14


class SidePane(QStackedWidget):
    """One of ``tree``, ``hits`` and ``marks`` is in sight; what they ask for is said by each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setMinimumWidth(180)
        self.tree = IssueTree(RowDelegate(theme, 6, self))
        delegate = RowDelegate(theme, 13, self)
        self.hits = RowList(tr("Results"), delegate)
        self.marks = RowList(tr("Bookmarks"), delegate)
        for pane in (self.tree, self.hits, self.marks):
            self.addWidget(pane)

    def show_results(self, results: Results) -> None:
        """List the hits, or say what to do where there are none."""
        rows = [(hit.id, _hit_row(hit, PurePath(hit.path).stem)) for hit in results.hits]
        if results.total > LISTED:
            count = tr(
                "{count} articles found; the first {listed} are listed",
                count=results.total,
                listed=LISTED,
            )
        else:
            count = trn("{count} article found", "{count} articles found", results.total)
        hint = tr(
            "Nothing contains “{query}”.\n\nTry fewer or shorter words. Words between spaces are"
            " looked for one by one; all of them must stand in an article.",
            query=results.query,
        )
        self.hits.show_rows(rows, count if rows else "", hint)

    def show_bookmarks(self, bookmarks: Sequence[Bookmark], key: str) -> None:
        """List the bookmarks, the latest first, and mark their articles in the tree.

        ``key`` sets one.
        """
        self.tree.pages.set_bookmarked(frozenset(mark.article for mark in bookmarks))
        rows = [(mark.article, _bookmark_row(mark)) for mark in reversed(bookmarks)]
        count = trn("{count} bookmark", "{count} bookmarks", len(rows))
        hint = tr(
            "No bookmarks yet.\n\nOpen an article and press {key} to set one.",
            key=key,
        )
        self.marks.show_rows(rows, count if rows else "", hint)

    def show_article(self, article: str, page: str) -> None:
        """Make the rows of the open article, on the page with this key, the present ones."""
        self.tree.show_article(article, page)
        self.hits.show_article(article)
        self.marks.show_article(article)


def _hit_row(hit: Hit, page: str) -> Row:
    photo = hit.kind == "photo"
    text, marked = _trimmed(hit)
    return Row(
        hit.title or tr("(no headline)"),
        above=f"{page} · {tr('To be placed')}" if hit.kind == "loose" else page,
        below=text,
        marked=marked,
        lines=2,
        sign="photo" if photo else "",
        sign_name=tr("Photo story") if photo else "",
    )


def _trimmed(hit: Hit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The snippet from shortly before its first match, so that this stands in the first line."""
    text, first = hit.snippet.replace("\n", " "), hit.marked[0][0] if hit.marked else 0
    cut = first - _BEFORE
    if cut <= 1:
        return text, hit.marked
    return "…" + text[cut:], tuple((s + 1 - cut, e + 1 - cut) for s, e in hit.marked)


def _bookmark_row(mark: Bookmark) -> Row:
    return Row(
        mark.title,
        above="" if mark.present else tr("No longer in the library"),
        below=mark.quote.replace("\n", " "),
        lines=2,
        dim=not mark.present,
    )
