"""``heding rebuild``: the index made anew; and how its making is shown."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator

from reader.cli.parser import Parser
from reader.cli.text import clip, is_watched, wipe
from reader.language import tr, trn
from reader.trouble import Trouble


def grammar() -> Parser:
    """The grammar of ``heding rebuild``."""
    return Parser(
        "heding rebuild",
        ("",),
        tr(
            "Make the index of the library anew.\n"
            "It is never necessary: an index that is damaged or late is noticed and mended.\n"
            "Bookmarks and pages aren't touched."
        ),
        (("heding rebuild", tr("read everything anew and say how much there is")),),
    )


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Make the index anew."""
    from reader.library import Library

    with Library(values.data_dir) as library:
        left = library.rebuild(told if is_watched() else None)
        wipe()
        pages = len(library.pages())
    if left:
        yield Trouble(
            tr("Another Heding is writing to the index."), tr("Close it, and try again."), ""
        )
        yield 1
    else:
        print(trn("{count} page is searchable.", "{count} pages are searchable.", pages))


def told(done: int, total: int) -> bool:
    """Show how many pages are indexed."""
    if done % 50 == 0:
        said = tr("Indexing: {done} of {total} pages", done=done, total=total)
        print("\r\x1b[K" + clip(said, 70), end="", file=sys.stderr, flush=True)
    return True
