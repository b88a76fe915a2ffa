"""Spans of days in a query: ``2025-07``, ``2025年7月1日``, ``2025-07..2025-08``."""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

from reader.library.fold import fold


class Dates(NamedTuple):
    """The page's date lies between these days, YYYYMMDD; 00 stands for what a date leaves open."""

    first: int
    last: int


def parse_dates(value: str) -> Dates | None:
    """The days that ``2025-07``, ``2025年7月1日`` or ``2025-07..2025-08`` mean, None if none.

    A span may end before it begins; then no day lies in it.
    """
    text = fold(value).strip()
    for sign in ("..", "…", "~", "至", "到"):
        left, found, right = text.partition(sign)
        if found:
            first = _day(left.strip(" ."), 0) if left.strip(" .") else 0
            last = _day(right.strip(" ."), 99) if right.strip(" .") else 99999999
            return Dates(first, last) if first is not None and last is not None else None
    first, last = _day(text, 0), _day(text, 99)
    return Dates(first, last) if first is not None and last is not None else None


def _day(text: str, rest: int) -> int | None:
    """YYYYMMDD; what ``text`` leaves open is ``rest``."""
    for sign in "年月日/.":
        text = text.replace(sign, "-")
    numbers = text.strip("-").split("-")
    if len(numbers) == 1 and len(text) in (6, 8):
        numbers = [text[:4], text[4:6], text[6:]][: len(text) // 2 - 1]
    if not 1 <= len(numbers) <= 3 or not all(n.isascii() and n.isdecimal() for n in numbers):
        return None
    if len(numbers[0]) != 4 or any(len(n) > 2 for n in numbers[1:]):
        return None
    year, month, day = (*map(int, numbers), rest, rest)[:3]
    if (len(numbers) > 1 and not 1 <= month <= 12) or (
        len(numbers) > 2 and not _is_day(year, month, day)
    ):
        return None
    return year * 10000 + month * 100 + day


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day; of a year before its beginning, 0, any may be."""
    return 1 <= day <= (monthrange(year, month)[1] if year else 31)
