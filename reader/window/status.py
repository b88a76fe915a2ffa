"""The line at the foot: where one is, what the tree is narrowed to, and the work under way."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

from reader.desk import Desk
from reader.window.bars import IndexBar
from reader.window.filtering import FilterButton
from reader.window.importing import ImportBar
from reader.window.whereabouts import Whereabouts


class StatusLine(QStatusBar):
    """Shows imports and indexing by itself; the window tells ``where`` and ``only`` what to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.where = Whereabouts()
        self.adding = ImportBar()
        self.only = FilterButton(desk)
        self.indexing = IndexBar()
        self.setSizeGripEnabled(False)
        self.addWidget(self.where, 1)
        for widget in (self.indexing, self.only, self.adding):
            self.addPermanentWidget(widget)
        desk.imports.moved.connect(self.adding.show_state)
        desk.imports.ended.connect(self.adding.hide)
        desk.indexing.moved.connect(self.indexing.show_progress)
        desk.indexing.ended.connect(self.indexing.hide)
        self.adding.cancelled.connect(desk.imports.cancel)
        self.adding.paused.connect(desk.imports.pause)
        self.adding.resumed.connect(desk.imports.go_on)
        if desk.imports.state:  # an import goes on while the window is made anew
            self.adding.show_state(desk.imports.state)
