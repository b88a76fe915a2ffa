"""Back and forward: the places that the reader has been to, as gitfourchette keeps its Locators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library import Place

_LONGEST = 200


class History:
    """A list of places, one of which is the present one."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._here = -1

    def can_go(self, steps: int) -> bool:
        """Whether it reaches that far."""
        return 0 <= self._here + steps < len(self._places)

    def go(self, steps: int) -> Place:
        """The place so many steps forward (back, if negative), which is the present one now."""
        self._here += steps
        return self._places[self._here]

    def move(self, place: Place) -> None:
        """The present place is this one."""
        if self._here >= 0:
            self._places[self._here] = place

    def record(self, place: Place) -> bool:
        """Put a place behind the present one, unless it's in the same article; whether it was."""
        if self._here >= 0 and self._places[self._here].article == place.article:
            return False
        del self._places[self._here + 1 :]
        self._places.append(place)
        del self._places[:-_LONGEST]
        self._here = len(self._places) - 1
        return True
