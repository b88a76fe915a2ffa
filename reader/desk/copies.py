"""What is put on the clipboard: an article or a part of it, as clean text, joined, or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.desk.values import Reading
from reader.language import tr

if TYPE_CHECKING:
    from reader.page import PageDate

#: Where text stands: the piece and the code point in it.
Spot = tuple[int, int]
#: A piece's role and the text of it that is copied.
Part = tuple[str, str]

_WORD = re.compile(r"[A-Za-z0-9,.;:!?)%\]\u00c0-\u024f]")
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_NUMBER = re.compile(r"第?0*(\d{1,3})版|(?<![A-Za-z0-9])([A-Z]{1,2}\d{1,3})(?![A-Za-z0-9])")


def parts(reading: Reading, start: Spot | None = None, end: Spot | None = None) -> list[Part]:
    """The pieces between two spots, all of them without any."""
    first, last = start or (0, 0), end or (len(reading.pieces), 0)
    found = []
    for number, (role, piece) in enumerate(reading.pieces):
        if not first[0] <= number <= last[0]:
            continue
        text = piece.text
        if number == last[0]:
            text = text[: last[1]]
        if number == first[0]:
            text = text[first[1] :]
        if text:
            found.append((role, text))
    return found


def plain(pieces: Sequence[Part]) -> str:
    """Each piece on a line of its own."""
    return "\n".join(text for _, text in pieces)


def unbroken(pieces: Sequence[Part]) -> str:
    """All on one line: nothing between Chinese, a space where Latin words would meet."""
    lines = [line.strip() for _, text in pieces for line in text.splitlines()]
    found = ""
    for line in filter(None, lines):
        meet = found and _WORD.match(found[-1]) and _WORD.match(line[0])
        found += (" " if meet else "") + line
    return found


def markdown(pieces: Sequence[Part], source: str) -> str:
    """With headings, and every sign of the text that Markdown would read made harmless."""
    blocks = []
    for role, text in pieces:
        safe = _LINE_START.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text.strip()))
        if role == "title":
            blocks.append("# " + safe.replace("\n", " "))
        elif role in ("kicker", "column", "subtitle"):
            blocks.append(f"**{safe}**")
        elif role in ("byline", "credit"):
            blocks.append(f"*{safe}*")
        elif role == "caption":
            blocks.append("> " + safe.replace("\n", "\n> "))
        else:
            blocks.append(safe.replace("\n", "  \n"))
    blocks.append("—— " + _MARKS.sub(r"\\\g<0>", source))
    return "\n\n".join(blocks) + "\n"


def source(reading: Reading) -> str:
    """Where an article stands: headline, page, date."""
    found = reading.found
    about = [Path(found.page.path).stem]
    if found.page.date:
        about.append(found.page.date.value)
    return tr("“{title}”, {page}", title=found.article.heading(), page=" ".join(about))


def link(reading: Reading, offset: int) -> str:
    """The address of a code point of the article's page."""
    from reader.library import Place, address

    return address(Place(reading.found.article.id, offset))


def citation(reading: Reading) -> str:
    """The article as GB/T 7714—2015 has it for newspapers, as far as it's known.

    The name of the paper isn't: files don't tell it.  So the form is
    ``authors. title[N]. date(page).``, and the name is for the reader to put in.
    """
    found = reading.found
    names = list(dict.fromkeys(p.name for p in found.article.people if "摄" not in p.role))
    authors = ", ".join(names[:3]) + (", 等" if len(names) > 3 else "")
    title = f"{found.article.heading()}[N]."
    end = _day(found.page.date) + _page(found.page.path)
    return " ".join(part for part in (f"{authors}." if authors else "", title, end) if part)


def _day(date: PageDate | None) -> str:
    return date.value if date and date.certain else f"[{date.value}]" if date else "[日期不详]"


def page_number(path: str) -> str:
    """The number of the page as its file is named, such as ``3`` or ``A03``; else ``""``."""
    match = _NUMBER.search(Path(path).stem)
    return str(match[1] or match[2]) if match else ""


def _page(path: str) -> str:
    number = page_number(path)
    return f"({number})." if number else "."
