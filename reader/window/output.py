"""What leaves the window: copies on the clipboard, PDF files, paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog

from reader.desk import Part, Reading, citation, link, markdown, parts, plain, source, unbroken
from reader.language import tr, trn
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.window.main import MainWindow

#: What file systems don't like in a name.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Output:
    """Copies, writes and prints what one window has open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of the commands does, by its id."""
        return {
            "copy": lambda: self._copy(lambda _, pieces: plain(pieces)),
            "copy_sourced": lambda: self._copy(_sourced),
            "copy_unbroken": lambda: self._copy(lambda _, pieces: unbroken(pieces)),
            "copy_markdown": lambda: self._copy(
                lambda reading, pieces: markdown(pieces, source(reading))
            ),
            "copy_citation": lambda: self._copy(lambda reading, _: citation(reading)),
            "copy_link": self._copy_link,
            "print": self._open_dialog,
        }

    # The clipboard

    def _copy(self, how: Callable[[Reading, Sequence[Part]], str]) -> None:
        """What is selected, or the whole article where nothing is."""
        window = self._window
        reading = window.desk.reading
        if reading is not None:
            chosen = window.sheet.selected() if window.area.pane() is window.sheet else []
            text = how(reading, chosen or parts(reading, *window.article.selection.spots()))
            QGuiApplication.clipboard().setText(text)
            window.statusBar().showMessage(tr("Copied."), 4000)

    def _copy_link(self) -> None:
        window = self._window
        if window.desk.reading is None:
            return
        address = link(window.desk.reading, window.article.chosen_offset())
        QGuiApplication.clipboard().setText(address)
        window.statusBar().showMessage(tr("The link to this place is copied."), 4000)

    # Paper

    def _open_dialog(self) -> None:
        from reader.window.paper_dialog import PaperDialog

        window, desk = self._window, self._window.desk
        reading = desk.reading
        if reading is None:
            return
        page = next((p for p in desk.pages or () if p.key == reading.found.page.key), None)
        lists = {
            tr("This page"): [(a.id, a.title) for a in page.articles] if page else [],
            tr("Results"): [(h.id, h.title) for h in desk.results.hits] if desk.results else [],
            tr("Bookmarks"): [(b.article, b.title) for b in desk.marks.bookmarks if b.present],
        }
        dialog = PaperDialog(lists, reading.found.article.id, window)
        dialog.pdf_wanted.connect(self._ask_file)
        dialog.print_wanted.connect(self._ask_printer)
        window.deeds.show_dialog(dialog)

    def _ask_file(self, articles: list[str]) -> None:
        reading = self._window.desk.reading
        name = _UNFIT.sub(" ", reading.found.article.heading(40)).strip() if reading else ""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save as PDF"), str(Path(folder) / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.write_pdf(articles, Path(chosen))

    def write_pdf(self, articles: Sequence[str], file: Path) -> None:
        """Write articles to a PDF, off this thread, and say when it is there."""
        from reader.window.paper import write_pdf

        bar = self._window.statusBar()
        bar.showMessage(tr("Writing {name}…", name=file.name))

        def done(count: int) -> None:
            bar.showMessage(
                trn(
                    "{name} is written: {count} sheet",
                    "{name} is written: {count} sheets",
                    count,
                    name=file.name,
                ),
                8000,
            )

        self._window.desk.errands.run(articles, lambda found: write_pdf(found, file), done)

    def _ask_printer(self, articles: list[str]) -> None:
        from PySide6.QtCore import QMarginsF
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        from reader.window.paper import Sheets, sheet_size

        if not QPrinterInfo.availablePrinterNames():
            self._window.notice.tell(
                [
                    Trouble(
                        tr("This machine knows no printer."),
                        tr("Set one up in the system's settings, or save as PDF."),
                    )
                ],
                passing=True,
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        first, last = max(1, printer.fromPage()), printer.toPage()
        bar = self._window.statusBar()

        def work(readings: tuple[Reading, ...]) -> bool:
            return Sheets(readings, sheet_size(printer)).paint(printer, first, last)

        def done(printed: bool) -> None:
            bar.clearMessage()
            if not printed:
                self._window.notice.tell(
                    [
                        Trouble(
                            tr("The printer did not take the pages."),
                            tr("See whether it is switched on, or save as PDF."),
                        )
                    ],
                    passing=True,
                )

        bar.showMessage(tr("Printing…"))
        self._window.desk.errands.run(articles, work, done)


def _sourced(reading: Reading, pieces: Sequence[Part]) -> str:
    return f"{plain(pieces)}\n—— {source(reading)}"
