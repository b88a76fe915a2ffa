"""The page's date, from its folio lines, its text or its name, and never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from reader.page import PageDate, Piece, Range
from reader.parser.articles import Draft

_DIGITS = {
    ord(a): b
    for a, b in zip(
        "０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789", strict=False
    )
}
_CHINESE = "〇○零一二三四五六七八九"
_YEAR = rf"(?<![0-9０-９{_CHINESE}])((?:19|20|１９|２０)[0-9０-９]{{2}}|[一二][九〇○零][{_CHINESE}]{{2}})"
_MONTH = r"([0-9０-９]{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"([0-9０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FULL = re.compile(
    r"(?:[公西]元\s*)?"
    + _YEAR
    + r"\s*(?:年|[-./])\s*"
    + _MONTH
    + r"\s*(?:月|[-./])\s*"
    + _DAY
    + r"(?:\s*日|(?![0-9]))"
)
#: A date in a name.  Without separators month and day have two digits each; runs of digits are
#: taken whole, so that what is no month or no day isn't cut down to one.
_NAME = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})"
    r"(?:(?:[-_. ]| ?年 ?)?([0-9]{2})([0-9]{2})"
    r"|(?:[-_. ]| ?年 ?)([0-9]+)(?:(?:[-_. ]| ?月 ?)([0-9]+))?)?(?![0-9])"
)
#: Years of the Republic: 民國114年7月18日, 民國四十三年六月十二日.
_MINGUO = re.compile(
    rf"(?:中[华華])?民[国國]\s*([0-9０-９]{{1,3}}|[{_CHINESE}]{{1,3}}|[{_CHINESE}十百]{{1,6}}|元)\s*年\s*"
    + _MONTH
    + r"\s*月\s*"
    + _DAY
    + r"\s*日"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORD = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
#: March 5, 2024, and 5 March 2024.
_ENGLISH = re.compile(_WORD + r"\s*([0-9]{1,2}),?\s+((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
_BRITISH = re.compile(
    r"(?<![0-9])([0-9]{1,2})\s+" + _WORD + r",?\s+((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"(?:星期|[周週]|礼拜|禮拜)([一二三四五六日天])(?![年月])"
    r"|\b(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b",
    re.IGNORECASE,
)
#: A year, month and day that are folders within each other.
_YEAR_FOLDER = re.compile(r"((?:19|20)[0-9]{2})年?")
_PART_FOLDER = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[月日]?")
_FOLIO = re.compile(r"星期|[周週][一二三四五六日]|版|[农農][历曆]|期|出版|[号號]")


def _number(text: str) -> int:
    if text == "元":
        return 1
    value = 0
    for unit, size in (("百", 100), ("十", 10)):
        if unit in text:
            many, _, text = text.partition(unit)
            value += (int(many.translate(_DIGITS)) if many else 1) * size
    return value + (int(text.translate(_DIGITS)) if text else 0)


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


class _Told(NamedTuple):
    """A date of the text, and on which weekday (Monday is 0) the page says that it falls."""

    date: PageDate
    weekday: int | None

    def fits(self, value: str) -> bool:
        return self.weekday is None or date.fromisoformat(value).weekday() == self.weekday


def page_date(furniture: list[Draft], above: list[Draft], name: str) -> PageDate | None:
    """The date from a folio line of the page, else from the file's name, else from its folders.

    A folio's date is certain where the line says more of a folio (星期, 版 …)
    or stands alone, its weekday fits and the name tells no other; where the
    weekday fits the name's date only, that one is taken.  A name's is certain
    if it is a whole date, and goes before a date that the text says in
    passing.  None where nothing tells.

    above
        What stands above the page's first headline; a line of it that is
        nothing but a date may be the page's, which is not certain.
    """
    told = _from_text(furniture) or _from_text(above, alone=True)
    named = _from_name(name)
    if told is None:
        return named
    whole = named if named and named.certain else None
    if not told.date.certain:
        return whole or told.date
    if not whole or whole.value == told.date.value:
        return told.date if told.fits(told.date.value) else replace(told.date, certain=False)
    fitting = whole if told.fits(whole.value) and not told.fits(told.date.value) else told.date
    return replace(fitting, certain=False)


def _from_text(furniture: list[Draft], alone: bool = False) -> _Told | None:
    """The first date of a folio, else the first that is said in passing.

    alone
        Only lines that are nothing but a date, with its weekday or without, and none is certain.
    """
    passing: _Told | None = None
    for at, draft in enumerate(furniture):
        if len(draft.text) > 60:
            continue
        for match, value in _dates(draft.text):
            source = _ranges(draft, match.start(), match.end())
            rest = draft.text[: match.start()] + draft.text[match.end() :]
            weekday = _WEEKDAY.search(rest)
            if alone and any(map(str.isalnum, _WEEKDAY.sub("", rest))):
                continue
            certain = bool(weekday or _FOLIO.search(rest)) or not any(map(str.isalnum, rest))
            certain = certain and not alone
            if not weekday and at + 1 < len(furniture):
                weekday = _WEEKDAY.fullmatch(furniture[at + 1].text.strip())
            told = _Told(
                PageDate(value, certain, (Piece(match.group(), source),), "text"),
                _weekday(weekday) if weekday else None,
            )
            if certain:
                return told
            passing = passing or told
    return passing


def _dates(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The possible dates in a line, the first in each way of writing them."""
    for pattern, since in ((_FULL, 0), (_MINGUO, 1911)):
        match = pattern.search(text)
        if match:
            year, month, day = match.groups()
            try:
                value = _valid(since + _number(year), _number(month), _number(day))
            except ValueError:  # such as 十百, which is no number
                continue
            if value:
                yield match, value
    for pattern, order in ((_ENGLISH, (2, 0, 1)), (_BRITISH, (2, 1, 0))):
        match = pattern.search(text)
        if match:
            year, month, day = (match.groups()[at] for at in order)
            value = _valid(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day))
            if value:
                yield match, value


def _weekday(match: re.Match[str]) -> int:
    chinese, english = match.groups()
    return (
        min("一二三四五六日天".index(chinese), 6) if chinese else _DAYS.index(english[:3].lower())
    )


def _from_name(name: str) -> PageDate | None:
    path = PurePath(name)
    # An archive stands for the folder of the same name.
    folders = [part.removesuffix(".zip") for part in reversed(path.parent.parts)]
    for number, part in enumerate((path.stem, *folders)):
        origin = "folder" if number else "file"
        for match in _NAME.finditer(part):
            year, *others = match.groups()
            month, day = others[:2] if others[0] else others[2:]
            if any(len(digits) > 2 for digits in (month, day) if digits):
                continue
            if day:
                value = _valid(int(year), int(month), int(day))
                if value:
                    return PageDate(value, True, (), origin)
            elif month:
                if 1 <= int(month) <= 12:
                    return PageDate(f"{year}-{int(month):02d}", False, (), origin)
            elif _YEAR_FOLDER.fullmatch(part):
                # Folders within the year's may say the rest.
                inside = list(reversed(folders[: number - 1])) if number else []
                return _within(year, inside, origin)
    return None


def _within(year: str, folders: list[str], origin: str) -> PageDate:
    """The date of a year's folder and of those in it, as far as they are month and day."""
    parts = [_PART_FOLDER.fullmatch(folder) for folder in folders[:2]]
    month = int(parts[0].group(1)) if parts and parts[0] else 0
    if not 1 <= month <= 12:
        return PageDate(year, False, (), origin)
    day = int(parts[1].group(1)) if len(parts) > 1 and parts[1] else 0
    value = _valid(int(year), month, day)
    return PageDate(value or f"{year}-{month:02d}", bool(value), (), origin)


def _ranges(draft: Draft, low: int, high: int) -> tuple[Range, ...]:
    """Where ``draft.text[low:high]`` stands in the page; all parts where a seam shifted it."""
    if len(draft.text) != sum(end - start for start, end in draft.parts):
        return tuple(draft.parts)
    found: list[Range] = []
    at = 0
    for start, end in draft.parts:
        first, last = max(low, at), min(high, at + end - start)
        if first < last:
            found.append(Range(start + first - at, start + last - at))
        at += end - start
    return tuple(found)
