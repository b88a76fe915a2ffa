"""ZIP archives of text files, read in place.

A member is addressed as if the archive were a folder: ``/papers/2025.zip/07/A01.txt``.
Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    import zipfile

ENDING = ".zip"
#: How an archive says that the name of a member is UTF-8 (APPNOTE.TXT 4.4.4, bit 11).
_UTF8 = 0x800


class _Archive(NamedTuple):
    """An open archive: what tells that it is still the same, and its members by their names."""

    path: str
    seen: tuple[int, int]
    file: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]


_lock = threading.Lock()
_open: list[_Archive] = []


def split(path: str) -> tuple[str, str] | None:
    """The archive that a path leads into and the name in it; None if it leads into none."""
    lower = path.lower()
    at = lower.find(ENDING + os.sep)
    while at >= 0:
        end = at + len(ENDING)
        if os.path.isfile(path[:end]):
            return path[:end], path[end + 1 :].replace(os.sep, "/")
        at = lower.find(ENDING + os.sep, end)
    return None


def is_archive(path: str) -> bool:
    """Whether the path is called as archives are."""
    return path.lower().endswith(ENDING)


def members(archive: str) -> Iterator[str]:
    """The paths of all files in an archive, hidden ones left out.

    Raises ``OSError``, and ``Trouble`` if it is no ZIP archive.
    """
    with _lock:
        names = list(_opened(archive).members)
    for name in names:
        if not any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            yield os.path.join(archive, *name.split("/"))


def has(archive: str, name: str) -> bool:
    """Whether there is such a member.  Raises as ``members`` does."""
    with _lock:
        return name in _opened(archive).members


def read_member(archive: str, name: str, most: int) -> bytes | None:
    """The bytes of a member, one more than ``most`` if there are more; None if there is no such.

    Raises ``OSError``, and ``Trouble`` if it can't be unpacked.
    """
    with _lock:
        opened = _opened(archive)
        info = opened.members.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Trouble(
                tr("This file is locked in its archive with a password."),
                tr("Unpack the archive, and add the folder."),
                os.path.join(archive, *name.split("/")),
            )
        try:
            with opened.file.open(info) as file:
                return file.read(most + 1)
        except _faults() as error:
            raise Trouble(
                tr("This file is packed in a way that Heding doesn't know.")
                if isinstance(error, NotImplementedError)
                else tr("This file can't be unpacked: the archive is damaged."),
                tr("Fetch the archive again, or unpack it and add the folder."),
                os.path.join(archive, *name.split("/")),
            ) from error


def release() -> None:
    """Close all archives, so that their owner may move them (Windows forbids it before)."""
    with _lock:
        while _open:
            _open.pop().file.close()


def _opened(path: str) -> _Archive:
    about = os.stat(path)
    seen = (about.st_mtime_ns, about.st_size)
    for archive in _open:
        if archive.path == path and archive.seen == seen:
            return archive
    import zipfile  # only here: it takes long to import

    try:
        file = zipfile.ZipFile(path)
    except _faults() as error:
        raise Trouble(
            tr("This is no ZIP archive, or it is damaged."),
            tr("Fetch the archive again."),
            path,
        ) from error
    inside = {}
    for info in file.infolist():
        name = _name(info)
        if not info.is_dir() and ".." not in name.split("/"):
            inside[name.strip("/")] = info
    while len(_open) >= 2:  # a walk goes through one after the other
        _open.pop(0).file.close()
    _open.append(_Archive(path, seen, file, inside))
    return _open[-1]


def _faults() -> tuple[type[Exception], ...]:
    """What reading a damaged archive, or one of an unknown kind, may raise."""
    import zipfile
    import zlib

    return (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name in the encoding that it was written in.

    Archives are meant to say that a name is UTF-8, else it is code page 437;
    Chinese programs write UTF-8 or GB18030 without a word.
    """
    name = info.filename
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:  # an Info-ZIP field gave the right name
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return name
