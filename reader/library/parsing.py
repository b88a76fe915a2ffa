"""Parsing on all of the machine's processors: pages are parsed in worker processes.

Python runs one thread at a time, so parsing in a thread would hold up the
window.  A few pages are parsed where they are asked for: processes take longer
to start than that.  A worker gets a file's bytes and gives back rows for the
cache, so that what is left for the asking process is to write them.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.language import choose_language, language, tr
from reader.library.rows import Rows, Stamp, page_rows
from reader.library.sources import parse_file
from reader.trouble import Trouble

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

#: So many pages are parsed here before processes are started for the rest.
HERE = 16
#: Pages, and bytes of their files, that a worker gets at a time.
_BATCH = 8
_BATCH_BYTES = 100_000
#: Batches that wait, for each worker; more would only take memory.
_WAITING = 3
#: Seconds without an answer after which the processes are looked at.
_NUDGE = 5.0
#: More processes than this only wait for the one that writes.
_MOST = 8


class Job(NamedTuple):
    """A page to parse: its key, what it is made from, the file's full path, and its bytes."""

    key: str
    stamp: Stamp
    name: str
    data: bytes


Outcome = Rows | Trouble


def parse_jobs(jobs: list[Job]) -> list[Outcome]:
    """What comes of each job."""
    return [_parse(job) for job in jobs]


def _parse(job: Job) -> Outcome:
    try:
        return page_rows(job.key, job.stamp, parse_file(job.data, job.name, job.key))
    except Trouble as trouble:
        return trouble
    except Exception as error:  # a bug, but the other 10,000 files shall be read all the same
        return Trouble(
            tr(
                "Heding itself failed on this file: {error}.",
                error=f"{type(error).__name__}: {error}"[:200],
            ),
            tr("Please tell the makers of Heding, and send them the file."),
            job.name,
        )


class Parsers:
    """Takes jobs and gives back what came of them, not in their order.  One thread at a time.

    If a process dies, its pages are tried again one by one, and one that lets
    a process die again is told of as a trouble.
    """

    def __init__(self) -> None:
        self._count = max(1, min(_processors(), _MOST))
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()
        self._here = 0
        self._batch: list[Job] = []
        self._bytes = 0
        self._running: deque[tuple[Future[list[Outcome]], list[Job]]] = deque()
        self._ready: list[tuple[Job, Outcome]] = []

    def give(self, job: Job) -> None:
        """Parse this.  Waits while too much is under way."""
        if self._here < HERE:
            self._here += 1
            self._ready.append((job, _parse(job)))
            return
        self._batch.append(job)
        self._bytes += len(job.data)
        if len(self._batch) >= _BATCH or self._bytes >= _BATCH_BYTES:
            self._send()
        while len(self._running) > _WAITING * self._count:
            self._receive()

    def take(self) -> Iterator[tuple[Job, Outcome]]:
        """What is done by now."""
        while self._running and self._running[0][0].done():
            self._receive()
        ready, self._ready = self._ready, []
        yield from ready

    def rest(self) -> Iterator[tuple[Job, Outcome]]:
        """All that was given and not taken yet, as it gets done."""
        self._send()
        yield from self.take()
        while self._running:
            self._receive()
            yield from self.take()

    def close(self) -> None:
        """End the processes; what wasn't taken is given up."""
        self._batch.clear()
        if self._pool is None:
            return
        from concurrent.futures.process import BrokenProcessPool

        while self._running:
            future, _ = self._running.popleft()
            if not future.cancel():
                with suppress(BrokenProcessPool):  # it is ended below, broken or not
                    self._result(future)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def _send(self) -> None:
        if self._batch:
            jobs, self._batch, self._bytes = self._batch, [], 0
            self._running.append((self._submit(jobs), jobs))

    def _submit(self, jobs: list[Job]) -> Future[list[Outcome]]:
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._open().submit(parse_jobs, jobs)
        except (BrokenProcessPool, BrokenPipeError) as error:  # the latter: it died while starting
            lost: Future[list[Outcome]] = Future()
            lost.set_exception(BrokenProcessPool(str(error)))
            return lost

    def _receive(self) -> None:
        from concurrent.futures.process import BrokenProcessPool

        future, jobs = self._running.popleft()
        try:
            self._ready += zip(jobs, self._result(future), strict=True)
        except BrokenProcessPool:
            self._end_broken()
            for job in jobs:
                self._ready.append((job, self._alone(job)))

    def _result(self, future: Future[list[Outcome]]) -> list[Outcome]:
        from concurrent.futures import TimeoutError as Waited

        while True:
            try:
                return future.result(timeout=_NUDGE)
            except Waited:
                # The pool overlooks the death of a process that it started just before it began
                # to wait.  Whenever it is given something, it looks at them all.
                if self._pool is not None:
                    self._pool.submit(parse_jobs, [])

    def _alone(self, job: Job) -> Outcome:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._result(self._submit([job]))[0]
        except BrokenProcessPool:
            self._end_broken()
            return Trouble(
                tr("The process that read this file was ended."),
                tr("Close other programs if memory is short, and try again."),
                job.name,
            )

    def _end_broken(self) -> None:
        # A pool that works may have been opened since by a batch that failed before this one.
        if self._pool is not None and self._is_broken():
            # One that was started while the pool broke would be waited for, and never end.
            for process in _children() - self._others:
                process.kill()
            self._pool.shutdown(wait=True)
            self._pool = None

    def _is_broken(self) -> bool:
        from concurrent.futures.process import BrokenProcessPool

        assert self._pool is not None
        try:
            self._pool.submit(parse_jobs, [])
        except BrokenProcessPool:
            return True
        return False

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # Forking a process with threads, as the window is, may leave locks shut for ever.
            context = multiprocessing.get_context("spawn")
            self._others = _children()
            self._pool = ProcessPoolExecutor(self._count, context, _begin, (language(),))
            for _ in range(self._count):  # all start now, not one by one as work comes
                self._pool.submit(parse_jobs, [])
        return self._pool


def _children() -> set[BaseProcess]:
    from multiprocessing import active_children

    return set(active_children())


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(tongue: str) -> None:
    """What a worker does first: speak the language, give way to the window, and end with it."""
    import signal
    import threading

    choose_language(tongue)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent ends us
    if hasattr(os, "nice"):
        os.nice(5)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A worker holds both ends of the pipe that it waits at, so it would never see it closed.
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
