"""What is open now: the pages, the article, the place in it, the history and the question.

The desk holds values and announces them by signals.  Widgets ask it for
something by calling a method, and show what it announces; none knows another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.desk.checks import Checks
from reader.desk.contents import Contents, contents, first_article
from reader.desk.elsewhere import Elsewhere
from reader.desk.errands import Errands
from reader.desk.finding import Finding
from reader.desk.history import History
from reader.desk.imports import Imports
from reader.desk.indexing import Indexing
from reader.desk.jumps import Jumps
from reader.desk.keeping import Keeping
from reader.desk.lookup import Lookup
from reader.desk.marks import Marks
from reader.desk.notes import Notes
from reader.desk.questions import Questions
from reader.desk.scripts import prepare
from reader.desk.values import Reading, Results, read_at, read_page
from reader.desk.worker import Shelf, Worker
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Added, Filter, Library, PageInfo, Place


class Desk(QObject):
    """See the module.  ``folder`` is the library's data folder, None for the usual one.

    Threads: one for what may take long and changes the pages, one that indexes
    them, one for questions to all pages, one for names, one for errands such as
    a PDF, one for articles and marks; so none of these waits for an import.
    """

    pages_changed = Signal()
    reading_changed = Signal()
    sheet_changed = Signal()
    place_wanted = Signal(int)  # the page's code point to be shown at the top of the view
    history_changed = Signal()
    results_changed = Signal()
    troubled = Signal(object)  # a tuple of Trouble

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = str(folder or "")
        self.contents: Contents | None = None
        self.filter: Filter | None = None
        self.latest = False
        self.reading: Reading | None = None
        self.offset = 0
        self.script = ""
        self.sheet: tuple[Reading, ...] = ()
        self._history = History()
        self._wanted_article = ""
        self._hit_of = ""  # the question of which a hit was opened
        self._pages_moved = False  # since the question was asked
        self._shelf = Shelf(folder)
        self._keeper = Worker(self._shelf, self)
        self._asker = Worker(self._shelf, self)
        self._keeping = Keeping(self._asker)
        self.marks = Marks(self._asker, self)
        self.notes = Notes(self._asker, self)
        self.finding = Finding(self._asker, self)
        self.jumps = Jumps(self._asker, self)
        self.indexing = Indexing(self._shelf, self)
        self.questions = Questions(self._shelf, self)
        self.questions.results_changed.connect(self.results_changed)
        self.checks = Checks(self._shelf, self)
        self.errands = Errands(self._shelf, self)
        self.lookup = Lookup(self._shelf, self)
        told = (self.checks, self.errands, self.lookup, self.questions, self._asker, self.indexing)
        for part in told:
            part.troubled.connect(lambda trouble: self.troubled.emit((trouble,)))
        self._keeper.troubled.connect(self._keeping_failed)
        self.indexing.ended.connect(self._ask_again)
        self.pages_changed.connect(self.indexing.catch_up)
        self.imports = Imports(self._keeper, self)
        self.imports.moved.connect(lambda _: self.indexing.catch_up_now_and_then())
        self.imports.troubled.connect(self.troubled)
        self.imports.read.connect(self._load_pages)
        self.imports.ended.connect(self._refetch)
        self.elsewhere = Elsewhere(self._asker, self)
        self.elsewhere.changed.connect(self._refetch)

    # Opening and closing

    def start(self, paths: Sequence[Path] = (), place: Place | None = None) -> None:
        """Load the pages; add ``paths`` and open their first article, or go to a place, which is
        the last one if none is given.
        """

        def work(library: Library) -> tuple[Contents, tuple[Trouble, ...]]:
            self.folder = str(library.folder)
            return contents(library, None, self.latest), library.unkept

        def loaded(answer: tuple[Contents, tuple[Trouble, ...]]) -> None:
            found, unkept = answer
            self._set_contents(found)
            if unkept:
                self.troubled.emit(unkept)
            self.marks.load()
            self.notes.load()
            if paths:
                self.add(paths, show=True)
            if place is not None:
                self.open(place.article, place.offset)
            elif not paths:
                self._asker.ask(lambda library: library.places.last(), self._resume)
            self.imports.resume()
            self.elsewhere.look()

        self._keeper.ask(work, loaded)

    def close(self) -> None:
        """Keep the place, stop an import, end the threads.  Blocks until the place is kept."""
        self.imports.close()
        self.elsewhere.close()
        self.save_place()
        self.checks.close()
        self.lookup.close()
        self.errands.close()
        self._asker.close()
        self.questions.close()
        self.indexing.close()
        self._keeper.close()
        self._shelf.close()

    # Pages

    def add(self, paths: Sequence[Path], include: Sequence[str] = (), show: bool = False) -> None:
        """Add files and folders to the library, then open the first article of what was added,
        unless something else is read or looked for by then.

        include
            Patterns of the files to take from folders; the library's own without any.
        show
            Open it also if something was open or looked for when the adding began.
        """
        idle = self.reading is None and not self.query
        began = self._wanted_article, self.query

        def show_first(article: str) -> None:
            if article and (show or idle) and (self._wanted_article, self.query) == began:
                self.open(article)

        def done(added: Added) -> None:
            self._asker.ask(lambda library: first_article(library, added.pages), show_first)

        self.imports.add([Path(p) for p in paths], include, done)

    def remove(self, key: str) -> None:
        """Take a page out of the library.  Its file and the marks in it stay."""
        self._asker.ask(lambda library: library.remove(key), lambda _: self._load_pages())

    # How text is shown

    def use_script(self, script: str, then: Callable[[], None]) -> None:
        """Get ready to show text in other characters, then call ``then``."""
        self.script = script
        self._asker.ask(lambda _: prepare(script), lambda _: then())

    def fetch_sheet(self) -> None:
        """Fetch all articles of the open page; ``sheet_changed`` tells when they are there."""
        if self.reading is None:
            return
        key, now = self.reading.found.page.key, self.reading

        def done(sheet: tuple[Reading, ...]) -> None:
            self.sheet = sheet
            self.sheet_changed.emit()

        self._asker.ask(lambda library: read_page(library, key), done, lambda: self.reading is now)

    # Articles and places

    def open(
        self, article: str, offset: int | None = None, match: int | None = None, record: bool = True
    ) -> None:
        """Show an article; ``record`` in the history, unless reading on has led there.

        offset
            Page code point to begin at; without one, where it was left, else its start.
        match
            Go to this match of the question in it: 0 the first, -1 the last.
        """
        self._leave()
        self.finding.wanted = match
        if match is not None and self.results is not None:
            self._hit_of = self.results.query
        self._fetch(article, offset, record)

    def open_address(self, text: str) -> None:
        """Go to the place that an address names, or tell what is wrong with it."""
        from reader.library import place_at

        try:
            place = place_at(text)
        except Trouble as trouble:
            self.troubled.emit((trouble,))
        else:
            self.open(place.article, place.offset)

    def go(self, steps: int) -> None:
        """Back (negative) or forward in the history."""
        if self.can_go(steps):
            self._leave()
            self.finding.wanted = None
            place = self._history.go(steps)
            self._fetch(place.article, place.offset, record=False)
            self.history_changed.emit()

    def can_go(self, steps: int) -> bool:
        """Whether the history reaches that far."""
        return self._history.can_go(steps)

    @property
    def pages(self) -> tuple[PageInfo, ...] | None:
        """Every page of the library, None until it is open."""
        return self.contents.pages if self.contents else None

    def neighbour(self, steps: int) -> str | None:
        """The id of the article so many behind (or before) the open one, as the tree shows them."""
        return self._beside(lambda there, page, article: there.neighbour(page, article, steps))

    def next_unread(self) -> str | None:
        """The id of the next article behind the open one that hasn't been read."""
        read = self.marks.read
        return self._beside(lambda there, page, article: there.next_unread(page, article, read))

    def neighbour_page(self, steps: int) -> str | None:
        """The id of the first article of a page before or behind the open one."""
        return self._beside(lambda there, page, _: there.neighbour_page(page, steps))

    def _beside(self, find: Callable[[Contents, str, str], str | None]) -> str | None:
        """What ``find`` finds from the open article's page and id on; the first without one."""
        if self.contents is None or self.reading is None:
            return self.contents.first() if self.contents else None
        found = self.reading.found
        return find(self.contents, found.page.key, found.article.id)

    def set_filter(self, wanted: Filter | None) -> None:
        """Show only such articles in the tree; None shows all."""
        self.filter = wanted
        self._load_pages()

    def set_latest(self, on: bool) -> None:
        """Whether the tree begins with the newest issue."""
        self.latest = on
        self._load_pages()

    def set_read(self, on: bool) -> None:
        """The open article was read, or is unread again."""
        if self.reading is not None:
            found = self.reading.found
            self.marks.set_read(found.article.id, found.page.key, on)

    def moved(self, offset: int) -> None:
        """The reader has scrolled: ``offset`` is the page's code point at the top of the view."""
        self.offset = offset

    def save_place(self) -> None:
        """Keep the present place in the library."""
        if self.reading is not None:
            self._keeping.keep(self._here(self.reading))

    def toggle_bookmark(self, article: str | None = None) -> None:
        """Set or remove the bookmark of an article, the open one by default."""
        if article is None and self.reading is not None:
            article = self.reading.found.article.id
        if article is not None:
            self.marks.toggle_bookmark(article)

    # Questions

    @property
    def query(self) -> str:
        """The question to the whole library, ``""`` if there is none."""
        return self.questions.query

    @property
    def results(self) -> Results | None:
        """The answer to it."""
        return self.questions.results

    def ask(self, query: str) -> None:
        """Search everything.  The answer to an older question, if it's still under way, is void."""
        self.finding.wanted = None
        self.questions.ask(query)
        self._find_matches()

    def _ask_again(self) -> None:
        """Now that all pages that have come can be found, in whatever order that was told."""
        if self._pages_moved or not self.questions.is_answered():
            self._pages_moved = False
            self.questions.renew()
        self.questions.load()

    def find(self, needle: str | None) -> None:
        """Look for ``needle`` in the open article only; None ends that."""
        self.finding.needle = needle
        self.finding.wanted = 0 if needle else None
        self._find_matches()

    def step_match(self, step: int) -> None:
        """To the next (1) or previous (-1) match; from the last one on to the next article's.

        The first step forward of a question is to its first hit, whatever is open.
        """
        results = self.results
        begins = results is not None and results.query != self._hit_of and step > 0
        if begins and results is not None and results.hits and self.finding.needle is None:
            self.questions.remember()
            self.open(results.hits[0].id, match=0)
            return
        if self.finding.step(step) or self.finding.needle is not None:
            return
        if self.results and self.results.hits:
            self.questions.remember()
            ids = [h.id for h in self.results.hits]
            open_ = self.reading.found.article.id if self.reading else ""
            if step > 0 and open_ == ids[-1] and self.questions.has_more():
                self.questions.more(lambda: self.step_match(step))
                return
            self.open(ids[self.results.beside(open_, step)], match=0 if step > 0 else -1)

    # What the threads answer

    def _set_contents(self, found: Contents) -> None:
        old, self.contents = self.contents, found
        self.marks.take_read(found.read)
        moved = old is None or old.outline != found.outline or old.pages != found.pages
        self._pages_moved |= moved
        if self.filter or moved:
            self.pages_changed.emit()

    def _resume(self, place: Place | None) -> None:
        if place is not None:
            self._fetch(place.article, place.offset, record=True)

    def _fetch(self, article: str, offset: int | None, record: bool) -> None:
        self._wanted_article = article
        script = self.script

        def work(library: Library) -> tuple[Reading, int]:
            prepare(script)
            return read_at(library, article, offset)

        def done(answer: tuple[Reading, int]) -> None:
            self.reading, self.offset = answer
            place = self._here(self.reading)
            if record and self._history.record(place):
                self.history_changed.emit()
            self.finding.clear()
            self.reading_changed.emit()
            self.notes.show(self.reading)
            self._find_matches()
            self.save_place()
            self.jumps.follow(self.reading)

        self._asker.ask(work, done, lambda: article == self._wanted_article)

    def _find_matches(self) -> None:
        self.finding.find(self.reading, self.query)

    def _here(self, reading: Reading) -> Place:
        from reader.library import Place  # here, because the window is painted before it's needed

        return Place(reading.found.article.id, self.offset)

    def _leave(self) -> None:
        if self.reading is not None:
            self._history.move(self._here(self.reading))
            self.save_place()

    # Imports

    def _load_pages(self) -> None:
        wanted, latest = self.filter, self.latest
        self._asker.ask(
            lambda library: contents(library, wanted, latest),
            self._set_contents,
            lambda: (wanted, latest) == (self.filter, self.latest),
        )

    def _refetch(self, _: Added | None = None) -> None:
        self._load_pages()
        self.marks.load()  # another program may have set some
        self.notes.load()
        self._pages_moved = True
        self.indexing.catch_up()  # its end lets the question be asked again

    def _keeping_failed(self, trouble: Trouble) -> None:
        self.imports.failed_whole()
        self.troubled.emit((trouble,))
