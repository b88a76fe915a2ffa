"""Highlights and notes: all of them, and where those of the open article stand in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from reader.desk.copies import Spot, parts, plain
from reader.desk.values import Match, Reading
from reader.desk.worker import Worker
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Annotation, Library


class Shown(NamedTuple):
    """An annotation that has a place in the open article, and its parts there."""

    annotation: Annotation
    parts: tuple[Match, ...]


class Notes(QObject):
    """``all`` in the order of making, ``shown`` those in the open article; ``colour`` the last one.

    ``made`` has the id of a new one, ``removed`` one that ``put_back`` would bring back.
    """

    changed = Signal()
    shown_changed = Signal()
    made = Signal(str)
    removed = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Annotation, ...] = ()
        self.shown: tuple[Shown, ...] = ()
        self.colour = "yellow"
        self._removed: Annotation | None = None
        self._reading: Reading | None = None
        self._worker = worker

    def load(self) -> None:
        """Fetch all of them."""
        self._worker.ask(lambda library: library.annotations.all(), self._set)

    def show(self, reading: Reading | None) -> None:
        """This article is open now."""
        self._reading = reading
        self._find()

    def find(self, id_: str) -> Annotation | None:
        """The one with this id."""
        return next((one for one in self.all if one.id == id_), None)

    def highlight(
        self, reading: Reading, start: Spot | None, end: Spot | None, colour: str
    ) -> None:
        """Highlight what stands between two spots; what is highlighted just so gets the colour."""
        self.colour = colour
        ranges = _ranges(reading, start, end)
        quote = plain(parts(reading, start, end))
        same = next((one for one in self.shown if _places(reading, one.parts) == ranges), None)
        if same is not None:
            self.recolour(same.annotation.id, colour)
            self.made.emit(same.annotation.id)
            return
        if not ranges:
            return
        page, text = reading.found.page.key, reading.text

        def work(library: Library) -> tuple[str, tuple[Annotation, ...]]:
            new = library.annotations.add(page, text, ranges, quote, colour)
            return new.id, library.annotations.all()

        def done(answer: tuple[str, tuple[Annotation, ...]]) -> None:
            self._set(answer[1])
            self.made.emit(answer[0])

        self._worker.ask(work, done)

    def recolour(self, id_: str, colour: str) -> None:
        """Give one another colour."""
        self.colour = colour
        self._change(lambda library: library.annotations.change(id_, colour=colour))

    def write(self, id_: str, note: str) -> None:
        """Give one another note."""
        self._change(lambda library: library.annotations.change(id_, note=note))

    def remove(self, id_: str) -> None:
        """Remove one; it can be put back."""
        one = self.find(id_)
        if one is not None:
            self._removed = one
            self._change(lambda library: library.annotations.remove(id_))
            self.removed.emit(one)

    def put_back(self) -> None:
        """Bring back the one that was removed last."""
        one, self._removed = self._removed, None
        if one is not None:
            self._change(lambda library: library.annotations.restore(one))

    def save(self, path: Path, then: Callable[[], None]) -> None:
        """Write all of them to a file as Markdown, then call ``then``."""

        def work(library: Library) -> None:
            from reader.library import annotations_as_markdown

            text = annotations_as_markdown(library.annotations.all())
            try:
                path.write_text(text, "utf-8")
            except OSError as error:
                raise Trouble(
                    tr("The file can't be written: {reason}.", reason=error.strerror or str(error)),
                    tr("Choose another place or name."),
                    str(path),
                ) from error

        self._worker.ask(work, lambda _: then())

    def _change(self, change: Callable[[Library], None]) -> None:
        def work(library: Library) -> tuple[Annotation, ...]:
            change(library)
            return library.annotations.all()

        self._worker.ask(work, self._set)

    def _set(self, found: tuple[Annotation, ...]) -> None:
        if found != self.all:
            self.all = found
            self.changed.emit()
            self._find()

    def _find(self) -> None:
        reading = self._reading
        shown = []
        for one in self.all:
            if reading is not None and one.page == reading.found.page.key:
                there = places_in(reading, one)
                if there:
                    shown.append(Shown(one, there))
        self.shown = tuple(shown)
        self.shown_changed.emit()


def _ranges(reading: Reading, start: Spot | None, end: Spot | None) -> list[tuple[int, int]]:
    """The page's code points between two spots of an article, in the order of reading."""
    first, last = start or (0, 0), end or (len(reading.pieces), 0)
    found = []
    for number, runs in enumerate(reading.runs):
        low = first[1] if number == first[0] else 0
        high = last[1] if number == last[0] else len(reading.pieces[number][1].text)
        if first[0] <= number <= last[0]:
            for run in runs:
                left, right = max(low, run.at), min(high, run.at + run.length)
                if left < right:
                    found.append((run.start + left - run.at, run.start + right - run.at))
    return found


def places_in(reading: Reading, one: Annotation) -> tuple[Match, ...]:
    """Where an annotation of the page stands in the pieces of an article, or of a part of it."""
    found = []
    for target in one.targets:
        if target.start < 0 or reading.text[target.start : target.end] != target.exact:
            continue  # the page was read anew since; the article will be, too
        for number, runs in enumerate(reading.runs):
            for run in runs:
                low = max(target.start, run.start)
                high = min(target.end, run.start + run.length)
                if low < high:
                    shift = run.at - run.start
                    found.append(Match(number, low + shift, high + shift))
    return _merged(found)


def _merged(found: list[Match]) -> tuple[Match, ...]:
    merged: list[Match] = []
    for part in sorted(found):
        if merged and merged[-1].piece == part.piece and merged[-1].end == part.start:
            merged[-1] = merged[-1]._replace(end=part.end)
        else:
            merged.append(part)
    return tuple(merged)


def _places(reading: Reading, parts_: tuple[Match, ...]) -> list[tuple[int, int]]:
    """The page's code points of parts of an article."""
    return [
        place
        for part in parts_
        for place in _ranges(reading, (part.piece, part.start), (part.piece, part.end))
    ]
