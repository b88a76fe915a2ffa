"""How files come into the library: added, read again, found in watched folders, caught up with."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from reader.language import tr
from reader.library import archives
from reader.library.cache import Cache
from reader.library.cache_file import Lost
from reader.library.marks import Marks
from reader.library.plans import Plans, Task, Watched
from reader.library.reading import Reading, stored
from reader.library.sources import find, is_there
from reader.library.turn import taken
from reader.library.values import Added
from reader.trouble import Trouble

T = TypeVar("T")
#: Called with files done, files in all, and the next one's name.  In place of all 0 while folders
#: are searched, and ``WAITING`` while another program is adding to the library.
Progress = Callable[[int, int, str], bool | None]

WAITING = -1
#: More missing pages than this are not read before a question is answered, if it can't wait.
_AT_ONCE = 40


class Intake:
    """Reads files into the cache of a library.  Any thread may call any method.

    lock
        Held while at the databases, some milliseconds at a time.
    patient
        Whether ``fill`` reads all pages that are missing, however many; else
        it leaves more than a few to ``refresh``.

    ``gone`` are the pages whose files weren't there at the last ``refresh`` or
    ``look_around``.  ``folders`` are those that ``look_around`` went through, with all in them.

    While ``adding`` is held, nothing is being read but by ``fill``, and while
    ``filling`` is held nothing by that.
    """

    def __init__(
        self,
        folder: str,
        marks: Marks,
        cache: Cache,
        lock: AbstractContextManager[object],
        patient: bool,
    ) -> None:
        self._folder = folder
        self._marks, self._cache, self._lock = marks, cache, lock
        self._plans = Plans(marks)
        self._patient = patient
        self.adding = threading.Lock()
        self.filling = threading.RLock()
        self._filled: tuple[int, int] | None = None
        self._missing = 0
        self.folders: tuple[str, ...] = ()
        self.gone: frozenset[str] = frozenset()

    # ---- adding, and going on with it

    def add(self, paths: Iterable[str], include: Sequence[str], progress: Progress | None) -> Added:
        """Add files; folders and archives are watched from then on.

        What was asked for is kept until it is done, for ``go_on``.
        """
        if self._marks.refusal:
            raise self._marks.refusal
        tasks = [Task(os.path.abspath(path), tuple(include)) for path in paths]
        with self._lock:
            self._plans.keep_tasks(tasks)
        return self._add(tasks, progress)

    def go_on(self, progress: Progress | None) -> Added:
        """Add what was asked for and isn't done: after a pause, a closed window or a crash."""
        with self._lock:
            tasks = self._plans.tasks()
            self._plans.pause(False)
        return self._add(tasks, progress)

    def _add(self, tasks: Sequence[Task], progress: Progress | None) -> Added:
        found: dict[str, None] = {}
        troubles: list[Trouble] = []
        ended = False

        def tick(folder: str) -> bool:
            nonlocal ended
            ended = bool(progress and progress(0, 0, os.path.basename(folder)) is False)
            return not ended

        for task in tasks:
            files, wrong = find([task.path], tick, task.include)
            found |= dict.fromkeys(files)
            troubles += wrong
        if ended:
            return Added((), (), ended=True)
        with self._lock:
            back = self._plans.unwanted() & {stored(path) for path in found}
            if back:
                self._plans.want(back)
        with self.adding, self._turn(progress) as mine:
            if not mine:
                return Added((), tuple(troubles), ended=True)
            with self._reading() as reading:
                ended = not self._read(list(found), reading.read_new, progress)
                reading.finish()
        if not ended:
            with self._lock:
                for task in tasks:
                    if os.path.isdir(task.path) or archives.is_archive(task.path):
                        self._plans.watch(Watched(task.path, task.include))
                self._plans.end_tasks(tasks)
        return _added(reading, troubles, ended)

    # ---- what has changed on the disk

    def refresh(self, progress: Progress | None) -> Added:
        """Read again the files that have changed, and those missing from the cache."""
        with self.adding, self._turn(progress) as mine:
            if not mine:
                return Added((), (), ended=True)
            with self._reading() as reading:
                ended = not self._read(list(reading.sources), reading.read_known, progress)
                reading.finish()
        self.gone = frozenset(reading.gone)
        self._fill_anew()
        return _added(reading, [], ended)

    def look_around(self, progress: Progress | None, wait: bool) -> Added:
        """As ``refresh``, and add what is new in watched folders.

        While another program is adding, nothing is done, unless one is to
        ``wait``.  A file that is gone from where it was, and that stands
        elsewhere in them, has moved.  Folders that are gone, and files, are no
        trouble here.
        """
        with self._lock:
            watched, unwanted = self._plans.watched(), self._plans.unwanted()
        found: dict[str, None] = {}
        inside: dict[str, None] = {}

        def enter(folder: str) -> bool:
            inside[folder] = None
            return True

        for folder in watched:
            files, _ = find([folder.path], enter, folder.include)
            found |= dict.fromkeys(stored(path) for path in files)
            if archives.is_archive(folder.path):
                inside[folder.path] = None
        self.folders = tuple(inside)
        with self.adding, self._turn(progress, wait) as mine:
            if not mine:
                return Added((), (), ended=True)
            with self._reading() as reading:
                new = [p for p in found if p not in unwanted and p not in reading.sources]
                ended = not self._read(new, reading.read_new, progress)
                fresh = set(new)
                known = [path for path in reading.sources if path not in fresh]
                if not ended:
                    ended = not self._read(known, reading.read_known, progress)
                reading.finish()
        self.gone = frozenset(reading.gone)
        self._fill_anew()
        added = _added(reading, [], ended)
        return added._replace(troubles=tuple(t for t in added.troubles if is_there(t.where)))

    # ---- a complete cache

    def retry(self, attempt: Callable[[], T]) -> T:
        """The answer, however often the cache is lost on the way to it."""
        # First on disk, then on a new file, then in memory: then there's nothing more to lose.
        for _ in range(3):
            try:
                return attempt()
            except Lost:
                continue
        return attempt()

    def missing(self) -> int:
        """How many known pages the cache lacks, when it was last looked at."""
        return self._missing

    def is_filled(self) -> bool:
        """Whether ``fill`` has been at the present cache."""
        return self._filled is not None and self._filled[1] == self._cache.generation

    def _fill_anew(self) -> None:
        if self._missing:
            self._filled = None
        self.retry(self.fill)

    def fill(self) -> None:
        """Parse the known pages that the cache lacks, and drop those that are known no more."""
        with self._lock:
            state = (self._marks.foreign_changes(), self._cache.generation)
        if state == self._filled:
            return
        with self.filling, self._reading() as reading:
            with self._lock:
                extra = reading.stamps.keys() - {s.key for s in reading.sources.values()}
                if extra:
                    self._cache.drop(extra)
            missing = [s.path for s in reading.sources.values() if not reading.is_cached(s)]
            self._missing = 0
            if self._patient or len(missing) <= _AT_ONCE:
                for path in missing:
                    reading.read_known(path)
                reading.finish()
            else:
                self._missing = len(missing)
            if self._cache.generation != state[1]:
                raise Lost
            self._filled = state

    # ---- within

    def _turn(self, progress: Progress | None, wait: bool = True) -> AbstractContextManager[bool]:
        """The turn to add, waited for while another program has it, as ``progress`` allows."""

        def waiting() -> bool:
            said = tr("Another Heding is adding files; waiting for it")
            return wait and not (progress and progress(0, WAITING, said) is False)

        return taken(self._folder, waiting)

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        reading = self.retry(lambda: Reading(self._marks, self._cache, self._lock))
        try:
            yield reading
        finally:
            reading.close()

    @staticmethod
    def _read(paths: Sequence[str], read: Callable[[str], None], progress: Progress | None) -> bool:
        """Whether all were read."""
        for done, path in enumerate(paths):
            if progress and progress(done, len(paths), os.path.basename(path)) is False:
                return False
            read(path)
        if progress:
            progress(len(paths), len(paths), "")
        return True


def _added(reading: Reading, troubles: Sequence[Trouble], ended: bool) -> Added:
    counts = reading.counts
    return Added(
        tuple(reading.pages),
        (*troubles, *reading.troubles),
        counts["new"],
        counts["changed"],
        counts["moved"],
        counts["same"],
        ended,
    )
