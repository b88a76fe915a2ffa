"""Which of the commands can be given now, and which of them are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.window.icons import icon

if TYPE_CHECKING:
    from reader.window.main import MainWindow


def show_states(window: MainWindow) -> None:
    """Enable and check the window's actions by what is open and in sight."""
    desk, view, action = window.desk, window.view, window.actions_by_id
    reading = desk.reading
    action["back"].setEnabled(desk.can_go(-1))
    action["forward"].setEnabled(desk.can_go(1))
    action["previous_article"].setEnabled(reading is not None and bool(desk.neighbour(-1)))
    action["next_article"].setEnabled(bool(desk.neighbour(1)))
    action["previous_page"].setEnabled(reading is not None and bool(desk.neighbour_page(-1)))
    action["next_page"].setEnabled(bool(desk.neighbour_page(1)))
    action["other_page"].setEnabled(desk.jumps.target() is not None)
    of_the_article = (
        *("find", "prove", "explain", "bookmark", "read"),
        *("highlight", "note", *(f"highlight_{colour}" for colour in window.theme.highlights)),
        *window.output.deeds(),
        *window.words.deeds(),
        *window.aloud.deeds(),
    )
    for name in of_the_article:
        action[name].setEnabled(reading is not None)
    is_read = reading is not None and reading.found.article.id in desk.marks.read
    action["read"].setChecked(is_read)
    action["remove_page"].setEnabled(bool(desk.pages))
    marked = reading is not None and desk.marks.is_bookmarked(reading.found.article.id)
    action["bookmark"].setChecked(marked)
    action["bookmark"].setIcon(
        icon("bookmarked", window.theme.accent, window.theme.rule)
        if marked
        else icon("bookmark", window.theme.ink, window.theme.rule)
    )
    action["keep_search"].setEnabled(bool(desk.query))
    action["keep_search"].setChecked(window.asking.is_kept())
    action["variants"].setChecked(view.variants)
    action["bookmarks"].setChecked(window.side.currentWidget() is window.marks)
    action["notes"].setChecked(window.side.currentWidget() is window.notes)
    action["save_notes"].setEnabled(bool(desk.notes.all))
    action["night"].setChecked(window.theme.dark)
    action["smooth"].setChecked(view.smooth)
    action["numbers"].setChecked(view.numbers)
    action["latest"].setChecked(view.latest)
    action["tree"].setChecked(not window.side.isHidden())
    action["raw"].setChecked(view.raw)
    action["speak"].setChecked(window.aloud.speaks())
    action["focus"].setChecked(window.focus_mode.on)
