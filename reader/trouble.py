"""The one exception for what the reader of Heding can mend.

Everything else that is raised is a bug and gets through to the crash report.
The distinction is the one that qutebrowser makes between command errors and
crashes.
"""

from __future__ import annotations

import errno

from reader.language import tr


class Trouble(Exception):
    """Something went wrong outside the program, and its user can mend it.

    what
        What happened, in one sentence, already translated.
    cure
        What to do about it, in one sentence, already translated.
    where
        The file or folder that it concerns, or ``""``.
    """

    def __init__(self, what: str, cure: str = "", where: str = "") -> None:
        super().__init__(what, cure, where)
        self.what = what
        self.cure = cure
        self.where = where

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        gap = "" if head.endswith("。") else " "
        return f"{head}{gap}{self.cure}".rstrip()


def reason(error: BaseException | str) -> str:
    """Why the system or SQLite refused something, in the interface's language, without a stop.

    Both speak English only (on most machines), and a message is of one language.
    """
    number = getattr(error, "errno", None)
    said = str(error).lower()
    for numbers, signs, words in (
        ((errno.ENOENT, errno.ENXIO, errno.ENODEV), (), tr("there is no such file or folder")),
        ((errno.EACCES, errno.EPERM), ("unable to open",), tr("the right to do so is lacking")),
        ((errno.EROFS,), ("readonly",), tr("it may only be read")),
        ((errno.ENOSPC, getattr(errno, "EDQUOT", -1)), ("is full",), tr("the disk is full")),
        ((errno.ENOTDIR, errno.EEXIST), (), tr("there is a file of that name")),
        ((errno.EISDIR,), (), tr("it is a folder")),
        ((errno.ENAMETOOLONG,), (), tr("the name is too long")),
        ((errno.EMFILE, errno.ENFILE), (), tr("too many files are open")),
        ((errno.EBUSY, errno.ETXTBSY), ("locked",), tr("another program holds it")),
        ((errno.EIO,), ("disk i/o",), tr("the disk does not answer as it should")),
        ((), ("not a database",), tr("it is no database")),
    ):
        if number in numbers or (number is None and any(sign in said for sign in signs)):
            return words
    if number is not None:
        return tr("the system reports error {number}", number=number)
    return tr("its content is not what was written")
