"""The commands: for each its grammar, and what it does with the library.

A command writes to standard output and yields what went wrong on the way, or
its exit status if that isn't 0.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reader import __version__
from reader.cli import bookmark, check, explain, export, seal, search, statistics, window
from reader.cli.parser import Parser, json_array, positive
from reader.cli.text import clip, pad, paragraphs, row, shown, width, write_json
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Added, Found, Library, PageInfo

Run = Callable[[Namespace, Parser], Iterator["Trouble | int"]]


class Command(NamedTuple):
    """A command: its grammar, and how it runs."""

    parser: Callable[[], Parser]
    run: Run


def check_command(name: str, parser: Parser) -> None:
    """End with status 2 and the nearest command if a word is neither a command nor a path."""
    if not name or name in COMMANDS or os.path.exists(name) or not name.replace("-", "").isalnum():
        return
    from difflib import get_close_matches

    said = tr("there is no command and no file “{name}”", name=name)
    near = get_close_matches(name.lower(), COMMANDS, 1)
    if name == "help":
        near = ["--help"]
    elif not name.isascii():
        near = [f"search {name}"]
    if near:
        said = tr("{said}; did you mean “{command}”?", said=said, command=f"heding {near[0]}")
    parser.error(said)


def parser(name: str) -> Parser:
    """The grammar of a command, or of what opens the window if ``name`` is empty."""
    found = COMMANDS[name].parser() if name else _window_parser()
    found.common()
    return found


def _window_parser() -> Parser:
    made = Parser(
        "heding",
        (tr("[PATH …]"), tr("COMMAND …")),
        tr(
            "Read newspaper pages that survive as plain text: in a window, or with a COMMAND.\n"
            "A file or folder that is called like a command: heding ./list\n"
            "\n"
            "Ends with status 0: done. 1: nothing found, or something could not be done.\n"
            "2: the command line is wrong, or there is no display."
        ),
        (
            ("heding", tr("open the window")),
            (tr("heding 2025/"), tr("open it with all pages of a folder")),
            ("heding search 工会", tr("find a word in all articles")),
            ("heding list --help", tr("help for one command")),
        ),
    )
    made.argument("paths", nargs="*", metavar=tr("PATH"), about=tr("files and folders to add"))
    made.argument(
        "--version", action="version", version=f"Heding {__version__}", about=tr("show the version")
    )
    for name, command in COMMANDS.items():
        made.command(name, command.parser().about.splitlines()[0])
    return made


def _library(values: Namespace) -> Library:
    from reader.library import Library

    return Library(values.data_dir)


# ---- list


def _list_parser() -> Parser:
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


def _list(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    with _library(values) as library:
        if values.paths:
            pages, troubles = library.look(values.paths)
        else:
            troubles = (*library.unkept, *library.refresh().troubles)
            pages = library.pages()
    shown_pages = _chosen(pages, values.order, values.limit or sys.maxsize)
    if values.count:
        print(sum(len(page.articles) for page in shown_pages))
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


# ---- show


def _show_parser() -> Parser:
    made = Parser(
        "heding show",
        (tr("ID …"),),
        tr("Print articles as text, every paragraph in one piece."),
        ((tr("heding show dd7959"), tr("the start of an id is enough")),),
    )
    made.argument("ids", nargs="+", metavar=tr("ID"), about=tr("as “heding list” shows them"))
    return made


def _show(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    with _library(values) as library:
        yield from library.unkept
        printed = False
        for id_ in values.ids:
            try:
                found = library.article(id_)
            except Trouble as trouble:
                yield trouble
                continue
            print("\n\n" * printed + shown("\n".join(_article_lines(found))))
            printed = True


def _article_lines(found: Found) -> list[str]:
    article = found.article
    lines: list[str] = []
    if article.column:
        lines += paragraphs([tr("[{column}]", column=" ".join(p.text for p in article.column))])
    lines += paragraphs(p.text for p in article.kicker)
    lines += paragraphs([article.title.text] if article.title else ())
    lines += paragraphs(p.text for p in article.subtitle)
    lines += [""] * bool(lines)
    lines += paragraphs([article.byline.text] if article.byline else (), "　　")
    lines += paragraphs((p.text for p in article.paragraphs), "　　")
    for piece in article.captions:
        lines += ["", *paragraphs([tr("[Picture] {caption}", caption=piece.text)])]
    if article.credit:
        lines += ["", *paragraphs(p.text for p in article.credit)]
    return [*lines, "", f"—— {found.page.path}  {article.id}" + " ★" * found.bookmarked]


# ---- add


def _add_parser() -> Parser:
    made = Parser(
        "heding add",
        (tr("[--include PATTERN] PATH …"), "--continue"),
        tr(
            "Add files, and the .txt and .md files in folders and ZIP archives, to the library.\n"
            "They stay where they are and are never changed. New files in a folder are noticed later."
        ),
        (
            (tr("heding add 2025/"), tr("add a folder and all folders in it")),
            (tr("heding add --include 'A*.txt' 2025.zip"), tr("only what is called so")),
            ("heding add --continue", tr("what was interrupted")),
        ),
    )
    made.argument(
        "paths", nargs="*", metavar=tr("PATH"), about=tr("files, folders and ZIP archives")
    )
    made.argument(
        "--include",
        action="append",
        default=[],
        metavar=tr("PATTERN"),
        about=tr("files to take from folders, such as '*.txt'; may be given again"),
    )
    made.argument(
        "--continue",
        action="store_true",
        dest="rest",
        about=tr("go on with what was interrupted"),
    )
    return made


def _add(values: Namespace, parser: Parser) -> Iterator[Trouble | int]:
    if bool(values.paths) == values.rest:
        parser.error(tr("say at least one PATH, or --continue"))
    progress = _progress if _is_watched() else None
    with _library(values) as library:
        paths, include = values.paths, values.include
        added = library.go_on(progress) if values.rest else library.add(paths, progress, include)
    if _is_watched():
        print("\r\x1b[K", end="", file=sys.stderr)
    if added.pages or not added.troubles:
        print(_counted(added))
    yield from added.troubles


def _counted(added: Added) -> str:
    return tr(
        "{new} new, {changed} changed, {moved} moved, {known} known",
        new=added.new,
        changed=added.changed,
        moved=added.moved,
        known=added.known,
    )


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _progress(done: int, total: int, name: str) -> bool:
    if done % 10 == 0:
        said = f"{done}/{total}  {name}" if total > 0 else name
        print("\r\x1b[K" + clip(shown(said), 70), end="", file=sys.stderr, flush=True)
    return True


COMMANDS: dict[str, Command] = {
    "open": Command(window.grammar, window.run),
    "list": Command(_list_parser, _list),
    "show": Command(_show_parser, _show),
    "search": Command(search.grammar, search.run),
    "stats": Command(statistics.grammar, statistics.run),
    "rebuild": Command(search.rebuild_grammar, search.rebuild),
    "bookmark": Command(bookmark.grammar, bookmark.run),
    "add": Command(_add_parser, _add),
    "export": Command(export.grammar, export.run),
    "explain": Command(explain.grammar, explain.run),
    "seal": Command(seal.grammar, seal.run),
    "check": Command(check.grammar, check.run),
}
