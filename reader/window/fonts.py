"""Fonts: which of the machine's are taken, and our own where it has none that will do.

Chinese fonts are named one by one, because generic families such as *serif*
give Japanese forms of 直, 骨 and 门 on many machines.  A family that lacks a
character leaves it to the next in its list, so the list is in the order of
preference and reaches from good fonts over our own to what any machine has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from reader.files import resource
from reader.language import language

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")

#: Size of the interface, in points.
INTERFACE = 10.5

#: Faces that the reader can choose for the article's text.
FACES = ("song", "hei", "kai")
_GOOD: dict[str, dict[str, tuple[str, ...]]] = {
    "song": {
        "zh_CN": (
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Source Han Serif SC",
            "Source Han Serif CN",
            "Songti SC",
        ),
        "zh_TW": (
            "Noto Serif CJK TC",
            "Noto Serif TC",
            "Source Han Serif TC",
            "Noto Serif CJK HK",
            "Songti TC",
        ),
        "zh_HK": ("Noto Serif CJK HK", "Noto Serif HK", "Source Han Serif HK", "Songti TC"),
    },
    "hei": {
        "zh_CN": (
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Source Han Sans SC",
            "Source Han Sans CN",
            "PingFang SC",
            "Microsoft YaHei UI",
        ),
        "zh_TW": (
            "Noto Sans CJK TC",
            "Noto Sans TC",
            "Source Han Sans TC",
            "Noto Sans CJK HK",
            "PingFang TC",
            "Microsoft JhengHei UI",
        ),
        "zh_HK": ("Noto Sans CJK HK", "Noto Sans HK", "Source Han Sans HK", "PingFang HK"),
    },
    "kai": {
        "zh_CN": ("LXGW WenKai", "Kaiti SC", "STKaiti", "KaiTi", "AR PL KaitiM GB", "AR PL UKai CN"),
        "zh_TW": ("LXGW WenKai TC", "Kaiti TC", "BiauKai", "TW-Kai", "DFKai-SB", "AR PL UKai TW"),
        "zh_HK": ("LXGW WenKai TC", "Kaiti TC", "AR PL UKai HK"),
    },
}  # fmt: skip
#: Behind these: what comes with Heding, and what old machines have.
_LAST: dict[str, tuple[str, ...]] = {
    "song": ("Heding Serif", "SimSun", "PMingLiU", "AR PL UMing CN", "AR PL UMing TW"),
    "hei": ("Heding Sans", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei"),
    "kai": (),
}
_ELSE = {"kai": "song", "song": "hei"}
_OURS = {
    "song": ("HedingSerif-Regular.otf", "HedingSerif-Bold.otf"),
    "hei": ("HedingSans-Regular.otf",),
}


@lru_cache(maxsize=1)
def provide() -> None:
    """Load our own fonts where the machine has none that is as good.  To be called after the
    application is made and before anything is drawn; a second call does nothing."""
    for face, files in _OURS.items():
        if not any(QFontDatabase.hasFamily(name) for name in _GOOD[face]["zh_CN"]):
            for file in files:
                QFontDatabase.addApplicationFont(str(resource("fonts", file)))


def faces() -> tuple[str, ...]:
    """Those of ``FACES`` that this machine can show."""
    kai = (name for row in _GOOD["kai"].values() for name in row)
    return FACES if any(map(QFontDatabase.hasFamily, kai)) else FACES[:2]


def script(text: str) -> str:
    """Whose forms a text wants: ``zh_TW`` if it's in traditional characters, else ``zh_CN``.

    Two national character sets tell: GB 2312 has the simplified ones, Big5
    the traditional ones, and both have what is common to them.
    """
    # Han characters alone tell: GB 2312 lacks marks that simplified texts have, too, as — and ·.
    sample = "".join(_HAN.findall(text[:4000]))
    simplified = len(sample.encode("gb2312", "ignore"))
    traditional = len(sample.encode("big5", "ignore"))
    return "zh_TW" if traditional > simplified else "zh_CN"


def families(face: str, forms: str) -> list[str]:
    """The families of a face, best first; those with the forms of another country follow."""
    good = _GOOD[face]
    # Where the forms of Hong Kong are missing those of Taiwan are nearer than the mainland's.
    order = sorted(
        good, key=lambda other: (other != forms, (other == "zh_CN") == (forms != "zh_CN"))
    )
    found = list(dict.fromkeys(name for other in order for name in good[other]))
    found += _LAST[face]
    # What a face lacks comes from one that has more.
    return found + (families(_ELSE[face], forms) if face in _ELSE else [])


def font(face: str, pixels: float, bold: bool = False, forms: str = "zh_CN") -> QFont:
    """A font for the article; ``forms`` is what ``script`` says of it."""
    found = QFont(families(face, forms))
    found.setPixelSize(max(1, round(pixels)))
    # The family has the forms that are wanted.  Unless told so, Qt asks it for those of the
    # interface's language: figures that no PDF's text can tell, and other forms of characters.
    found.setFeature(QFont.Tag("locl"), 0)
    found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    found.setBold(bold)
    return found


def sans(pixels: float, bold: bool = False, forms: str = "zh_CN") -> QFont:
    """The font of what stands around the text."""
    return font("hei", pixels, bold, forms)


def interface_font() -> QFont:
    """The font of menus, lists and buttons."""
    found = QFont(families("hei", "zh_TW" if language() == "zh_TW" else "zh_CN"))
    found.setPointSizeF(INTERFACE)
    return found


def smaller(whole: QFont, factor: float = 0.86) -> QFont:
    """The same font for a second line."""
    other = QFont(whole)
    other.setPointSizeF(whole.pointSizeF() * factor)
    return other


def has_chinese_font() -> bool:
    """Whether Chinese can be shown at all; without such a font every character is a box."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return True
    return QFontMetrics(interface_font()).inFontUcs4(0x5317)
