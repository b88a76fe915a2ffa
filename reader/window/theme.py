"""Colours and fonts: one set of named values for the day and one for the night.

Chinese fonts are named one by one, because generic families such as *serif*
give Japanese forms of 直, 骨 and 门 on many machines.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette

from reader.language import language

_SERIF = {
    "zh_CN": (
        "Heding Serif",
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "Source Han Serif CN",
        "Songti SC",
        "SimSun",
        "AR PL UMing CN",
    ),
    "zh_TW": ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Songti TC", "PMingLiU"),
}
_SANS = {
    "zh_CN": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "PingFang SC",
        "Microsoft YaHei UI",
        "WenQuanYi Micro Hei",
    ),
    "zh_TW": (
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
        "PingFang TC",
        "Microsoft JhengHei UI",
    ),
}

#: Size of the interface, in points.
INTERFACE = 10.5


@dataclass(frozen=True)
class Theme:
    """Named colours.

    paper, ink: the article.  faint: what is said quietly.  accent: column, kicker, signs.
    rule: fine lines.  match, current: behind matches and behind the present one, whose text
    is ``on_match``.  chrome, field, hover, chosen: bars and lists, input, rows.  warning: the
    bar that tells a trouble.
    """

    dark: bool
    paper: str
    ink: str
    faint: str
    accent: str
    rule: str
    match: str
    current: str
    on_match: str
    chrome: str
    field: str
    hover: str
    chosen: str
    selection: str
    warning: str
    focus: str


DAY = Theme(
    dark=False,
    paper="#FBFAF7",
    ink="#1F1D1A",
    faint="#6E6962",
    accent="#8E2A22",
    rule="#DCD7CD",
    match="#FBE3A2",
    current="#F5B942",
    on_match="#1F1D1A",
    chrome="#F1EEE8",
    field="#FFFFFF",
    hover="#E9E5DC",
    chosen="#E6DACB",
    selection="#C9DCEF",
    warning="#FBEBD0",
    focus="#B0574D",
)
NIGHT = Theme(
    dark=True,
    paper="#16181A",
    ink="#C9C7C1",
    faint="#918D86",
    accent="#D98A7E",
    rule="#34373A",
    match="#5A4A1E",
    current="#A87B22",
    on_match="#F4EFE4",
    chrome="#1F2224",
    field="#141618",
    hover="#2A2E31",
    chosen="#3A3531",
    selection="#2F4A63",
    warning="#40331C",
    focus="#C27A6F",
)


def script(text: str) -> str:
    """Whose forms a text wants: ``zh_TW`` if it's in traditional characters, else ``zh_CN``.

    Two national character sets tell: GB 2312 has the simplified ones, Big5
    the traditional ones, and both have what is common to them.
    """
    sample = text[:4000]
    simplified = len(sample.encode("gb2312", "ignore"))
    traditional = len(sample.encode("big5", "ignore"))
    return "zh_TW" if traditional > simplified else "zh_CN"


def _families(table: dict[str, tuple[str, ...]], first: str) -> list[str]:
    return [*table[first], *(f for name, row in table.items() if name != first for f in row)]


def serif(pixels: float, bold: bool = False, forms: str = "zh_CN") -> QFont:
    """The font of the article's text; ``forms`` is what ``script`` says of it."""
    font = QFont(_families(_SERIF, forms))
    font.setPixelSize(max(1, round(pixels)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(bold)
    return font


def sans(pixels: float, bold: bool = False, forms: str = "zh_CN") -> QFont:
    """The font of what stands around the text."""
    font = serif(pixels, bold)
    font.setFamilies(_families(_SANS, forms))
    return font


def interface_font() -> QFont:
    """The font of menus, lists and buttons."""
    font = QFont(_families(_SANS, "zh_TW" if language() == "zh_TW" else "zh_CN"))
    font.setPointSizeF(INTERFACE)
    return font


def smaller(font: QFont, factor: float = 0.86) -> QFont:
    """The same font for a second line."""
    other = QFont(font)
    other.setPointSizeF(font.pointSizeF() * factor)
    return other


def has_chinese_font() -> bool:
    """Whether Chinese can be shown at all; without such a font every character is a box."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return True
    return QFontMetrics(interface_font()).inFontUcs4(0x5317)


def palette(theme: Theme) -> QPalette:
    """Qt's palette in the theme's colours."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.chrome,
        role.WindowText: theme.ink,
        role.Base: theme.field,
        role.AlternateBase: theme.chrome,
        role.Text: theme.ink,
        role.PlaceholderText: theme.faint,
        role.Button: theme.chrome,
        role.ButtonText: theme.ink,
        role.BrightText: theme.accent,
        role.ToolTipBase: theme.field,
        role.ToolTipText: theme.ink,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.ink,
        role.Accent: theme.focus,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.hover,
        role.Midlight: theme.hover,
        role.Mid: theme.rule,
        role.Dark: theme.rule,
        role.Shadow: theme.rule,
    }
    found = QPalette()
    for name, colour in colours.items():
        found.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.faint))
    return found


def style_sheet(theme: Theme) -> str:
    """What the palette can't say: fine lines instead of frames, and quiet bars."""
    return f"""
    QToolBar {{ background: {theme.chrome}; border: 0; border-bottom: 1px solid {theme.rule};
        padding: 5px 8px; spacing: 2px; }}
    QToolBar::separator {{ background: {theme.rule}; width: 1px; margin: 6px 6px; }}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px;
        padding: 5px; }}
    QToolButton:hover {{ background: {theme.hover}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {theme.chosen}; }}
    QToolButton:focus, QPushButton:focus {{ border: 1px solid {theme.focus}; }}
    QPushButton {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 5px 14px; min-width: 3em; }}
    QPushButton:hover {{ background: {theme.hover}; }}
    QPushButton:pressed {{ background: {theme.chosen}; }}
    QLineEdit {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 4px 6px; selection-background-color: {theme.selection};
        selection-color: {theme.ink}; }}
    QLineEdit:focus {{ border: 1px solid {theme.focus}; }}
    QMenuBar {{ background: {theme.chrome}; padding: 2px 4px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {theme.hover}; }}
    QMenu {{ background: {theme.field}; border: 1px solid {theme.rule}; padding: 4px; }}
    QMenu::item {{ padding: 5px 26px 5px 26px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}
    QMenu::item:disabled {{ color: {theme.faint}; }}
    QMenu::separator {{ height: 1px; background: {theme.rule}; margin: 4px 8px; }}
    QStatusBar {{ background: {theme.chrome}; border-top: 1px solid {theme.rule};
        color: {theme.faint}; }}
    QStatusBar::item {{ border: 0; }}
    QSplitter::handle {{ background: {theme.rule}; }}
    QToolTip {{ background: {theme.field}; color: {theme.ink}; border: 1px solid {theme.rule};
        padding: 3px 6px; }}
    #side, #side QAbstractItemView {{ background: {theme.chrome}; border: 0; }}
    #side QAbstractItemView:focus {{ border: 0; }}
    #side QLabel {{ color: {theme.faint}; }}
    #article, #raw {{ border: 0; }}
    #pane, #empty {{ background: {theme.paper}; }}
    #notice {{ background: {theme.warning}; border-bottom: 1px solid {theme.rule}; }}
    #find {{ background: {theme.chrome}; border-top: 1px solid {theme.rule}; }}
    QScrollBar {{ background: transparent; border: 0; margin: 0; }}
    QScrollBar:vertical {{ width: 11px; }}
    QScrollBar:horizontal {{ height: 11px; }}
    QScrollBar::handle {{ background: {theme.rule}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {theme.faint}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 4px;
        height: 8px; }}
    QProgressBar::chunk {{ background: {theme.focus}; border-radius: 3px; }}
    """
