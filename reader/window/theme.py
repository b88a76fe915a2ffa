"""Colours: one set of named values for each look."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPalette

from reader.files import resource


@dataclass(frozen=True)
class Theme:
    """Named colours.

    paper, ink: the article.  faint: what is said quietly.  accent: column, kicker, signs.
    rule: fine lines.  hold: what can be dragged.  match, current: behind matches and behind the
    present one, whose text is ``on_match``.  chrome, field, hover, chosen: bars and lists, input, rows.  warning: the
    bar that tells a trouble.  highlights: behind what the reader has highlighted, by the colours'
    names; the text there is ``on_match``, too.
    """

    dark: bool
    paper: str
    ink: str
    faint: str
    accent: str
    rule: str
    hold: str
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
    highlights: Mapping[str, str] = dataclasses.field(hash=False)


_PASTEL = {
    "yellow": "#FFF06B",
    "red": "#FFB3A7",
    "green": "#B9E6A0",
    "blue": "#9FD4F7",
    "purple": "#CDBBF7",
    "magenta": "#F7B0E0",
    "orange": "#FFC27A",
    "gray": "#CFCDC8",
}
DAY = Theme(
    dark=False,
    paper="#FBFAF7",
    ink="#1F1D1A",
    faint="#635E57",
    accent="#8E2A22",
    rule="#DCD7CD",
    hold="#A39B8E",
    match="#FBE3A2",
    current="#F5B942",
    on_match="#1F1D1A",
    chrome="#F1EEE8",
    field="#FFFFFF",
    hover="#E9E5DC",
    chosen="#E6DACB",
    selection="#C9DCEF",
    warning="#FBEBD0",
    focus="#A34A40",
    highlights=_PASTEL,
)
NIGHT = Theme(
    dark=True,
    paper="#16181A",
    ink="#C9C7C1",
    faint="#A5A199",
    accent="#E09A8F",
    rule="#34373A",
    hold="#6B6F73",
    match="#5A4A1E",
    current="#86611A",
    on_match="#F4EFE4",
    chrome="#1F2224",
    field="#141618",
    hover="#2A2E31",
    chosen="#3A3531",
    selection="#22394D",
    warning="#40331C",
    focus="#C27A6F",
    highlights={
        "yellow": "#575000",
        "red": "#7A2A26",
        "green": "#2B5A22",
        "blue": "#14507A",
        "purple": "#50389A",
        "magenta": "#7C2468",
        "orange": "#784109",
        "gray": "#4C5054",
    },
)


WHITE = replace(
    DAY,
    paper="#FFFFFF",
    ink="#1A1A1A",
    faint="#62625F",
    chrome="#F5F5F4",
    hover="#ECECEA",
    chosen="#E2E2DF",
    rule="#DDDDDA",
    hold="#9C9C98",
)
SEPIA = replace(
    DAY,
    paper="#F4ECD8",
    ink="#3B2B1C",
    faint="#615340",
    accent="#8A2B1C",
    rule="#DCCFB2",
    hold="#A8977A",
    match="#F2D27E",
    current="#E9AE3C",
    on_match="#2E2014",
    chrome="#EBE1C9",
    field="#FBF5E6",
    hover="#E2D6BA",
    chosen="#DACBA9",
    selection="#C8D3CF",
    warning="#F3DDB0",
    focus="#8E3F36",
    highlights={
        "yellow": "#FFEF62",
        "red": "#F9AC9E",
        "green": "#B3DD97",
        "blue": "#9ACDEE",
        "purple": "#C8B5F0",
        "magenta": "#F0A8D8",
        "orange": "#FBBA72",
        "gray": "#CBC5B8",
    },
)
#: By the names under which they are remembered.
THEMES = {"light": DAY, "white": WHITE, "sepia": SEPIA, "dark": NIGHT}


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


def text_palette(now: QPalette, theme: Theme, ground: str, ink: str) -> QPalette:
    """The palette of a pane of text on a ground of its own; ``now`` has its other colours."""
    colours = QPalette(now)
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
        colours.setColor(role, QColor(ground))
    colours.setColor(QPalette.ColorRole.Text, QColor(ink))
    colours.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
    colours.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.ink))
    return colours


def style_sheet(theme: Theme) -> str:
    """What the palette can't say: fine lines instead of frames, and quiet bars."""
    tick = resource("icons", f"tick-{'dark' if theme.dark else 'light'}.svg").as_posix()
    return f"""
    QToolBar {{ background: {theme.chrome}; border: 0; border-bottom: 1px solid {theme.rule};
        padding: 5px 8px; spacing: 2px; }}
    QToolBar::separator {{ background: {theme.rule}; width: 1px; margin: 6px 6px; }}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px;
        padding: 5px; }}
    QToolButton:hover {{ background: {theme.hover}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {theme.chosen}; }}
    QToolButton:focus {{ border: 2px solid {theme.focus}; padding: 4px; }}
    QToolButton[popupMode="2"], QToolButton[popupMode="InstantPopup"] {{ padding-right: 17px; }}
    QToolButton[popupMode="2"]:focus, QToolButton[popupMode="InstantPopup"]:focus {{
        padding-right: 16px; }}
    QToolButton::menu-indicator {{ subcontrol-origin: border; subcontrol-position: center right;
        right: 4px; width: 9px; }}
    QPushButton {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 5px 14px; min-width: 3em; }}
    QPushButton:hover {{ background: {theme.hover}; }}
    QPushButton:pressed, QPushButton:checked {{ background: {theme.chosen}; }}
    QPushButton:checked {{ border: 1px solid {theme.focus}; }}
    QPushButton:focus {{ border: 2px solid {theme.focus}; padding: 4px 13px; }}
    QSlider::groove:horizontal {{ background: {theme.rule}; height: 4px; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {theme.focus}; height: 4px; border-radius: 2px; }}
    QSlider::handle:horizontal {{ background: {theme.field}; border: 2px solid {theme.focus};
        width: 12px; margin: -6px 0; border-radius: 8px; }}
    QSlider::handle:horizontal:focus {{ background: {theme.focus}; }}
    QCheckBox {{ spacing: 8px; }}
    QCheckBox:focus, QComboBox:focus {{ color: {theme.accent}; }}
    QDialog QAbstractItemView, QDialog QPlainTextEdit {{ border: 1px solid {theme.rule}; }}
    QDialog QAbstractItemView:focus, QDialog QPlainTextEdit:focus, #panel:focus, #roomy:focus {{
        border: 1px solid {theme.focus}; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.rule}; }}
    QTabBar::tab {{ padding: 7px 14px; border: 0; border-bottom: 2px solid transparent; }}
    QTabBar::tab:hover {{ background: {theme.hover}; }}
    QTabBar::tab:selected {{ border-bottom: 2px solid {theme.focus}; }}
    QTabBar::tab:selected:focus {{ background: {theme.chosen}; }}
    QCheckBox::indicator, QAbstractItemView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {theme.faint}; border-radius: 3px; background: {theme.field}; }}
    QCheckBox::indicator:focus {{ border: 1px solid {theme.focus}; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
        background: {theme.focus}; border: 1px solid {theme.focus}; image: url("{tick}"); }}
    #panel {{ border: 1px solid {theme.rule}; }}
    QLineEdit {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 5px;
        padding: 4px 6px; selection-background-color: {theme.selection};
        selection-color: {theme.ink}; }}
    QLineEdit:focus {{ border: 1px solid {theme.focus}; }}
    QMenuBar {{ background: {theme.chrome}; padding: 2px 4px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {theme.hover}; }}
    QMenu {{ menu-scrollable: 1; background: {theme.field}; border: 1px solid {theme.rule}; padding: 4px; }}
    QMenu::item {{ padding: 4px 26px 4px 26px; border-radius: 4px; }}
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
    #palette {{ background: {theme.chrome}; border: 1px solid {theme.rule}; border-radius: 8px; }}
    #palette QAbstractItemView {{ background: {theme.chrome}; border: 0; }}
    #palette QLabel {{ color: {theme.faint}; }}
    #notebox {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 8px; }}
    #notebox QPlainTextEdit {{ background: {theme.paper}; border: 1px solid {theme.rule};
        border-radius: 5px; padding: 2px; }}
    #notebox QPlainTextEdit:focus {{ border: 1px solid {theme.focus}; }}
    #notefilter {{ margin: 0 8px 6px 10px; }}
    #notice {{ background: {theme.warning}; border-bottom: 1px solid {theme.rule}; }}
    #find, #jumps {{ background: {theme.chrome}; border-top: 1px solid {theme.rule}; }}
    QScrollBar {{ background: transparent; border: 0; margin: 0; }}
    QScrollBar:vertical {{ width: 11px; }}
    QScrollBar:horizontal {{ height: 11px; }}
    QScrollBar::handle {{ background: {theme.hold}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {theme.faint}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {theme.field}; border: 1px solid {theme.rule}; border-radius: 4px;
        height: 8px; }}
    QProgressBar::chunk {{ background: {theme.focus}; border-radius: 3px; }}
    """
