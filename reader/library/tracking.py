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
_AT_ONCE = 50


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
        articles = {row.key: inside for _, row, inside in cache.contents_of(list(marked))}
        # Where nothing can be kept, one can still read; it is tried again next time.
        with suppress(Trouble):
            self.finished.follow(articles)
            self.places.follow(articles)
            self.annotations.follow(articles)
            cache.set_followed(changes[-1].number)
            return True
        return False
