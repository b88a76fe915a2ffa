"""The line: where it may not break, and what is closed up or spaced in it.

After the W3C's *Requirements for Chinese Text Layout*.  Qt breaks lines as
Unicode's annex 14 says, which leaves a few things open: they are closed by a
character that has no width and joins its neighbours (U+2060), put into the
document only.  The space between Chinese and Latin, and the blank halves of
punctuation marks that are taken away, are letter spacing: nothing is added to
the text, and any font will do, because the blanks are measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF

#: Joins its neighbours to one line, and is not seen.
JOINER = "\u2060"
_LARGE = 1000
#: Between Chinese and Latin, in ems.
GAP = 0.25

CLOSING = "，。、；：？！”’）》〉】」』〕］｝"
OPENING = "“‘（《〈【「『〔［｛"
_HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_DIGITS = "0-9０-９"
_UNITS = "年月日号时点分秒岁个名人次届版期章条项位万亿千百元％%℃度米吨斤克升倍周天家所只辆台件户亩"

# Each finds a place between two characters (before ``at``) that must stay on one line.
_UNBROKEN = re.compile(
    "|".join(
        (
            "(?=[·・‧•～〜~–－／/])",  # never begin a line
            "(?<=[／/])",  # nor end it
            *(f"(?<={re.escape(c)})(?={re.escape(c)})" for c in "—―─－…⋯.。·・"),  # never part
            "(?<![—―─])(?=[—―─](?![—―─]))",  # a dash alone joins two words, as in 7—8月
            f"(?<=[{_DIGITS}])(?=[{_UNITS}])",
            f"(?<=[{_DIGITS}][万亿百千])(?=[{_UNITS}])",
            f"(?<=[{_DIGITS}])(?=[多余][{_UNITS}])",
            f"(?<=[{_DIGITS}][多余])(?=[{_UNITS}])",
            f"(?<=第)(?=[{_DIGITS}〇零一二三四五六七八九十百])",
            "(?<=[〇零一二三四五六七八九十])(?=[〇零一二三四五六七八九十年月日])",
            "(?<=[０-９Ａ-Ｚａ-ｚ．])(?=[０-９Ａ-Ｚａ-ｚ．])",
            "(?<=[￥＄$])(?=[0-9０-９])",
        )
    )
)
# The last two characters of a paragraph, with the marks behind them.
_LAST = re.compile(f"[{_HAN}{_LATIN}%％](?=[{_HAN}][\\s{CLOSING}…—,.;:!?)]*$)")
_LOOSE = re.compile(f"[ \u3000](?=[{CLOSING}])")
_MEETING = re.compile(f"[{CLOSING}{OPENING}](?=[{CLOSING}{OPENING}])")
_MIXED = re.compile(f"[{_HAN}](?={JOINER}?[{_LATIN}])|[{_LATIN}%‰°](?={JOINER}?[{_HAN}])")
# Half-width marks between Chinese, as many files have them, take the room of whole ones.
_HALF = re.compile(f"(?<=[{_HAN}{CLOSING}])[,;:!?](?=[{_HAN}])")
# Behind these a line isn't stretched: within words, numbers, dashes and what makes one character.
_OF_WORDS = f"{_LATIN}０-９Ａ-Ｚａ-ｚ．.,:;%/&'+_-"
_MARKS_OF_OTHERS = "\u0300-\u036f\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_RIGID = re.compile(
    f"[{_OF_WORDS}](?={JOINER}?[{_OF_WORDS}])|[—―─…⋯](?={JOINER}?[—―─…⋯])"
    f"|[^{JOINER}](?={JOINER}?[{_MARKS_OF_OTHERS}])|[{JOINER}\u200d]"
)
#: Pixels at a line's end that Qt keeps for ink that reaches beyond its last character, or not,
#: as the character is; what a stretched line stays below that; and the steps of letter spacing
#: in a pixel, which are Qt's.
_BEYOND, _SPARE, _STEPS = 1.0, 0.05, 64
_DASHES = re.compile(f"—(?:{JOINER}?—)+")
_SET_WIDE = re.compile("[—―]+|·")


def bound(text: str) -> str:
    """Text whose spaces before closing marks are of the kind at which no line ends: Qt ends one
    at any other space."""
    return _LOOSE.sub("\u00a0", text)


def unbroken(text: str, names: Sequence[str] = (), words: Sequence[int] = ()) -> list[int]:
    """The code points of ``text`` before which no line may break where Qt might break one.

    names
        Kept whole where they stand in the text.
    words
        Where words begin, the only places at which a headline breaks; empty for other text.
    """
    found = {match.start() for match in _UNBROKEN.finditer(text)}
    for match in _LAST.finditer(text):
        found.add(match.end())
    for name in names:
        if 2 <= len(name) <= 4 and name in text:
            for match in re.finditer(re.escape(name), text):
                found.update(range(match.start() + 1, match.end()))
    if words:
        found.update(set(range(1, len(text))) - set(words))
    return sorted(found - {0, len(text)})


class Face:
    """What has to be known of a font; all in pixels."""

    def __init__(self, font: QFont) -> None:
        self.em = font.pixelSize()
        self.font = font
        self.wide_font = QFont(font)
        # A dash is as wide as a character, and so the point in names is half as wide: in many
        # fonts they are Latin ones unless asked otherwise.
        self.wide_font.setFeature(QFont.Tag("fwid"), 1)
        self.point_font = QFont(self.wide_font)
        self.point_font.setFeature(QFont.Tag("halt"), 1)
        self._metrics = QFontMetricsF(font)
        self._wide = QFontMetricsF(self.wide_font)
        self._point = QFontMetricsF(self.point_font)
        self._advances: dict[str, float] = {JOINER: 0.0}
        self._squeezes: dict[str, float] = {}

    def advance(self, character: str) -> float:
        """How wide a character is."""
        found = self._advances.get(character)
        if found is None:
            metrics = self._metrics
            if character in "—―":
                metrics = self._wide
            elif character == "·":
                metrics = self._point
            found = self._advances[character] = metrics.horizontalAdvance(character)
        return found

    def squeeze(self, one: str, other: str) -> float:
        """How much of the blank between two marks that meet is taken away.

        An opening mark after a closing one keeps half an em's distance; where
        both open or both close they stand close.
        """
        found = self._squeezes.get(one + other)
        if found is None:
            blank = self._blank(one)[1] + self._blank(other)[0]
            kept = 0.5 if one in CLOSING and other in OPENING else 0.0
            if one in OPENING and other in CLOSING:
                kept = 1.0
            found = self.em * max(0.0, min(0.5, blank - kept))
            self._squeezes[one + other] = found
        return found

    def tail(self, character: str) -> float:
        """The blank behind a mark, that goes at the end of a line."""
        return self.em * self._blank(character)[1] if character in CLOSING else 0.0

    def lead(self, character: str) -> float:
        """The blank before a mark, that goes at the start of a headline."""
        return self.em * self._blank(character)[0] if character in OPENING else 0.0

    @lru_cache(maxsize=1)  # noqa: B019 (lives as long as the article that it sets)
    def dash_gap(self) -> float:
        """The blank between two dashes, which are to look like one; they keep two ems of room."""
        large = QFont(self.wide_font)
        large.setPixelSize(_LARGE)  # where the ink isn't rounded to pixels
        metrics = QFontMetricsF(large)
        blank = metrics.horizontalAdvance("—") - metrics.tightBoundingRect("—").width()
        return self.em * max(0.0, blank / _LARGE)

    @lru_cache(maxsize=64)  # noqa: B019 (lives as long as the article that it sets)
    def _blank(self, mark: str) -> tuple[float, float]:
        """The blank before and behind a mark, in quarter ems; none in a mark of half width."""
        width = self._metrics.horizontalAdvance(mark)
        if width < 0.9 * self.em:
            return 0.0, 0.0
        ink = self._metrics.tightBoundingRect(mark)
        return _quarters(ink.left() / self.em), _quarters((width - ink.right()) / self.em)


def _quarters(blank: float) -> float:
    return 0.5 if blank > 0.45 else 0.25 if blank > 0.2 else 0.0


def spacing(text: str, face: Face) -> dict[int, float]:
    """Letter spacing behind code points of ``text``, wherever its lines may break; in pixels."""
    found = {m.start(): GAP * face.em for m in _MIXED.finditer(text)}
    for match in _HALF.finditer(text):
        found[match.start()] = face.em - face.advance(match[0])
    for match in _DASHES.finditer(text):
        gap = face.dash_gap()
        found.update(dict.fromkeys(range(match.start(), match.end() - 1), -gap))
        found[match.end() - 1] = gap * (len(match[0]) - 1)
    for match in _MEETING.finditer(text):
        less = face.squeeze(text[match.start()], text[match.start() + 1])
        if less:
            found[match.start()] = -less
    return found


def wide_marks(text: str) -> Iterator[tuple[int, int]]:
    """The code points that a font's features make wide: dashes, and the point in names."""
    return (match.span() for match in _SET_WIDE.finditer(text))


def in_lines(
    text: str, face: Face, gaps: dict[int, float], indent: float, width: float, full: bool
) -> dict[int, float]:
    """Letter spacing that is due to the lines that the text makes; in pixels, by code points.

    text
        As it stands in the document, with its joiners.
    gaps
        What ``spacing`` found, for the same text.
    full
        Whether all lines but the last are to be as long as the width: what is missing is spread
        evenly between the characters, but not within words and numbers, as Qt would do.

    A closing mark loses its blank half there, and with it may draw in a
    character that otherwise began the next line; the space before a Latin
    word goes.  Qt makes the same lines of it when it lays the text out.
    """
    advance = face.advance
    widths = [advance(c) for c in text]
    for at, gap in gaps.items():
        widths[at] += gap
    right = list(accumulate(widths))  # right edge of each character, as if in one line
    found: dict[int, float] = {}
    rigid = {match.start() for match in _RIGID.finditer(text)} if full else set()
    fits = width - _BEYOND if full else width  # a full line has no room for what nearly fits
    base, best, last = -indent, 0, -1

    def tail(end: int) -> tuple[int, float]:
        at = end - 1
        while at > 0 and text[at] in " \u3000\u2060":
            at -= 1
        gap = gaps.get(at, 0.0)
        return at, gap if gap > 0 else max(0.0, face.tail(text[at]) + gap)

    for end in breaks(text):
        if right[end - 1] - base <= fits:  # nearly always
            best = end
            if text[end - 1] == "\u2028":
                base, last = right[end - 1], end
            continue
        at, blank = tail(end)
        if right[at] - base - blank <= fits or best <= last:
            best = end
            continue
        # The line ends at ``best``; what would follow must not come to fit when the blank goes.
        here, spare = tail(best)
        added = 0.0
        if full:
            places = [at for at in range(last, here) if at not in rigid]
            missing = fits - _SPARE - (right[here] - base - spare)
            each = int(missing / max(1, len(places)) * _STEPS) / _STEPS
            if each > 0:
                found.update((place, gaps.get(place, 0.0) + each) for place in places)
                added = each * len(places)
        spare = min(spare, added + right[at] - base - width - 0.02 * face.em)
        if spare > 0.02 * face.em:
            found[here] = gaps.get(here, 0.0) - spare
        base, last, best = right[best - 1], best, end
    if best:
        at, blank = tail(best)
        if right[at] - base > width and blank:
            found[at] = gaps.get(at, 0.0) - blank
    return found


def breaks(text: str) -> list[int]:
    """The code points before which a line may break, and the end."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    units = list(iter(finder.toNextBoundary, -1))
    if max(text, default="") <= "\uffff":
        return units
    points: list[int] = []
    for at, character in enumerate(text):
        points += (at, at) if character > "\uffff" else (at,)
    points.append(len(text))
    return [points[unit] for unit in units]
