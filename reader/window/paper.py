"""Articles on paper: set on pages with a foot, for a printer or as a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGlyphRun,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRawFont,
    QTextBlock,
    QTextDocument,
)

from reader import __version__
from reader.desk import Reading, source
from reader.language import tr
from reader.trouble import Trouble
from reader.window.fonts import sans
from reader.window.line import JOINER
from reader.window.pdf_text import mend
from reader.window.styles import BODY, Setting
from reader.window.theme import DAY
from reader.window.typesetter import Typesetter

#: The size of the text: 五号, 10.5 points, in pixels of which an inch has 96.
_EM = 14
_INCH = 96.0
#: The edges of the sheet that stay empty, and how far above its end the foot stands, in pixels.
_EDGE, _FOOT = 84.0, 46.0
#: Characters in a full line, at most.
_MEASURE = 44
#: Black on white, whatever the window looks like.
_INK = replace(DAY, paper="#FFFFFF", ink="#000000", faint="#4A4744", accent="#6E1F19")


class _Sheet(NamedTuple):
    """A page of one of the documents."""

    document: QTextDocument
    number: int
    source: str


class Sheets:
    """Articles laid out on sheets of one size, each article on a new one.

    May be made and painted in any thread, but both in the same one.

    size
        Of a sheet, in pixels of which an inch has 96.
    """

    def __init__(self, readings: Sequence[Reading], size: QSizeF) -> None:
        self._size = size
        self._width = min(_MEASURE, int((size.width() - 2 * _EDGE) / _EM)) * _EM + 1.0
        self._height = size.height() - 2 * _EDGE
        self._sheets: list[_Sheet] = []
        self._fonts: dict[str, QRawFont] = {}
        for reading in readings:
            document = self._set(reading)
            self._sheets += [
                _Sheet(document, number, source(reading)) for number in range(document.pageCount())
            ]

    def __len__(self) -> int:
        return len(self._sheets)

    def _set(self, reading: Reading) -> QTextDocument:
        setting = Setting(zoom=round(100 * _EM / BODY), measure=_MEASURE)
        setter = Typesetter(reading, _INK, setting, tr("From {source}", source=source(reading)))
        document = setter.new_document()
        frame = document.rootFrame().frameFormat()
        for set_margin in (frame.setLeftMargin, frame.setRightMargin):
            set_margin(0)
        for set_margin in (frame.setTopMargin, frame.setBottomMargin):
            set_margin(0)
        document.rootFrame().setFrameFormat(frame)
        while not setter.finished:
            setter.step(document, self._width, 100_000)
        document.setPageSize(QSizeF(self._width, self._height))
        return document

    def mended(self, pdf: bytes) -> bytes:
        """A PDF that these sheets were painted to, with text that can be searched."""
        documents = {id(sheet.document): sheet.document for sheet in self._sheets}.values()
        text = "".join(document.toPlainText() for document in documents)
        about = "".join(sheet.source for sheet in self._sheets)
        return mend(pdf, f"{text}{about}0123456789 /", tuple(self._fonts.values()))

    def paint(self, device: QPagedPaintDevice, first: int = 1, last: int = 0) -> bool:
        """Paint the sheets from ``first`` to ``last`` (0 is the end); whether the device took them."""
        painter = QPainter()
        if not painter.begin(device):
            return False
        scale = device.logicalDpiX() / _INCH
        chosen = self._sheets[first - 1 : last or None]
        for number, sheet in enumerate(chosen, first):
            if number > first and not device.newPage():
                painter.end()
                return False
            painter.save()
            painter.scale(scale, scale)
            self._paint_sheet(painter, sheet, number)
            painter.restore()
        return painter.end()

    def _paint_sheet(self, painter: QPainter, sheet: _Sheet, number: int) -> None:
        left = (self._size.width() - self._width) / 2
        top = sheet.number * self._height
        painter.save()
        painter.translate(QPointF(left, _EDGE - top))
        layout = sheet.document.documentLayout()
        block = sheet.document.begin()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() >= top + self._height:
                break
            if box.bottom() > top:
                self._paint_block(painter, block, box.topLeft(), top)
            block = block.next()
        painter.restore()
        self._paint_foot(painter, sheet, number, left)

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, corner: QPointF, top: float
    ) -> None:
        """Paint the lines of a block that stand on the sheet that begins at ``top``."""
        painter.setPen(block.charFormat().foreground().color())
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            # A line of large type may reach above the sheet that it belongs to.
            if top <= corner.y() + line.rect().center().y() < top + self._height:
                for run in _visible(line.glyphRuns()):
                    font = run.rawFont()
                    self._fonts.setdefault(f"{font.familyName()} {font.styleName()}", font)
                    painter.drawGlyphRun(corner, run)

    def _paint_foot(self, painter: QPainter, sheet: _Sheet, number: int, left: float) -> None:
        font = sans(0.7 * _EM)
        painter.setFont(font)
        painter.setPen(QColor(_INK.faint))
        foot = QRectF(left, self._size.height() - _FOOT - 2 * _EM, self._width, 2 * _EM)
        count = f"{number} / {len(self._sheets)}"
        room = self._width - QFontMetricsF(font).horizontalAdvance(count) - 2 * _EM
        title = QFontMetricsF(font).elidedText(sheet.source, Qt.TextElideMode.ElideMiddle, room)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(foot, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.drawText(foot, middle | Qt.AlignmentFlag.AlignRight, count)


def _visible(runs: Sequence[QGlyphRun]) -> Iterator[QGlyphRun]:
    """A line's runs without the glyphs of characters that are there for the breaking of lines only.

    They have no width and aren't seen, but a PDF would have blanks in the
    middle of its words.  Qt shows them by the glyph of a blank; to which
    character of the text a glyph belongs it tells wrongly where fonts change.
    """
    places = [run.positions() for run in runs]
    following = [*[p.x() for row in places for p in row][1:], -1.0]
    at = 0
    for run, row in zip(runs, places, strict=True):
        blanks = set(run.rawFont().glyphIndexesForString(" " + JOINER))
        glyphs = run.glyphIndexes()
        kept = [
            n
            for n, glyph in enumerate(glyphs)
            if glyph not in blanks or abs(following[at + n] - row[n].x()) > 0.01
        ]
        at += len(glyphs)
        if len(kept) == len(glyphs):
            yield run
        elif kept:
            found = QGlyphRun(run)
            found.setGlyphIndexes([glyphs[n] for n in kept])
            found.setPositions([row[n] for n in kept])
            yield found


def write_pdf(readings: Sequence[Reading], file: Path) -> int:
    """Write articles to a PDF in the size A4; returns the number of its pages.

    May be called in any thread.  Raises ``Trouble`` if the file can't be
    written; what was at its place is then still there.
    """
    target = QSaveFile(str(file))
    if not target.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _unwritten(file)
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(300)
    writer.setTitle("、".join(r.found.article.heading() for r in readings[:3]))
    writer.setCreator(f"Heding {__version__}")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    sheets = Sheets(readings, sheet_size(writer))
    sheets.paint(writer)
    target.write(sheets.mended(bytes(made.data().data())))
    if not target.commit():
        raise _unwritten(file)
    return len(sheets)


def sheet_size(device: QPagedPaintDevice) -> QSizeF:
    """The size of a device's sheet in pixels of which an inch has 96."""
    points = device.pageLayout().fullRectPoints().size()
    return QSizeF(points.width(), points.height()) * (_INCH / 72)


def _unwritten(file: Path) -> Trouble:
    return Trouble(
        tr("The PDF could not be written."),
        tr("Choose another folder, or make room on the disk."),
        str(file),
    )
