"""Files on their way into the library, and the folders that are watched.

What takes long is done by the desk's keeper, a thread; here are only its
beginning, its end, and what can be said of it meanwhile.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from reader.desk.worker import Worker
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Added, Library, Watched

#: Seconds over which the rate is measured.
_WINDOW = 10.0
#: Milliseconds from a change in a watched folder to the look around; more changes may follow it.
_SETTLE = 800
#: Milliseconds between two looks around at the least, for what no watching tells of:
#: a file written in place, a folder on another machine.
_POLL = 60_000
#: Folders that are put under watch at a time.
_AT_ONCE = 100


class Importing(NamedTuple):
    """How far the reading of files has come.

    total
        0 while folders are still being searched, ``WAITING`` of the library
        while another program is adding to it; ``name`` says so.
    rate
        Files a second, 0 if that isn't known yet.
    left
        Seconds that the rest will take, or None.
    paused
        It waits for the user.
    """

    done: int
    total: int
    name: str = ""
    rate: float = 0.0
    left: float | None = None
    paused: bool = False


class Imports(QObject):
    """See the module.

    ``moved`` has an ``Importing``; ``read`` comes now and then while pages
    come in, and ``ended`` has the ``Added`` of what is done, or None after a
    trouble.  ``failed`` are the files that could not be read, each once.
    """

    moved = Signal(object)
    read = Signal()
    ended = Signal(object)
    failed_changed = Signal()
    watched = Signal(object)  # a tuple of Watched
    troubled = Signal(object)

    def __init__(self, keeper: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: Importing | None = None
        self._paused: Importing | None = None
        self.failed: tuple[Trouble, ...] = ()
        self._keeper = keeper
        self._stop = ""  # "", "pause", "cancel" or "close"
        self._looking = False
        self._running = 0
        self._told = self._begun = self._shown = 0.0
        self._steps: deque[tuple[float, int]] = deque()
        self._watcher = QFileSystemWatcher(self)
        self._to_watch: list[str] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self.look_around)
        self._poll = QTimer(self)
        self._poll.setSingleShot(True)
        self._poll.timeout.connect(self.look_around)
        self._feed = QTimer(self)
        self._feed.setInterval(0)
        self._feed.timeout.connect(self._watch_some)
        self._watcher.directoryChanged.connect(lambda _: self._settle.start())
        self._watcher.fileChanged.connect(lambda _: self._settle.start())

    # What the reader asks for

    def add(
        self,
        paths: Sequence[Path],
        include: Sequence[str] = (),
        then: Callable[[Added], None] | None = None,
    ) -> None:
        """Add files, folders and archives."""
        self._run(lambda library: library.add(paths, self._progress, include), then)

    def refresh(self) -> None:
        """Read again what has changed on the disk, and what is new in watched folders."""
        self._run(lambda library: _merged(library, self._progress))

    def go_on(self) -> None:
        """Go on with what was paused."""
        self._paused = None
        self._run(lambda library: library.go_on(self._progress))

    def pause(self) -> None:
        """Stop for now; ``go_on`` goes on, also after a new start."""
        self._stop = "pause"

    def cancel(self) -> None:
        """Stop for good.  What was added stays."""
        if self._paused:
            self._paused = None
            self._keeper.ask(lambda library: library.plans.give_up(), lambda _: self._end(None))
        self._stop = "cancel"

    def ask_watched(self) -> None:
        """Let ``watched`` say which folders are watched."""
        self._keeper.ask(lambda library: library.plans.watched(), self.watched.emit)

    def unwatch(self, path: str) -> None:
        """Notice new files in a folder no more; its pages stay."""

        def work(library: Library) -> tuple[Watched, ...]:
            library.plans.unwatch(path)
            return library.plans.watched()

        self._keeper.ask(work, self.watched.emit)

    def try_again(self) -> None:
        """Add the files that failed once more."""
        paths = [Path(trouble.where) for trouble in self.failed if trouble.where]
        self.failed = ()
        self.failed_changed.emit()
        self.add(paths)

    def close(self) -> None:
        """Stop, and go on at the next start."""
        self._stop = "close"
        for timer in (self._settle, self._poll, self._feed):
            timer.stop()

    # At the start, and from then on

    def resume(self) -> None:
        """Read what a lost cache lacks, go on with what a crash cut short, and begin to watch."""

        def work(library: Library) -> tuple[int, bool, bool]:
            tasks = library.plans.tasks()
            return library.missing(), bool(tasks), any(task.paused for task in tasks)

        def done(answer: tuple[int, bool, bool]) -> None:
            missing, tasks, paused = answer
            if missing:
                self._run(lambda library: library.refresh(self._progress))
            if tasks and not paused:
                self.go_on()
            elif tasks:
                self._paused = Importing(0, 0, paused=True)
                self._end(None)
            self.look_around()

        self._keeper.ask(work, done)

    def look_around(self) -> None:
        """Notice what has changed in watched folders, without a word unless it takes long."""
        if self._looking or self._stop == "close":
            return
        self._looking, self._stop = True, ""
        self._poll.stop()
        begun = time.monotonic()

        def work(library: Library) -> tuple[Added, tuple[str, ...]]:
            self._begin()
            return library.look_around(self._quiet_progress, wait=False), library.folders()

        def done(answer: tuple[Added, tuple[str, ...]]) -> None:
            added, folders = answer
            self._looking = False
            self._watch(folders)
            # A look must never take more than a few per cent of the time.
            self._poll.start(int(max(_POLL, 20_000 * (time.monotonic() - begun))))
            if self.state is None:
                self._note(added)
                self.read.emit()
            elif not self._running:
                self._end(added)

        self._keeper.ask(work, done)

    # Within

    def _run(
        self, work: Callable[[Library], Added], then: Callable[[Added], None] | None = None
    ) -> None:
        self._stop = ""

        def all_of_it(library: Library) -> Added:
            self._begin()
            added = work(library)
            if added.ended and self._stop == "pause":
                library.plans.pause()
            elif added.ended and self._stop == "cancel":
                library.plans.give_up()
            return added

        def done(added: Added) -> None:
            self._running -= 1
            if added.ended and self._stop == "pause":
                last = self.state or Importing(0, 0)
                self._paused = last._replace(rate=0.0, left=None, paused=True)
            self._end(added)
            if then:
                then(added)

        self._running += 1
        self.state = Importing(0, 0)
        self._keeper.ask(all_of_it, done)

    def failed_whole(self) -> None:
        """The keeper could do nothing at all, and has said why."""
        self._looking = False
        self._running = 0
        self._end(None)

    def _end(self, added: Added | None) -> None:
        self.state = self._paused
        if added:
            self._note(added)
        self.ended.emit(added)
        if self._paused:
            self.moved.emit(self._paused)

    def _note(self, added: Added) -> None:
        """Keep what failed, and tell of what is new in it."""
        if added.troubles:
            kept = {trouble.where: trouble for trouble in self.failed}
            fresh = [t for t in added.troubles if str(kept.get(t.where, "")) != str(t)]
            kept |= {trouble.where: trouble for trouble in added.troubles}
            self.failed = tuple(kept.values())
            self.failed_changed.emit()
            if fresh:
                self.troubled.emit(tuple(fresh))

    def _begin(self) -> None:
        self._begun = self._told = self._shown = time.monotonic()
        self._steps.clear()

    # In the keeper's thread; what is emitted is heard in the other one.

    def _progress(self, done: int, total: int, name: str) -> bool:
        now = time.monotonic()
        if now - self._told > 0.05:
            self._told = now
            self._tell(now, done, total, name)
            # Showing new pages takes time that grows with the library.
            if now - self._shown > max(2.0, (now - self._begun) / 10):
                self._shown = now
                self.read.emit()
        return not self._stop

    def _quiet_progress(self, done: int, total: int, name: str) -> bool:
        if time.monotonic() - self._begun > 1.0:
            return self._progress(done, total, name)
        return self._stop != "close"

    def _tell(self, now: float, done: int, total: int, name: str) -> None:
        while self._steps and (self._steps[0][1] > done or now - self._steps[0][0] > _WINDOW):
            self._steps.popleft()
        self._steps.append((now, done))
        began, first = self._steps[0]
        rate = (done - first) / (now - began) if now - began > 1 else 0.0
        left = (total - done) / rate if rate and total > 0 else None
        self.state = Importing(done, total, name, rate, left)
        self.moved.emit(self.state)

    # Watching

    def _watch(self, paths: Sequence[str]) -> None:
        watched = {*self._watcher.directories(), *self._watcher.files()}
        gone = watched.difference(paths)
        if gone:
            self._watcher.removePaths(sorted(gone))
        self._to_watch = [path for path in paths if path not in watched]
        if self._to_watch:
            self._feed.start()

    def _watch_some(self) -> None:
        some, self._to_watch = self._to_watch[:_AT_ONCE], self._to_watch[_AT_ONCE:]
        if some:
            # What the system refuses to watch, for lack of room say, is found by the next look.
            self._watcher.addPaths(some)
        if not self._to_watch:
            self._feed.stop()


def _merged(library: Library, progress: Callable[[int, int, str], bool]) -> Added:
    """A look around that also tells of what is gone, since the user has asked."""
    first = library.look_around(progress)
    if first.ended:
        return first
    second = library.refresh(progress)
    return second._replace(
        pages=tuple(dict.fromkeys((*first.pages, *second.pages))),
        troubles=tuple({str(t): t for t in (*first.troubles, *second.troubles)}.values()),
        new=first.new,
        changed=first.changed,
        moved=first.moved,
    )
