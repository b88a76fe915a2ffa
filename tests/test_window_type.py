"""Type: colours that can be read, fonts that have every character, the panel that chooses."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from acts import Open, read
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QRawFont
from PySide6.QtWidgets import QCheckBox, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from reader.desk import View
from reader.files import resource
from reader.window.noted import quiet
from reader.window.theme import THEMES, Theme, palette, style_sheet

ROOT = Path(__file__).resolve().parent.parent


# Colours


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2: 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


GROUNDS = ("paper", "chrome", "field", "hover", "chosen")


@pytest.mark.parametrize("name", THEMES)
def test_text_has_a_contrast_of_7_and_all_else_of_4_5(name: str) -> None:
    theme = THEMES[name]
    pairs = {("ink", ground): 7.0 for ground in (*GROUNDS, "selection", "warning")}
    pairs |= {("on_match", ground): 7.0 for ground in ("match",)}
    pairs |= {("on_match", "current"): 4.5}
    for letters in ("faint", "accent"):
        pairs |= {(letters, ground): 4.5 for ground in GROUNDS}
    pairs |= {("focus", ground): 4.5 for ground in ("paper", "chrome", "field")}
    low = {
        f"{letters} on {ground}: {contrast(getattr(theme, letters), getattr(theme, ground)):.2f}"
        for (letters, ground), least in pairs.items()
        if contrast(getattr(theme, letters), getattr(theme, ground)) < least
    }
    assert not low
    for colour, behind in theme.highlights.items():
        assert contrast(theme.on_match, behind) >= 7, colour
        assert contrast(theme.ink, quiet(theme, colour).name()) >= 7, colour


def test_every_theme_has_colours_only(qtbot: QtBot) -> None:
    for theme in THEMES.values():
        for field in dataclasses.fields(Theme):
            value = getattr(theme, field.name)
            colours = value.values() if field.name == "highlights" else [value]
            for colour in colours:
                assert isinstance(colour, bool) or QColor(colour).isValid()


# Fonts


def standard() -> str:
    """The 8,105 characters of the 通用规范汉字表, and all of GB 2312."""
    listed = (ROOT / "packaging" / "fonts" / "standard.txt").read_text("utf-8").split()
    rows = range(0xA1, 0xF8)
    pairs = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return "".join(listed) + "".join(pair.decode("gb2312", "ignore") for pair in pairs)


@pytest.mark.parametrize("name", ["HedingSerif-Regular", "HedingSerif-Bold", "HedingSans-Regular"])
def test_our_fonts_have_every_character_of_the_standard_sets(qtbot: QtBot, name: str) -> None:
    font = QRawFont(str(resource("fonts", f"{name}.otf")), 20)
    assert font.isValid()
    assert font.familyName().startswith("Heding ")
    wanted = set(standard()) | set("，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕…—·～％℃①⑩")
    assert len(wanted) > 8105
    assert [c for c in wanted if not font.supportsCharacter(ord(c))] == []


def test_our_fonts_are_small_and_their_licence_lies_beside_them() -> None:
    folder = Path(str(resource("fonts", "OFL.txt"))).parent
    assert sum(path.stat().st_size for path in folder.glob("*.otf")) <= 8 * 1000 * 1000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text("utf-8")


_WITHOUT = """
import sys
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
sys.path[:0] = ["tests"]
app = QApplication([])
chinese = QFontDatabase.WritingSystem.SimplifiedChinese
assert not QFontDatabase.families(chinese), QFontDatabase.families(chinese)
from reader.window.fonts import interface_font, provide
provide()
from PySide6.QtGui import QTextLayout
from test_window_type import standard
from lines import laid_out, reading
from reader.files import seeds
from reader.parser import parse
from reader.window.styles import Setting
boxes = set()
def look(layout):
    for run in layout.glyphRuns():
        if 0 in run.glyphIndexes():
            boxes.add(layout.text()[:20])
path = seeds()[0]
page = parse(path.read_bytes(), path.name)
for article in page.articles:
    for face in ("song", "hei", "kai"):
        document = laid_out(reading(page, article), Setting(face=face))
        block = document.begin()
        while block.isValid():
            look(block.layout())
            block = block.next()
text = standard()
for at in range(0, len(text), 40):
    layout = QTextLayout(text[at : at + 40], interface_font())
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    look(layout)
print("boxes:", sorted(boxes))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is Linux's")
def test_a_machine_without_a_chinese_font_shows_no_boxes(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT],
        cwd=ROOT,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout == "boxes: []\n", done.stdout + done.stderr


# The panel


def test_what_is_chosen_in_the_panel_holds_at_once_and_the_next_time(
    heding: Open, qtbot: QtBot
) -> None:
    one = heding()
    read(qtbot, one)
    window = one.window
    window.actions_by_id["type"].trigger()
    panel = window.type.panel
    assert panel is not None
    assert panel.isVisible()

    def paragraph() -> object:
        return window.article.document().findBlockByNumber(4).blockFormat()

    width = window.article.viewport().width()
    panel.findChild(QSlider, "measure").setValue(0)
    assert window.article.viewport().width() < width
    panel.findChild(QSlider, "leading").setValue(0)
    assert paragraph().lineHeight() == 30
    panel.findChild(QSlider, "zoom").setValue(9)
    assert paragraph().lineHeight() == 60
    box = panel.findChild(QCheckBox, "justify")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert paragraph().alignment() & Qt.AlignmentFlag.AlignLeft
    for name in ("hei", "bold"):
        qtbot.mouseClick(panel.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    letters = window.article.document().findBlockByNumber(4).begin().fragment().charFormat()
    assert letters.font().bold()
    assert "Sans" in letters.font().families()[0]
    one.close()
    kept = View.load(one.desk.folder and Path(one.desk.folder) / "view.json")
    assert (kept.measure, kept.leading, kept.zoom) == (20, 150, 200)
    assert (kept.justify, kept.face, kept.bold) == (False, "hei", True)


@pytest.mark.parametrize("name", ["white", "sepia", "dark", "light"])
def test_other_colours_reach_text_lists_and_icons(heding: Open, qtbot: QtBot, name: str) -> None:
    one = heding()
    read(qtbot, one)
    before = one.window.article.offset()
    one.window.look_wanted.emit("dark" if name != "dark" else "light")
    one.window.type.toggle()
    qtbot.mouseClick(one.window.type.panel.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    theme = THEMES[name]
    assert one.window.type.panel.isVisible()  # to go on choosing
    base = one.window.article.palette().base().color().name().upper()
    assert base == theme.paper.upper()
    image = one.window.actions_by_id["search"].icon().pixmap(64, 64).toImage()
    drawn = {image.pixelColor(x, y).name().upper() for x in range(64) for y in range(64)
             if image.pixelColor(x, y).alpha() == 255}  # fmt: skip
    assert drawn == {theme.ink.upper()}
    assert one.window.article.offset() == before


def test_the_day_after_the_night_is_the_one_before(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    one.window.look_wanted.emit("sepia")
    one.window.actions_by_id["night"].trigger()
    assert one.theme is THEMES["dark"]
    one.window.actions_by_id["night"].trigger()
    assert one.theme is THEMES["sepia"]


def test_the_panel_is_used_and_left_by_keys(heding: Open, qtbot: QtBot) -> None:
    one = heding()
    read(qtbot, one)
    window = one.window
    window.activateWindow()
    window.actions_by_id["type"].trigger()
    first = window.type.panel.findChild(QPushButton, "song")
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert window.type.panel is None
    qtbot.waitUntil(window.article.hasFocus)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_box_to_tick_is_seen_whether_it_is_ticked_or_not(qtbot: QtBot, name: str) -> None:
    theme = THEMES[name]
    box = QCheckBox("两端对齐")
    box.setStyleSheet(style_sheet(theme))
    box.setPalette(palette(theme))
    qtbot.addWidget(box)
    box.show()
    for ticked, colour in ((False, theme.faint), (True, theme.focus)):
        box.setChecked(ticked)
        picture = box.grab().toImage()
        found = {
            picture.pixelColor(x, y).name().upper()
            for x in range(18)
            for y in range(picture.height())
        }
        assert colour.upper() in found
