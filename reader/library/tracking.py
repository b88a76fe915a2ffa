"""What the reader has marked follows its articles when their page is read anew.

Bookmarks do so themselves, whenever they are asked for, as they are few.
"""

from __future__ import annotations

from contextlib import suppress

from reader.library.annotations import Annotations
from reader.library.cache import Cache
from reader.library.finished import Finished
from reader.library.marks import Marks
from reader.library.places import Places
from reader.trouble import Trouble

#: Changed pages that are looked at in one step.
_AT_ONCE = 200


class Tracking:
    """Compares marks with the pages that have changed, each change once: the cache numbers them."""

    def __init__(
        self, marks: Marks, finished: Finished, places: Places, annotations: Annotations
    ) -> None:
        self._marks = marks
        self.finished, self.places, self.annotations = finished, places, annotations

    def catch_up(self, cache: Cache) -> bool:
        """Follow some of the changes; whether there may be more."""
        seen = cache.followed()
        changes = cache.changes(seen, _AT_ONCE) if cache.last_change() > seen else []
        if not changes or self._marks.refusal:
            return False
        marked = self._marks.marked_pages([change.page for change in changes if change.present])
        # Where nothing can be kept, one can still read; it is tried again next time.
        with suppress(Trouble):
            for key in marked:
                page = cache.page(key)
                if page is not None:
                    rows = [row for _, rows in cache.contents(key) for row in rows]
                    self.finished.follow(key, rows)
                    self.places.follow(key, page)
                    self.annotations.follow(key, page)
            cache.set_followed(changes[-1].number)
            return True
        return False
