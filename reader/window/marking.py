"""Ties highlights and notes together: article, box, list and the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFileDialog

from reader.language import tr
from reader.window.commands import colour_names, how
from reader.window.notebox import NoteBox, RemovedBar

if TYPE_CHECKING:
    from reader.desk import Spot
    from reader.library import Annotation
    from reader.window.main import MainWindow


class Marking(QObject):
    """What the commands for highlights and notes do, and what a click on one does."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._notes = window.desk.notes
        self._to_write = False
        self._here = ""  # the highlight gone to from the list
        self._box: NoteBox | None = None
        self.bar = RemovedBar(window.theme)
        self.bar.back_wanted.connect(self._notes.put_back)
        self._notes.changed.connect(self._show_all)
        self._notes.shown_changed.connect(self._show_here)
        self._notes.made.connect(self._made)
        self._notes.removed.connect(self._offer)
        window.desk.reading_changed.connect(self.close_box)
        window.article.verticalScrollBar().valueChanged.connect(self._place)
        window.article.completed.connect(self._place)
        window.article.viewport().installEventFilter(self)
        window.notes.article_wanted.connect(self._go_to)
        window.notes.removal_wanted.connect(self._notes.remove)
        window.notes.left.connect(lambda: window.deeds.toggle_list(window.notes))

    @property
    def box(self) -> NoteBox:
        """The box with a highlight's note; made when it is first needed, which takes 20 ms."""
        if self._box is None:
            self._box = NoteBox(self._window.theme, self._window.area)
            self._box.colour_wanted.connect(self._notes.recolour)
            self._box.written.connect(self._notes.write)
            self._box.removal_wanted.connect(self._notes.remove)
            self._box.left.connect(self._window.article.setFocus)
        return self._box

    def close_box(self) -> bool:
        """Keep what was written in the box and close it; whether it was open."""
        was_open = bool(self._in_box())
        if was_open:
            self.box.leave()
        return was_open

    def keep(self) -> None:
        """Have what was written in the box kept now."""
        if self._box is not None:
            self._box.keep()

    def _in_box(self) -> str:
        """The id of the highlight in the box, ``""`` without any."""
        return self._box.shown() if self._box is not None else ""

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What the commands do, by their ids."""
        found: dict[str, Callable[[], object]] = {
            f"highlight_{colour}": partial(self._highlight, colour) for colour in colour_names()
        }
        return found | {
            "highlight": lambda: self._highlight(self._notes.colour),
            "note": self._write,
            "notes": lambda: self._window.deeds.toggle_list(self._window.notes),
            "save_notes": self._save,
        }

    def show(self) -> None:
        """Show all of them where they belong."""
        self._show_all()
        self._show_here()

    def _show_here(self) -> None:
        self._window.article.show_notes(self._notes.shown)

    def _show_all(self) -> None:
        window = self._window
        window.sheet.show_notes(self._notes.all)
        window.notes.show_notes(self._notes.all, how("highlight", window.view.keys))
        one = self._notes.find(self._in_box())
        if one is not None:
            self.box.open(one.id, one.colour, one.note)
        else:
            self.close_box()
        window.show_state()

    # Making

    def _highlight(self, colour: str, write: bool = False) -> None:
        """Highlight what is selected; without a selection the box's highlight gets the colour."""
        window, reading = self._window, self._window.desk.reading
        start, end = self._selected()
        self._to_write = write
        if reading is None:
            return
        if start is None and self._in_box():
            self._notes.recolour(self._in_box(), colour)
            return
        if start is None:
            window.statusBar().showMessage(tr("Select some words first."), 4000)
            return
        self._notes.highlight(reading, start, end, colour)
        cursor = window.article.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        window.article.setTextCursor(cursor)

    def _selected(self) -> tuple[Spot | None, Spot | None]:
        """Where the selection begins and ends; nothing where no article is in sight."""
        if self._window.area.pane() is not self._window.article:
            return None, None
        return self._window.article.selection.spots()

    def _write(self) -> None:
        """A note: on what is selected, else on the highlight in the box or the one gone to from the
        list, else on the headline."""
        reading = self._window.desk.reading
        if reading is None or self._window.area.pane() is not self._window.article:
            return
        selected = self._selected()[0] is not None
        if self._in_box() and not selected:
            self.box.write()
            return
        if not selected and any(one.annotation.id == self._here for one in self._notes.shown):
            self._open(self._here)
            self.box.write()
            return
        if selected:
            self._highlight(self._notes.colour, write=True)
            return
        self._to_write = True
        roles = [role for role, _ in reading.pieces]
        piece = roles.index("title") if "title" in roles else 0
        end = (piece, len(reading.pieces[piece][1].text))
        self._notes.highlight(reading, (piece, 0), end, self._notes.colour)

    def _offer(self, removed: Annotation) -> None:
        self.bar.offer(bool(removed.note))

    def _made(self, id_: str) -> None:
        if self._to_write:
            self._to_write = False
            self._open(id_)
            self.box.write()

    # The box

    def _open(self, id_: str) -> None:
        one = self._notes.find(id_)
        if one is not None:
            self.box.open(one.id, one.colour, one.note)
            self._place()

    def _place(self) -> None:
        """Below the highlight, or above it where there is no room."""
        window = self._window
        place = window.article.noted.box(self._in_box())
        if place is None:
            return
        box = self.box
        area = window.area.size()
        corner = window.article.viewport().mapTo(window.area, place.bottomLeft())
        x = max(8, min(corner.x(), area.width() - box.width() - 16))
        y = corner.y() + 6
        if y + box.height() > area.height():
            y = corner.y() - place.height() - box.height() - 6
        box.move(QPoint(x, max(4, min(y, area.height() - box.height() - 4))))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton:
            if event.type() == QEvent.Type.MouseButtonPress:
                self._here = ""
                self.close_box()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                selected = self._window.article.textCursor().hasSelection()
                shown = self._window.article.noted.at(event.position().toPoint())
                if shown is not None and not selected:
                    self._open(shown.annotation.id)
        return bool(super().eventFilter(watched, event))

    # The list

    def _go_to(self, id_: str) -> None:
        one = self._notes.find(id_)
        if one is not None and one.present:
            self._here = id_
            self._window.desk.open(one.article, offset=one.offset())
        elif one is not None:
            said = tr("Its place isn't in the library now; the words and the note are kept.")
            self._window.statusBar().showMessage(said, 6000)

    def _save(self) -> None:
        window = self._window
        start = str(Path.home() / f"{tr('Highlights and notes')}.md")
        name, _ = QFileDialog.getSaveFileName(
            window, tr("Save highlights and notes"), start, "Markdown (*.md)"
        )
        if name:
            self._notes.save(Path(name), lambda: self._saved(name))

    def _saved(self, name: str) -> None:
        said = tr("Saved as {name}", name=Path(name).name)
        self._window.statusBar().showMessage(said, 4000)
