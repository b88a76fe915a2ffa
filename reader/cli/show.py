"""``heding show``: articles as text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.parser import Parser, article_id
from reader.cli.text import paragraphs, shown
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Found, Jump


def grammar() -> Parser:
    """The grammar of ``heding show``."""
    made = Parser(
        "heding show",
        (tr("ID …"),),
        tr("Print articles as text, every paragraph in one piece."),
        ((tr("heding show dd7959"), tr("the start of an id is enough")),),
    )
    made.argument("ids", nargs="+", metavar=tr("ID"), about=tr("as “heding list” shows them"))
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print the articles."""
    from reader.library import Library

    with Library(values.data_dir) as library:
        yield from library.unkept
        printed = False
        for id_ in values.ids:
            try:
                found = library.article(article_id(id_))
            except Trouble as trouble:
                yield trouble
                continue
            lines = [*_article_lines(found), *map(_jump, library.jumps(found.article.id))]
            print("\n\n" * printed + shown("\n".join(lines)))
            printed = True


def _jump(jump: Jump) -> str:
    """Where the story goes on, or whence it comes: 下转第3版, the id there and its headline."""
    way = "→" if jump.onward else "←"
    return "  ".join(part for part in (way, jump.said, jump.article, jump.title) if part)


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
