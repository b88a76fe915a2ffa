"""``heding remove``: files out of the library, which stay where they are."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator

from reader.cli.parser import Parser
from reader.language import tr, trn
from reader.trouble import Trouble


def grammar() -> Parser:
    """The grammar of ``heding remove``."""
    made = Parser(
        "heding remove",
        (tr("PATH …"),),
        tr(
            "Take files out of the library, or all that is in a folder or ZIP archive.\n"
            "The files themselves and the bookmarks in them stay."
        ),
        ((tr("heding remove 2025/"), tr("what came from a folder")),),
    )
    made.argument(
        "paths", nargs="+", metavar=tr("PATH"), about=tr("files, folders and ZIP archives")
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Remove them, and say how many pages that were."""
    from reader.library import Library

    removed = 0
    with Library(values.data_dir) as library:
        pages = {page.path: page.key for page in library.pages()}
        for path in map(os.path.abspath, values.paths):
            # What is watched, or still to be added, would bring its files back.
            watched = [w.path for w in library.plans.watched() if _is_in(w.path, path)]
            for folder in watched:
                library.plans.unwatch(folder)
            library.plans.end_tasks([t for t in library.plans.tasks() if _is_in(t.path, path)])
            files = [file for file in pages if _is_in(file, path)]
            for file in files:
                library.remove(pages.pop(file))
            removed += len(files)
            if not files and not watched:
                yield Trouble(
                    tr("No page of the library is there."),
                    tr("“heding list” shows the pages with their paths."),
                    path,
                )
    print(trn("{count} page removed.", "{count} pages removed.", removed))


def _is_in(file: str, path: str) -> bool:
    return file == path or file.startswith(path.rstrip(os.sep) + os.sep)
