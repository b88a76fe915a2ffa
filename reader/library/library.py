"""The library: every page that the user has added, and every question asked of them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.language import tr
from reader.library.annotations import Annotations
from reader.library.articles import article_found
from reader.library.asked import Asked
from reader.library.bookmarks import Bookmarks
from reader.library.cache import Cache, T
from reader.library.cache_file import Lost
from reader.library.data_folder import data_folder
from reader.library.finished import Finished
from reader.library.intake import Intake, Progress
from reader.library.listing import Listing
from reader.library.marks import Marks
from reader.library.names import Name, Names
from reader.library.places import Places
from reader.library.plans import Plans
from reader.library.preview import preview
from reader.library.reading import located, shipped
from reader.library.search import never
from reader.library.soundness import Finding, check
from reader.library.tracking import Tracking
from reader.library.values import Added, Answer, Bookmark, Found, Hit, Jump, PageInfo
from reader.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.searching import Searching, Told
    from reader.library.statistics import Statistics
    from reader.library.values import Completion, Facet, Facets
    from reader.page import Page


class Library:
    """An open library.  Any thread may call any method.

    Each method holds the one lock only while it is at the databases, in steps
    of some milliseconds; files are read and parsed outside it.  So a search
    on one thread is answered while another thread adds pages.  Two programs
    may have the same folder open: each sees what the other one keeps.

    A folder that can't be written to can be read; then every method that keeps
    something raises ``Trouble``.  So does opening, if ``marks.db`` is damaged
    or of a newer Heding; ``cache.db`` is made again whenever it is in doubt.

    A new library holds the pages that are shipped with Heding.

    patient
        Whether a question waits until a cache that lost many pages has them
        again.  Else it is answered from those that are there, ``missing``
        says how many aren't, and ``refresh`` reads them.

    ``plans`` are what is still to be added and the folders that are watched,
    ``asked`` the searches that the user keeps, and those made before,
    ``annotations`` the highlights and notes, ``finished`` the articles that
    were read, ``places`` where the user was in each.
    """

    def __init__(self, folder: Path | str | None = None, patient: bool = True) -> None:
        self._folder = data_folder(folder)
        self._naming = threading.Lock()
        self._names = Names()
        self._marks = Marks(self._folder, shipped)
        self._lock = self._marks.lock
        self._cache = Cache(self._folder)
        self._intake = Intake(self._folder, self._marks, self._cache, self._lock, patient)
        self.plans = Plans(self._marks)
        self.asked = Asked(self._marks)
        self._bookmarks = Bookmarks(self._marks)
        self.places = Places(self._marks, self._ask, self._cache)
        self.finished = Finished(self._marks, self._ask, self._cache)
        self.annotations = Annotations(self._marks, self._ask, self._cache)
        self._tracking = Tracking(self._marks, self.finished, self.places, self.annotations)
        self._listing = Listing()
        self._listed = threading.Lock()
        self._searcher: Searching | None = None

    @property
    def folder(self) -> Path:
        """The data folder."""
        from pathlib import Path

        return Path(self._folder)

    @property
    def unkept(self) -> tuple[Trouble, ...]:
        """The trouble, if there is no library in the folder and none can be made there."""
        refusal = self._marks.refusal if self._marks.in_memory else None
        return (refusal,) if refusal else ()

    def close(self) -> None:
        """Close the files.  No method may be called after it."""
        with self._intake.adding, self._intake.filling, self._lock:
            self._cache.close()
            self._marks.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- pages come and go

    def add(
        self,
        paths: Iterable[Path | str],
        progress: Progress | None = None,
        include: Sequence[str] = (),
    ) -> Added:
        """Add files, and the text files in folders and ZIP archives, by reference.

        progress
            Called with the files done, the files in all (0 while folders are
            still being searched, ``WAITING`` while another program is adding)
            and the name of the next one; returning False ends the adding, and
            what has been added stays.
        include
            Patterns such as ``*.txt`` or ``2025/*`` for the files to take from
            folders, in place of ``*.txt`` and ``*.md``.

        Many files are parsed by worker processes.  What was ended or crashed
        is gone on with by ``go_on``.  Folders are watched from then on, see
        ``look_around``.  A file whose content is known from a path that is
        gone is the same page, moved: it keeps its key and its marks.  Files
        that can't be read are told of in the result; raises ``Trouble`` only
        if nothing can be kept.
        """
        return self._intake.add([os.fspath(path) for path in paths], include, progress)

    def go_on(self, progress: Progress | None = None) -> Added:
        """Add what was asked for and is not done, as ``add`` does."""
        return self._intake.go_on(progress)

    def refresh(self, progress: Progress | None = None) -> Added:
        """Read again the files that have changed, and those missing from the cache.

        Returns the keys of the pages that were read, and every file that is
        gone or can't be read; what is known of such a file stays.
        """
        return self._intake.refresh(progress)

    def look_around(self, progress: Progress | None = None, wait: bool = True) -> Added:
        """As ``refresh``, and add what is new in watched folders or has moved within them.

        wait
            Whether to wait while another program is adding; else nothing is done then.
        """
        return self._intake.look_around(progress, wait)

    def missing(self) -> int:
        """How many pages have to be read again before they can be found; 0 for a patient library."""
        self._intake.retry(self._intake.fill)
        return self._intake.missing()

    def foreign_changes(self) -> int:
        """A number that changes when another program has written bookmarks, files or the like."""
        with self._lock:
            return self._marks.foreign_changes()

    def folders(self) -> tuple[str, ...]:
        """The watched folders with all folders in them, as ``look_around`` saw them last."""
        return self._intake.folders

    def look(self, paths: Iterable[Path | str]) -> tuple[tuple[PageInfo, ...], tuple[Trouble, ...]]:
        """The pages in files and folders, without adding them, and what can't be read.

        Their articles have the ids that they have in the library, or would have.
        """
        return preview(
            [os.fspath(path) for path in paths],
            self._marks.sources(),
            {mark.article for mark in self.bookmarks()},
        )

    def remove(self, key: str) -> None:
        """Forget a page.  Its file is not touched, and its marks stay."""
        with self._lock, suppress(Lost):  # whatever is lost, the page is gone from the cache, too
            self._marks.forget_source(key)
            self._cache.drop([key])

    def sources(self) -> tuple[str, ...]:
        """The paths of all files in the library."""
        return tuple(located(source.path) for source in self._marks.sources())

    def check(self, progress: Progress | None = None) -> Iterator[Finding]:
        """What is damaged, missing, changed or left over, as it is found.  Takes long."""
        return check(self._marks, self._cache, self._tracking, self._lock, progress)

    # ---- questions

    def pages(self) -> tuple[PageInfo, ...]:
        """Every page, in the order of the paths, numbers in them by their value."""
        with self._listed:
            while self._ask(lambda: self._listing.catch_up(self._cache)):
                pass
            return self._ask(
                lambda: self._listing.pages(self._bookmarks.ids(self._cache), self._intake.gone)
            )

    def page(self, key: str) -> Page:
        """The page with this key.  Raises ``Trouble`` if there is none."""
        page = self._ask(lambda: self._cache.page(key))
        if page is None:
            raise Trouble(
                tr("There is no page {key} in the library.", key=key),
                tr("“heding list” shows what there is."),
            )
        return page

    def article(self, id: str) -> Found:
        """The article with this id, or the only one whose id starts so.

        Raises ``Trouble`` if there is none or more than one.
        """

        return self._ask(lambda: article_found(self._cache, id, self._bookmarks.ids(self._cache)))

    def jumps(self, article: str) -> tuple[Jump, ...]:
        """Where the story of an article goes on, on another page of its issue, or whence it comes.

        Raises as ``article``.
        """
        from reader.library.jumps import followed

        return followed(self.article(article), self.page, self.pages)

    def find(
        self,
        query: str,
        limit: int = 50,
        offset: int = 0,
        order: str = "best",
        variants: bool = True,
        stopped: Callable[[], bool] = never,
    ) -> Answer:
        """Look for a query, as ``reader.library.question`` tells what one may be.

        order
            One of ``ORDERS``: articles with the words in their headlines first
            and then by how much of the text they are; by date; by the pinyin
            of the headline; or the longest first.
        variants
            Whether traditional and simplified characters are the same.
        stopped
            Asked from time to time; True ends it with ``Stopped``.
        """
        return self._searching.find(query, limit, offset, order, variants, stopped)

    def search(self, query: str, limit: int | None = None) -> tuple[Hit, ...]:
        """All hits of a query, or the first ``limit``, the best first; all pages are indexed before."""
        return self._searching.search(query, limit)

    def count(self, query: str) -> int:
        """How many articles ``search`` finds."""
        return self._searching.count(query)

    def facets(
        self, query: str, variants: bool = True, stopped: Callable[[], bool] = never
    ) -> Facets:
        """The years, columns, people and kinds of what a query finds, each with its count."""
        return self._searching.facets(query, variants, stopped)

    def months(self, query: str, variants: bool = True) -> tuple[tuple[str, int], ...]:
        """How many articles a query finds in each month that has any, the oldest first."""
        return self._searching.months(query, variants)

    def meant(self, query: str, stopped: Callable[[], bool] = never) -> tuple[str, ...]:
        """Other queries, for one that finds nothing: a word in them sounds or looks alike.

        Each of them finds something.
        """
        return self._searching.meant(query, stopped)

    def related(
        self, query: str, variants: bool = True, stopped: Callable[[], bool] = never
    ) -> tuple[Facet, ...]:
        """Words that go with what a query finds; each narrows it to so many articles."""
        return self._searching.related(query, variants, stopped)

    def completions(self, query: str, cursor: int, words: bool = False) -> tuple[Completion, ...]:
        """How the word before the cursor may go on: operators, columns, people.

        words
            Whether also words of the language that begin so and stand in some article.
        """
        return self._searching.completions(query, cursor, words)

    def browse(self, what: str) -> tuple[tuple[str, int], ...]:
        """Every ``column`` or ``person`` with the number of its articles, the commonest first."""
        return self._searching.browse(what)

    def statistics(self) -> Statistics:
        """Counts of all that is in the library, gaps in the run of dates, impossible dates."""
        from reader.library.statistics import statistics_of

        return statistics_of(self._ask, self._cache, self.browse)

    def catch_up(self, progress: Told | None = None) -> int:
        """Index the pages that are not indexed yet; searching does so itself if they are few.

        progress
            Called with pages done and pages in all; returning False ends it.

        Returns how many are still left: none, unless it was ended or another
        process is at it.
        """
        return self._searching.catch_up(progress)

    def rebuild(self, progress: Told | None = None) -> int:
        """Make the index anew.  Answers as ``catch_up``."""
        return self._searching.rebuild(progress)

    def names(
        self, wanted: str, limit: int, going: Callable[[], bool] = lambda: True
    ) -> tuple[Name, ...]:
        """Headlines, columns, people and pages whose names have these letters in their order.

        At most ``limit``, the best first.  ``going`` is asked in between, and
        may end it by saying False; the answer is then empty.
        """
        with self._naming:
            while going() and self._ask(lambda: self._names.catch_up(self._cache)):
                pass
            return tuple(self._names.find(wanted, limit, going))

    # ---- marks

    def set_bookmark(self, article: str, on: bool) -> tuple[str, str, bool]:
        """Set or remove the bookmark of an article, named by its id or the start of it.

        Returns the article's id, its title, and whether that changed anything.
        A bookmark whose article is gone can be removed, too.  Raises
        ``Trouble`` if there is no such article or bookmark, or if nothing can
        be kept.
        """
        return self._bookmarks.set(article, on, self.article)

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Every bookmark, the oldest first, also those whose article is gone."""
        return self._ask(lambda: self._bookmarks.shown(self._cache))

    def export_marks(self) -> dict[str, Any]:
        """All that the reader has marked, and the kept searches, as JSON can hold them."""
        from reader.library.export import marks_as_json

        return marks_as_json(
            self.bookmarks(), self.annotations.all(), self.finished, self.places, self.asked
        )

    # ---- within

    @property
    def _searching(self) -> Searching:
        # Whoever asks nothing needn't wait for what answers to be loaded.
        from reader.library.searching import Searching

        with self._lock:
            if self._searcher is None:
                self._searcher = Searching(
                    self._folder, self._cache, self._lock, self._intake, self._with_trait
                )
            return self._searcher

    def _with_trait(self, name: str) -> set[str] | None:
        """Ids of the articles to which the user gave a trait, None if it isn't known."""
        if name == "read":
            return set(self.finished.ids())
        if name in ("note", "highlight"):
            return self.annotations.articles(noted=name == "note")
        with self._lock:
            return self._bookmarks.ids(self._cache) if name == "bookmarked" else None

    def _ask(self, question: Callable[[], T]) -> T:
        """Answer from a cache that is complete, however often it has to be made again."""

        def attempt() -> T:
            while True:
                self._intake.fill()
                with self._lock:
                    if not self._intake.is_filled():
                        raise Lost  # on another thread, just now
                    if not self._tracking.catch_up(self._cache):
                        return question()

        return self._intake.retry(attempt)
