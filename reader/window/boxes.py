"""An article of a whole page: its headline set across, its text in columns."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject

from reader.desk import Reading
from reader.window.columns import Box, Part, divided, height, lines
from reader.window.styles import HEAD, Setting
from reader.window.theme import Theme
from reader.window.typesetter import Typesetter

#: Characters in a column's line.
COLUMN = 20
#: Most columns of an article; ems between two of them, between articles, and at the edges.
MOST, GAP, APART, EDGE = 5, 2.0, 2.6, 1.6
#: Code points that are set before the window may answer.
_STEP = 3000


def boxed(
    reading: Reading, look: tuple[Theme, Setting], width: int, top: float, parent: QObject
) -> Generator[None, None, Box]:
    """Set an article in columns; it stops now and then, so that the window may answer.

    width
        Of the page, in pixels.
    top
        Where the article before it ends.
    parent
        Of the documents.
    """
    em = look[1].em
    room = max(COLUMN * em / 2, width - 2 * EDGE * em)
    columns = max(1, min(MOST, int((room + GAP * em) // ((COLUMN + GAP) * em))))
    wide = int((room - (columns - 1) * GAP * em) / columns / em) * em + 1
    parts: tuple[list[int], list[int]] = ([], [])
    for number, (role, _) in enumerate(reading.pieces):
        parts[role not in HEAD].append(number)
    top += APART * em / 2
    head = (yield from _part(reading, look, parts[0], room, parent)) if parts[0] else None
    body = yield from _part(reading, look, parts[1], wide, parent)
    found = lines(body.document) if parts[1] else []
    ranges = divided([line.bottom - line.top for line in found], columns) if found else []
    placed = [found[start:end] for start, end in ranges]
    # Of a document's height the margins above and below aren't wanted here.
    text = top + (height(head.document) + 0.9 * em if head else 0)
    tallest = max((c[-1].bottom - c[0].top for c in placed), default=0.0)
    return Box(
        reading.found.article.id,
        head,
        body,
        placed,
        EDGE * em,
        wide + GAP * em,
        top,
        text,
        text + tallest + APART * em / 2,
    )


def _part(
    reading: Reading,
    look: tuple[Theme, Setting],
    pieces: list[int],
    width: float,
    parent: QObject,
) -> Generator[None, None, Part]:
    part = reading._replace(
        pieces=tuple(reading.pieces[n] for n in pieces),
        runs=tuple(reading.runs[n] for n in pieces),
        words=tuple(reading.words[n] for n in pieces) if reading.words else (),
    )
    setter = Typesetter(part, *look, "")
    document = setter.new_document()
    document.setParent(parent)
    while not setter.finished:
        setter.step(document, width, _STEP)
        if not setter.finished:
            yield
    document.setTextWidth(width + 2 * look[1].margin)
    document.size()
    return Part(setter, document)
