"""``heding list``: pages and their articles, of the library or of files."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.parser import Parser, json_array, positive
from reader.cli.text import pad, progress, row, shown, width, wipe, write_json
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import PageInfo


def grammar() -> Parser:
    """The grammar of ``heding list``."""
    made = Parser(
        "heding list",
        (tr("[--limit N] [--order page|newest|oldest] [--json | --count] [PATH …]"),),
        tr("List pages and their articles: of the library, or of files without adding them."),
        (
            ("heding list", tr("all pages of the library")),
            (tr("heding list A03.txt"), tr("what is on one page")),
        ),
    )
    made.argument("paths", nargs="*", metavar=tr("PATH"), about=tr("files and folders"))
    made.argument(
        "--limit", type=positive, metavar="N", about=tr("print no more than so many articles")
    )
    orders = ("page", "newest", "oldest")
    made.argument(
        "--order", choices=orders, default="page", metavar="|".join(orders),
        about=tr("by the names of the files, or by date"),
    )  # fmt: skip
    how = made.add_mutually_exclusive_group()
    made.argument(
        "--json",
        group=how,
        action="store_true",
        about=json_array("id, page, date, title, kind, kicker, column, bookmarked"),
    )
    made.argument(
        "--count", group=how, action="store_true", about=tr("print the number of articles alone")
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print the pages, or their number."""
    from reader.library import Library

    with Library(values.data_dir) as library:
        if values.paths:
            pages, troubles = library.look(values.paths)
        else:
            troubles = (*library.unkept, *library.refresh(progress()).troubles)
            wipe()
            pages = library.pages()
    shown_pages = _chosen(pages, values.order, values.limit or sys.maxsize)
    if values.count:  # of all there are, as for a search
        print(sum(len(page.articles) for page in pages))
    elif values.json:
        write_json([_listed(page, article) for page in shown_pages for article in page.articles])
    else:
        for number, page in enumerate(shown_pages):
            print("\n" * bool(number) + _page_lines(page))
    yield from troubles


def _chosen(pages: Sequence[PageInfo], order: str, most: int) -> Sequence[PageInfo]:
    """The pages in this order, undated ones last, up to so many articles."""
    if order != "page":
        dated = sorted(
            (page for page in pages if page.date),
            key=lambda page: page.date.value if page.date else "",
            reverse=order == "newest",
        )
        pages = [*dated, *(page for page in pages if not page.date)]
    left, chosen = most, []
    for page in pages:
        if left <= 0:
            break
        chosen.append(page._replace(articles=page.articles[:left]))
        left -= len(page.articles)
    return chosen


def _listed(page: PageInfo, article: Any) -> dict[str, Any]:
    return {
        "id": article.id,
        "page": page.path,
        "date": page.date.value if page.date else "",
        "title": article.title,
        "kind": article.kind,
        "kicker": article.kicker,
        "column": article.column,
        "bookmarked": article.bookmarked,
    }


def _page_lines(page: PageInfo) -> str:
    date = f"  {page.date.value}" if page.date else ""
    lines = [page.path + date]
    left = max((width(a.id) for a in page.articles), default=0)
    for article in page.articles:
        signs = f" {tr('(picture story)')}" * (article.kind == "photo") + " ★" * article.bookmarked
        signs = f" {tr('(to be placed)')}" * (article.kind == "loose") + signs
        lines.append(row(f"  {pad(article.id, left)}  ", article.title, signs))
    return shown("\n".join(lines))
