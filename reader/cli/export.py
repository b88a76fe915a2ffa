"""``heding export``: parsed pages as JSON, for other programs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from reader.cli.parser import Parser
from reader.cli.text import write_json
from reader.language import tr
from reader.trouble import Trouble


def grammar() -> Parser:
    """The grammar of ``heding export``."""
    made = Parser(
        "heding export",
        (tr("--format json PAGE …"),),
        tr(
            "Print parsed pages as JSON, one object a line, with the place of every character.\n"
            "Needs no library and keeps nothing."
        ),
        (
            (tr("heding export --format json A03.txt"), tr("one page")),
            (tr("heding export --format json 2025.zip"), tr("all pages of an archive or folder")),
        ),
    )
    made.argument(
        "pages", nargs="+", metavar=tr("PAGE"), about=tr("text files, folders and ZIP archives")
    )
    made.argument(
        "--format", required=True, choices=("json",), metavar="json", about=tr("the form to print")
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print the pages."""
    from reader.library import page_files, read_page

    for named in values.pages:
        for path in page_files(named):
            try:
                if isinstance(path, Trouble):
                    raise path
                page = read_page(path)
            except Trouble as trouble:
                yield trouble
                continue
            write_json(page.as_json(), indent=None)
