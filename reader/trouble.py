"""The one exception for what the reader of Heding can mend.

Everything else that is raised is a bug and gets through to the crash report.
The distinction is the one that qutebrowser makes between command errors and
crashes.
"""

from __future__ import annotations


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
