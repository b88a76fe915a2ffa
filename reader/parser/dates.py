"""The page's date, from its folio lines, its text or its name, and never guessed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from reader.page import PageDate, Piece, Range
from reader.parser.articles import Draft

_DIGITS = {
    ord(a): b
    for a, b in zip(
        "０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789", strict=False
    )
}
_YEAR = r"((?:19|20|１９|２０)[0-9０-９]{2}|[一二][九〇○零][〇○零一二三四五六七八九]{2})"
_MONTH = r"([0-9０-９]{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"([0-9０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FULL = re.compile(
    _YEAR + r"\s*(?:年|[-./])\s*" + _MONTH + r"\s*(?:月|[-./])\s*" + _DAY + r"(?:\s*日|(?![0-9]))"
)
_NAME = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:[-_.年 ]?(1[0-2]|0?[1-9])(?:[-_.月 ]?(3[01]|[12][0-9]|0?[1-9])日?)?)?月?(?![0-9])"
)
#: Years of the Republic: 民國114年7月18日.
_MINGUO = re.compile(
    r"民[国國]\s*([0-9０-９]{1,3}|[〇○零一二三四五六七八九]{1,3})\s*年\s*"
    + _MONTH
    + r"\s*月\s*"
    + _DAY
    + r"\s*日"
)
#: A year, month and day that are folders within each other.
_YEAR_FOLDER = re.compile(r"((?:19|20)[0-9]{2})年?")
_PART_FOLDER = re.compile(r"(0?[1-9]|[12][0-9]|3[01])[月日]?")
_FOLIO = re.compile(r"星期|周[一二三四五六日]|版|农历|期|出版|号")


def _number(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (
            int(ones.translate(_DIGITS)) if ones else 0
        )
    return int(text.translate(_DIGITS))


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def page_date(furniture: list[Draft], name: str) -> PageDate | None:
    """The date from a folio line of the page, else from the file's name, else from its folders.

    A folio's date is certain where the line says more of a folio (星期, 版 …)
    or stands alone; a name's is certain if it is a whole date, and then goes
    before an uncertain one of the text.  None where nothing tells.
    """
    told = _from_text(furniture)
    if told and told.certain:
        return told
    named = _from_name(name)
    return named if named and (named.certain or not told) else told


def _from_text(furniture: list[Draft]) -> PageDate | None:
    for draft in furniture:
        if len(draft.text) > 60:
            continue
        for pattern, since in ((_FULL, 0), (_MINGUO, 1911)):
            match = pattern.search(draft.text)
            if not match:
                continue
            year, month, day = (_number(g) for g in match.groups())
            value = _valid(since + year, month, day)
            if value:
                source = _ranges(draft, match.start(), match.end())
                rest = draft.text[: match.start()] + draft.text[match.end() :]
                certain = bool(_FOLIO.search(rest)) or not rest.strip()
                return PageDate(value, certain, (Piece(match.group(), source),), "text")
    return None


def _from_name(name: str) -> PageDate | None:
    path = PurePath(name)
    # An archive stands for the folder of the same name.
    folders = [part.removesuffix(".zip") for part in reversed(path.parent.parts)]
    for number, part in enumerate((path.stem, *folders)):
        origin = "folder" if number else "file"
        for match in _NAME.finditer(part):
            year, month, day = match.groups()
            if day:
                value = _valid(int(year), int(month), int(day))
                if value:
                    return PageDate(value, True, (), origin)
            elif month and re.search(r"[-_.年 ]", match.group()):
                return PageDate(f"{year}-{int(month):02d}", False, (), origin)
            elif not month and _YEAR_FOLDER.fullmatch(part):
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
