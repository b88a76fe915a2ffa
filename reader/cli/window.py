"""``heding`` and ``heding open``: the door to the window.  Only here Qt is loaded."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.parser import Parser, means_article
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Place


def grammar() -> Parser:
    """The grammar of ``heding open``."""
    made = Parser(
        "heding open",
        (tr("ADDRESS|ID|PATH …"),),
        tr("Open the window at an article, or with files and folders added."),
        (
            ("heding open heding:dd7959d45c#1234", tr("at the place that was copied as a link")),
            ("heding open dd7959", tr("at this article")),
            (tr("heding open 2025/"), tr("with all pages of a folder")),
        ),
    )
    made.argument(
        "what", nargs="+", metavar=tr("ADDRESS|ID|PATH"),
        about=tr("address or number of an article, files, folders"),
    )  # fmt: skip
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Open the window."""
    what = [
        f"heding:{one}" if means_article(one) and ":" not in one else one for one in values.what
    ]
    yield from opened(what, values.data_dir, values.lang or "")


def opened(what: Sequence[str], data_dir: str | None, language: str) -> Iterator[Trouble | int]:
    """Open the window with paths added, or at the last of the addresses among them.

    Ends with its exit status, 2 where there's no display.  Raises ``Trouble``
    if an address is wrong or its article isn't in the library, or if there is
    no such file and a terminal to say so; a desktop's user sees it in the window.
    """
    from pathlib import Path

    from reader.library import is_there
    from reader.system import check_display

    place = None
    addresses = [one for one in what if one.startswith("heding:")]
    if addresses:
        place = _place(addresses[-1], data_dir)
    paths = [Path(_path(one)) for one in what if one not in addresses]
    lacking = [str(path) for path in paths if not is_there(os.path.abspath(path))]
    if lacking and _is_typed(lacking[0]):
        for path in lacking:
            yield Trouble(tr("There is no such file or folder."), where=path)
        return
    try:
        check_display()
    except Trouble as trouble:
        yield trouble
        yield 2
        return
    from reader.window import run as run_window

    folder = Path(data_dir) if data_dir else None
    yield run_window(paths, data_dir=folder, language=language, place=place)


def _is_typed(path: str) -> bool:
    """Whether somebody at a terminal named the path: a desktop's paths are absolute."""
    streams = [stream for stream in (sys.stdin, sys.stdout, sys.stderr) if stream is not None]
    return not os.path.isabs(path) or any(stream.isatty() for stream in streams)


def _path(name: str) -> str:
    """A path; desktops hand over files as URIs to programs that take addresses, too."""
    if not name.startswith("file://"):
        return name
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    return url2pathname(urlsplit(name).path)


def _place(address: str, data_dir: str | None) -> Place:
    from reader.library import Library, place_at

    place = place_at(address)
    with Library(data_dir) as library:
        return place._replace(article=library.article(place.article).article.id)
