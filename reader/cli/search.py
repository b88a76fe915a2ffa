"""``heding search``: the same question to the same index as in the window."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from reader.cli.parser import Parser, json_array, positive
from reader.cli.rebuild import told
from reader.cli.text import block, clip, is_watched, progress, row, shown, width, wipe, write_json
from reader.language import tr, trn
from reader.trouble import Trouble

#: As in ``reader.library``, which the help needn't load.
ORDERS = ("best", "newest", "oldest", "title", "longest")
#: Columns of a query that a message repeats.
_SAID = 60


def grammar() -> Parser:
    """The grammar of ``heding search``."""
    made = Parser(
        "heding search",
        (tr("[--limit N] [--order …] [--as-written] [--json | --count] QUERY …"),),
        tr(
            "Find the articles in which every word of the query stands, in headline or text.\n"
            "A word may be any part of the text, from one character on. Status 1: nothing found.\n"
            'Also: OR, -word, "phrase", A NEAR/20 B, title: column: person: page: kind: is: has: re:\n'
            "date:2025-07..2025-08 similar:ID same:ID, and pinyin for headlines, columns and people."
        ),
        (
            ("heding search 工会", tr("every article with these two characters")),
            ("heding search 工会 高温", tr("articles with both words")),
            ("heding search 工会 OR 高温", tr("articles with one of them, or both")),
            ("heding search 工会 -高温", tr("articles with the first and without the second")),
            ("heding search 标题:工会 日期:2025-07", tr("in headlines of one month")),
            ("heding search --count 工", tr("only how many articles")),
        ),
    )
    made.argument("query", nargs="+", metavar=tr("QUERY"), about=tr("words to find"))
    made.argument(
        "--limit", type=positive, metavar="N", about=tr("print no more than so many articles")
    )
    made.argument(
        "--order", choices=ORDERS, default="best", metavar=tr("HOW"),
        about=tr("best (headlines first), newest, oldest, title (by pinyin) or longest"),
    )  # fmt: skip
    made.argument(
        "--as-written",
        action="store_true",
        about=tr("tell traditional and simplified characters apart"),
    )
    how = made.add_mutually_exclusive_group()
    made.argument(
        "--json",
        group=how,
        action="store_true",
        about=json_array("id, page, title, kind, date, snippet, matches"),
    )
    made.argument(
        "--count", group=how, action="store_true", about=tr("print the number of articles alone")
    )
    made.take_hyphens()
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print what is found."""
    from reader.library import Library

    query = _typed(" ".join(values.query))
    with Library(values.data_dir) as library:
        troubles = (*library.unkept, *library.refresh(progress()).troubles)
        library.catch_up(told if is_watched() else None)
        wipe()
        limit = 0 if values.count else values.limit or sys.maxsize
        answer = library.find(query, limit, 0, values.order, not values.as_written)
        is_told = not (values.json or values.count or answer.total or answer.behind)
        is_short = width(query) <= _SAID
        meant = library.meant(query) if is_told and answer.asked and is_short else ()
    if values.json:
        write_json(
            [
                {
                    "id": hit.id,
                    "page": hit.path,
                    "title": hit.title,
                    "kind": hit.kind,
                    "date": hit.date,
                    "snippet": hit.snippet,
                    "matches": hit.count,
                    **({"differing": hit.differing} if hit.differing else {}),
                }
                for hit in answer.hits
            ]
        )
    elif values.count:
        print(answer.total)
    else:
        for hit in answer.hits:
            times = trn("{count} match", "{count} matches", hit.count) if hit.count else ""
            where = "  ".join(
                part for part in (times, hit.date, os.path.basename(hit.path)) if part
            )
            print(shown(row(f"{hit.id}  ", hit.title, f"  {where}")))
            print(block(shown(hit.snippet), "    ", hit.marked))
            for one, other in hit.differing:
                print(shown(f"    {one or '∅'} → {other or '∅'}"))
    yield from troubles
    for complaint in answer.complaints:
        yield Trouble(complaint.reason)
    if answer.complaints and answer.asked:
        yield Trouble(tr("What else the query says was looked for."))
    if is_told and answer.asked:
        yield _nothing(query, meant)
    elif not (answer.asked or answer.complaints):
        yield Trouble(tr("The query is empty."))
    if answer.behind:
        yield Trouble(
            trn(
                "{count} page isn't searchable yet: another Heding is at it.",
                "{count} pages aren't searchable yet: another Heding is at it.",
                answer.behind,
            ),
            tr("Search again a little later."),
        )
    yield 0 if answer.total else 1


def _nothing(query: str, meant: Sequence[str]) -> Trouble:
    """That nothing was found, and what may have been meant."""
    cure = tr("Try fewer or shorter words.")
    if meant:
        cure = tr("Did you mean: {queries}?", queries=tr(", ").join(meant))
    query = clip(" ".join(query.split()), _SAID)
    return Trouble(tr("No article fits “{query}”.", query=query), cure)


def _typed(text: str) -> str:
    """What was typed in UTF-8, also where the locale makes Python take it for ASCII."""
    try:
        return os.fsencode(text).decode()
    except UnicodeError:
        return text
