"""``heding seal``: proof that a page holds every visible character of its file, once and unchanged."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator

from reader.cli.parser import Parser
from reader.cli.text import pad, shown, width
from reader.language import tr
from reader.trouble import Trouble


def grammar() -> Parser:
    """The grammar of ``heding seal``."""
    made = Parser(
        "heding seal",
        (tr("PAGE|ID …"),),
        tr(
            "Read a page's file on the spot and prove that every visible character of it stands\n"
            "in the page once, unchanged. Ends with status 1 where that doesn't hold."
        ),
        (
            (tr("heding seal A03.txt"), tr("a file")),
            ("heding seal dd7959", tr("the page of an article of the library")),
        ),
    )
    made.argument(
        "what", nargs="+", metavar=tr("PAGE|ID"), about=tr("text files, or ids of articles")
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print each page's counts, and where it doesn't hold."""
    from reader.library import Library, prove_article, prove_file
    from reader.seal import counted, told, verdict

    status = 0
    for number, what in enumerate(values.what):
        try:
            if os.path.exists(what) or os.sep in what:  # it may lead into an archive
                proof = prove_file(what)
            else:
                with Library(values.data_dir) as library:
                    proof = prove_article(library, what)
        except Trouble as trouble:
            yield trouble
            status = 1
            continue
        if number:
            print()
        print(shown(proof.path))
        print(f"  {verdict(proof.seal)}")
        rows = counted(proof.seal)
        left = max(width(name) for name, _ in rows)
        right = max(len(str(value)) for _, value in rows)
        for name, value in rows:
            print(f"  {pad(name, left)}  {value:{right}}")
        print(f"  SHA-256  {proof.seal.digest}")
        for line in told(proof):
            print(f"  {shown(line)}")
        if not proof.seal.holds:
            status = 1
    yield status
