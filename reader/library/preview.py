"""Pages in files that are not in the library, as they would be there."""

from __future__ import annotations

from collections.abc import Iterable, Set

from reader.library.listing import page_info
from reader.library.marks import Source
from reader.library.reading import new_key, read_page, stored
from reader.library.rows import PageRow, article_row, page_title
from reader.library.sources import find
from reader.library.values import PageInfo
from reader.trouble import Trouble


def preview(
    paths: Iterable[str], sources: Iterable[Source], marked: Set[str]
) -> tuple[tuple[PageInfo, ...], tuple[Trouble, ...]]:
    """The pages in files and folders, and what can't be read.

    sources
        What is in the library: a file that is has the key that it has there.
    marked
        The ids of the articles that have a bookmark.
    """
    found, troubles = find(paths, lambda folder: True)
    known = {source.path: source.key for source in sources}
    taken = set(known.values())
    pages = []
    for path in found:
        name = stored(path)
        key = known.get(name) or new_key(name, taken)
        try:
            page = read_page(path, key)
        except Trouble as trouble:
            troubles.append(trouble)
            continue
        rows = [article_row(key, number, page) for number in range(len(page.articles))]
        info = page_info(PageRow(key, path, page_title(page), None), rows, marked)
        pages.append(info._replace(date=page.date))
    return tuple(pages), tuple(troubles)
