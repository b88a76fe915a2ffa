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
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:[-_.年 ]?(0?[1-9]|1[0-2])(?:[-_.月 ]?([0-2]?[0-9]|3[01])日?)?)?月?(?![0-9])"
)
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
    """The date from a folio line of the page, else from the file's name, else from a folder's.

    A folio's date is certain where the line says more of a folio (星期, 版 …)
    or stands alone; a name's is certain if it is a whole date.  None where
    nothing tells.
    """
    for draft in furniture:
        match = _FULL.search(draft.text)
        if match and len(draft.text) <= 60:
            value = _valid(*(_number(g) for g in match.groups()))
            if value:
                source = _ranges(draft, match.start(), match.end())
                rest = draft.text[: match.start()] + draft.text[match.end() :]
                certain = bool(_FOLIO.search(rest)) or not rest.strip()
                return PageDate(value, certain, (Piece(match.group(), source),), "text")
    path = PurePath(name)
    for origin, part in (
        ("file", path.stem),
        *(("folder", p) for p in reversed(path.parent.parts)),
    ):
        for match in _NAME.finditer(part):
            year, month, day = match.groups()
            if day:
                value = _valid(int(year), int(month), int(day))
                if value:
                    return PageDate(value, True, (), origin)
            elif month and re.search(r"[-_.年 ]", match.group()):
                return PageDate(f"{year}-{int(month):02d}", False, (), origin)
            elif not month and re.fullmatch(r"(?:19|20)[0-9]{2}年?", part):
                return PageDate(year, False, (), origin)
    return None


def _ranges(draft: Draft, low: int, high: int) -> tuple[Range, ...]:
    start = draft.parts[0].start
    if len(draft.parts) == 1:
        return (Range(start + low, start + high),)
    return tuple(draft.parts)
