"""The style sheet: how each kind of text in an article is set, and what the reader may choose."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt

from reader.desk import View

#: Size of the article's text at 100 %, in pixels.
BODY = 20
#: Ems of margin inside the document at each side, where signs of mended tears stand.
MARGIN = 1.5
#: Ems above the document's first line and below its last.
TOP, BOTTOM = 2.4, 4.0
#: Ems between the headline's part of an article and its text.
BODY_BEGINS = 1.6
#: From line to line of the body, in ems.
LEADING = 1.75
#: Characters in a full line.
MEASURE = 34

_LEFT = Qt.AlignmentFlag.AlignLeft
_JUSTIFY = Qt.AlignmentFlag.AlignJustify
_RIGHT = Qt.AlignmentFlag.AlignRight


class Style(NamedTuple):
    """How a role is set.

    size
        In ems of the body's size.
    leading
        From line to line, in ems of its own size.
    colour
        Name of one of the theme's colours.
    above
        Space before it, in ems of the body's size.
    serif, bold
        Its font.
    indent
        Whether its first line begins two characters further in.
    """

    size: float
    leading: float
    colour: str
    above: float
    serif: bool = True
    bold: bool = False
    indent: bool = False
    align: Qt.AlignmentFlag = _LEFT


STYLES = {
    "column": Style(0.8, 1.5, "accent", 0.0, serif=False, bold=True),
    "kicker": Style(0.8, 1.5, "accent", 0.0, serif=False),
    "title": Style(1.6, 1.4, "ink", 0.35, bold=True),
    "subtitle": Style(0.9, 1.6, "faint", 0.55, serif=False),
    "byline": Style(0.75, 1.6, "faint", 0.65, serif=False),
    "paragraph": Style(1.0, LEADING, "ink", 0.0, indent=True, align=_JUSTIFY),
    "heading": Style(1.0, 1.6, "ink", 0.9, serif=False, bold=True),
    "caption": Style(0.8, 1.65, "faint", 0.9, serif=False, align=_JUSTIFY),
    "credit": Style(0.7, 1.6, "faint", 0.5, serif=False, align=_RIGHT),
    "origin": Style(0.65, 1.7, "faint", 2.4, serif=False),
}
#: A picture story's caption is what there is to read.
PHOTO_CAPTION = Style(1.0, LEADING, "ink", 0.0, indent=True, align=_JUSTIFY)
#: What stands above the text.
HEAD = ("column", "kicker", "title", "subtitle", "byline")


class Setting(NamedTuple):
    """What the reader has chosen.

    zoom
        Size of the text in per cent of ``BODY``.
    measure
        Characters in a full line, where the window has room for them.
    leading
        From line to line of the body, in ems.
    justify
        Whether both edges of the column are straight.
    bold
        Whether the body is set bold.
    face
        Its font, one of ``reader.window.fonts.FACES``.
    script
        In which characters it's shown, one of ``reader.desk.SCRIPTS``.
    """

    zoom: int = 100
    measure: int = MEASURE
    leading: float = LEADING
    justify: bool = True
    bold: bool = False
    face: str = "song"
    script: str = ""

    @staticmethod
    def of(view: View) -> Setting:
        """What the view remembers."""
        return Setting(
            view.zoom,
            view.measure,
            view.leading / 100,
            view.justify,
            view.bold,
            view.face,
            view.script,
        )

    @property
    def em(self) -> int:
        """The body's size in pixels."""
        return max(6, round(BODY * self.zoom / 100))

    @property
    def margin(self) -> int:
        """The margin inside the document at each side, in pixels; whole ones, as Qt takes them."""
        return round(MARGIN * self.em)
