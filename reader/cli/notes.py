"""``heding notes``: the highlights and notes that were made in the window."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.parser import Parser, json_array
from reader.cli.text import block, row, shown, write_json
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Annotation


def grammar() -> Parser:
    """The grammar of ``heding notes``."""
    made = Parser(
        "heding notes",
        (tr("[--json | --markdown]"),),
        tr("List your highlights and notes, each with the address that leads back to its place."),
        (
            ("heding notes", tr("all of them")),
            ("heding notes --markdown > notes.md", tr("to read and keep elsewhere")),
        ),
    )
    how = made.add_mutually_exclusive_group()
    names = "quote, note, colour, title, article, page, targets, address, …"
    made.argument("--json", group=how, action="store_true", about=json_array(names))
    made.argument(
        "--markdown", group=how, action="store_true", about=tr("print Markdown, article by article")
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print them, the oldest first."""
    from reader.library import Library, annotation_as_json, annotations_as_markdown

    with Library(values.data_dir) as library:
        yield from library.unkept
        found = library.annotations.all()
    if values.json:
        write_json([annotation_as_json(one) for one in found])
    elif values.markdown:
        print(annotations_as_markdown(found), end="")
    else:
        for number, one in enumerate(found):
            print("\n" * bool(number) + shown("\n".join(_lines(one))))


def _lines(one: Annotation) -> list[str]:
    from reader.library import back_link

    gone = "" if one.present else "  " + tr("(its place isn't found now)")
    lines = [row(f"{one.made[:10]}  ", one.title, gone)]
    lines += [block(part, "  > ") for part in one.quote.splitlines()]
    lines += [block(part, "  ") for part in one.note.splitlines()]
    return [*lines, f"  {back_link(one) or one.file}"]
