"""What is selected on a whole page, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from reader.desk import Part as Copied
from reader.desk import parts
from reader.window.columns import Box

#: The number of an article on the page, of a part of it, and the position in that.
Place = tuple[int, int, int]


class Picking:
    """A selection from where the mouse went down to where it is, across columns and articles."""

    def __init__(self) -> None:
        self.boxes: Sequence[Box] = ()
        self._anchor: Place | None = None
        self._caret: Place | None = None

    def clear(self) -> None:
        """Select nothing."""
        self._anchor = self._caret = None

    def begin(self, point: QPointF) -> None:
        """Select from this point of the page on."""
        self._anchor = self._caret = self._place(point)

    def extend(self, point: QPointF) -> None:
        """Select to this point of the page."""
        self._caret = self._place(point)

    def all(self) -> None:
        """Select the page, as far as it is set."""
        self.clear()
        if self.boxes:
            last = self.boxes[-1].parts()
            self._anchor = (0, 0, 0)
            self._caret = (len(self.boxes) - 1, len(last) - 1, last[-1].end)

    def there(self) -> bool:
        """Whether anything is selected."""
        return self._anchor != self._caret

    def range(self, article: int, part: int) -> tuple[int, int] | None:
        """From where to where a part of an article is selected."""
        if self._anchor is None or self._caret is None:
            return None
        start, end = sorted((self._anchor, self._caret))
        here = (article, part)
        if not start[:2] <= here <= end[:2]:
            return None
        first = start[2] if here == start[:2] else 0
        last = end[2] if here == end[:2] else self.boxes[article].parts()[part].end
        return (first, last) if first < last else None

    def copied(self) -> list[Copied]:
        """The selected pieces with their roles, as the articles have them."""
        found: list[Copied] = []
        for number, box in enumerate(self.boxes):
            for order, part in enumerate(box.parts()):
                span = self.range(number, order)
                if span:
                    spots = [part.setter.spot(at) for at in span]
                    whole = span[1] >= part.end
                    found += parts(part.setter.reading, spots[0], None if whole else spots[1])
        return found

    def _place(self, point: QPointF) -> Place | None:
        if not self.boxes:
            return None
        number = 0
        for number, box in enumerate(self.boxes):  # noqa: B007 (the last one, if none holds it)
            if point.y() < box.bottom:
                break
        return (number, *self.boxes[number].spot(point))
