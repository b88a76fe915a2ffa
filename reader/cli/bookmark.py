"""``heding bookmark``: set, remove and list bookmarks."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.parser import Parser, article_id, json_array
from reader.cli.text import pad, row, shown, width, write_json
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Bookmark, Library


def grammar() -> Parser:
    """The grammar of ``heding bookmark``."""
    made = Parser(
        "heding bookmark",
        (tr("add ID …"), tr("remove ID …"), tr("list [--json]")),
        tr("Set, remove and list bookmarks: the same ones as in the window."),
        (
            (tr("heding bookmark add dd7959"), tr("the start of an id is enough")),
            ("heding bookmark list --json", tr("all bookmarks, to keep elsewhere")),
        ),
    )
    made.argument(
        "action",
        choices=("add", "remove", "list"),
        metavar="add|remove|list",
        about=tr("what to do"),
    )
    made.argument("ids", nargs="*", metavar=tr("ID"), about=tr("as “heding list” shows them"))
    made.argument(
        "--json",
        action="store_true",
        about=json_array("article, title, page, quote, made, present"),
    )
    return made


def run(values: Namespace, parser: Parser) -> Iterator[Trouble | int]:
    """List them, or say of each what was done."""
    from reader.library import Library

    if (values.action == "list") == bool(values.ids):
        parser.error(
            tr("“list” takes no ID") if values.ids else tr("say the ID of at least one article")
        )
    if values.json and values.action != "list":
        parser.error(tr("--json goes with “list” only"))
    with Library(values.data_dir) as library:
        if values.action == "list":
            yield from library.unkept
            bookmarks = library.bookmarks()
            if values.json:
                write_json([mark._asdict() for mark in bookmarks])
            else:
                _print(bookmarks)
        for id_ in values.ids:
            try:
                print(shown(_set(library, id_, values.action == "add")))
            except Trouble as trouble:
                yield trouble


def _print(bookmarks: tuple[Bookmark, ...]) -> None:
    left = max((width(mark.article) for mark in bookmarks), default=0)
    for mark in bookmarks:
        gone = "" if mark.present else "  " + tr("(not in the library now)")
        head = f"{pad(mark.article, left)}  {mark.made[:10]}  "
        print(shown(row(head, mark.title, gone)))


def _set(library: Library, id_: str, on: bool) -> str:
    """Set or remove a bookmark; what that did, in a line."""
    article, title, changed = library.set_bookmark(article_id(id_), on)
    if on:
        done = tr("Bookmark set: {id}") if changed else tr("Bookmarked already: {id}")
    else:
        done = tr("Bookmark removed: {id}") if changed else tr("Had no bookmark: {id}")
    return row(f"{done.format(id=article)}  ", title)
