"""Questions put to a library: a complete cache, an index in step with it, an exact answer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeVar

from reader.library.cache import Cache
from reader.library.finding import Asking
from reader.library.following import Following
from reader.library.guessing import meant
from reader.library.index import Damaged, Index
from reader.library.intake import Intake
from reader.library.likeness import differences
from reader.library.question import Like, parse
from reader.library.reading import located
from reader.library.related import related
from reader.library.search import marker_of, never
from reader.library.suggesting import browse, completions, facets, months
from reader.library.values import Answer, Completion, Facet, Facets

if TYPE_CHECKING:
    from reader.library.values import Hit

T = TypeVar("T")
#: Hits that are compared with the story that they repeat.
_COMPARED = 8
Told = Callable[[int, int], bool | None]


class Searching:
    """Answers for one library.  Any thread may call any method.

    lock
        Guards the cache; held for moments only.
    marked
        Ids of the articles to which the user gave a trait, None if it isn't known.
    """

    def __init__(
        self,
        folder: str,
        cache: Cache,
        lock: AbstractContextManager[object],
        intake: Intake,
        marked: Callable[[str], Collection[str] | None],
    ) -> None:
        self._cache, self._lock, self._intake, self._marked = cache, lock, intake, marked
        self._following = Following(folder, cache, lock)

    def find(
        self,
        query: str,
        limit: int,
        offset: int,
        order: str,
        variants: bool,
        stopped: Callable[[], bool],
    ) -> Answer:
        """As ``Library.find``."""

        def put(asking: Asking, behind: int) -> Answer:
            places, total = asking.hits(limit, offset, order)
            marker = marker_of(asking.question.tree, variants)
            marker = marker._replace(words=(*marker.words, *asking.shared))
            with self._lock:
                hits = self._cache.hits(places, marker)
            if len(hits) < len(places) and not behind:
                raise Damaged
            found = tuple(hit._replace(path=located(hit.path)) for hit in hits)
            if isinstance(asking.question.tree, Like) and asking.question.tree.how == "same":
                found = self._compared(asking, found)
            left = behind + self._intake.missing()
            asked = asking.query is not None
            return Answer(found, total, tuple(asking.complaints), left, asking.shared, asked)

        return self._put(query, variants, stopped, put)

    def search(self, query: str, limit: int | None) -> tuple[Hit, ...]:
        """As ``Library.search``."""
        if limit:
            self.catch_up(None)
        most = self.count(query) if limit is None else limit
        return self.find(query, most, 0, "best", True, never).hits if most else ()

    def count(self, query: str) -> int:
        """As ``Library.count``."""
        self.catch_up(None)
        return self._put(query, True, never, lambda asking, _: asking.count())

    def facets(self, query: str, variants: bool, stopped: Callable[[], bool]) -> Facets:
        """As ``Library.facets``."""
        return self._put(query, variants, stopped, lambda asking, _: facets(asking))

    def months(self, query: str, variants: bool) -> tuple[tuple[str, int], ...]:
        """As ``Library.months``."""
        return self._put(query, variants, never, lambda asking, _: months(asking))

    def meant(self, query: str, stopped: Callable[[], bool]) -> tuple[str, ...]:
        """As ``Library.meant``."""
        return self._put(query, True, stopped, lambda asking, _: meant(asking))

    def related(self, query: str, variants: bool, stopped: Callable[[], bool]) -> tuple[Facet, ...]:
        """As ``Library.related``."""
        return self._put(query, variants, stopped, lambda asking, _: related(asking))

    def completions(self, query: str, cursor: int, words: bool) -> tuple[Completion, ...]:
        """As ``Library.completions``."""
        return self._with_cache(
            lambda: self._following.ask(lambda index, _: completions(index, query, cursor, words))
        )

    def browse(self, what: str) -> tuple[tuple[str, int], ...]:
        """As ``Library.browse``."""
        return self._with_cache(lambda: self._following.ask(lambda index, _: browse(index, what)))

    def catch_up(self, progress: Told | None) -> int:
        """As ``Library.catch_up``."""
        return self._with_cache(lambda: self._following.catch_up(progress))

    def rebuild(self, progress: Told | None) -> int:
        """As ``Library.rebuild``."""
        return self._with_cache(lambda: self._following.rebuild(progress))

    def _put(
        self,
        query: str,
        variants: bool,
        stopped: Callable[[], bool],
        put: Callable[[Asking, int], T],
    ) -> T:
        """The answer to a question that was put to the index."""
        question = parse(query)

        def asked(index: Index, behind: int) -> T:
            return put(
                Asking(index, question, self._texts, self._marked, variants, stopped), behind
            )

        return self._with_cache(lambda: self._following.ask(asked))

    def _compared(self, asking: Asking, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The first hits with what differs in them from the story that is looked for."""
        first = hits[:_COMPARED]
        texts = {id_: text for id_, text, _ in self._texts([(hit.page, hit.id) for hit in first])}
        compared = tuple(
            hit._replace(differing=differences(asking.like, texts.get(hit.id, asking.like)))
            for hit in first
        )
        return compared + hits[len(compared) :]

    def _with_cache(self, attempt: Callable[[], T]) -> T:
        def filled() -> T:
            self._intake.fill()
            return attempt()

        return self._intake.retry(filled)

    def _texts(self, places: list[tuple[str, str]]) -> list[tuple[str, str, int]]:
        with self._lock:
            return self._cache.texts(places)
