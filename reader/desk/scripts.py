"""Simplified and traditional characters, one for one, so that every position stays what it was.

By OpenCC, which looks at whole words: 发展 becomes 發展, but 头发 頭髮.  Words
that differ from place to place (软件, 軟體) stay: the paper's words are data.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

#: How text can be shown: as it stands, simplified, and traditional with the forms of two places.
SCRIPTS = ("", "zh_CN", "zh_TW", "zh_HK")
# Where the text is in simplified characters, and where it is in traditional ones.
_PLANS = {
    ("zh_CN", "zh_TW"): "s2tw",
    ("zh_CN", "zh_HK"): "s2hk",
    ("zh_TW", "zh_CN"): "t2s",
    ("zh_TW", "zh_TW"): "t2tw",
    ("zh_TW", "zh_HK"): "t2hk",
}


@lru_cache
def _converter(plan: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(plan)


def prepare(to: str) -> None:
    """Load what ``convert`` needs, which takes 60 ms the first time: not for the window's thread."""
    for (_, wanted), plan in _PLANS.items():
        if wanted == to:
            _converter(plan)


def convert(text: str, source: str, to: str) -> str:
    """Text in other characters, as many as there were.

    source
        ``zh_CN`` or ``zh_TW``: what the text is in.
    to
        One of ``SCRIPTS``.
    """
    plan = _PLANS.get((source, to))
    if plan is None:
        return text
    converter = _converter(plan)
    found = str(converter.convert(text))
    if len(found) != len(text):
        # A word that has another number of characters there: then one by one.
        singles = (str(converter.convert(character)) for character in text)
        found = "".join(n if len(n) == 1 else old for n, old in zip(singles, text, strict=True))
    if "箇" in found:
        # OpenCC has 一箇中 from 一箇中華 and the like; a newspaper's word is 個 in both places.
        pairs = zip(found, text, strict=True)
        found = "".join("個" if new == "箇" != old else new for new, old in pairs)
    return found
