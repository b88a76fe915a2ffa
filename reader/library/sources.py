"""The user's files: which there are, what is in them, and a short name for each.

They are only ever read.  A file in a ZIP archive has a path as if the archive were a folder.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.language import tr
from reader.library import archives
from reader.trouble import Trouble, reason

if TYPE_CHECKING:
    from reader.page import Page

#: The endings of the files that are taken from a folder.  A file named itself may end as it likes.
ENDINGS = (".txt", ".md")
#: The largest file that is read, in bytes; a page has some 10,000, and a year of them 10 million.
LARGEST = 20_000_000
#: A file changed so lately (in seconds) may change again without a new time or size.
_FRESH = 2.0
#: Files without a character: nothing at all, or a byte order mark alone.
_EMPTY = (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Tick = Callable[[str], bool]


class Content(NamedTuple):
    """The bytes of a file, their hash, and what tells whether the file has changed since.

    ``size`` is in bytes, ``mtime`` in nanoseconds; ``mtime`` is -1 if the file
    is so new that it must be looked into again.
    """

    data: bytes
    hash: bytes
    size: int
    mtime: int


def find(
    paths: Iterable[str], tick: Tick, include: Sequence[str] = ()
) -> tuple[list[str], list[Trouble]]:
    """The files named or found in the folders and archives named, each once, and what can't be had.

    Folders are searched to any depth, and archives in them; hidden ones are
    left out, and a folder that links lead back to is entered once.  Within a
    folder files come in human order.  ``tick`` is called with each folder and
    may return False to end the search.

    include
        Patterns as a shell has them, for the files to take from folders in
        place of those with the usual ``ENDINGS``: for the file's name, or for
        its path within the folder named if there is a ``/`` in the pattern.
    """
    files: dict[str, None] = {}
    troubles: list[Trouble] = []
    for path in paths:
        path = os.path.abspath(path)
        try:
            inside = archives.split(path)
            is_folder = not inside and stat.S_ISDIR(os.stat(path).st_mode)
        except (OSError, ValueError) as error:
            troubles.append(_unreadable(path, error))
            continue
        if inside or not (is_folder or archives.is_archive(path)):
            files[path] = None
            continue
        before, troubles_before = len(files), len(troubles)
        for found in _walk(path, tick) if is_folder else _unzip(path):
            if isinstance(found, Trouble):
                troubles.append(found)
            elif _is_wanted(found, path, include):
                files[found] = None
        if len(files) == before and len(troubles) == troubles_before:
            troubles.append(_nothing(path, include))
    return list(files), troubles


def page_files(path: str) -> Iterator[str | Trouble]:
    """The file that a path names, or those in a folder or archive, and what there can't be had."""
    if os.path.isdir(path) or (archives.is_archive(path) and os.path.isfile(path)):
        files, troubles = find([path], lambda folder: True)
        yield from files
        yield from troubles
    else:
        yield path


def _nothing(path: str, include: Sequence[str]) -> Trouble:
    if include:
        return Trouble(
            tr("No file in this folder fits {patterns}.", patterns=" ".join(include)),
            tr("Try a wider pattern such as *.txt."),
            path,
        )
    return Trouble(
        tr("There is no text file in this folder."),
        tr("Heding takes files that end in .txt or .md; name any other one itself."),
        path,
    )


def _is_wanted(path: str, top: str, include: Sequence[str]) -> bool:
    if not include:
        return path.lower().endswith(ENDINGS)
    from fnmatch import fnmatchcase

    within = os.path.relpath(path, top).replace(os.sep, "/").casefold()
    name = within.rpartition("/")[2]
    return any(
        fnmatchcase(within if "/" in pattern else name, pattern.casefold()) for pattern in include
    )


def _unzip(archive: str) -> Iterator[str | Trouble]:
    try:
        yield from sorted(archives.members(archive), key=human_order)
    except OSError as error:
        yield _unreadable(archive, error)
    except Trouble as trouble:
        yield trouble


def _walk(top: str, tick: Tick) -> Iterator[str | Trouble]:
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        if not tick(folder):
            return
        try:
            about = os.stat(folder)
            if (about.st_dev, about.st_ino) in entered:
                continue
            entered.add((about.st_dev, about.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: human_order(entry.name))
        except OSError as error:
            yield _unreadable(folder, error)
            continue
        inner = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                inner.append(entry.path)
            elif archives.is_archive(entry.name):
                yield from _unzip(entry.path)
            else:
                yield entry.path
        waiting += reversed(inner)


def human_order(path: str) -> str:
    """A text that sorts as people sort the path: numbers in it by their value."""
    text = path.encode(errors="replace").decode()
    return re.sub(r"0*([0-9]+)", lambda found: f"{len(found[1]):03}{found[1]}", text)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def read(path: str) -> Content:
    """What is in the file.  Raises ``Trouble`` with a cure if it can't be read."""
    inside = archives.split(path)
    if inside:
        return _read_member(path, *inside)
    try:
        # Looked at before it is opened: opening a pipe would wait for someone to write.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise Trouble(
                tr("This is no ordinary file."), tr("Name a text file or a folder of them."), path
            )
        with open(path, "rb") as file:  # pathlib costs 4 ms at the start
            about = os.fstat(file.fileno())
            if about.st_size > LARGEST:
                raise _too_large(path)
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if len(data) > LARGEST:
        raise _too_large(path)
    fresh = time.time() - about.st_mtime < _FRESH
    return Content(data, content_hash(data), about.st_size, -1 if fresh else about.st_mtime_ns)


def _read_member(path: str, archive: str, name: str) -> Content:
    """As ``read``; size and time are those of the archive."""
    try:
        about = os.stat(archive)
        data = archives.read_member(archive, name, LARGEST)
    except OSError as error:
        raise _unreadable(path, error) from error
    if data is None:
        raise _unreadable(path, FileNotFoundError(errno.ENOENT, ""))
    if len(data) > LARGEST:
        raise _too_large(path)
    fresh = time.time() - about.st_mtime < _FRESH
    return Content(data, content_hash(data), about.st_size, -1 if fresh else about.st_mtime_ns)


def unchanged(path: str, size: int, mtime: int) -> bool:
    """Whether the file still has this size in bytes and this time in nanoseconds."""
    inside = archives.split(path)
    try:
        about = os.stat(inside[0] if inside else path)
    except (OSError, ValueError):
        return False  # reading it will tell why
    return (about.st_size, about.st_mtime_ns) == (size, mtime)


def is_there(path: str) -> bool:
    """Whether there is such a file, in a folder or an archive."""
    inside = archives.split(path)
    if not inside:
        return os.path.exists(path)
    try:
        return archives.has(*inside)
    except (OSError, Trouble):
        return False


def content_hash(data: bytes) -> bytes:
    """What tells one content from another: 16 bytes."""
    import hashlib

    return hashlib.blake2b(data, digest_size=16).digest()


def parse_file(data: bytes, name: str, key: str) -> Page:
    """The page in the bytes of a file.  Raises ``Trouble`` if there is no text in them.

    name
        The path to keep as ``Page.file`` and to name in a trouble.
    key
        The page's key, part of its articles' ids.
    """
    from reader.parser import Undecodable, parse

    if data in _EMPTY:
        raise Trouble(
            tr("The file is empty."), tr("Save the page's text into it, or leave it out."), name
        )
    try:
        return parse(data, name, key)
    except Undecodable as error:
        raise Trouble(
            tr("This is not text in an encoding that Heding knows (UTF-8, UTF-16, GB18030)."),
            tr("If it is text, save it as UTF-8 with the program that made it."),
            name,
        ) from error


def page_keys(path: str) -> Iterator[str]:
    """Keys for the page in a file, best first; they never end.

    The first depends on the file's name and its folder's name only, so that an
    archive has the same keys wherever it lies.  The next ones tell it from a
    file of the same name in another archive.
    """
    import base64
    import hashlib

    parts = [part for part in path.replace(os.sep, "/").split("/") if part]
    for count in range(2, max(len(parts), 2) + 1):
        yield _short("/".join(parts[-count:]), base64.b32encode, hashlib.blake2b)
    number = 2
    while True:
        yield _short(f"{path}\0{number}", base64.b32encode, hashlib.blake2b)
        number += 1


def _short(name: str, encode: Callable[[bytes], bytes], digest: Callable[..., object]) -> str:
    hashed = digest(name.encode(errors="surrogateescape"), digest_size=5)
    return encode(hashed.digest()).decode().lower()[:6]  # type: ignore[attr-defined]


def _too_large(path: str) -> Trouble:
    return Trouble(
        tr("The file is larger than {size} MB.", size=LARGEST // 1_000_000),
        tr("Split it into files of one page each."),
        path,
    )


def _unreadable(path: str, error: OSError | ValueError) -> Trouble:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT  # NUL in the path
    if number in (errno.ENOENT, errno.ENOTDIR):
        return Trouble(
            tr("There is no such file or folder."),
            tr("If it was moved, add it from its new place: its bookmarks will follow."),
            path,
        )
    if number in (errno.EACCES, errno.EPERM):
        return Trouble(
            tr("You have no permission to read this."),
            tr("Ask its owner to let you read it."),
            path,
        )
    if number == errno.ELOOP:
        return Trouble(
            tr("This link leads round in a circle."),
            tr("Name the file that it should lead to."),
            path,
        )
    return Trouble(
        tr("It can't be read: {reason}.", reason=reason(error)),
        tr("Check the disk that it is on, and try again."),
        path,
    )
