"""The list of all highlights and notes, which takes the tree's place at the left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from reader.language import tr, trn
from reader.window.commands import colour_names
from reader.window.lists import RowList
from reader.window.rows import Row, RowDelegate

if TYPE_CHECKING:
    from reader.library import Annotation

#: Code points of the words and of the note that a row shows.
_SHOWN = 160
#: Code points of a note that surely have room on one line.
_LINE = 15


class NoteList(RowList):
    """The latest first; a field above narrows it.  Its rows stand for annotations, by their ids."""

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(tr("Highlights and notes"), delegate, parent)
        self._all: Sequence[Annotation] = ()
        self._how = ""
        self.field = QLineEdit()
        self.field.setObjectName("notefilter")
        self.field.setAccessibleName(tr("Filter highlights and notes"))
        self.field.setPlaceholderText(tr("Words, note, headline or colour"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        self.insert(1, self.field)

    def show_notes(self, found: Sequence[Annotation], how: str) -> None:
        """List these; ``how`` is the key that makes one."""
        self._all, self._how = found, how
        self._show()

    def _show(self) -> None:
        wanted = self.field.text().casefold().split()
        names = colour_names()
        chosen = [
            one
            for one in reversed(self._all)
            if all(
                any(
                    word in text.casefold()
                    for text in (one.quote, one.note, one.title, names.get(one.colour, ""))
                )
                for word in wanted
            )
        ]
        self.field.setVisible(bool(self._all))
        count = trn("{count} highlight or note", "{count} highlights and notes", len(chosen))
        if self._all:
            hint = tr("None of your highlights has that.")
        else:
            hint = tr(
                "No highlights yet.\n\nSelect some words of an article and press {key}, or a number"
                " from 1 to 8 for its colour.",
                key=self._how,
            )
        self.show_rows([(one.id, _row(one)) for one in chosen], count if self._all else "", hint)


def _row(one: Annotation) -> Row:
    quote = " ".join(one.quote[:_SHOWN].split())
    lost = tr("its place isn't found now")
    return Row(
        quote,
        above=one.title if one.present else f"{one.title} · {lost}",
        below=" ".join(one.note[:_SHOWN].split()),
        lines=2 if len(one.note) > _LINE else 1,
        dim=not one.present,
        colour=one.colour,
        sign_name=colour_names().get(one.colour, ""),
    )
