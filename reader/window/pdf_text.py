"""Which characters the glyphs of a PDF stand for, put right after Qt has written it.

Many fonts draw a character and its radical by the same glyph (工 and ⼯,
U+2F2F), and Qt writes down whichever comes first in Unicode: then 工会 is
seen but not found.  The maps (PDF 1.7, 9.10.3) stand in the file as plain
text, in lists of ``<XXXX>``.  They are edited in place: each keeps its length,
so that no offset in the file changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from PySide6.QtGui import QRawFont

_LIST = re.compile(rb"(?<=\[)(?:<[0-9A-F]{4}> ?)+(?=\])")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
#: What the typesetter draws by the glyph of another character, or by one for two.
_DRAWN = {"\u30fb": "·", "\u2e3a": "——", "\u2015": "——", "\t": " "}


def mend(data: bytes, text: str, fonts: Iterable[QRawFont]) -> bytes:
    """The file with maps that tell what ``text`` has in it.

    fonts
        Those that the text was drawn with.
    """
    known = set(text)
    glyphs = [
        {font.glyphIndexesForString(c)[0]: c for c in known if _has(font, c)} for font in fonts
    ]
    alike: dict[str, str] = {}
    for font, drawn in zip(fonts, glyphs, strict=True):
        for code in {m[1] for part in _LIST.findall(data) for m in _CODE.finditer(part)}:
            character = chr(int(code, 16))
            if character not in known and character not in alike:
                found = _like(character, known, font, drawn)
                if found:
                    alike[character] = found
    return _LIST.sub(lambda match: _edited(match[0], alike), data)


def _has(font: QRawFont, character: str) -> bool:
    return bool(font.glyphIndexesForString(character)) and font.supportsCharacter(ord(character))


def _like(character: str, known: set[str], font: QRawFont, drawn: dict[int, str]) -> str:
    if character in _DRAWN and set(_DRAWN[character]) <= known:
        return _DRAWN[character]
    same = unicodedata.normalize("NFKC", character)
    if same != character and set(same) <= known:
        return same
    glyph = font.glyphIndexesForString(character)[:1]
    return drawn.get(glyph[0], "") if glyph else ""


def _edited(codes: bytes, alike: dict[str, str]) -> bytes:
    def other(match: re.Match[bytes]) -> bytes:
        character = chr(int(match[1], 16))
        wanted = alike.get(character, character)
        return b"<%s>" % wanted.encode("utf-16-be").hex().upper().encode()

    found = _CODE.sub(other, codes)
    longer = len(found) - len(codes)
    if longer > 0:  # blanks between the codes are for the eye
        found = found.replace(b"> <", b"><", longer)
    return found.ljust(len(codes)) if len(found) <= len(codes) else codes
