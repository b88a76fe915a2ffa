"""Seals of pages: their files are read anew, on the spot, and compared."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.library.reading import new_key, stored
from reader.library.sources import parse_file, read

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.seal import Proof


def prove_article(library: Library, article: str) -> Proof:
    """Compare the page of an article, as it is shown, with its file as it is now.

    Raises ``Trouble`` if there is no such article, or if its file can't be read.
    """
    from reader.seal import Proof, prove

    found = library.article(article)
    page = library.page(found.page.key)
    return Proof(found.page.path, prove(read(found.page.path).data, page), page.text)


def prove_file(path: str) -> Proof:
    """Parse a file, read it anew and compare.  Raises ``Trouble`` if it can't be read."""
    from reader.seal import Proof, prove

    page = parse_file(read(path).data, path, new_key(stored(os.path.abspath(path)), ()))
    return Proof(path, prove(read(path).data, page), page.text)
