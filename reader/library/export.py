"""What the reader has marked, to be kept elsewhere: as JSON, and as Markdown to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from reader.language import tr
from reader.library.address import address
from reader.library.annotations import Annotation
from reader.library.asked import Asked
from reader.library.finished import Finished
from reader.library.places import Places
from reader.library.values import Bookmark, Place

#: What Markdown would read as its own, in a line and at its beginning.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def marks_as_json(
    bookmarks: Iterable[Bookmark],
    annotations: Iterable[Annotation],
    finished: Finished,
    places: Places,
    asked: Asked,
) -> dict[str, Any]:
    """All that the reader has marked, and the kept searches, as JSON can hold them."""
    return {
        "bookmarks": [mark._asdict() for mark in bookmarks],
        "annotations": [annotation_as_json(one) for one in annotations],
        "read": [
            {"article": article, "page": page, "title": title}
            for article, page, title in finished.kept()
        ],
        "places": [{**place._asdict(), "page": page} for place, page in places.kept()],
        "searches": list(asked.kept()),
    }


def annotation_as_json(annotation: Annotation) -> dict[str, Any]:
    """A highlight or note with the selectors of its place, and the address that leads there."""
    targets = [target._asdict() for target in annotation.targets]
    link = back_link(annotation)
    return {**annotation._asdict(), "targets": targets, "address": link}


def annotations_as_markdown(annotations: Sequence[Annotation]) -> str:
    """Highlights and notes to read: under each article's headline the words, the note, the place.

    In the order of the files and of what stands in them.
    """
    order = sorted(annotations, key=lambda one: (one.file, one.page, one.article, one.offset()))
    blocks: list[str] = []
    last = ("", "")
    for one in order:
        if (one.page, one.title) != last:
            blocks.append(f"## {_harmless(one.title)}")
            last = (one.page, one.title)
        blocks.append("> " + _harmless(one.quote.strip()).replace("\n", "\n> "))
        if one.note:
            blocks.append(_harmless(one.note.strip()).replace("\n", "  \n"))
        link = back_link(one)
        where = f"[{link}]({link})" if link else tr("its place isn't found any more")
        blocks.append(f"—— {_harmless(one.file)}, {one.made[:10]}, {where}")
    return "\n\n".join(blocks) + "\n" if blocks else ""


def back_link(annotation: Annotation) -> str:
    """The address of the place, ``""`` if it isn't known now."""
    if not annotation.present:
        return ""
    return address(Place(annotation.article, annotation.offset()))


def _harmless(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", text))
