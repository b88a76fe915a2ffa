"""``heding add``: files, folders and archives into the library."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.parser import INTERRUPTED, Parser
from reader.cli.text import progress, wipe
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Added


def grammar() -> Parser:
    """The grammar of ``heding add``."""
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


def run(values: Namespace, parser: Parser) -> Iterator[Trouble | int]:
    """Add them, and say how many were new."""
    from reader.library import Library

    if bool(values.paths) == values.rest:
        parser.error(tr("say at least one PATH, or --continue"))
    told = progress(0)
    with Library(values.data_dir) as library:
        paths, include = values.paths, values.include
        try:
            added = library.go_on(told) if values.rest else library.add(paths, told, include)
        except KeyboardInterrupt:
            wipe()
            yield Trouble(
                tr("Interrupted. What has been added stays."),
                tr("“heding add --continue” goes on with the rest."),
            )
            yield INTERRUPTED
            return
    wipe()
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
