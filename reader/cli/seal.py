"""``heding seal``: proof that a page holds every visible character of its file, once and unchanged."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.parser import Parser, article_id, means_article
from reader.cli.text import pad, shown, width
from reader.language import figure, tr, trn
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.seal import Proof


def grammar() -> Parser:
    """The grammar of ``heding seal``."""
    made = Parser(
        "heding seal",
        (tr("PAGE|ID …"),),
        tr(
            "Prove that every visible character of a file stands in its page once, unchanged.\n"
            "The file is read on the spot. Ends with status 1 where that doesn't hold."
        ),
        (
            (tr("heding seal A03.txt"), tr("a file")),
            (tr("heding seal 2025.zip"), tr("all pages of an archive or folder")),
            ("heding seal dd7959", tr("the page of an article of the library")),
        ),
    )
    made.argument(
        "what",
        nargs="+",
        metavar=tr("PAGE|ID"),
        about=tr("text files, folders, ZIP archives, or ids of articles"),
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print each page's counts, and where it doesn't hold; of many pages only what matters."""
    status, proven, held = 0, 0, 0
    for what in values.what:
        for proof, alone in _proofs(what, values.data_dir):
            if isinstance(proof, Trouble):
                yield proof
                status = 1
                continue
            _print(proof, alone, proven > 0)
            proven += 1
            held += proof.seal.holds
    if proven > 1:
        pages = trn("{count} page proven", "{count} pages proven", proven)
        print("\n" + tr("{pages}; of these hold: {held}", pages=pages, held=held))
    yield int(status or held < proven)


def _proofs(what: str, data_dir: str | None) -> Iterator[tuple[Proof | Trouble, bool]]:
    """The proof of each page named, and whether it alone was named."""
    from reader.library import Library, page_files, prove_article, prove_file

    if means_article(what):
        try:
            with Library(data_dir) as library:
                yield prove_article(library, article_id(what)), True
        except Trouble as trouble:
            yield trouble, True
        return
    for path in page_files(what):
        try:
            yield path if isinstance(path, Trouble) else prove_file(path), path == what
        except Trouble as trouble:
            yield trouble, True


def _print(proof: Proof, whole: bool, apart: bool) -> None:
    from reader.seal import counted, told, verdict

    if apart and whole:
        print()
    print(shown(proof.path))
    print(f"  {verdict(proof.seal)}")
    if whole or not proof.seal.holds:
        rows = [(name, figure(value)) for name, value in counted(proof.seal)]
        left = max(width(name) for name, _ in rows)
        right = max(len(value) for _, value in rows)
        for name, value in rows:
            print(f"  {pad(name, left)}  {value:>{right}}")
        print(f"  SHA-256  {proof.seal.digest}")
    for line in told(proof):
        print(f"  {shown(line)}")
