"""The question to the whole library: its answer, what narrows it, and questions asked before.

On a thread of its own, so that it waits for nothing; each keystroke makes the
question before it void.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.desk.values import Results, Saved
from reader.desk.worker import Shelf, Worker

if TYPE_CHECKING:
    from reader.library import Completion, Facet, Facets, Jump, Library, Statistics

_Counts = tuple[tuple[str, int], ...]

#: Hits that are fetched at a time.
LISTED = 30
#: Milliseconds without a keystroke after which related words are looked for: it takes a while.
_REST = 350


class Questions(QObject):
    """``results`` answers ``query``, None if there is none; ``facets`` count what was found,
    and ``related`` are words that go with it.  For a thread (a column or a person) ``jumps`` has,
    by article, where a story that was found goes on on another page.

    order
        What the reader has chosen, one of ``ORDERS`` of the library; a thread has its own order
        (``order_now``).
    variants
        Whether traditional and simplified characters are the same.
    """

    results_changed = Signal()
    facets_changed = Signal()
    jumps_changed = Signal()
    related_changed = Signal()
    completions_changed = Signal()
    saved_changed = Signal()
    months_counted = Signal(str, object)  # the query, and pairs of month and count
    all_counted = Signal(object)  # the statistics, the columns and the people with their counts
    troubled = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.query = ""
        self.order = "best"
        self.variants = True
        self.results: Results | None = None
        self.facets: Facets | None = None
        self.jumps: dict[str, tuple[Jump, ...]] = {}
        self.related: tuple[Facet, ...] = ()
        self.completions: tuple[Completion, ...] = ()
        self.saved: tuple[Saved, ...] = ()
        self.history: tuple[str, ...] = ()
        self._thread = ""  # what is shown from the oldest on
        self._question = 0
        self._typing = 0
        self._fetching = False
        self._answered = False  # whether the results are those of the present question and order
        self._followed: set[str] = set()  # the hits of which the jumps are known or asked for
        self._waiting: list[Callable[[], None]] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look_for_related)
        self._worker = Worker(shelf, self)
        self._worker.troubled.connect(self.troubled)

    def ask(self, query: str) -> None:
        """Search everything.  The answer to an older question, if it's still under way, is void."""
        self.query = query.strip()
        if not f"{self.query} ".startswith(f"{self._thread} "):
            self._thread = ""
        if not self.query:
            self._question += 1
            self._forget()
            self.results = self.facets = None
            self._answered = False
            self.results_changed.emit()
            self.facets_changed.emit()
            self._rest.stop()
            self._set_related(())
            return
        self._forget()
        self._put(LISTED, False)

    def again(self) -> None:
        """Ask once more: the order or the option is another one."""
        if self.query:
            self.ask(self.query)

    def renew(self) -> None:
        """Ask once more, as pages have come or gone; as many hits are listed as are now."""
        if self.query:
            listed = len(self.results.hits) if self.results and self._answered else 0
            self._put(max(LISTED, listed), self._answered)

    def is_answered(self) -> bool:
        """Whether the answer to the present question is there, and all pages were looked in."""
        return self._answered and self.results is not None and not self.results.behind

    def _forget(self) -> None:
        self.jumps, self._followed = {}, set()

    def _put(self, listed: int, renewed: bool) -> None:
        """Put the question to the library; what was asked before is void."""
        self._question += 1
        self._fetching, self._waiting, self._followed = False, [], set()
        self._answered = renewed
        mine, asked, order, variants = self._question, self.query, self.order_now, self.variants

        def void() -> bool:
            return mine != self._question

        def work(library: Library) -> Results | None:
            from reader.library import Stopped

            try:
                answer = library.find(asked, listed, 0, order, variants, void)
                meant = () if answer.total or answer.behind else library.meant(asked, void)
                return Results(asked, *answer, meant, renewed)
            except Stopped:
                return None

        def count(library: Library) -> Facets | None:
            from reader.library import Stopped

            try:
                return library.facets(asked, variants, void)
            except Stopped:
                return None

        self._worker.ask(work, self._set_results, lambda: not void())
        self._worker.ask(count, self._set_facets, lambda: not void())
        self._rest.start()

    @property
    def order_now(self) -> str:
        """The order of what is shown: a thread, narrowed or not, begins with the oldest."""
        return "oldest" if self._thread else self.order

    def follow(self, query: str) -> None:
        """Let a question, once it's asked, be shown from the oldest on; the next one isn't."""
        self._thread = query.strip()
        if self.query == self._thread:
            self.again()

    def set_order(self, order: str) -> None:
        """Show what is found in another order."""
        before, self.order, self._thread = self.order_now, order, ""
        if order != before:
            self.again()

    def set_variants(self, on: bool) -> None:
        """Take traditional and simplified characters for the same, or not."""
        if on != self.variants:
            self.variants = on
            self.again()

    def has_more(self) -> bool:
        """Whether more was found than is listed."""
        return self.results is not None and len(self.results.hits) < self.results.total

    def more(self, then: Callable[[], None] | None = None) -> None:
        """Fetch the next hits; ``then`` is called when they are there."""
        results, mine = self.results, self._question
        if results is None or not self.has_more():
            return
        if then:
            self._waiting.append(then)
        if self._fetching:
            return
        self._fetching = True
        order, variants = self.order_now, self.variants

        def work(library: Library) -> Results:
            answer = library.find(results.query, LISTED, len(results.hits), order, variants)
            return results._replace(hits=results.hits + answer.hits)

        def done(more: Results) -> None:
            self._fetching = False
            self._set_results(more)
            waiting, self._waiting = self._waiting, []
            for step in waiting:
                step()

        self._worker.ask(work, done, lambda: mine == self._question)

    def complete(self, text: str, cursor: int, words: bool = False) -> None:
        """Look how what is being typed may go on; with ``words`` also by words that begin so."""
        self._typing += 1
        mine = self._typing

        def done(found: tuple[Completion, ...]) -> None:
            self.completions = found
            self.completions_changed.emit()

        self._worker.ask(
            lambda library: library.completions(text, cursor, words),
            done,
            lambda: mine == self._typing,
        )

    def count_months(self, query: str) -> None:
        """Count how many articles a query finds in each month: ``months_counted``."""
        variants = self.variants
        self._worker.ask(
            lambda library: library.months(query, variants),
            lambda months: self.months_counted.emit(query, months),
        )

    def count_all(self) -> None:
        """Count what the library holds: ``all_counted``."""

        def work(library: Library) -> tuple[Statistics, _Counts, _Counts]:
            return library.statistics(), library.browse("column"), library.browse("person")

        self._worker.ask(work, self.all_counted.emit)

    # Questions asked before

    def load(self) -> None:
        """Fetch the searches that were kept, with their counts, and the history."""
        self._worker.ask(_saved, self._set_saved)

    def remember(self) -> None:
        """Put the present question into the history."""
        query = self.query
        if query and (not self.history or self.history[0] != query):
            self.history = (query, *(q for q in self.history if q != query))

            def work(library: Library) -> None:
                library.asked.remember(query)

            self._worker.ask(work)

    def is_saved(self) -> bool:
        """Whether the present question is kept."""
        return any(saved.query == self.query for saved in self.saved)

    def save(self, query: str, on: bool) -> None:
        """Keep a question, or keep it no more."""

        def work(library: Library) -> tuple[tuple[Saved, ...], tuple[str, ...]]:
            library.asked.keep(query, on)
            return _saved(library)

        self._worker.ask(work, self._set_saved)

    def close(self) -> None:
        """End the thread.  Blocks until what it is at is done."""
        self._question += 1
        self._rest.stop()
        self._worker.close()

    def _set_results(self, results: Results | None) -> None:
        self.results, self._answered = results, results is not None
        self.results_changed.emit()
        self._look_for_jumps()

    def _look_for_jumps(self) -> None:
        results, mine = self.results, self._question
        asked = [hit.id for hit in results.hits if hit.id not in self._followed] if results else []
        if results is None or not asked:
            return
        self._followed.update(asked)

        def work(library: Library) -> dict[str, tuple[Jump, ...]]:
            from reader.library import is_thread, parse

            found: dict[str, tuple[Jump, ...]] = {}
            if is_thread(parse(results.query).tree):
                for article in asked:
                    if mine != self._question:
                        break
                    found[article] = library.jumps(article)
            return found

        def done(found: dict[str, tuple[Jump, ...]]) -> None:
            before, self.jumps = self.jumps, self.jumps | found
            if before != self.jumps and any((*before.values(), *found.values())):
                self.jumps_changed.emit()

        self._worker.ask(work, done, lambda: mine == self._question)

    def _set_facets(self, facets: Facets | None) -> None:
        self.facets = facets
        self.facets_changed.emit()

    def _look_for_related(self) -> None:
        mine, asked, variants = self._question, self.query, self.variants

        def void() -> bool:
            return mine != self._question

        def work(library: Library) -> tuple[Facet, ...]:
            from reader.library import Stopped

            try:
                return library.related(asked, variants, void)
            except Stopped:
                return ()

        self._worker.ask(work, self._set_related, lambda: not void())

    def _set_related(self, words: tuple[Facet, ...]) -> None:
        if words != self.related:
            self.related = words
            self.related_changed.emit()

    def _set_saved(self, answer: tuple[tuple[Saved, ...], tuple[str, ...]]) -> None:
        saved, self.history = answer
        if saved != self.saved:
            self.saved = saved
            self.saved_changed.emit()


def _saved(library: Library) -> tuple[tuple[Saved, ...], tuple[str, ...]]:
    kept = tuple(Saved(q, library.find(q, 0).total) for q in library.asked.kept())
    return kept, library.asked.history()
